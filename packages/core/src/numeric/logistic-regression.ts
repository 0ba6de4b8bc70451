import { CoreError } from '../errors.ts'
import { minimiseNewton } from './newton.ts'

export interface LogisticPrior {
  readonly mean: ArrayLike<number>
  /** One over the prior variance, per coefficient; 0 leaves a coefficient free. */
  readonly precision: ArrayLike<number>
}

/** The probability with these log odds. */
export function logistic(logOdds: number): number {
  return logOdds >= 0 ? 1 / (1 + Math.exp(-logOdds)) : Math.exp(logOdds) / (1 + Math.exp(logOdds))
}

/** log(1 + exp(x)) without overflow. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
}

/**
 * Coefficients of `log odds = x'b` for events that came or not, with a Gaussian prior: Newton's method on a convex function.
 *
 * @param design  row-major, shape [rows, width]
 * @param came    shape [rows], 1 or 0
 * @throws {CoreError} SHAPE_MISMATCH    design and events do not fit, or there are none
 * @throws {CoreError} DID_NOT_CONVERGE  the columns repeat each other, or part the events, and no prior tells them apart
 */
export function fitLogisticRegression(design: Float64Array, came: Float64Array, prior: LogisticPrior): Float64Array {
  const width = prior.mean.length
  const rows = came.length
  if (rows === 0 || design.length !== rows * width)
    throw new CoreError('SHAPE_MISMATCH', `got a design of ${design.length} for ${rows} events of ${width}, expected ${rows * width}`)
  const objective = {
    size: width,
    evaluate(theta: Float64Array, gradient: Float64Array, hessian: Float64Array): number {
      let value = 0
      hessian.fill(0)
      for (let j = 0; j < width; j++) {
        const distance = theta[j]! - prior.mean[j]!
        value += (prior.precision[j]! * distance * distance) / 2
        gradient[j] = prior.precision[j]! * distance
        hessian[j * width + j] = prior.precision[j]!
      }
      for (let i = 0; i < rows; i++) {
        let logOdds = 0
        for (let j = 0; j < width; j++) logOdds += design[i * width + j]! * theta[j]!
        const chance = logistic(logOdds)
        value += softplus(logOdds) - came[i]! * logOdds
        for (let j = 0; j < width; j++) {
          const x = design[i * width + j]!
          gradient[j]! += (chance - came[i]!) * x
          for (let k = 0; k <= j; k++) hessian[j * width + k]! += chance * (1 - chance) * x * design[i * width + k]!
        }
      }
      return value
    },
  }
  const found = minimiseNewton(objective, Float64Array.from(prior.mean), { maxIterations: 50, gradientTolerance: 1e-8 * rows, maxStep: 2 })
  if (!found.converged)
    throw new CoreError('DID_NOT_CONVERGE', `got a gradient of ${found.gradientNorm} after ${found.iterations} steps, expected an optimum`)
  return found.theta
}
