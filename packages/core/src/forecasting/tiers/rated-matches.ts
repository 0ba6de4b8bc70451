import { type MatchHistory, historyBefore } from '../../football/history.ts'
import type { MatchTable } from '../../football/match-table.ts'
import { MINUTES_PER_DAY, type Minute } from '../../football/time.ts'
import { groupBy } from '../../numeric/group-by.ts'
import type { Fixture } from '../ratings/rating-filter.ts'
import { createMarketRatings, createResultRatings, RESULT_VALUES } from '../ratings/ratings.ts'
import { FEATURES } from '../ratings/match-features.ts'
import { closingRates, fairClose, fairOpening, type FairMarketPrices } from '../ratings/market-rates.ts'

/**
 * One league, each match as known at the start of its week, with its result and closing prices beside. The first half is
 * what a forecast may use; the second what a later season may learn from.
 */
export interface RatedMatches {
  readonly competition: string
  readonly length: number
  /** Row of the match table; -1 for a fixture that is not played yet. */
  readonly row: Int32Array
  /** Code of the season of each match, for example `2022-23`. */
  readonly season: readonly string[]
  /** Shape [length, RESULT_VALUES]: result ratings and their variances. */
  readonly results: Float64Array
  readonly resultVariances: Float64Array
  /** Market ratings: supremacy, total and the variances of both. */
  readonly supremacy: Float64Array
  readonly total: Float64Array
  readonly supremacyVariance: Float64Array
  readonly totalVariance: Float64Array
  /** Past matches of the league, at that time, whose closing price was known. */
  readonly pricedMatches: Float64Array
  /** Sides of the match that the league had never seen before: 0, 1 or 2. */
  readonly unseen: Float64Array
  /** Shape [length, FEATURES.length]. */
  readonly features: Float64Array
  /** Fair opening prices of the match: home, draw, away, over 2.5; NaN where there were none. Only the market tier reads them. */
  readonly opening: Float64Array
  /** Result and closing prices. */
  readonly homeGoals: Float64Array
  readonly awayGoals: Float64Array
  readonly closingSupremacy: Float64Array
  readonly closingTotal: Float64Array
  /** Fair closing prices, as `opening`. */
  readonly closing: Float64Array
}

const WEEK = 7
export const PRICES = 4

/** Rows of a season in blocks of seven days from its first match: each block is rated before any of it is played. */
export function* splitIntoWeeks(table: MatchTable): Generator<{ readonly start: number; readonly rows: readonly number[] }> {
  const { season, day } = table.columns
  const seasons = groupBy(season.keys(), (row) => season[row]!)
  for (const [, rows] of [...seasons].sort(([a], [b]) => a - b)) {
    const first = rows.reduce((least, row) => Math.min(least, day[row]!), Number.POSITIVE_INFINITY)
    const weeks = groupBy(rows, (row) => Math.floor((day[row]! - first) / WEEK))
    for (const [week, own] of [...weeks].sort(([a], [b]) => a - b)) yield { start: first + WEEK * week, rows: own }
  }
}

/** Empty columns: prices and results are NaN until they are written. */
export function emptyRated(competition: string, season: readonly string[]): RatedMatches {
  const { length } = season
  const unknown = (width = 1) => new Float64Array(length * width).fill(Number.NaN)
  const column = (width = 1) => new Float64Array(length * width)
  return {
    competition,
    length,
    row: new Int32Array(length).fill(-1),
    season,
    results: column(RESULT_VALUES),
    resultVariances: column(RESULT_VALUES),
    supremacy: column(),
    total: column(),
    supremacyVariance: column(),
    totalVariance: column(),
    pricedMatches: column(),
    unseen: column(),
    features: column(FEATURES.length),
    opening: unknown(PRICES),
    homeGoals: unknown(),
    awayGoals: unknown(),
    closingSupremacy: unknown(),
    closingTotal: unknown(),
    closing: unknown(PRICES),
  }
}

/**
 * Rates every match of a league at the start of its week, from what was known then. Independent of every other league.
 *
 * @param table  the whole league; it is only ever looked at through {@link historyBefore} and, for the match itself, its date,
 *               its teams and its opening prices
 */
export function rateMatches(table: MatchTable): RatedMatches {
  const { season, home, away, day } = table.columns
  const weeks = [...splitIntoWeeks(table)]
  const order = weeks.flatMap(({ rows }) => rows)
  const rated = emptyRated(
    table.competition,
    order.map((row) => table.seasons[season[row]!]!),
  )
  const ratings = createRatings()
  let at = 0
  for (const week of weeks) {
    ratings.learn(historyBefore(table, (week.start * MINUTES_PER_DAY) as Minute))
    for (const row of week.rows) {
      rated.row[at] = row
      ratings.write({ home: home[row]!, away: away[row]!, day: day[row]!, season: season[row]! }, week.start, rated, at)
      at++
    }
  }
  addOutcomes(table, rated)
  return rated
}

/** The ratings of one league, from its prices and from its results, followed side by side. */
export function createRatings() {
  const market = createMarketRatings()
  const results = createResultRatings()
  return {
    learn(history: MatchHistory): void {
      market.learn(history)
      results.learn(history)
    },

    /** @param asOf  the day at whose start the rating is made */
    write(fixture: Fixture, asOf: number, rated: RatedMatches, at: number): void {
      const byMarket = market.rate(fixture, asOf)
      const byResults = results.rate(fixture)
      rated.results.set(byResults.values, at * RESULT_VALUES)
      rated.resultVariances.set(byResults.variances, at * RESULT_VALUES)
      rated.supremacy[at] = byMarket.supremacy
      rated.total[at] = byMarket.total
      rated.supremacyVariance[at] = byMarket.supremacyVariance
      rated.totalVariance[at] = byMarket.totalVariance
      rated.pricedMatches[at] = byMarket.pricedMatches
      rated.unseen[at] = byMarket.unseen
      rated.features.set(byMarket.features, at * FEATURES.length)
    },
  }
}

const writePrices = (prices: FairMarketPrices, out: Float64Array, at: number): void =>
  out.set([prices.home, prices.draw, prices.away, prices.over25], at * PRICES)

/** What became of each match, for later seasons to learn from, and the prices at which it opened. */
function addOutcomes(table: MatchTable, rated: RatedMatches): void {
  const everything: MatchHistory = historyBefore(table, Number.MAX_SAFE_INTEGER as Minute)
  for (let at = 0; at < rated.length; at++) {
    const row = rated.row[at]!
    rated.homeGoals[at] = table.columns.homeGoals[row]!
    rated.awayGoals[at] = table.columns.awayGoals[row]!
    const close = closingRates(everything, row)
    rated.closingSupremacy[at] = close.supremacy
    rated.closingTotal[at] = close.total
    writePrices(fairOpening(everything, row), rated.opening, at)
    writePrices(fairClose(everything, row), rated.closing, at)
  }
}

/** One match of one league among all rated ones. */
export interface RatedRow {
  readonly league: RatedMatches
  readonly at: number
}

export const getSeason = ({ league, at }: RatedRow): string => league.season[at]!

/** Matches of all leagues by season, oldest season first; within a season league by league. */
export function rowsBySeason(leagues: readonly RatedMatches[]): ReadonlyMap<string, readonly RatedRow[]> {
  const rows = leagues.flatMap((league) => league.season.map((_, at): RatedRow => ({ league, at })))
  return new Map([...groupBy(rows, getSeason)].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Rows of the seasons before `season`, without the first `skip` of all: what a model of that season may learn from. */
export function rowsBefore(seasons: ReadonlyMap<string, readonly RatedRow[]>, season: string, skip: number): RatedRow[] {
  return [...seasons.keys()]
    .slice(skip)
    .filter((each) => each < season)
    .flatMap((each) => [...(seasons.get(each) ?? [])])
}
