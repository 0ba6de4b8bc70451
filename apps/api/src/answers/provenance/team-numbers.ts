import { describeVectorGap } from '@mon-ps/messages/reasons'
import { LEAGUE_NUMBERS, type ProvenanceQuery, TEAM_NUMBERS } from '@mon-ps/contract/provenance'
import type { Team } from '@mon-ps/contract/team'
import { recountLeagueMatches, recountLeagueTeams, recountTeamMatches } from '@mon-ps/core/provenance/contribution'
import { recountMetric } from '@mon-ps/core/provenance/recount-metric'
import type { RecordNumber } from '@mon-ps/core/provenance/recount-record'
import { listCompetitions } from '@mon-ps/db/repositories/competitions'
import { ApiError } from '../../errors.ts'
import { readTeam } from '../shapes/read-team.ts'
import { RECORD_UNITS, traceRecord } from './record-numbers.ts'
import { readCurrentLeague, findDefinition, readLeagueOfRun, toTracedNumber, type TracedNumber, type Tracing } from './tracing.ts'

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
export async function traceTeamNumber(app: Tracing, team: Team, number: TeamNumber): Promise<TracedNumber> {
  const { runId, teamId, leagueCode, referenceStrategy } = team
  const common = { ...describeTeamNumber(team, number), runId, migrated: null }
  if (number === 'totalMatches') {
    const { history, table } = await readLeagueOfRun(app, runId, leagueCode)
    return { ...common, unit: 'matches', noRecount: null, ...toTracedNumber(recountTeamMatches(history, teamId, team.season ?? ''), table) }
  }
  const unit = RECORD_UNITS[OF_RECORD[number]]
  if (referenceStrategy === null) {
    const noRecount = 'The team has no record of the reference strategy: no bet of it fell on its matches.'
    return { ...common, unit, formula: '', recount: null, noRecount, total: 0, rowsBetween: () => [] }
  }
  const record = { runId, strategyName: referenceStrategy, leagueCode, teamId }
  return { ...common, unit, ...(await traceRecord(app, record, OF_RECORD[number])) }
}

/**
 * A metric of a team's DNA, from the matches of the run that made it.
 *
 * @throws {ApiError} NUMBER_NOT_FOUND, SNAPSHOT_GONE, TEAM_NOT_FOUND
 */
export async function traceMetric(app: Tracing, query: ProvenanceQuery & { readonly teamId: number }): Promise<TracedNumber> {
  const { number: key, teamId, origin, season } = query
  const team = await readTeam(app, { teamId, origin, season })
  const metrics = team.dna.flatMap((vector) => vector.metrics)
  const vector = team.dna.find((one) => one.metrics.some((own) => own.key === key))
  const metric = vector?.metrics.find((one) => one.key === key)
  if (!vector || !metric) {
    const known = metrics.map((one) => one.key).join(', ') || 'none: no calculation of ours made this row'
    throw new ApiError('NUMBER_NOT_FOUND', `got metric "${key}" of ${team.teamName}, expected one of ${known}`)
  }
  const trace = await readLeagueOfRun(app, team.runId, team.leagueCode)
  const recount = recountMetric(trace.metricsFor(team.season ?? ''), { teamId, key })
  const shown = metric.status === 'measured' ? metric.value : null
  const common = { name: `${metric.name}, ${team.teamName}`, unit: metric.unit, shown, n: metric.n, runId: team.runId, migrated: null }
  if (recount) return { ...common, noRecount: null, ...toTracedNumber(recount, trace.table) }
  return {
    ...common,
    formula: findDefinition(key)?.formula ?? '',
    recount: null,
    noRecount:
      shown === null
        ? vector.reason === null
          ? 'Not measured.'
          : describeVectorGap(vector.reason)
        : 'The metric is not averaged from matches.',
    total: 0,
    rowsBetween: () => [],
  }
}

/**
 * A count of what is loaded of a league: no run made it, so it is counted on what stands there now.
 *
 * @throws {ApiError} NUMBER_NOT_FOUND, LEAGUE_NOT_FOUND
 */
export async function traceLeagueNumber(app: Tracing, query: ProvenanceQuery & { readonly league: string }): Promise<TracedNumber> {
  const number = LEAGUE_NUMBERS.find((one) => one === query.number)
  if (number === undefined)
    throw new ApiError('NUMBER_NOT_FOUND', `got number "${query.number}" of a league, expected one of ${LEAGUE_NUMBERS.join(', ')}`)
  await app.snapshot.flush()
  const league = (await listCompetitions(app.database.db)).find(({ code, name }) => code === query.league || name === query.league)
  if (!league) throw new ApiError('LEAGUE_NOT_FOUND', `got league "${query.league}", which is not loaded; league.list names those that are`)
  const { table } = await readCurrentLeague(app, league.code)
  const isMatches = number === 'matches'
  return {
    name: `${isMatches ? 'Matches' : 'Teams of the latest season'}, ${league.name}`,
    unit: isMatches ? 'matches' : 'teams',
    shown: league[number],
    n: null,
    runId: null,
    migrated: null,
    noRecount: null,
    ...toTracedNumber(isMatches ? recountLeagueMatches(table) : recountLeagueTeams(table), table),
  }
}
