import { CoreError } from '../errors.ts'
import type { Estimate } from './estimate.ts'
import { normalHalfWidth } from './normal.ts'

const FEWEST_PAIRS = 4

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
  if (n < FEWEST_PAIRS || !(xx > 0 && yy > 0)) return { value: null, n, interval: null }
  const value = Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)))
  const half = normalHalfWidth(0.95) / Math.sqrt(n - 3)
  const z = Math.atanh(Math.max(-1 + 1e-12, Math.min(1 - 1e-12, value)))
  return { value, n, interval: [Math.tanh(z - half), Math.tanh(z + half)] }
}
