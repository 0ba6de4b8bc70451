import type { EvaluationReport } from '@mon-ps/api/in-process'
import { createReadStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { collectCsvFiles, listed, seasonRange } from '../season-files.ts'
import { command } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { durationText } from '../print/progress.ts'
import { valueText } from '../print/number-text.ts'
import { skillTable } from '../print/skill-table.ts'
import { cli } from '../words.ts'

const TIERS = ['results', 'history', 'market'] as const
type Tier = (typeof TIERS)[number]

export const evaluate = command({
  name: 'evaluate',
  summary: cli.evaluate.summary,
  examples: [
    'mon-ps evaluate --from ./football-data --divisions E0,SP1 --seasons 1819..2223 --tier history --out predictions.csv',
    'mon-ps evaluate --from ./football-data --seasons 2223 --tier results --json',
  ],
  args: {
    from: {
      type: 'string',
      required: true,
      valueHint: 'folder',
      description: cli.evaluate.from,
    },
    divisions: { type: 'string', valueHint: 'E0,SP1', description: cli.evaluate.divisions },
    seasons: { type: 'string', required: true, valueHint: '1819..2223', description: cli.evaluate.seasons },
    tier: { type: 'string', default: 'history', valueHint: TIERS.join('|'), description: cli.evaluate.tier },
    out: { type: 'string', valueHint: 'predictions.csv', description: cli.evaluate.out },
  },
  async run({ from, divisions, seasons, tier, out }, { terminal, interrupted }) {
    if (!isTier(tier)) throw new Failure(EXIT.usage, cli.evaluate.badTier({ tier, tiers: TIERS.join(', ') }))
    const files = await collectCsvFiles([from])
    // Loaded only here: no other command needs the engine in this process.
    const { evaluateTier, predictionsAsCsv } = await import('@mon-ps/api/in-process')
    terminal.say(cli.evaluate.rating({ files: files.length, tier }))
    const sources = files.map(({ name, path }) => ({ name, bytes: createReadStream(path) }))
    const options = { tier, divisions: divisions ? listed(divisions) : null, seasons: seasonRange(seasons), signal: interrupted }
    const { predictions, report } = await evaluateTier(sources, options)
    if (out) await writeFile(out, predictionsAsCsv(predictions))
    terminal.answer({ ...report, out: out ?? null }, () =>
      [
        cli.evaluate.report({ matches: report.matches, tier, time: durationText(report.elapsedMs) }),
        skillTable([
          ...Object.entries(report.bySeason).map(([name, part]) => ({ name, ...part })),
          ...Object.entries(report.byDivision).map(([name, part]) => ({ name, ...part })),
          { name: cli.evaluate.all, matches: report.matches, skill: report.skill },
        ]),
        ...fallbackText(report.basis, tier),
        ...priorText(report.prior),
      ].join('\n'),
    )
    terminal.say(out ? cli.evaluate.nextCompare({ file: out }) : cli.evaluate.nextOut)
  },
})

const isTier = (value: string): value is Tier => TIERS.some((tier) => tier === value)

/** How wide a probability of a newcomer's match is beside the others'. */
function priorText({ matches, homeWidth, homeWidthOfOthers }: EvaluationReport['prior']): string[] {
  if (homeWidth === null || homeWidthOfOthers === null) return []
  const width = (value: number) => cli.evaluate.points({ value: valueText(100 * value, 'expected') })
  return [cli.evaluate.prior({ matches, width: width(homeWidth), widthOfOthers: width(homeWidthOfOthers) })]
}

function fallbackText(basis: Readonly<Partial<Record<Tier, number>>>, tier: Tier): string[] {
  const others = Object.entries(basis).filter(([used]) => used !== tier)
  return others.map(([used, matches]) => cli.evaluate.fallback({ matches, used, tier }))
}
