import { CoreError } from '../errors.ts'
import type { Interval } from './estimate.ts'
import { normalHalfWidth } from './normal.ts'

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
