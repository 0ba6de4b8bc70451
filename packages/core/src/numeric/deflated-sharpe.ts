import { CoreError } from '../errors.ts'
import { normalCdf, normalQuantile } from './distributions.ts'

/** What a Sharpe ratio is judged by: itself, and how far returns are from normal. Not annualised. */
export interface SharpeMoments {
  readonly observations: number
  /** Mean / standard deviation (of a sample). */
  readonly sharpe: number
  /** Third and fourth standardised moments; 0 and 3 for a normal distribution. */
  readonly skewness: number
  readonly kurtosis: number
}

/** Euler and Mascheroni's constant. */
const EULER = 0.5772156649015329

/**
 * @param returns  per period, any finite numbers
 * @returns        null with fewer than two, or where they do not differ
 * @throws {CoreError} INVALID_ARGUMENT  an entry not finite
 */
export function sharpeMoments(returns: ArrayLike<number>): SharpeMoments | null {
  const n = returns.length
  let sum = 0
  for (let i = 0; i < n; i++) sum += returns[i]!
  if (!Number.isFinite(sum)) throw new CoreError('INVALID_ARGUMENT', 'got a return that is not finite')
  if (n < 2) return null
  const mean = sum / n
  let m2 = 0
  let m3 = 0
  let m4 = 0
  for (let i = 0; i < n; i++) {
    const d = returns[i]! - mean
    m2 += d * d
    m3 += d * d * d
    m4 += d * d * d * d
  }
  // Rounding leaves equal returns a hair apart.
  if (m2 / n <= 1e-24 * (1 + mean * mean)) return null
  const variance = m2 / n
  return {
    observations: n,
    sharpe: mean / Math.sqrt(m2 / (n - 1)),
    skewness: m3 / n / variance ** 1.5,
    kurtosis: m4 / n / (variance * variance),
  }
}

/**
 * The Sharpe ratio that the best of so many worthless trials is expected to show.
 *
 * @param trials             whole, at least 1
 * @param standardDeviation  of the Sharpe ratios over the trials
 * @throws {CoreError} INVALID_ARGUMENT  trials not a whole number of 1 or more, a negative or unfinite standard deviation
 * @source  Bailey and López de Prado (2014), "The deflated Sharpe ratio", JPM 40(5), 94-107
 * @example expectedMaximumSharpe(1, 0.2) // 0
 */
export function expectedMaximumSharpe(trials: number, standardDeviation: number): number {
  if (!(Number.isInteger(trials) && trials >= 1 && standardDeviation >= 0 && standardDeviation < Infinity))
    throw new CoreError('INVALID_ARGUMENT', `got ${trials} trials of standard deviation ${standardDeviation}, expected at least 1`)
  if (trials === 1) return 0
  return standardDeviation * ((1 - EULER) * normalQuantile(1 - 1 / trials) + EULER * normalQuantile(1 - 1 / (trials * Math.E)))
}

/**
 * Probability that the true Sharpe ratio is above a benchmark. With {@link expectedMaximumSharpe} as the benchmark it is the deflated
 * Sharpe ratio; null where the moments allow no standard error.
 *
 * @source  Bailey and López de Prado (2012), "The Sharpe ratio efficient frontier"
 */
export function probabilisticSharpe({ observations, sharpe, skewness, kurtosis }: SharpeMoments, benchmark: number): number | null {
  const spread = 1 - skewness * sharpe + ((kurtosis - 1) / 4) * sharpe * sharpe
  return spread > 0 ? normalCdf(((sharpe - benchmark) * Math.sqrt(observations - 1)) / Math.sqrt(spread)) : null
}
