import { CoreError } from '../errors.ts'
import { logGamma } from './poisson.ts'

/** The continued fraction of the incomplete beta function, by Lentz's method; converges fast for x < (a + 1) / (a + b + 2). */
function betaFraction(a: number, b: number, x: number): number {
  let c = 1
  let d = 1 / (1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m <= 500; m++) {
    for (const term of [
      (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)),
      (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)),
    ]) {
      d = 1 / (1 + term * d)
      c = 1 + term / c
      fraction *= c * d
    }
    if (Math.abs(c * d - 1) < 1e-15) break
  }
  return fraction
}

/** Regularised incomplete beta function. */
function incompleteBeta(a: number, b: number, x: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(a, b, x)) / a : 1 - (front * betaFraction(b, a, 1 - x)) / b
}

/**
 * P(T > t) of Student's distribution; relative error below 1e-10 down to tails of 1e-100.
 *
 * @param t        any number but NaN
 * @param degrees  of freedom, 1 or more
 * @throws {CoreError} INVALID_ARGUMENT  otherwise
 * @source  Press et al. (2007), "Numerical recipes", 6.4 and 6.14.3
 * @example studentTail(0, 10) // 0.5
 */
export function studentTail(t: number, degrees: number): number {
  if (Number.isNaN(t) || !(degrees >= 1 && degrees < Infinity))
    throw new CoreError('INVALID_ARGUMENT', `got t ${t} with ${degrees} degrees of freedom, expected a number and 1 or more`, {
      t,
      degrees,
    })
  if (Math.abs(t) === Infinity) return t > 0 ? 0 : 1
  const tail = incompleteBeta(degrees / 2, 0.5, degrees / (degrees + t * t)) / 2
  return t >= 0 ? tail : 1 - tail
}
