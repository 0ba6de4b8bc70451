import type { EvaluationReport } from '@mon-ps/api/in-process'
import { createReadStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { collectCsvFiles, listed, seasonRange } from '../season-files.ts'
import { command } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { durationText } from '../print/progress.ts'
import { skillTable } from '../print/skill-table.ts'

const TIERS = ['results', 'history', 'market'] as const
type Tier = (typeof TIERS)[number]

export const evaluate = command({
  name: 'evaluate',
  summary: 'Forecast past seasons week by week, from what each week began with, and say what the forecasts were worth',
  examples: [
    'mon-ps evaluate --from ./football-data --divisions E0,SP1 --seasons 1819..2223 --tier history --out predictions.csv',
    'mon-ps evaluate --from ./football-data --seasons 2223 --tier results --json',
  ],
  args: {
    from: {
      type: 'string',
      required: true,
      valueHint: 'folder',
      description: 'Results files of football-data.co.uk: every season before counts, too',
    },
    divisions: { type: 'string', valueHint: 'E0,SP1', description: 'Only these divisions; all that the folder holds when absent' },
    seasons: { type: 'string', required: true, valueHint: '1819..2223', description: 'Season codes, or a range of them' },
    tier: { type: 'string', default: 'history', valueHint: TIERS.join('|'), description: 'What the forecasts may look at' },
    out: { type: 'string', valueHint: 'predictions.csv', description: 'Where the predictions go, a line per match with intervals' },
  },
  async run({ from, divisions, seasons, tier, out }, { terminal, interrupted }) {
    if (!isTier(tier)) throw new Failure(EXIT.usage, `Got the tier ${tier}, expected ${TIERS.join(', ')}.`)
    const files = await collectCsvFiles([from])
    // Loaded only here: no other command needs the engine in this process.
    const { evaluateTier, predictionsAsCsv } = await import('@mon-ps/api/in-process')
    terminal.say(`Rating ${files.length} files week by week (${tier} tier) …`)
    const sources = files.map(({ name, path }) => ({ name, bytes: createReadStream(path) }))
    const options = { tier, divisions: divisions ? listed(divisions) : null, seasons: seasonRange(seasons), signal: interrupted }
    const { predictions, report } = await evaluateTier(sources, options)
    if (out) await writeFile(out, predictionsAsCsv(predictions))
    terminal.answer({ ...report, out: out ?? null }, () =>
      [
        `${report.matches} matches, ${tier} tier, in ${durationText(report.elapsedMs)}. Lower is better; intervals are 95 %, from weeks.`,
        skillTable([
          ...Object.entries(report.bySeason).map(([name, part]) => ({ name, ...part })),
          ...Object.entries(report.byDivision).map(([name, part]) => ({ name, ...part })),
          { name: 'all', matches: report.matches, skill: report.skill },
        ]),
        ...fallbackText(report.basis, tier),
        ...priorText(report.prior),
      ].join('\n'),
    )
    terminal.say(
      out
        ? `Next: \`mon-ps compare ${out} other.csv\` says which of two is better, and how surely.`
        : 'Next: --out predictions.csv keeps the predictions.',
    )
  },
})

const isTier = (value: string): value is Tier => TIERS.some((tier) => tier === value)

/** How wide a probability of a newcomer's match is beside the others'. */
function priorText({ matches, homeWidth, homeWidthOfOthers }: EvaluationReport['prior']): string[] {
  if (homeWidth === null || homeWidthOfOthers === null) return []
  const width = (value: number) => `${(100 * value).toFixed(1)} points`
  return [
    `${matches} matches had a side never seen before, forecast from the prior for newcomers: P(home) is ${width(homeWidth)} wide there, ${width(homeWidthOfOthers)} elsewhere.`,
  ]
}

function fallbackText(basis: Readonly<Partial<Record<Tier, number>>>, tier: Tier): string[] {
  const others = Object.entries(basis).filter(([used]) => used !== tier)
  return others.map(
    ([used, matches]) =>
      `Warning: ${matches} matches were forecast by the ${used} tier, because the prices that ${tier} needs are missing.`,
  )
}
