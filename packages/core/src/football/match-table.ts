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
