import { CoreError } from '../../errors.ts'
import { type CalibrationBin, calibrationTable } from './calibration.ts'

/** Whether yes-or-no forecasts mean what they say. */
export interface Reliability {
  readonly n: number
  /** `logit(observed) = intercept + slope x logit(forecast)`: 0 and 1 when calibrated; a slope below 1 means forecasts too far from the middle. Null with fewer than 50. */
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

const FEWEST = 50
const STEPS = 50
const NORMAL_95 = 1.959963984540054
const logit = (p: number) => Math.log(p / (1 - p))

/**
 * Calibration slope and intercept, calibration error and the reliability table of one market.
 *
 * @param forecasts  probabilities in (0, 1), shape [match]
 * @param happened   1 where it happened, else 0, shape [match]
 * @throws {CoreError} INVALID_PROBABILITY  a forecast of exactly 0 or 1, whose log odds are infinite
 * @source  Cox (1958), "Two further applications of a model for binary regression"
 */
export function reliabilityOf(forecasts: ArrayLike<number>, happened: ArrayLike<number>): Reliability {
  const bins = calibrationTable(forecasts, happened)
  const n = forecasts.length
  let distance = 0
  for (const { meanForecast, observed } of bins)
    if (meanForecast !== null && observed.value !== null) distance += (observed.n / n) * Math.abs(meanForecast - observed.value)
  const fit = n < FEWEST ? null : fitLogistic(forecasts, happened)
  return { n, intercept: fit?.intercept ?? null, slope: fit?.slope ?? null, expectedCalibrationError: n === 0 ? null : distance, bins }
}

function fitLogistic(forecasts: ArrayLike<number>, happened: ArrayLike<number>) {
  let a = 0
  let b = 1
  let [aa, ab, bb] = [0, 0, 0]
  for (let step = 0; step < STEPS; step++) {
    let [ga, gb] = [0, 0]
    ;[aa, ab, bb] = [0, 0, 0]
    for (let i = 0; i < forecasts.length; i++) {
      const p = forecasts[i]!
      if (!(p > 0 && p < 1)) throw new CoreError('INVALID_PROBABILITY', `got forecast ${p}, expected a probability in (0, 1)`, { i, p })
      const x = logit(p)
      const q = 1 / (1 + Math.exp(-(a + b * x)))
      const weight = q * (1 - q)
      ga += happened[i]! - q
      gb += (happened[i]! - q) * x
      aa += weight
      ab += weight * x
      bb += weight * x * x
    }
    const determinant = aa * bb - ab * ab
    if (!(determinant > 0)) return null
    const moveA = (bb * ga - ab * gb) / determinant
    const moveB = (aa * gb - ab * ga) / determinant
    a += moveA
    b += moveB
    if (Math.abs(moveA) + Math.abs(moveB) < 1e-10) break
  }
  const determinant = aa * bb - ab * ab
  return { intercept: coefficient(a, bb / determinant), slope: coefficient(b, aa / determinant) }
}

function coefficient(value: number, variance: number): CalibrationCoefficient {
  const half = NORMAL_95 * Math.sqrt(variance)
  return { value, interval: [value - half, value + half] }
}
