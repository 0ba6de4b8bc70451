import { CoreError } from '../errors.ts'
import { MATCH_COLUMNS, type MatchColumn, type MatchTable, type PriceColumns, type PriceKey } from './match-table.ts'
import { previousSeason } from './season.ts'
import type { Minute } from './time.ts'

// Not exported: no other module can make a history.
const cut: unique symbol = Symbol('cut')

/**
 * What was known at `asOf`: a prefix of a match table, as views without a copy.
 * It can only be had from {@link historyBefore}, so a function that takes one cannot look ahead.
 */
export interface MatchHistory extends MatchTable {
  readonly asOf: Minute
  readonly [cut]: true
}

/** Rows of `table` whose score was known at `asOf`; O(log n). */
function knownRows(table: MatchTable, asOf: Minute): number {
  const known = table.columns.knownAt
  let low = 0
  let high = table.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (known[middle]! <= asOf) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * The matches of `table` whose scores were known at `asOf`: the only way to look back.
 * Prices that were quoted for later matches are cut off with them.
 *
 * @param table  sorted by `knownAt`
 * @param asOf   UTC minute
 * @throws {CoreError} INVALID_ARGUMENT  `asOf` is not a finite number
 */
export function historyBefore(table: MatchTable, asOf: Minute): MatchHistory {
  if (!Number.isFinite(asOf)) throw new CoreError('INVALID_ARGUMENT', `got asOf ${asOf}, expected a UTC minute`, { asOf })
  const length = knownRows(table, asOf)
  const columns = {} as Record<MatchColumn, Float64Array>
  for (const name of MATCH_COLUMNS) columns[name] = table.columns[name].subarray(0, length)
  const prices = new Map<PriceKey, PriceColumns>()
  for (const [key, all] of table.prices) {
    prices.set(key, {
      price1: all.price1.subarray(0, length),
      priceX: all.priceX.subarray(0, length),
      price2: all.price2.subarray(0, length),
      line: all.line.subarray(0, length),
    })
  }
  return { ...table, length, columns, prices, asOf, [cut]: true }
}

/**
 * Teams that are new in the competition in a season: with a match in it and none in the season directly before. Null when that
 * season's matches are not loaded: who came up is then not known.
 *
 * @param seasonIndex  into `history.seasons`
 * @returns            indices into `history.teams`
 */
export function promotedTeams(history: MatchHistory, seasonIndex: number): ReadonlySet<number> | null {
  const before = previousSeason(history.seasons[seasonIndex] ?? '')
  const beforeIndex = before === null ? -1 : history.seasons.indexOf(before)
  const { season, home, away } = history.columns
  const played = new Set<number>()
  const playedBefore = new Set<number>()
  for (let row = 0; row < history.length; row++) {
    const teams = season[row] === seasonIndex ? played : season[row] === beforeIndex ? playedBefore : null
    teams?.add(home[row]!).add(away[row]!)
  }
  if (playedBefore.size === 0) return null
  return new Set([...played].filter((team) => !playedBefore.has(team)))
}

/**
 * The moment up to which a table knows scores: a calculation stands at the end of its data, not at the clock's time, so
 * that the same data give the same numbers whenever they are calculated.
 *
 * @throws {CoreError} TOO_FEW_MATCHES  an empty table
 */
export function getTableEnd(table: MatchTable): Minute {
  const last = table.columns.knownAt[table.length - 1]
  if (last === undefined) throw new CoreError('TOO_FEW_MATCHES', `got no match of ${table.competition}, expected at least 1`)
  return last as Minute
}

/** The season of a history's last match. */
export function latestSeason(history: MatchHistory): string {
  const index = history.columns.season.reduce((latest, season) => Math.max(latest, season), -1)
  const season = history.seasons[index]
  if (season === undefined) throw new CoreError('TOO_FEW_MATCHES', `got no known match of ${history.competition}, expected at least 1`)
  return season
}
