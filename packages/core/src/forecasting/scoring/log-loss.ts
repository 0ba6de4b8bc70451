import { checkForecast } from './forecast.ts'

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
