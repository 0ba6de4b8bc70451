import { CoreError } from '../../errors.ts'
import { type Estimate, estimateShare } from '../../numeric/estimate.ts'

/** Forecasts of like probability, and how often what they said came true. */
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
