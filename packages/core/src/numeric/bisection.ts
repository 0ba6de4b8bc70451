import { CoreError } from '../errors.ts'

/**
 * A root of a continuous function between two points of opposite sign, to the last bit that a double
 * holds; about 60 evaluations, guaranteed.
 *
 * @throws {CoreError} INVALID_ARGUMENT  no change of sign between `low` and `high`
 * @example bisect((x) => x * x - 2, 0, 2) // 1.4142135623730951
 */
export function bisect(evaluate: (x: number) => number, low: number, high: number): number {
  let left = low
  let right = high
  const atLow = evaluate(low)
  const atHigh = evaluate(high)
  if (atLow === 0) return low
  if (atHigh === 0) return high
  if (!(atLow * atHigh < 0))
    throw new CoreError('INVALID_ARGUMENT', `got values ${atLow} and ${atHigh} at the ends, expected a change of sign`, { low, high })
  for (let i = 0; i < 200; i++) {
    const middle = left + (right - left) / 2
    if (middle <= left || middle >= right) break
    if (evaluate(middle) < 0 === atLow < 0) left = middle
    else right = middle
  }
  return left + (right - left) / 2
}
