import { type BetRecord, evaluateStrategies, performanceByContext, recordsByCompetition, recordsByTeam, recordsOverall } from '@mon-ps/core'
import type { CalculatedRecord, RecordsTask } from './league-result.ts'
import { unpackBets } from './packed-bets.ts'

/** Every record that will be shown, evaluated in one go. Pure, and the same in any thread. */
export function evaluateRecords({ leagues, ...options }: RecordsTask): CalculatedRecord[] {
  const ruleBets = leagues.flatMap(({ bets }) => unpackBets(bets))
  const shown = new Set(leagues.flatMap(({ bets, teamIds }) => teamIds.map((id) => `${bets.competition}|${id}`)))
  const ofTeams = recordsByTeam(ruleBets).filter(({ competition, teamId }) => shown.has(`${competition}|${teamId}`))
  const records = [...ofTeams, ...recordsByCompetition(ruleBets), ...recordsOverall(ruleBets)]
  const reports = evaluateStrategies(records, options)
  return reports.map((report, index) => calculated(records[index] as BetRecord, report))
}

function calculated(record: BetRecord, report: CalculatedRecord['report']): CalculatedRecord {
  const { scope, competition, teamId } = record
  return { scope: scope === 'competition' ? 'league' : scope, competition, teamId, report, contexts: performanceByContext(record) }
}
