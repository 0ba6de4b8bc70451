import { fitGoalRates, goalRatesOf, type WriteSide } from './goal-rate-model.ts'
import type { CorrectedRates } from './rating-correction.ts'
import type { RatesForecast } from './rates-forecast.ts'
import { type RatedRow, rowsBefore, seasonOf } from './training-rows.ts'

/** The first season begins with nothing and the second is the first that can be corrected. */
const SKIPPED_SEASONS = 2
/** Towards the market's own rates: intercepts 0, slopes 1. */
const PRIOR = { mean: [0, 0, 1, 1], precision: [20, 20, 20, 20] }

/** Corrected log rates of a row, by the correction of its own season: none has seen the match. */
export type CorrectionOf = (season: string) => (row: RatedRow) => CorrectedRates

/** What a season's history forecasts rest on: goals of all earlier seasons on the corrected ratings. */
export function learnHistoryTier(
  seasons: ReadonlyMap<string, readonly RatedRow[]>,
  season: string,
  correctionOf: CorrectionOf,
): (row: RatedRow) => RatesForecast {
  const write: WriteSide = (row, atHome, out, offset) => {
    const rates = correctionOf(seasonOf(row))(row)
    out[offset] = atHome ? 1 : 0
    out[offset + 1] = atHome ? 0 : 1
    out[offset + 2] = (atHome ? rates.supremacy : -rates.supremacy) / 2
    out[offset + 3] = rates.total / 2
  }
  const known = rowsBefore(seasons, season, SKIPPED_SEASONS).filter(({ league, at }) => league.pricedMatches[at]! > 0)
  const goals = fitGoalRates(known, write, PRIOR)
  const bySupremacy = goals.coefficients[2]!
  const byTotal = goals.coefficients[3]!
  return (row) => {
    const { supremacyDeviation, totalDeviation } = correctionOf(seasonOf(row))(row)
    return {
      ...goalRatesOf(goals, write, row),
      rho: goals.rho,
      supremacyDeviation: supremacyDeviation * bySupremacy,
      totalDeviation: totalDeviation * byTotal,
    }
  }
}
