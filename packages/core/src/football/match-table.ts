import { CoreError } from '../errors.ts'
import type { Score, SideStatistics, OddsQuote } from './match.ts'
import { knownAt, type Minute } from './time.ts'
import type { Day } from '../units.ts'

/** A team as core sees it: the identity it has in the database and the name to print. */
export interface TeamRef {
  readonly id: number
  readonly name: string
}

/**
 * Columns of one competition's played matches, in the order in which a snapshot stores them.
 * `season`, `home` and `away` are indices into the table's `seasons` and `teams`; counts that a
 * source does not give are NaN inside the table and never leave core as a number.
 */
export const MATCH_COLUMNS = [
  'matchId',
  'season',
  'day',
  'knownAt',
  'home',
  'away',
  'homeGoals',
  'awayGoals',
  'halfTimeHomeGoals',
  'halfTimeAwayGoals',
  'homeShots',
  'awayShots',
  'homeShotsOnTarget',
  'awayShotsOnTarget',
  'homeFouls',
  'awayFouls',
  'homeCorners',
  'awayCorners',
  'homeYellows',
  'awayYellows',
  'homeReds',
  'awayReds',
] as const

export type MatchColumn = (typeof MATCH_COLUMNS)[number]

/** `market|phase|bookmaker`, for example `1x2|close|pinnacle`. */
export type PriceKey = `${string}|${string}|${string}`

/** Decimal prices of one market, phase and bookmaker, a row per match; NaN where there is none. */
export interface PriceColumns {
  /** home / over / home at the handicap */
  readonly price1: Float64Array
  /** draw; NaN in two-way markets */
  readonly priceX: Float64Array
  /** away / under / away at the handicap */
  readonly price2: Float64Array
  /** goals line or home handicap; 0 for 1x2 */
  readonly line: Float64Array
}

/**
 * One competition's played matches as typed columns, sorted by `knownAt`, then `matchId`.
 * The whole engine reads this and nothing else.
 */
export interface MatchTable {
  readonly competition: string
  readonly length: number
  readonly teams: readonly TeamRef[]
  /** Codes such as `2022-23`, oldest first. */
  readonly seasons: readonly string[]
  readonly columns: Readonly<Record<MatchColumn, Float64Array>>
  readonly prices: ReadonlyMap<PriceKey, PriceColumns>
}

/** A played match with the identities that its table gives it. */
export interface TableMatch {
  readonly matchId: number
  readonly season: string
  readonly kickoffOn: Day
  readonly kickoffAt: Minute | null
  readonly homeId: number
  readonly awayId: number
  readonly fullTime: Score
  readonly halfTime: Score | null
  readonly homeStatistics: SideStatistics
  readonly awayStatistics: SideStatistics
}

export interface TableQuote extends OddsQuote {
  readonly matchId: number
}

export interface MatchTableRows {
  readonly competition: string
  readonly teams: readonly TeamRef[]
  /** Codes such as `2022-23`, oldest first. */
  readonly seasons: readonly string[]
  /** In any order. */
  readonly matches: readonly TableMatch[]
  readonly quotes: readonly TableQuote[]
}

/**
 * The key under which a table keeps one bookmaker's prices of one market and phase.
 *
 * @example priceKey('1x2', 'close', 'pinnacle') // '1x2|close|pinnacle'
 */
export function priceKey(market: OddsQuote['market'], phase: OddsQuote['phase'], bookmaker: string): PriceKey {
  return `${market}|${phase}|${bookmaker}`
}

const indexRows = <T, K>(rows: readonly T[], key: (row: T) => K): Map<K, number> => new Map(rows.map((row, index) => [key(row), index]))

function indexIn<K>(index: ReadonlyMap<K, number>, key: K, code: 'UNKNOWN_TEAM' | 'INVALID_ARGUMENT', what: string): number {
  const found = index.get(key)
  if (found === undefined) throw new CoreError(code, `got ${what} ${key}, expected one of the table's`, { key })
  return found
}

const orMissing = (value: number | null | undefined): number => value ?? Number.NaN

function statisticsColumns(home: SideStatistics, away: SideStatistics) {
  return {
    homeShots: orMissing(home.shots),
    awayShots: orMissing(away.shots),
    homeShotsOnTarget: orMissing(home.shotsOnTarget),
    awayShotsOnTarget: orMissing(away.shotsOnTarget),
    homeFouls: orMissing(home.fouls),
    awayFouls: orMissing(away.fouls),
    homeCorners: orMissing(home.corners),
    awayCorners: orMissing(away.corners),
    homeYellows: orMissing(home.yellows),
    awayYellows: orMissing(away.yellows),
    homeReds: orMissing(home.reds),
    awayReds: orMissing(away.reds),
  }
}

function emptyPrices(length: number): PriceColumns {
  const column = (): Float64Array => new Float64Array(length).fill(Number.NaN)
  return { price1: column(), priceX: column(), price2: column(), line: column() }
}

function buildPrices(quotes: readonly TableQuote[], rowOfMatch: ReadonlyMap<number, number>): Map<PriceKey, PriceColumns> {
  const prices = new Map<PriceKey, PriceColumns>()
  for (const quote of quotes) {
    const key = priceKey(quote.market, quote.phase, quote.bookmaker)
    const row = indexIn(rowOfMatch, quote.matchId, 'INVALID_ARGUMENT', 'a quote for match')
    let columns = prices.get(key)
    if (!columns) {
      columns = emptyPrices(rowOfMatch.size)
      prices.set(key, columns)
    }
    if (!Number.isNaN(columns.line[row])) {
      throw new CoreError('INVALID_ARGUMENT', `got two quotes ${key} for match ${quote.matchId}, expected one`, {
        key,
        matchId: quote.matchId,
      })
    }
    columns.price1[row] = orMissing(quote.price1)
    columns.priceX[row] = orMissing(quote.priceX)
    columns.price2[row] = orMissing(quote.price2)
    columns.line[row] = quote.line
  }
  return prices
}

/**
 * One competition's played matches as the typed columns that the engine reads, sorted by when each
 * score was known, then by match id. O(n log n).
 *
 * @throws {CoreError} UNKNOWN_TEAM      a match of a team that is not among `teams`
 * @throws {CoreError} INVALID_ARGUMENT  an unknown season, a match id twice, a quote for a match that is not
 *                                       there, two quotes of one market, phase and bookmaker for a match
 */
export function buildMatchTable(rows: MatchTableRows): MatchTable {
  const teamIndex = indexRows(rows.teams, (team) => team.id)
  const seasonIndex = indexRows(rows.seasons, (season) => season)
  const sorted = rows.matches
    .map((match) => ({ match, known: knownAt(match.kickoffOn, match.kickoffAt) }))
    .sort((a, b) => a.known - b.known || a.match.matchId - b.match.matchId)
  const rowOfMatch = indexRows(sorted, ({ match }) => match.matchId)
  if (rowOfMatch.size !== sorted.length) throw new CoreError('INVALID_ARGUMENT', 'got a match id twice, expected each match once')

  const columns = {} as Record<MatchColumn, Float64Array>
  for (const name of MATCH_COLUMNS) columns[name] = new Float64Array(sorted.length)
  sorted.forEach(({ match, known }, row) => {
    const values: Record<MatchColumn, number> = {
      matchId: match.matchId,
      season: indexIn(seasonIndex, match.season, 'INVALID_ARGUMENT', 'season'),
      day: match.kickoffOn,
      knownAt: known,
      home: indexIn(teamIndex, match.homeId, 'UNKNOWN_TEAM', 'team'),
      away: indexIn(teamIndex, match.awayId, 'UNKNOWN_TEAM', 'team'),
      homeGoals: match.fullTime.home,
      awayGoals: match.fullTime.away,
      halfTimeHomeGoals: orMissing(match.halfTime?.home),
      halfTimeAwayGoals: orMissing(match.halfTime?.away),
      ...statisticsColumns(match.homeStatistics, match.awayStatistics),
    }
    for (const name of MATCH_COLUMNS) columns[name][row] = values[name]
  })
  return {
    competition: rows.competition,
    length: sorted.length,
    teams: rows.teams,
    seasons: rows.seasons,
    columns,
    prices: buildPrices(rows.quotes, rowOfMatch),
  }
}
