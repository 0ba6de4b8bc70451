import { CoreError } from '../../errors.ts'
import { type Estimate, estimateShare } from '../../numeric/estimate.ts'
import { logit, Z_95 } from '../../numeric/distributions.ts'
import { fitLogisticRegression } from '../../numeric/regression.ts'

/** Forecasts of similar probability, and how often the event happened. */
export interface CalibrationBin {
  /** The bin holds forecasts in [low, high); the last one also 1. */
  readonly low: number
  readonly high: number
  /** Null in an empty bin. */
  readonly meanForecast: number | null
  /** Share that happened, with n and a 95 % Wilson interval; value null in an empty bin. */
  readonly observed: Estimate
}

/**
 * Reliability of yes-or-no forecasts, in bins of equal width. A bin whose interval holds its mean forecast gives no
 * reason to doubt the forecasts; with fewer than about 200 in a bin that says little.
 *
 * @param forecasts  probabilities, shape [match]
 * @param happened   1 where it happened, else 0, shape [match]
 * @param bins       integer in [1, 100], default 10
 * @throws {CoreError} SHAPE_MISMATCH       forecasts and happened differ in length
 * @throws {CoreError} INVALID_PROBABILITY  a forecast outside [0, 1]
 * @throws {CoreError} INVALID_ARGUMENT     an entry of happened that is neither 0 nor 1, bins outside its range
 * @source  Murphy and Winkler (1977); intervals: Wilson (1927)
 */
export function calibrationTable(forecasts: ArrayLike<number>, happened: ArrayLike<number>, bins = 10): CalibrationBin[] {
  if (forecasts.length !== happened.length)
    throw new CoreError('SHAPE_MISMATCH', `got ${forecasts.length} forecasts and ${happened.length} results, expected as many of each`)
  if (!(Number.isInteger(bins) && bins >= 1 && bins <= 100))
    throw new CoreError('INVALID_ARGUMENT', `got ${bins} bins, expected a whole number from 1 to 100`, { bins })
  const counts = new Float64Array(bins)
  const sums = new Float64Array(bins)
  const successes = new Float64Array(bins)
  for (let i = 0; i < forecasts.length; i++) {
    const p = forecasts[i]!
    const result = happened[i]!
    if (!(p >= 0 && p <= 1)) throw new CoreError('INVALID_PROBABILITY', `got forecast ${p}, expected a probability in [0, 1]`, { i, p })
    if (result !== 0 && result !== 1) throw new CoreError('INVALID_ARGUMENT', `got result ${result}, expected 0 or 1`, { i, result })
    const bin = Math.min(bins - 1, Math.floor(p * bins))
    counts[bin]!++
    sums[bin]! += p
    successes[bin]! += result
  }
  return Array.from(counts, (n, bin) => ({
    low: bin / bins,
    high: (bin + 1) / bins,
    meanForecast: n === 0 ? null : sums[bin]! / n,
    observed: estimateShare(successes[bin]!, n),
  }))
}

/** Calibration of yes-or-no forecasts. */
export interface Reliability {
  readonly n: number
  /** `logit(observed) = intercept + slope x logit(forecast)`: 0 and 1 when calibrated; a slope below 1 means forecasts too far from the middle. Null with fewer than 50, or where forecasts or outcomes are all alike. */
  readonly intercept: CalibrationCoefficient | null
  readonly slope: CalibrationCoefficient | null
  /** Mean distance between forecast and observed share over the bins, weighted by their size. */
  readonly expectedCalibrationError: number | null
  readonly bins: readonly CalibrationBin[]
}

export interface CalibrationCoefficient {
  readonly value: number
  /** 95 %, normal. */
  readonly interval: readonly [number, number]
}

/** With fewer forecasts a line through them is chance. */
const MIN_FORECASTS = 50

/**
 * Calibration slope and intercept, calibration error and the reliability table of one market.
 *
 * @param forecasts  probabilities in (0, 1), shape [match]
 * @param happened   1 where it happened, else 0, shape [match]
 * @throws {CoreError} INVALID_PROBABILITY  a forecast of exactly 0 or 1, whose log odds are infinite
 * @throws {CoreError} DID_NOT_CONVERGE     a line fits ever better the steeper it is: forecasts part what happened from what did not
 * @source  Cox (1958), "Two further applications of a model for binary regression"
 */
export function measureReliability(forecasts: ArrayLike<number>, happened: ArrayLike<number>): Reliability {
  const bins = calibrationTable(forecasts, happened)
  const n = forecasts.length
  let distance = 0
  for (const { meanForecast, observed } of bins)
    if (meanForecast !== null && observed.value !== null) distance += (observed.n / n) * Math.abs(meanForecast - observed.value)
  const line = n < MIN_FORECASTS ? null : fitCalibrationLine(forecasts, happened)
  return { n, intercept: line?.intercept ?? null, slope: line?.slope ?? null, expectedCalibrationError: n === 0 ? null : distance, bins }
}

/** Null where forecasts or outcomes are all alike: no line is better than another. */
function fitCalibrationLine(forecasts: ArrayLike<number>, happened: ArrayLike<number>) {
  const n = forecasts.length
  const design = new Float64Array(2 * n)
  for (let i = 0; i < n; i++) {
    const p = forecasts[i]!
    if (!(p > 0 && p < 1)) throw new CoreError('INVALID_PROBABILITY', `got forecast ${p}, expected a probability in (0, 1)`, { i, p })
    design[2 * i] = 1
    design[2 * i + 1] = logit(p)
  }
  const outcomes = Float64Array.from(happened)
  if (outcomes.every((outcome) => outcome === outcomes[0]) || design.every((x, at) => at % 2 === 0 || x === design[1])) return null
  const { coefficients, covariance } = fitLogisticRegression(design, outcomes, { mean: [0, 1], precision: [0, 0] })
  return { intercept: withInterval(coefficients[0]!, covariance[0]!), slope: withInterval(coefficients[1]!, covariance[3]!) }
}

function withInterval(value: number, variance: number): CalibrationCoefficient {
  const half = Z_95 * Math.sqrt(variance)
  return { value, interval: [value - half, value + half] }
}
