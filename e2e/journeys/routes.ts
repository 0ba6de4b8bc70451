import { expectAccessible } from '../accessibility.ts'
import { MISSING_PAGE } from '../browser.ts'
import type { Journey } from './journey.ts'
import { expect, picture } from '../report.ts'

interface Route {
  name: string
  path: string
}

/** Every address of the page; the ids are those of a pair and of a record that are calculated. */
async function routesOf(url: string): Promise<Route[]> {
  const answer = await fetch(`${url}/api/v1/quantum-v3/frictions?limit=1`)
  const { data } = (await answer.json()) as { data: { home: { id: number }; away: { id: number } }[] }
  const [pair] = data
  if (!pair) throw new Error('no pair is calculated')
  const records = await fetch(`${url}/api/v1/quantum-v3/strategies?scope=overall&sort=totalBets&limit=1`)
  const [record] = ((await records.json()) as { data: { strategyId: number }[] }).data
  if (!record) throw new Error('no strategy is calculated')
  const sheet = `/strategies/${record.strategyId}?scope=overall`
  return [
    { name: 'home', path: '/' },
    { name: 'import', path: '/import' },
    { name: 'teams', path: '/teams' },
    { name: 'team', path: `/teams/${pair.home.id}` },
    { name: 'matchup picker', path: '/matchups' },
    { name: 'matchup', path: `/matchups/${pair.home.id}/${pair.away.id}` },
    { name: 'matrix', path: '/matrix' },
    { name: 'strategies', path: '/strategies' },
    { name: 'strategy', path: sheet },
    { name: 'losses of a strategy', path: `${sheet}&tab=losses` },
    { name: 'models', path: '/models' },
    { name: 'move from V1, where there is none', path: '/migration' },
    { name: 'guide', path: '/how-to-read' },
    { name: 'not found', path: MISSING_PAGE },
  ]
}

export async function everyRoute({ page, report, url }: Journey): Promise<void> {
  for (const { name, path } of await routesOf(url)) {
    await report.step(`${name}: no grave finding of axe, and no value that is none`, async () => {
      await page.goto(path, { waitUntil: 'networkidle' })
      await page.getByRole('heading', { level: 1 }).waitFor()
      await expectAccessible(page)
      expect(!/\bNaN\b|undefined|\[object/.test((await page.locator('main').innerText()) ?? ''), 'the page shows a value that is none')
    })
  }
}

export async function inTheDark({ page, report, url }: Journey): Promise<void> {
  const paper = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  await report.step('dark colours are chosen once and stay after a reload', async () => {
    await page.goto('/')
    const light = await paper()
    await page.getByLabel('Colours').first().selectOption('dark')
    const dark = await paper()
    expect(light !== dark, `the background stayed ${light}`)
    await page.reload()
    expect((await paper()) === dark, 'a reload lost the choice')
  })
  for (const { name, path } of await routesOf(url)) {
    await report.step(`${name} in dark colours: no grave finding of axe`, async () => {
      await page.goto(path, { waitUntil: 'networkidle' })
      await page.getByRole('heading', { level: 1 }).waitFor()
      await expectAccessible(page)
      if (name === 'matchup') await picture(page, 'matchup-dark')
    })
  }
  await page.getByLabel('Colours').first().selectOption('light')
}
