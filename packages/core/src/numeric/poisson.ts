import { CoreError } from '../errors.ts'

// Lanczos approximation with g = 7, n = 9 (Godfrey's coefficients); relative error about 1e-15.
const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012,
  9.9843695780195716e-6, 1.5056327351493116e-7,
] as const
const HALF_LOG_TWO_PI = 0.9189385332046728

/**
 * Natural logarithm of the gamma function.
 *
 * @param x  finite, > 0
 * @throws {CoreError} INVALID_ARGUMENT  x not above 0
 * @source  Lanczos (1964)
 * @example logGamma(5) // Math.log(24)
 */
export function logGamma(x: number): number {
  if (!(x > 0 && Number.isFinite(x))) throw new CoreError('INVALID_ARGUMENT', `got ${x}, expected a number above 0`, { x })
  // The approximation holds from 1/2 on; below it one step of the recurrence is enough.
  if (x < 0.5) return logGamma(x + 1) - Math.log(x)
  const z = x - 1
  let sum = 0.99999999999980993
  for (let i = 0; i < LANCZOS.length; i++) sum += LANCZOS[i]! / (z + i + 1)
  const t = z + 7.5
  return HALF_LOG_TWO_PI + (z + 0.5) * Math.log(t) - t + Math.log(sum)
}

const TABLE_SIZE = 64
const LOG_FACTORIALS = new Float64Array(TABLE_SIZE)
for (let k = 2; k < TABLE_SIZE; k++) LOG_FACTORIALS[k] = LOG_FACTORIALS[k - 1]! + Math.log(k)

/**
 * log(k!).
 *
 * @param k  integer >= 0
 * @throws {CoreError} INVALID_ARGUMENT  negative or not an integer
 */
export function logFactorial(k: number): number {
  if (!(Number.isInteger(k) && k >= 0)) throw new CoreError('INVALID_ARGUMENT', `got ${k}, expected an integer of 0 or more`, { k })
  return k < TABLE_SIZE ? LOG_FACTORIALS[k]! : logGamma(k + 1)
}

/**
 * P(X <= k) of a Poisson variable; cost linear in k.
 *
 * @param k     integer; below 0 gives 0
 * @param mean  finite, >= 0
 * @throws {CoreError} INVALID_ARGUMENT  mean negative or not finite, or k not an integer
 */
export function poissonCdf(k: number, mean: number): number {
  if (!(mean >= 0 && Number.isFinite(mean) && Number.isInteger(k)))
    throw new CoreError('INVALID_ARGUMENT', `got k ${k}, mean ${mean}, expected an integer and a mean of 0 or more`, { k, mean })
  if (k < 0) return 0
  let term = Math.exp(-mean)
  let sum = term
  for (let i = 1; i <= k; i++) {
    term *= mean / i
    sum += term
  }
  return Math.min(1, sum)
}

/**
 * Writes P(X = 0) … P(X = count - 1) of a Poisson variable; what lies beyond is the caller's tail.
 * No checks and no allocation: it is the inner step of every score matrix.
 *
 * @param mean  finite, in [0, 700)
 */
export function fillPoisson(mean: number, out: Float64Array, count = out.length): void {
  let term = Math.exp(-mean)
  out[0] = term
  for (let k = 1; k < count; k++) {
    term *= mean / k
    out[k] = term
  }
}
