import { CoreError } from '../errors.ts'
import { Z_95 } from './distributions.ts'
import type { Estimate } from './estimate.ts'

/** Summary of weighted observations. */
export interface WeightedMoments {
  /** Observations with a weight above 0. */
  readonly n: number
  readonly weight: number
  /** Kish: (sum of weights)^2 / sum of squared weights; 0 without observations. */
  readonly nEff: number
  /** Null without observations. */
  readonly mean: number | null
  /** Unbiased under reliability weights; null with fewer than two. */
  readonly variance: number | null
}

/**
 * Mean, variance and effective sample size of weighted values; NaN values are skipped, because that is how a
 * match table marks a count that its source lacks. One pass for the mean, one for the variance.
 *
 * @param values   any finite numbers, or NaN
 * @param weights  same length, >= 0 and finite
 * @throws {CoreError} SHAPE_MISMATCH    lengths differ
 * @throws {CoreError} INVALID_ARGUMENT  a negative or unfinite weight, an infinite value
 */
export function weightedMoments(values: ArrayLike<number>, weights: ArrayLike<number>): WeightedMoments {
  if (values.length !== weights.length)
    throw new CoreError('SHAPE_MISMATCH', `got ${values.length} values and ${weights.length} weights, expected as many of each`)
  let n = 0
  let weight = 0
  let squares = 0
  let sum = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    const w = weights[i]!
    if (!(w >= 0 && w < Infinity) || Math.abs(value) === Infinity)
      throw new CoreError('INVALID_ARGUMENT', `got value ${value} with weight ${w}, expected finite numbers and a weight of 0 or more`, {
        i,
      })
    if (w === 0 || Number.isNaN(value)) continue
    n++
    weight += w
    squares += w * w
    sum += w * value
  }
  if (n === 0) return { n, weight, nEff: 0, mean: null, variance: null }
  const mean = sum / weight
  const nEff = (weight * weight) / squares
  if (n < 2) return { n, weight, nEff, mean, variance: null }
  let deviations = 0
  for (let i = 0; i < values.length; i++) {
    const w = weights[i]!
    if (w === 0 || Number.isNaN(values[i]!)) continue
    deviations += w * (values[i]! - mean) ** 2
  }
  return { n, weight, nEff, mean, variance: deviations / (weight - squares / weight) }
}

const MIN_PAIRS = 4

/**
 * Pearson's correlation of two lists with its 95 % interval by Fisher's transformation. Null with fewer than four pairs, or where one
 * of the lists never moves.
 *
 * @throws {CoreError} SHAPE_MISMATCH  lists of different lengths
 * @source  Fisher (1915), Biometrika 10, 507-521
 */
export function correlation(xs: ArrayLike<number>, ys: ArrayLike<number>): Estimate {
  const n = xs.length
  if (ys.length !== n) throw new CoreError('SHAPE_MISMATCH', `got ${n} and ${ys.length} values, expected as many of each`)
  let meanX = 0
  let meanY = 0
  for (let i = 0; i < n; i++) {
    meanX += xs[i]! / n
    meanY += ys[i]! / n
  }
  let xx = 0
  let yy = 0
  let xy = 0
  for (let i = 0; i < n; i++) {
    xx += (xs[i]! - meanX) ** 2
    yy += (ys[i]! - meanY) ** 2
    xy += (xs[i]! - meanX) * (ys[i]! - meanY)
  }
  if (n < MIN_PAIRS || !(xx > 0 && yy > 0)) return { value: null, n, interval: null }
  const value = Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)))
  const half = Z_95 / Math.sqrt(n - 3)
  const z = Math.atanh(Math.max(-1 + 1e-12, Math.min(1 - 1e-12, value)))
  return { value, n, interval: [Math.tanh(z - half), Math.tanh(z + half)] }
}

/**
 * Quantile of ascending values, linear between order statistics (Hyndman and Fan type 7).
 *
 * @param sorted  at least one, ascending
 * @param p       in [0, 1]
 */
export function sortedQuantile(sorted: ArrayLike<number>, p: number): number {
  const position = p * (sorted.length - 1)
  const below = Math.floor(position)
  const low = sorted[below]!
  return low + (position - below) * (sorted[Math.min(below + 1, sorted.length - 1)]! - low)
}

/**
 * The middle value; of an even number the mean of the middle two.
 *
 * @throws {CoreError} INVALID_ARGUMENT  no values
 * @example median([3, 1, 2, 10]) // 2.5
 */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle]
  if (upper === undefined) throw new CoreError('INVALID_ARGUMENT', 'got no values, expected at least one to find the middle of')
  return sorted.length % 2 === 1 ? upper : (sorted[middle - 1]! + upper) / 2
}

/**
 * Where a value stands among others, by mid-rank: the share below plus half of the share equal.
 *
 * @param values  the reference group, NaN entries skipped; it may or may not hold `value` itself
 * @returns       in [0, 100], or null when the group is empty
 * @throws {CoreError} INVALID_ARGUMENT  value is NaN
 * @example percentileRank(3, [1, 2, 3, 4]) // 62.5
 */
export function percentileRank(value: number, values: ArrayLike<number>): number | null {
  if (Number.isNaN(value)) throw new CoreError('INVALID_ARGUMENT', 'got NaN, expected a number to rank')
  let below = 0
  let equal = 0
  let n = 0
  for (let i = 0; i < values.length; i++) {
    const other = values[i]!
    if (Number.isNaN(other)) continue
    n++
    if (other < value) below++
    else if (other === value) equal++
  }
  return n === 0 ? null : (100 * (below + equal / 2)) / n
}
