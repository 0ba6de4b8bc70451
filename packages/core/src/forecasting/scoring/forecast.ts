import { CoreError } from '../../errors.ts'

const TOLERANCE = 1e-9

/**
 * Refuses what is no forecast of exclusive outcomes, or an outcome that it does not have.
 *
 * @throws {CoreError} SHAPE_MISMATCH      fewer than two outcomes
 * @throws {CoreError} NOT_A_DISTRIBUTION  an entry outside [0, 1], or |sum - 1| > 1e-9
 * @throws {CoreError} INVALID_ARGUMENT    outcome is no index into the forecast
 */
export function checkForecast(forecast: ArrayLike<number>, outcome: number): void {
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
