import { RESULT_VALUES } from '../ratings/result-ratings.ts'
import { fitGoalRates, goalRatesOf, type WriteSide } from './goal-rate-model.ts'
import type { RatesForecast } from './rates-forecast.ts'
import { type RatedRow, rowsBefore } from './training-rows.ts'

/** The filters of the first season begin with nothing: it teaches nobody. */
const SKIPPED_SEASONS = 1
const STATISTICS = RESULT_VALUES / 2
/** Spread that a standardised difference and a standardised sum have among log rates, so that one precision suits both. */
const DIFFERENCE_UNIT = 0.35
const SUM_UNIT = 0.1
const PRECISION = 100
const FREE = 1e-3
/** Goals of the home and of the away side of an ordinary match. */
const ORDINARY = [Math.log(1.5), Math.log(1.15)] as const

interface Scale {
  readonly centre: Float64Array
  readonly unit: Float64Array
}

/** Differences are divided by their spread (0 stays 0), sums are centred too. */
function scaleOf(rows: readonly RatedRow[]): Scale {
  const centre = new Float64Array(RESULT_VALUES)
  const unit = new Float64Array(RESULT_VALUES)
  const n = rows.length
  for (const { league, at } of rows) for (let k = 0; k < RESULT_VALUES; k++) centre[k]! += league.results[at * RESULT_VALUES + k]! / n
  for (const { league, at } of rows)
    for (let k = 0; k < RESULT_VALUES; k++) unit[k]! += (league.results[at * RESULT_VALUES + k]! - centre[k]!) ** 2 / n
  for (let k = 0; k < RESULT_VALUES; k++) {
    unit[k] = unit[k]! > 0 ? (k % 2 === 0 ? DIFFERENCE_UNIT : SUM_UNIT) / Math.sqrt(unit[k]!) : 0
    if (k % 2 === 0) centre[k] = 0
  }
  return { centre, unit }
}

/** What a season's results forecasts rest on: goals of all earlier seasons on the ratings from goals, shots on target and shots. */
export function learnResultsTier(seasons: ReadonlyMap<string, readonly RatedRow[]>, season: string): (row: RatedRow) => RatesForecast {
  const rows = rowsBefore(seasons, season, SKIPPED_SEASONS)
  const scale = scaleOf(rows)
  const write: WriteSide = ({ league, at }, atHome, out, offset) => {
    out[offset] = atHome ? 1 : 0
    out[offset + 1] = atHome ? 0 : 1
    for (let k = 0; k < RESULT_VALUES; k++) {
      const value = (league.results[at * RESULT_VALUES + k]! - scale.centre[k]!) * scale.unit[k]!
      out[offset + 2 + k] = k % 2 === 0 && !atHome ? -value : value
    }
  }
  const goals = fitGoalRates(rows, write, {
    mean: [...ORDINARY, ...new Array<number>(RESULT_VALUES).fill(1 / STATISTICS)],
    precision: [FREE, FREE, ...new Array<number>(RESULT_VALUES).fill(PRECISION)],
  })
  // Signals of one match err together, so their standard deviations add.
  const deviation = ({ league, at }: RatedRow, parity: 0 | 1): number => {
    let sum = 0
    for (let k = parity; k < RESULT_VALUES; k += 2)
      sum += Math.abs(goals.coefficients[2 + k]! * scale.unit[k]!) * Math.sqrt(league.resultVariances[at * RESULT_VALUES + k]!)
    return 2 * sum
  }
  return (row) => {
    const rates = goalRatesOf(goals, write, row)
    return { ...rates, rho: goals.rho, supremacyDeviation: deviation(row, 0), totalDeviation: deviation(row, 1) }
  }
}
