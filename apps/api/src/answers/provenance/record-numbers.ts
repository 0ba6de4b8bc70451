import { type CountedBet, type RecordNumber, type RecordRecount, recountRecord } from '@mon-ps/core/provenance/recount-record'
import { type Day, isoFromDay } from '@mon-ps/core/units'
import type { MatchTable } from '@mon-ps/core/football/match-table'
import { listBetsOfRecord, type StoredBet } from '@mon-ps/db/repositories/strategy-bets'
import { ApiError } from '../../errors.ts'
import { type ProvenanceMatch, type ProvenanceQuery, RECORD_NUMBERS } from '@mon-ps/contract/provenance'
import { type Strategy, strategyListInput } from '@mon-ps/contract/strategy'
import { listStrategies } from '@mon-ps/db/repositories/strategies'
import { pageRequest } from '../shapes/cursor.ts'
import { toStrategy } from '../shapes/strategy.ts'
import { createTeamFinder, readPartsOfRun, type TracedNumber, type Tracing } from './tracing.ts'

const MICROS = 1_000_000

export const RECORD_UNITS: Readonly<Record<RecordNumber, string>> = {
  totalBets: 'bets',
  wins: 'bets',
  losses: 'bets',
  winRate: 'share',
  breakEvenRate: 'share',
  profit: 'units',
  roi: 'share of the stakes',
  avgClv: 'log probability',
  maxDrawdown: 'units',
}

const NAMES: Readonly<Record<RecordNumber, string>> = {
  totalBets: 'Bets',
  wins: 'Bets won',
  losses: 'Bets lost',
  winRate: 'Win rate',
  breakEvenRate: 'Win rate that breaks even',
  profit: 'Profit',
  roi: 'Return on the stakes',
  avgClv: 'Closing line value',
  maxDrawdown: 'Largest drawdown',
}

/** Which record a number belongs to. */
export interface RecordOfNumber {
  readonly runId: number
  readonly strategyName: string
  /** Null for a record over all leagues. */
  readonly leagueCode: string | null
  /** Null for a record that is not one team's. */
  readonly teamId: number | null
}

type RecordTrace = Pick<TracedNumber, 'formula' | 'recount' | 'noRecount' | 'total' | 'rowsBetween'>

/**
 * A number of a betting record, counted from the run's own bets.
 *
 * @throws {ApiError} SNAPSHOT_GONE  the run's data are not stored any more
 */
export async function traceRecord(app: Tracing, record: RecordOfNumber, number: RecordNumber): Promise<RecordTrace> {
  const { runId, strategyName, leagueCode, teamId } = record
  const parts = (await readPartsOfRun(app, runId)).filter((part) => leagueCode === null || part.leagueCode === leagueCode)
  const competitionId = leagueCode === null ? null : (parts[0]?.competitionId ?? null)
  const bets = await listBetsOfRecord(app.database.db, { runId, strategyName, competitionId, teamId })
  const recount = recountRecord(bets.map(countedBet), number)
  const tables = await Promise.all(parts.map(async ({ sha256 }) => (await app.traces.traceFor(sha256)).table))
  const findMatch = createMatchFinder(tables)
  return {
    formula: recount.formula,
    recount: { value: recount.value, figures: [{ name: 'counted', value: recount.n }] },
    noRecount: null,
    total: bets.length,
    rowsBetween: (start, end) => newestFirst(bets, recount, start, end).map(([bet, given]) => betRow(bet, given, findMatch)),
  }
}

function countedBet({ stakeUnits, profitUnits, price, outcome, clv }: StoredBet): CountedBet {
  return {
    stakeMicro: Math.round(stakeUnits * MICROS),
    profitMicro: Math.round(profitUnits * MICROS),
    price,
    outcome,
    closingLineValue: clv,
  }
}

function newestFirst(bets: readonly StoredBet[], { observations }: RecordRecount, start: number, end: number) {
  const all = bets.map((bet, index) => [bet, observations[index] ?? null] as const)
  return all.reverse().slice(start, end)
}

type FindMatch = (matchId: number) => Pick<ProvenanceMatch, 'home' | 'away' | 'homeGoals' | 'awayGoals'> | null

/** The matches of a run's leagues by their ids, as the run saw them. */
function createMatchFinder(tables: readonly MatchTable[]): FindMatch {
  const rows = new Map(
    tables.flatMap((table) =>
      Array.from(table.columns.matchId, (matchId, row) => [matchId, { table, row, findTeam: createTeamFinder(table) }] as const),
    ),
  )
  return (matchId) => {
    const found = rows.get(matchId)
    if (!found) return null
    const { table, row, findTeam } = found
    const { home, away, homeGoals, awayGoals } = table.columns
    const findSide = (index: number | undefined) => findTeam(table.teams[index ?? -1]?.id ?? Number.NaN)
    return { home: findSide(home[row]), away: findSide(away[row]), homeGoals: homeGoals[row] ?? 0, awayGoals: awayGoals[row] ?? 0 }
  }
}

function betRow(bet: StoredBet, observation: number | null, findMatch: FindMatch): ProvenanceMatch {
  const match = findMatch(bet.matchId)
  if (!match) throw new Error(`bet ${bet.id} is on match ${bet.matchId}, which its run's snapshot does not hold`)
  const { market, side, line, price, stakeUnits, profitUnits, outcome } = bet
  return {
    matchId: bet.matchId,
    playedOn: isoFromDay(bet.day as Day),
    season: bet.season,
    ...match,
    side: [match.home, match.away].find(({ id }) => id === bet.teamId) ?? null,
    part: null,
    observation,
    weight: 1,
    bet: { market, side, line, price, stakeUnits, profitUnits, outcome },
  }
}

/** A record's number as the list of strategies shows it. */
export function describeRecordNumber(record: Strategy, number: RecordNumber): Pick<TracedNumber, 'name' | 'shown' | 'n'> {
  const stat = record[number]
  const whose = record.team?.name ?? record.league ?? 'all leagues'
  const name = `${NAMES[number]}, ${record.strategyTitle ?? record.strategyName}, ${whose}`
  return stat === null || typeof stat === 'number' ? { name, shown: stat, n: record.totalBets } : { name, shown: stat.value, n: stat.n }
}

/** The record that a query names, as the list of strategies shows it. @throws {ApiError} INVALID_INPUT, NUMBER_NOT_FOUND */
export async function readRecord(app: Tracing, query: ProvenanceQuery): Promise<{ record: Strategy; number: RecordNumber }> {
  const { scope, teamId, league, strategy, origin } = query
  const number = RECORD_NUMBERS.find((one) => one === query.number)
  if (number === undefined)
    throw new ApiError('NUMBER_NOT_FOUND', `got number "${query.number}" of a strategy, expected one of ${RECORD_NUMBERS.join(', ')}`)
  const missing = [
    strategy === undefined && 'strategy',
    scope === 'team' && teamId === undefined && 'teamId',
    scope === 'league' && league === undefined && 'league',
  ]
  const named = missing.filter((name) => name !== false)
  if (named.length > 0)
    throw new ApiError('INVALID_INPUT', `got a number of a strategy of scope ${scope} without ${named.join(' and ')}, expected them`)
  const asked = strategyListInput.parse({ scope, teamId, league, strategy, origin, limit: 1 })
  const { rows } = await listStrategies(app.database.db, { ...asked, page: pageRequest(asked, ['qValue']) })
  const [row] = rows
  if (row) return { record: toStrategy(row), number }
  const whose = scope === 'team' ? ` of team ${teamId}` : scope === 'league' ? ` of league ${league}` : ''
  throw new ApiError(
    'NUMBER_NOT_FOUND',
    `got strategy "${strategy}"${whose}, which has no ${origin} record; strategy.list names those that have`,
  )
}

/**
 * A number of a strategy's record, from the bets of the run that made it.
 *
 * @throws {ApiError} INVALID_INPUT, NUMBER_NOT_FOUND, SNAPSHOT_GONE
 */
export async function traceStrategyNumber(app: Tracing, record: Strategy, number: RecordNumber): Promise<TracedNumber> {
  return {
    ...describeRecordNumber(record, number),
    unit: RECORD_UNITS[number],
    runId: record.runId,
    migrated: null,
    ...(await traceRecord(
      app,
      { runId: record.runId, strategyName: record.strategyName, leagueCode: record.leagueCode, teamId: record.team?.id ?? null },
      number,
    )),
  }
}
