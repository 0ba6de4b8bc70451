import type { CalculationResult } from '@mon-ps/contract/calculation'
import { command } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { durationText } from '../print/progress.ts'
import { watchCalculation } from '../watch-job.ts'

export const calculate = command({
  name: 'calculate',
  summary: 'Fit the goals model, build every DNA, friction and strategy record, and publish them',
  examples: ['mon-ps calculate', 'mon-ps calculate --league E0,SP1 --json'],
  args: { league: { type: 'string', valueHint: 'E0,SP1', description: 'Only these leagues, separated by commas; all when absent' } },
  async run({ league }, { terminal, interrupted, connect }) {
    const { client, mode } = await connect()
    const leagues = league
      ?.split(',')
      .map((code) => code.trim())
      .filter(Boolean)
    const { jobId, alreadyRunning } = await client.calculation.start.mutate(leagues ? { leagues } : {})
    if (alreadyRunning) terminal.say(`A calculation was already running; this is its progress (job ${jobId}).`)
    interrupted.addEventListener('abort', () => {
      if (mode === 'http') terminal.warn('The server goes on calculating. `mon-ps status` shows how far it is.')
    })
    const { result } = await watchCalculation(jobId, { client, terminal, interrupted })
    if (!result) throw new Failure(EXIT.unexpected, `Calculation ${jobId} ended without a result.`)
    terminal.answer(result, () => resultText(result))
    terminal.say('Next: `mon-ps frictions --sort chaos`, or `mon-ps matchup <home> <away>`.')
  },
})

export function resultText(result: CalculationResult): string {
  const { inserted, updated, unchanged, keptMigrated } = result.published
  const kept = keptMigrated > 0 ? `, ${keptMigrated} migrated rows kept as they were` : ''
  return [
    `${result.leagues} leagues, ${result.teams} teams, ${result.pairs} pairs, ${result.strategies} strategy records, ${result.bets} bets in ${durationText(result.elapsedMs)}.`,
    `Published: ${inserted} new, ${updated} updated, ${unchanged} unchanged${kept}. Run ${result.runId}, snapshot ${result.snapshot.slice(0, 12)}.`,
    ...result.warnings.map((warning) => `Warning: ${warning}`),
  ].join('\n')
}
