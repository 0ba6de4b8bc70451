import { CoreError } from '../errors.ts'

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
