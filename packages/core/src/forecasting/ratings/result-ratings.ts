import type { MatchHistory } from '../../football/history.ts'
import { RESULT_FILTERS } from './filter-constants.ts'
import type { Fixture } from './fixture.ts'
import { createRatingFilter } from './rating-filter.ts'

/** What goals, shots on target and shots say of a match to come, in that order. */
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
