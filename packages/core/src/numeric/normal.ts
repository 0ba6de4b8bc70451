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
