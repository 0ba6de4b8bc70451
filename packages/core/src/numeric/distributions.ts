import { CoreError } from '../errors.ts'

/** Horner's rule, highest power first. */
function polynomial(x: number, coefficients: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < coefficients.length; i++) sum = sum * x + coefficients[i]!
  return sum
}

// Hart (1968) algorithm 5666, as printed by West (2005); error below 1e-15.
const CDF_TOP = [
  3.52624965998911e-2, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931, 220.206867912376,
]
const CDF_BOTTOM = [
  8.83883476483184e-2, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831, 793.826512519948,
  440.413735824752,
]

/**
 * P(Z <= z) of the standard normal distribution; error below 1e-14, in the far tail below 1e-8 of the value.
 *
 * @param z  any number but NaN; minus and plus infinity give 0 and 1
 * @throws {CoreError} INVALID_ARGUMENT  NaN
 * @source  Hart (1968); West (2005), "Better approximations to cumulative normal functions"
 * @example normalCdf(0) // 0.5
 */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) throw new CoreError('INVALID_ARGUMENT', 'got NaN, expected a number')
  const x = Math.abs(z)
  let tail = 0
  if (x < 7.07106781186547) tail = (Math.exp(-0.5 * x * x) * polynomial(x, CDF_TOP)) / polynomial(x, CDF_BOTTOM)
  else if (x < 37) tail = Math.exp(-0.5 * x * x) / (x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))))) / 2.506628274631
  return z > 0 ? 1 - tail : tail
}

// Wichura (1988), algorithm AS 241, PPND16: relative error about 1e-16. Highest power first.
const CENTRE_TOP = [
  2.5090809287301226727e3, 3.34305755835881281e4, 6.7265770927008700853e4, 4.5921953931549871457e4, 1.3731693765509461125e4,
  1.9715909503065514427e3, 1.3314166789178437745e2, 3.387132872796366608,
]
const CENTRE_BOTTOM = [
  5.226495278852854561e3, 2.8729085735721942674e4, 3.930789580009271061e4, 2.1213794301586595867e4, 5.3941960214247511077e3,
  6.871870074920579083e2, 4.2313330701600911252e1, 1,
]
const TAIL_TOP = [
  7.7454501427834140764e-4, 2.27238449892691845833e-2, 2.4178072517745061177e-1, 1.27045825245236838258, 3.64784832476320460504,
  5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734,
]
const TAIL_BOTTOM = [
  1.05075007164441684324e-9, 5.475938084995344946e-4, 1.51986665636164571966e-2, 1.4810397642748007459e-1, 6.8976733498510000455e-1,
  1.6763848301838038494, 2.05319162663775882187, 1,
]
const FAR_TOP = [
  2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.2426609473880784386e-3, 2.6532189526576123093e-2, 2.9656057182850489123e-1,
  1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772,
]
const FAR_BOTTOM = [
  2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4, 1.48753612908506148525e-2,
  1.3692988092273580531e-1, 5.9983220655588793769e-1, 1,
]

/**
 * The z with P(Z <= z) = p.
 *
 * @param p  in (0, 1)
 * @throws {CoreError} INVALID_PROBABILITY  p outside (0, 1)
 * @source  Wichura (1988), Applied Statistics 37, 477-484, algorithm AS 241
 * @example normalQuantile(0.975) // 1.959963984540054
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new CoreError('INVALID_PROBABILITY', `got ${p}, expected a probability strictly between 0 and 1`, { p })
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q
    return (q * polynomial(r, CENTRE_TOP)) / polynomial(r, CENTRE_BOTTOM)
  }
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p))
  const z =
    r <= 5 ? polynomial(r - 1.6, TAIL_TOP) / polynomial(r - 1.6, TAIL_BOTTOM) : polynomial(r - 5, FAR_TOP) / polynomial(r - 5, FAR_BOTTOM)
  return q < 0 ? -z : z
}

/**
 * Half-width of a two-sided normal interval in standard deviations: 1.96 at 95 %.
 *
 * @param level  coverage in (0, 1)
 * @throws {CoreError} INVALID_PROBABILITY  level outside (0, 1)
 */
export function normalHalfWidth(level: number): number {
  if (!(level > 0 && level < 1)) throw new CoreError('INVALID_PROBABILITY', `got level ${level}, expected a coverage in (0, 1)`, { level })
  return normalQuantile(0.5 + level / 2)
}

/** Half-width of a 95 % interval in standard deviations. */
export const Z_95 = normalHalfWidth(0.95)

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

/**
 * Log odds of a probability; minus and plus infinity at 0 and 1.
 *
 * @example logit(0.5) // 0
 */
export function logit(p: number): number {
  return Math.log(p / (1 - p))
}

/**
 * The probability with these log odds: {@link logit} backwards, without overflow.
 *
 * @example logistic(0) // 0.5
 */
export function logistic(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds))
}

/** Minus the log-likelihood, in nats, of an event with these log odds that happened (1) or not (0); no overflow. */
export function bernoulliLoss(logOdds: number, happened: number): number {
  return Math.max(logOdds, 0) + Math.log1p(Math.exp(-Math.abs(logOdds))) - happened * logOdds
}
