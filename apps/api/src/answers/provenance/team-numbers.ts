import type { RecordNumber } from '@mon-ps/core/provenance/recount-record'
import { recountTeamMatches } from '@mon-ps/core/provenance/contribution'
import { ApiError } from '../../errors.ts'
import { type ProvenanceQuery, TEAM_NUMBERS } from '@mon-ps/contract/provenance'
import type { Team } from '@mon-ps/contract/team'
import { tracedBy } from './match-rows.ts'
import { leagueOfRun } from './part-of-run.ts'
import { RECORD_UNITS, traceRecord } from './record-numbers.ts'
import type { TracedNumber, Tracing } from './traced-number.ts'

type TeamNumber = (typeof TEAM_NUMBERS)[number]

/** The number of the reference strategy's record that a column of the team's row shows. */
const OF_RECORD: Readonly<Record<Exclude<TeamNumber, 'totalMatches'>, RecordNumber>> = {
  totalBets: 'totalBets',
  totalWins: 'wins',
  totalLosses: 'losses',
  winRate: 'winRate',
  totalPnl: 'profit',
  roi: 'roi',
  avgClv: 'avgClv',
}

const NAMES: Readonly<Record<TeamNumber, string>> = {
  totalMatches: 'Matches of the season',
  totalBets: 'Bets on its matches',
  totalWins: 'Bets won',
  totalLosses: 'Bets lost',
  winRate: 'Win rate',
  totalPnl: 'Profit',
  roi: 'Return on the stakes',
  avgClv: 'Closing line value',
}

/** @throws {ApiError} NUMBER_NOT_FOUND */
export function parseTeamNumber({ number }: ProvenanceQuery): TeamNumber {
  const found = TEAM_NUMBERS.find((one) => one === number)
  if (found === undefined)
    throw new ApiError('NUMBER_NOT_FOUND', `got number "${number}" of a team, expected one of ${TEAM_NUMBERS.join(', ')}`)
  return found
}

/** As the team's page shows it. */
export function describeTeamNumber(team: Team, number: TeamNumber): Pick<TracedNumber, 'name' | 'shown' | 'n'> {
  const stat = team[number]
  const name = `${NAMES[number]}, ${team.teamName}`
  return stat === null || typeof stat === 'number' ? { name, shown: stat, n: null } : { name, shown: stat.value, n: stat.n }
}

/**
 * A number of a team's row: its matches of the season, or the record of the reference strategy.
 *
 * @throws {ApiError} NUMBER_NOT_FOUND, SNAPSHOT_GONE
 */
export async function teamNumber(app: Tracing, team: Team, number: TeamNumber): Promise<TracedNumber> {
  const { runId, teamId, leagueCode, referenceStrategy } = team
  const common = { ...describeTeamNumber(team, number), runId, migrated: null }
  if (number === 'totalMatches') {
    const { history, table } = await leagueOfRun(app, runId, leagueCode)
    return { ...common, unit: 'matches', noRecount: null, ...tracedBy(recountTeamMatches(history, teamId, team.season ?? ''), table) }
  }
  const unit = RECORD_UNITS[OF_RECORD[number]]
  if (referenceStrategy === null) {
    const noRecount = 'The team has no record of the reference strategy: no bet of it fell on its matches.'
    return { ...common, unit, formula: '', recount: null, noRecount, total: 0, rowsBetween: () => [] }
  }
  const record = { runId, strategyName: referenceStrategy, leagueCode, teamId }
  return { ...common, unit, ...(await traceRecord(app, record, OF_RECORD[number])) }
}
