import { CoreError } from '../errors.ts'

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
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2
}
