import { CoreError } from '../../errors.ts'
import { logit } from '../../numeric/logit.ts'
import { Z_95 } from '../../numeric/normal.ts'
import { fitLogisticRegression } from '../../numeric/regression.ts'
import { type CalibrationBin, calibrationTable } from './calibration.ts'

/** Whether yes-or-no forecasts mean what they say. */
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
export function reliabilityOf(forecasts: ArrayLike<number>, happened: ArrayLike<number>): Reliability {
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
