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

/** Enough for a root 2,000 doublings away; ordinary prices take five. */
const MAX_STEPS = 2500

/**
 * The root of a convex decreasing function, by Newton's method from a point where it is not negative: its steps then move right only and
 * never jump over the root.
 *
 * @throws {CoreError} DID_NOT_CONVERGE  no root after 2,500 steps
 */
export function findConvexRoot(start: number, evaluate: (x: number) => readonly [value: number, slope: number]): number {
  let x = start
  for (let i = 0; i < MAX_STEPS; i++) {
    const [value, slope] = evaluate(x)
    const next = x - value / slope
    if (!(next > x)) return x
    x = next
  }
  throw new CoreError('DID_NOT_CONVERGE', `got no root after ${MAX_STEPS} steps from ${start}, expected a function that falls below 0`)
}
