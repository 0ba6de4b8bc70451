import { RESULT_VALUES } from '../ratings/ratings.ts'
import type { CorrectedRates } from './rating-correction.ts'
import { type RatedRow, rowsBefore, getSeason } from './rated-matches.ts'
import { fitLowScoreRho } from '../../goals-model/low-score.ts'
import { fitPoissonRegression, type CoefficientPrior } from '../../numeric/regression.ts'

/** Goal rates of one match and how far off they may be. */
export interface RatesForecast {
  readonly home: number
  readonly away: number
  readonly rho: number
  /** Standard deviations of log(home / away) and of log(home x away). */
  readonly supremacyDeviation: number
  readonly totalDeviation: number
}

/** How ratings become goal rates: coefficients of one side's log rate, and the low-score dependence. */
export interface GoalRateModel {
  readonly coefficients: Float64Array
  readonly rho: number
}

/** Writes the design row of one side, home or away. */
export type WriteSide = (row: RatedRow, atHome: boolean, out: Float64Array, offset: number) => void

/** That of most leagues, for a season with nothing to learn from. */
const DEFAULT_RHO = -0.05

/** Goals of past matches on their ratings, both sides of a match one row each. */
function fitGoalRates(rows: readonly RatedRow[], write: WriteSide, prior: CoefficientPrior): GoalRateModel {
  const width = prior.mean.length
  if (rows.length === 0) return { coefficients: Float64Array.from(prior.mean), rho: DEFAULT_RHO }
  const design = new Float64Array(rows.length * 2 * width)
  const goals = new Float64Array(rows.length * 2)
  rows.forEach((row, i) => {
    write(row, true, design, 2 * i * width)
    write(row, false, design, (2 * i + 1) * width)
    goals[2 * i] = row.league.homeGoals[row.at]!
    goals[2 * i + 1] = row.league.awayGoals[row.at]!
  })
  const coefficients = fitPoissonRegression(design, goals, prior)
  const rates = (side: 0 | 1) => Float64Array.from(rows, (_, i) => rateAt(coefficients, design, (2 * i + side) * width))
  const rho = fitLowScoreRho({
    homeRates: rates(0),
    awayRates: rates(1),
    homeGoals: goals.filter((_, i) => i % 2 === 0),
    awayGoals: goals.filter((_, i) => i % 2 === 1),
  })
  return { coefficients, rho }
}

function rateAt(coefficients: Float64Array, design: Float64Array, offset: number): number {
  let log = 0
  for (let j = 0; j < coefficients.length; j++) log += coefficients[j]! * design[offset + j]!
  return Math.exp(log)
}

/** Goal rates of one match. */
function predictRates(model: GoalRateModel, write: WriteSide, row: RatedRow): { readonly home: number; readonly away: number } {
  const design = new Float64Array(model.coefficients.length)
  write(row, true, design, 0)
  const home = rateAt(model.coefficients, design, 0)
  write(row, false, design, 0)
  return { home, away: rateAt(model.coefficients, design, 0) }
}

/** The filters start empty, so the first season is left out of the training. */
const RESULTS_SKIPPED_SEASONS = 1
const STATISTICS = RESULT_VALUES / 2
/** Spread that a standardised difference and a standardised sum have among log rates, so that one precision suits both. */
const DIFFERENCE_UNIT = 0.35
const SUM_UNIT = 0.1
const PRECISION = 100
const FREE = 1e-3
/** Goals of the home and of the away side of an ordinary match. */
const DEFAULT_LOG_RATES = [Math.log(1.5), Math.log(1.15)] as const

interface Scale {
  readonly centre: Float64Array
  readonly unit: Float64Array
}

/** Differences are divided by their spread (0 stays 0), sums are centred too. */
function measureScale(rows: readonly RatedRow[]): Scale {
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
  const rows = rowsBefore(seasons, season, RESULTS_SKIPPED_SEASONS)
  const scale = measureScale(rows)
  const write: WriteSide = ({ league, at }, atHome, out, offset) => {
    out[offset] = atHome ? 1 : 0
    out[offset + 1] = atHome ? 0 : 1
    for (let k = 0; k < RESULT_VALUES; k++) {
      const value = (league.results[at * RESULT_VALUES + k]! - scale.centre[k]!) * scale.unit[k]!
      out[offset + 2 + k] = k % 2 === 0 && !atHome ? -value : value
    }
  }
  const goals = fitGoalRates(rows, write, {
    mean: [...DEFAULT_LOG_RATES, ...new Array<number>(RESULT_VALUES).fill(1 / STATISTICS)],
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
    const rates = predictRates(goals, write, row)
    return { ...rates, rho: goals.rho, supremacyDeviation: deviation(row, 0), totalDeviation: deviation(row, 1) }
  }
}

/** The first season begins with nothing and the second is the first that can be corrected. */
const HISTORY_SKIPPED_SEASONS = 2
/** Towards the market's own rates: intercepts 0, slopes 1. */
const HISTORY_PRIOR = { mean: [0, 0, 1, 1], precision: [20, 20, 20, 20] }

/** Corrected log rates of a row, by the correction of its own season: none has seen the match. */
export type CorrectionFor = (season: string) => (row: RatedRow) => CorrectedRates

/** What a season's history forecasts rest on: goals of all earlier seasons on the corrected ratings. */
export function learnHistoryTier(
  seasons: ReadonlyMap<string, readonly RatedRow[]>,
  season: string,
  correctionFor: CorrectionFor,
): (row: RatedRow) => RatesForecast {
  const write: WriteSide = (row, atHome, out, offset) => {
    const rates = correctionFor(getSeason(row))(row)
    out[offset] = atHome ? 1 : 0
    out[offset + 1] = atHome ? 0 : 1
    out[offset + 2] = (atHome ? rates.supremacy : -rates.supremacy) / 2
    out[offset + 3] = rates.total / 2
  }
  const known = rowsBefore(seasons, season, HISTORY_SKIPPED_SEASONS).filter(({ league, at }) => league.pricedMatches[at]! > 0)
  const goals = fitGoalRates(known, write, HISTORY_PRIOR)
  const bySupremacy = goals.coefficients[2]!
  const byTotal = goals.coefficients[3]!
  return (row) => {
    const { supremacyDeviation, totalDeviation } = correctionFor(getSeason(row))(row)
    return {
      ...predictRates(goals, write, row),
      rho: goals.rho,
      supremacyDeviation: supremacyDeviation * bySupremacy,
      totalDeviation: totalDeviation * byTotal,
    }
  }
}
