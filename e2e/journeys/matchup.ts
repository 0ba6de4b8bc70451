import type { Page } from 'playwright-core'
import type { Journey } from './journey.ts'
import { monPs, runMinimalClient } from '../product.ts'
import { expect, picture } from '../report.ts'

interface Stat {
  value: number | null
  n: number
  interval: [number, number] | null
}

interface Matchup {
  home: { id: number; name: string }
  away: { id: number; name: string }
  probabilities: { home: Stat; draw: Stat; away: Stat }
  friction: { score: Stat; components: { contribution: number | null }[] }
}

const percent = new Intl.NumberFormat('en', { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 })

export async function sameNumbersEverywhere({ page, report, dataDir, url }: Journey): Promise<void> {
  let matchup: Matchup | null = null
  await report.step('the command line finds the running product and answers for a pair', async () => {
    const pair = await json(dataDir, 'frictions', '--sort', 'chaos', '--limit', '1')
    const { home, away } = pair.data[0]
    matchup = await json(dataDir, 'matchup', home.name, away.name)
    expect((await json(dataDir, 'status')).url === url, 'expected the command line to use the running server')
  })
  await report.step('the page shows the same numbers for that pair, with interval and sample size', async () => {
    if (!matchup) throw new Error('there is no pair to compare')
    await page.goto(`/matchups/${matchup.home.id}/${matchup.away.id}`)
    await expectVerdict(page, matchup)
    await picture(page, 'matchup')
  })
  await report.step('the contributions of friction add up to its score', async () => {
    if (!matchup) throw new Error('there is no pair to compare')
    const { score, components } = matchup.friction
    const sum = components.reduce((total, part) => total + (part.contribution ?? 0), 0)
    expect(score.value !== null && Math.abs(sum - score.value) < 1e-6, `contributions sum to ${sum}, the score is ${score.value}`)
  })
  await report.step('the minimal client prints the pair from the same server', async () => {
    const said = await runMinimalClient(url)
    expect(matchup !== null && said.includes(matchup.home.name) && /n \d+/.test(said), said)
  })
}

async function expectVerdict(page: Page, { probabilities }: Matchup): Promise<void> {
  const verdict = page.getByRole('figure', { name: 'Who wins?' })
  await verdict.waitFor()
  const text = (await verdict.textContent()) ?? ''
  for (const [outcome, stat] of Object.entries(probabilities)) {
    if (!['home', 'draw', 'away'].includes(outcome)) continue
    const shown = percent.format(stat.value ?? Number.NaN)
    expect(text.includes(shown), `${outcome}: the command line says ${shown}, the page says ${text}`)
    expect(text.includes(`n ${stat.n}`), `${outcome}: no "n ${stat.n}" in ${text}`)
  }
}

async function json(dataDir: string, ...args: string[]) {
  const { code, stdout, stderr } = await monPs(dataDir, ...args, '--json')
  expect(code === 0, `mon-ps ${args.join(' ')} ended with ${code}: ${stderr}`)
  return JSON.parse(stdout)
}
