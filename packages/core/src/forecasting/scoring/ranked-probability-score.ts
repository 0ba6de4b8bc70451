import { checkForecast } from './forecast.ts'

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
