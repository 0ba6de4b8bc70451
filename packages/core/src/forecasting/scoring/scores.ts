import { CoreError } from '../../errors.ts'

const TOLERANCE = 1e-9

/**
 * Refuses what is no forecast of exclusive outcomes, or an outcome that it does not have.
 *
 * @throws {CoreError} SHAPE_MISMATCH      fewer than two outcomes
 * @throws {CoreError} NOT_A_DISTRIBUTION  an entry outside [0, 1], or |sum - 1| > 1e-9
 * @throws {CoreError} INVALID_ARGUMENT    outcome is no index into the forecast
 */
function checkForecast(forecast: ArrayLike<number>, outcome: number): void {
  const n = forecast.length
  if (n < 2) throw new CoreError('SHAPE_MISMATCH', `got ${n} outcomes, expected at least 2`, { outcomes: n })
  let sum = 0
  for (let i = 0; i < n; i++) {
    const p = forecast[i]!
    if (!(p >= 0 && p <= 1))
      throw new CoreError('NOT_A_DISTRIBUTION', `got ${p} for outcome ${i}, expected a probability in [0, 1]`, { i, p })
    sum += p
  }
  if (Math.abs(sum - 1) > TOLERANCE) throw new CoreError('NOT_A_DISTRIBUTION', `got probabilities that sum to ${sum}, expected 1`, { sum })
  if (!(Number.isInteger(outcome) && outcome >= 0 && outcome < n))
    throw new CoreError('INVALID_ARGUMENT', `got outcome ${outcome}, expected a whole number from 0 to ${n - 1}`, { outcome })
}

/**
 * Ranked probability score of one ordered forecast. Lower is better.
 *
 * Use it to compare 1X2 forecasts: unlike Brier it gives credit for mass near the outcome. Report log loss beside it:
 * whether order should count at all in football is disputed (Wheatcroft 2021, "The case against the RPS").
 *
 * @param forecast  probabilities, shape [outcome], ordered home, draw, away; sums to 1
 * @param outcome   index into forecast, integer in [0, forecast.length)
 * @returns         score in [0, 1], dimensionless
 * @throws {CoreError} SHAPE_MISMATCH      fewer than two outcomes
 * @throws {CoreError} NOT_A_DISTRIBUTION  an entry outside [0, 1], or |sum - 1| > 1e-9
 * @throws {CoreError} INVALID_ARGUMENT    outcome is no index into the forecast
 * @source  Epstein (1969); Constantinou and Fenton (2012). Values: test/reference/scoring.json
 * @example rankedProbabilityScore([0.5, 0.3, 0.2], 0) // 0.145
 */
export function rankedProbabilityScore(forecast: ArrayLike<number>, outcome: number): number {
  checkForecast(forecast, outcome)
  let cumulative = 0
  let sum = 0
  for (let i = 0; i < forecast.length - 1; i++) {
    cumulative += forecast[i]!
    sum += (cumulative - (outcome <= i ? 1 : 0)) ** 2
  }
  return sum / (forecast.length - 1)
}

/**
 * Log loss of one forecast: -log of the probability given to what happened. Lower is better.
 *
 * Nothing is clipped: a forecast that called the outcome impossible scores plus infinity, and so does the mean
 * over matches that holds it. A score matrix never gives an outcome probability 0.
 *
 * @param forecast  probabilities of exclusive outcomes, sums to 1
 * @param outcome   index into forecast
 * @returns         score in [0, +infinity], nats
 * @throws {CoreError} SHAPE_MISMATCH      fewer than two outcomes
 * @throws {CoreError} NOT_A_DISTRIBUTION  an entry outside [0, 1], or |sum - 1| > 1e-9
 * @throws {CoreError} INVALID_ARGUMENT    outcome is no index into the forecast
 * @source  Good (1952)
 * @example logLoss([0.5, 0.3, 0.2], 0) // 0.693147180559945
 */
export function logLoss(forecast: ArrayLike<number>, outcome: number): number {
  checkForecast(forecast, outcome)
  // Math.log(1) is 0, whose negative would print as -0.
  return Math.max(0, -Math.log(forecast[outcome]!))
}

/**
 * Brier score of one forecast: the sum over outcomes of (probability - happened)^2. Lower is better.
 *
 * This is Brier's own form, over all outcomes; for two outcomes it is twice the one-sided form that some use.
 *
 * @param forecast  probabilities of exclusive outcomes, sums to 1
 * @param outcome   index into forecast
 * @returns         score in [0, 2], dimensionless
 * @throws {CoreError} SHAPE_MISMATCH      fewer than two outcomes
 * @throws {CoreError} NOT_A_DISTRIBUTION  an entry outside [0, 1], or |sum - 1| > 1e-9
 * @throws {CoreError} INVALID_ARGUMENT    outcome is no index into the forecast
 * @source  Brier (1950), Monthly Weather Review 78, 1-3
 * @example brierScore([0.5, 0.3, 0.2], 0) // 0.38
 */
export function brierScore(forecast: ArrayLike<number>, outcome: number): number {
  checkForecast(forecast, outcome)
  let sum = 0
  for (let i = 0; i < forecast.length; i++) sum += (forecast[i]! - (i === outcome ? 1 : 0)) ** 2
  return sum
}
