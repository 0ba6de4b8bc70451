import type { Page } from 'playwright-core'
import type { Journey } from './journey.ts'
import { expect, picture } from '../report.ts'

const MANY_TABS = 40

export async function keyboardOnly({ page, report, url }: Journey): Promise<void> {
  await report.step('with the keyboard alone: skip link first, then every stop visible and none a trap', async () => {
    await page.goto('/', { waitUntil: 'networkidle' })
    await page.keyboard.press('Tab')
    expect((await focused(page)).text === 'Skip to content', `the first stop is ${JSON.stringify(await focused(page))}`)
    const stops = new Set<string>()
    for (let press = 0; press < MANY_TABS; press++) {
      await page.keyboard.press('Tab')
      const stop = await focused(page)
      expect(stop.text === '' || stop.visible, `the focus on "${stop.text}" cannot be seen`)
      stops.add(`${stop.tag} ${stop.text} ${stop.at}`)
    }
    expect(stops.size > 8, `only ${stops.size} different stops: ${[...stops].join(', ')}`)
  })
  await report.step('with the keyboard alone: from home to a matchup by its two names', async () => {
    const answer = await fetch(`${url}/api/v1/quantum-v3/frictions?limit=1`)
    const { data } = (await answer.json()) as { data: { home: { name: string }; away: { name: string } }[] }
    const [pair] = data
    if (!pair) throw new Error('no pair is calculated')
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: 'Find' })
    await palette.waitFor()
    await page.keyboard.type(`${pair.home.name} v ${pair.away.name}`)
    await palette.getByRole('option').first().waitFor()
    await picture(page, 'palette')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/matchups\/\d+\/\d+/)
    await page.getByRole('figure', { name: 'Who wins?' }).waitFor()
    expect((await page.title()).startsWith(`${pair.home.name} v ${pair.away.name}`), `the title is ${await page.title()}`)
  })
}

interface Stop {
  tag: string
  text: string
  at: number
  visible: boolean
}

/** What has the focus, and whether something of it can be seen. */
function focused(page: Page): Promise<Stop> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement) || element === document.body) return { tag: 'body', text: '', at: 0, visible: true }
    const box = element.getBoundingClientRect()
    const style = getComputedStyle(element)
    const visible = box.width > 0 && box.height > 0 && style.visibility !== 'hidden'
    const text = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)
    return { tag: element.tagName, text, at: Math.round(box.top + window.scrollY), visible }
  })
}
