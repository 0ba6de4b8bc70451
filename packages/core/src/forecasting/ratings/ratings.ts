import type { MatchHistory } from '../../football/history.ts'
import { MARKET_SUPREMACY, MARKET_TOTAL, RESULT_FILTERS } from './filter-constants.ts'
import { type Fixture, createRatingFilter } from './rating-filter.ts'
import { createMarketForm } from './market-form.ts'
import { createFeatures, FEATURES } from './match-features.ts'

/** Rating of a coming match from past closing prices: log(home / away) and log(home x away) of its goal rates. */
export interface MarketRating {
  readonly supremacy: number
  readonly total: number
  /** Of the filters' levels, without the match's own. */
  readonly supremacyVariance: number
  readonly totalVariance: number
  /** Past matches of the league whose closing price was known. */
  readonly pricedMatches: number
  /** Of the two sides, how many the league had never seen before: they are rated by its prior for newcomers. */
  readonly unseen: number
  /** In the order of {@link FEATURES}: what a regression may still correct. */
  readonly features: Float64Array
}

/**
 * Follows one league by the closing prices of its past matches, and by how results differed from them. It learns only
 * from the history it is given, each match once, so it cannot have seen the match it rates.
 *
 * Cost: about 20 microseconds a match.
 */
export function createMarketRatings() {
  const supremacy = createRatingFilter(MARKET_SUPREMACY)
  const total = createRatingFilter(MARKET_TOTAL)
  const form = createMarketForm()
  const features = createFeatures()
  let learned = 0
  let pricedMatches = 0
  const seen = new Set<number>()

  function beginSeason(season: number, day: number): void {
    supremacy.beginSeason(season)
    total.beginSeason(season)
    features.beginSeason(season, day)
  }

  return {
    width: FEATURES.length,

    /** Learns the matches that the history holds beyond those that were learned. */
    learn(history: MatchHistory): void {
      for (; learned < history.length; learned++) {
        const { columns } = history
        const home = columns.home[learned]!
        const away = columns.away[learned]!
        const day = columns.day[learned]!
        beginSeason(columns.season[learned]!, day)
        seen.add(home).add(away)
        const surprise = form.read(history, learned)
        if (!Number.isNaN(surprise.supremacy)) pricedMatches++
        const supremacySurprise = supremacy.observe(home, away, day, surprise.supremacy, surprise.supremacyPush)
        const totalSurprise = total.observe(home, away, day, surprise.total, surprise.totalPush)
        features.add(
          { home, away, day, homeGoals: columns.homeGoals[learned]!, awayGoals: columns.awayGoals[learned]! },
          { ...surprise, supremacy: supremacySurprise, total: totalSurprise },
        )
      }
    },

    /** @param asOf  the day at whose start the rating is made */
    rate(fixture: Fixture, asOf: number): MarketRating {
      beginSeason(fixture.season, fixture.day)
      const s = supremacy.predict(fixture.home, fixture.away, fixture.day)
      const t = total.predict(fixture.home, fixture.away, fixture.day)
      return {
        supremacy: s.value,
        total: t.value,
        supremacyVariance: s.variance,
        totalVariance: t.variance,
        pricedMatches,
        unseen: Number(!seen.has(fixture.home)) + Number(!seen.has(fixture.away)),
        features: features.read(fixture, { supremacy: s.value, total: t.value, asOf }),
      }
    },
  }
}

/** Rating of a coming match from goals, shots on target and shots, in that order. */
export interface ResultRating {
  /** Home minus away, then home plus away, per statistic: shape [3, 2]. */
  readonly values: Float64Array
  /** Variances of the same. */
  readonly variances: Float64Array
}

export const RESULT_VALUES = RESULT_FILTERS.length * 2

/** Follows one league by its results alone: no price enters. Learns only from the history it is given, each match once. */
export function createResultRatings() {
  const filters = RESULT_FILTERS.map((each) => ({
    statistic: each.statistic,
    difference: createRatingFilter(each.difference),
    sum: createRatingFilter(each.sum),
  }))
  let learned = 0

  function beginSeason(season: number): void {
    for (const { difference, sum } of filters) {
      difference.beginSeason(season)
      sum.beginSeason(season)
    }
  }

  return {
    learn(history: MatchHistory): void {
      for (; learned < history.length; learned++) {
        const { columns } = history
        beginSeason(columns.season[learned]!)
        const place = [columns.home[learned]!, columns.away[learned]!, columns.day[learned]!] as const
        for (const { statistic, difference, sum } of filters) {
          const home = columns[`home${statistic}`][learned]!
          const away = columns[`away${statistic}`][learned]!
          difference.observe(...place, home - away, 0)
          sum.observe(...place, home + away, 0)
        }
      }
    },

    rate(fixture: Fixture): ResultRating {
      beginSeason(fixture.season)
      const values = new Float64Array(RESULT_VALUES)
      const variances = new Float64Array(RESULT_VALUES)
      filters.forEach(({ difference, sum }, k) => {
        for (const [at, filter] of [
          [2 * k, difference],
          [2 * k + 1, sum],
        ] as const) {
          const rated = filter.predict(fixture.home, fixture.away, fixture.day)
          values[at] = rated.value
          variances[at] = rated.variance
        }
      })
      return { values, variances }
    },
  }
}
