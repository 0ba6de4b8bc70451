import { checkForecast } from './forecast.ts'

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
