import type { CalculationResult } from '@mon-ps/contract/calculation'
import { command } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { durationText } from '../print/progress.ts'
import { watchCalculation } from '../watch-job.ts'
import { cli } from '../words.ts'

export const calculate = command({
  name: 'calculate',
  summary: cli.calculate.summary,
  examples: ['mon-ps calculate', 'mon-ps calculate --league E0,SP1 --json'],
  args: { league: { type: 'string', valueHint: 'E0,SP1', description: cli.calculate.league } },
  async run({ league }, { terminal, interrupted, connect }) {
    const { client, mode } = await connect()
    const leagues = league
      ?.split(',')
      .map((code) => code.trim())
      .filter(Boolean)
    const { jobId, alreadyRunning } = await client.calculation.start.mutate(leagues ? { leagues } : {})
    if (alreadyRunning) terminal.say(cli.calculate.alreadyRunning({ job: jobId }))
    interrupted.addEventListener('abort', () => {
      if (mode === 'http') terminal.warn(cli.calculate.goesOn)
    })
    const { result } = await watchCalculation(jobId, { client, terminal, interrupted })
    if (!result) throw new Failure(EXIT.unexpected, cli.calculate.noResult({ job: jobId }))
    terminal.answer(result, () => resultText(result))
    terminal.say(cli.calculate.next)
  },
})

export function resultText(result: CalculationResult): string {
  const { inserted, updated, unchanged, keptMigrated } = result.published
  const kept = keptMigrated > 0 ? cli.calculate.kept({ rows: keptMigrated }) : ''
  return [
    cli.calculate.counts({
      leagues: result.leagues,
      teams: result.teams,
      pairs: result.pairs,
      strategies: result.strategies,
      bets: result.bets,
      time: durationText(result.elapsedMs),
    }),
    cli.calculate.published({ inserted, updated, unchanged, kept, run: result.runId, snapshot: result.snapshot.slice(0, 12) }),
    ...result.warnings.map((warning) => cli.calculate.warning({ warning })),
  ].join('\n')
}
