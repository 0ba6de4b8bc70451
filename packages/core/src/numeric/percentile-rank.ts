import { CoreError } from '../errors.ts'

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
