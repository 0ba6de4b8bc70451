import { CoreError } from '../errors.ts'
import { choleskyFactor, choleskySolve } from './cholesky.ts'

export interface PoissonPrior {
  readonly mean: ArrayLike<number>
  /** One over the prior variance, per coefficient; 0 leaves a coefficient free. */
  readonly precision: ArrayLike<number>
}

const MAX_STEPS = 50
const LARGEST_STEP = 1
const TOLERANCE = 1e-10
/** Beyond it a rate is no count of anything on a football pitch, and its exponential would overflow. */
const LARGEST_LOG_RATE = 12

/**
 * Coefficients of `log rate = x'b` for counts, with a Gaussian prior: Newton's method on a concave function.
 *
 * @param design  row-major, shape [rows, width]
 * @param counts  shape [rows], >= 0; need not be whole
 * @throws {CoreError} SHAPE_MISMATCH    design and counts do not fit, or there are none
 * @throws {CoreError} DID_NOT_CONVERGE  the columns repeat each other and no prior tells them apart
 */
export function fitPoissonRegression(design: Float64Array, counts: Float64Array, prior: PoissonPrior): Float64Array {
  const width = prior.mean.length
  const rows = counts.length
  if (rows === 0 || design.length !== rows * width)
    throw new CoreError('SHAPE_MISMATCH', `got a design of ${design.length} for ${rows} counts of ${width}, expected ${rows * width}`)
  const theta = Float64Array.from(prior.mean)
  const gradient = new Float64Array(width)
  const curvature = new Float64Array(width * width)
  for (let step = 0; step < MAX_STEPS; step++) {
    for (let j = 0; j < width; j++) gradient[j] = -prior.precision[j]! * (theta[j]! - prior.mean[j]!)
    curvature.fill(0)
    for (let j = 0; j < width; j++) curvature[j * width + j] = prior.precision[j]!
    addLikelihood({ design, counts, theta }, gradient, curvature)
    if (!choleskyFactor(curvature, width))
      throw new CoreError('DID_NOT_CONVERGE', 'got a singular design, expected data or a prior that determine every coefficient')
    choleskySolve(curvature, width, gradient)
    let largest = 0
    for (let j = 0; j < width; j++) largest = Math.max(largest, Math.abs(gradient[j]!))
    const scale = Math.min(1, LARGEST_STEP / largest)
    for (let j = 0; j < width; j++) theta[j]! += scale * gradient[j]!
    if (largest < TOLERANCE) break
  }
  return theta
}

interface Sample {
  readonly design: Float64Array
  readonly counts: Float64Array
  readonly theta: Float64Array
}

function addLikelihood({ design, counts, theta }: Sample, gradient: Float64Array, curvature: Float64Array): void {
  const width = theta.length
  for (let i = 0; i < counts.length; i++) {
    const row = i * width
    let log = 0
    for (let j = 0; j < width; j++) log += design[row + j]! * theta[j]!
    const rate = Math.exp(Math.min(LARGEST_LOG_RATE, log))
    const miss = counts[i]! - rate
    for (let j = 0; j < width; j++) {
      const value = design[row + j]!
      if (value === 0) continue
      gradient[j]! += value * miss
      for (let k = 0; k <= j; k++) curvature[j * width + k]! += rate * value * design[row + k]!
    }
  }
}
