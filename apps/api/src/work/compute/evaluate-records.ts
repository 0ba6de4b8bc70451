import { type ContextFilters, contextFilters, performanceByContext } from '@mon-ps/core/strategy/performance-by-context'
import { evaluateStrategies } from '@mon-ps/core/strategy/evaluate-strategies'
import { recordsByCompetition, recordsByTeam, recordsOverall } from '@mon-ps/core/strategy/bet-records'
import { backtestRules } from './backtest-rules.ts'
import type { CalculatedRecord, CalculatedRecords, RecordsTask } from './league-result.ts'
import { unpackBets } from './packed-bets.ts'

/** Every record that will be shown, evaluated in one go, and every rule's backtest. Pure, and the same in any thread. */
export function evaluateRecords({ leagues, ...options }: RecordsTask): CalculatedRecords {
  const ruleBets = leagues.flatMap(({ bets }) => unpackBets(bets))
  const shown = new Set(leagues.flatMap(({ bets, teamIds }) => teamIds.map((id) => `${bets.competition}|${id}`)))
  const ofTeams = recordsByTeam(ruleBets).filter(({ competition, teamId }) => shown.has(`${competition}|${teamId}`))
  const overall = recordsOverall(ruleBets)
  const records = [...ofTeams, ...recordsByCompetition(ruleBets), ...overall]
  const reports = evaluateStrategies(records, options)
  const contexts = records.map(performanceByContext)
  const filters = contextFilters(contexts)
  return {
    records: records.map((record, index): CalculatedRecord => {
      const { scope, competition, teamId } = record
      return {
        scope: scope === 'competition' ? 'league' : scope,
        competition,
        teamId,
        report: reports[index] as CalculatedRecord['report'],
        contexts: contexts[index] as CalculatedRecord['contexts'],
        contextFilters: filters[index] as ContextFilters,
      }
    }),
    backtests: backtestRules({ ruleBets, overall, seed: options.seed }),
  }
}
