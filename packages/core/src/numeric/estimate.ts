import { CoreError } from '../errors.ts'
import { normalHalfWidth } from './distributions.ts'

/** A closed interval at the level that the number's method page states (95 % unless it says otherwise). */
export type Interval = readonly [low: number, high: number]

/**
 * A number that knows how much stands behind it. `value` is null when it was not measured;
 * `interval` is null when none can be estimated. Never 0 or 50 in place of "unknown".
 */
export interface Estimate {
  readonly value: number | null
  /** Matches, bets or meetings behind the number. */
  readonly n: number
  readonly interval: Interval | null
}

export const NOT_MEASURED: Estimate = { value: null, n: 0, interval: null }

/**
 * Interval of a share: sensible at small n and at 0 % or 100 %, where the textbook one is not.
 *
 * @param successes  in [0, n]; need not be whole (half wins, weighted counts)
 * @param n          >= 0
 * @returns          null when n is 0: nothing was measured
 * @throws {CoreError} INVALID_ARGUMENT     successes outside [0, n], or not finite
 * @throws {CoreError} INVALID_PROBABILITY  level outside (0, 1)
 * @source  Wilson (1927), JASA 22, 209-212
 * @example wilsonInterval(8, 10) // [0.4901624715366418, 0.9433178485456247]
 */
export function wilsonInterval(successes: number, n: number, level = 0.95): Interval | null {
  if (!(n >= 0 && successes >= 0 && successes <= n && Number.isFinite(n)))
    throw new CoreError('INVALID_ARGUMENT', `got ${successes} of ${n}, expected 0 <= successes <= n`, { successes, n })
  const z = normalHalfWidth(level)
  if (n === 0) return null
  const share = successes / n
  const spread = z * z
  const centre = (share + spread / (2 * n)) / (1 + spread / n)
  const half = (z / (1 + spread / n)) * Math.sqrt((share * (1 - share)) / n + spread / (4 * n * n))
  // Exactly 0 and 1 at the edges, where rounding would leave a hair.
  return [successes === 0 ? 0 : Math.max(0, centre - half), successes === n ? 1 : Math.min(1, centre + half)]
}

/** A share of n with its 95 % Wilson interval; value null where n is 0. */
export function estimateShare(count: number, n: number): Estimate {
  return { value: n === 0 ? null : count / n, n, interval: wilsonInterval(count, n) }
}
