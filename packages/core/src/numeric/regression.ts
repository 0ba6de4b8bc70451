import { CoreError } from '../errors.ts'
import { choleskyFactor, choleskyInverse, choleskySolve } from './cholesky.ts'
import { bernoulliLoss, logistic } from './distributions.ts'
import { findMinimum, type NewtonObjective, type NewtonOptions, type NewtonResult } from './newton.ts'

/** Gaussian prior of regression coefficients. */
export interface CoefficientPrior {
  readonly mean: ArrayLike<number>
  /** One over the prior variance, per coefficient; 0 leaves a coefficient free. */
  readonly precision: ArrayLike<number>
}

/** How outcomes follow from the linear predictor x'b; `mean` and `loss` describe a convex negative log-likelihood. */
interface Family {
  readonly what: string
  readonly mean: (linear: number) => number
  /** Curvature of the loss along the linear predictor, given the mean. */
  readonly weight: (mean: number) => number
  readonly loss: (linear: number, mean: number, outcome: number) => number
}

/** Beyond it a rate is no count of anything on a football pitch, and its exponential would overflow: the loss goes on as a line. */
const MAX_LOG_RATE = 12

const POISSON: Family = {
  what: 'a Poisson regression',
  mean: (logRate) => Math.exp(Math.min(MAX_LOG_RATE, logRate)),
  weight: (rate) => rate,
  loss: (logRate, rate, count) => rate * (1 + Math.max(0, logRate - MAX_LOG_RATE)) - count * logRate,
}

const BERNOULLI: Family = {
  what: 'a logistic regression',
  mean: logistic,
  weight: (probability) => probability * (1 - probability),
  loss: (logOdds, _, happened) => bernoulliLoss(logOdds, happened),
}

/**
 * Coefficients of `log rate = x'b` for counts, with a Gaussian prior: Newton's method on a convex function.
 *
 * @param design  row-major, shape [rows, width]
 * @param counts  shape [rows], >= 0; need not be whole
 * @throws {CoreError} SHAPE_MISMATCH    design and counts do not fit, or there are none
 * @throws {CoreError} DID_NOT_CONVERGE  no finite coefficients are best: columns repeat each other, or every count is 0, and no prior helps
 */
export function fitPoissonRegression(design: Float64Array, counts: Float64Array, prior: CoefficientPrior): Float64Array {
  const options = { maxIterations: 50, gradientTolerance: 0, stepTolerance: 1e-10, maxStep: 1 }
  return fit(POISSON, { design, outcomes: counts, prior }, options).theta
}

/**
 * Coefficients of `log odds = x'b` for events that happened or not, with a Gaussian prior: Newton's method on a convex function.
 *
 * @param design    row-major, shape [rows, width]
 * @param happened  shape [rows], 1 or 0
 * @throws {CoreError} SHAPE_MISMATCH    design and events do not fit, or there are none
 * @throws {CoreError} DID_NOT_CONVERGE  no finite coefficients are best: columns repeat each other, or part the events, and no prior helps
 */
export function fitLogisticRegression(design: Float64Array, happened: Float64Array, prior: CoefficientPrior): LogisticFit {
  const options = { maxIterations: 50, gradientTolerance: 1e-8 * happened.length, maxStep: 2 }
  const { theta, hessian } = fit(BERNOULLI, { design, outcomes: happened, prior }, options)
  const width = theta.length
  const covariance = new Float64Array(width * width)
  if (!choleskyFactor(hessian, width))
    throw new CoreError('DID_NOT_CONVERGE', 'got a singular curvature at the optimum of a logistic regression, expected a definite one')
  choleskyInverse(hessian, width, covariance)
  return { coefficients: theta, covariance }
}

/** Coefficients with the inverse curvature of the penalised loss, row-major. */
export interface LogisticFit {
  readonly coefficients: Float64Array
  readonly covariance: Float64Array
}

interface Sample {
  readonly design: Float64Array
  readonly outcomes: Float64Array
  readonly prior: CoefficientPrior
}

function fit(family: Family, sample: Sample, options: NewtonOptions): NewtonResult {
  const { design, outcomes, prior } = sample
  const width = prior.mean.length
  const rows = outcomes.length
  if (rows === 0 || design.length !== rows * width)
    throw new CoreError('SHAPE_MISMATCH', `got a design of ${design.length} for ${rows} rows of ${width}, expected ${rows * width}`)
  return findMinimum(penalisedLoss(family, sample), Float64Array.from(prior.mean), { ...options, what: family.what })
}

function penalisedLoss(family: Family, { design, outcomes, prior }: Sample): NewtonObjective {
  const width = prior.mean.length
  return {
    size: width,
    evaluate(theta, gradient, hessian) {
      let value = 0
      hessian.fill(0)
      for (let j = 0; j < width; j++) {
        const distance = theta[j]! - prior.mean[j]!
        value += (prior.precision[j]! * distance * distance) / 2
        gradient[j] = prior.precision[j]! * distance
        hessian[j * width + j] = prior.precision[j]!
      }
      for (let i = 0; i < outcomes.length; i++) {
        const row = i * width
        let linear = 0
        for (let j = 0; j < width; j++) linear += design[row + j]! * theta[j]!
        const mean = family.mean(linear)
        const surplus = mean - outcomes[i]!
        const weight = family.weight(mean)
        value += family.loss(linear, mean, outcomes[i]!)
        for (let j = 0; j < width; j++) {
          const x = design[row + j]!
          if (x === 0) continue
          gradient[j]! += x * surplus
          for (let k = 0; k <= j; k++) hessian[j * width + k]! += weight * x * design[row + k]!
        }
      }
      return value
    },
  }
}

/** A linear prediction on standardised features. */
export interface RidgeModel {
  readonly intercept: number
  /** Per feature, in its own unit: already divided by its spread. */
  readonly coefficients: Float64Array
}

/**
 * Least squares with a penalty on standardised coefficients; the intercept is free.
 *
 * @param features  row-major, shape [rows, width]
 * @param targets   shape [rows]
 * @param penalty   added to the diagonal of the standardised cross products, >= 0
 * @throws {CoreError} SHAPE_MISMATCH  no rows, or features and targets do not fit
 * @source  Hoerl and Kennard (1970), Technometrics 12, 55-67
 */
export function fitRidge(features: Float64Array, targets: Float64Array, width: number, penalty: number): RidgeModel {
  const rows = targets.length
  if (rows === 0 || features.length !== rows * width)
    throw new CoreError('SHAPE_MISMATCH', `got ${features.length} features for ${rows} rows of ${width}, expected ${rows * width}`)
  const { means, spreads } = columnMoments(features, rows, width)
  let intercept = 0
  for (let i = 0; i < rows; i++) intercept += targets[i]! / rows
  const products = new Float64Array(width * width)
  const solution = new Float64Array(width)
  const line = new Float64Array(width)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < width; j++) line[j] = (features[i * width + j]! - means[j]!) / spreads[j]!
    const miss = targets[i]! - intercept
    for (let j = 0; j < width; j++) {
      const value = line[j]!
      solution[j]! += value * miss
      for (let k = 0; k <= j; k++) products[j * width + k]! += value * line[k]!
    }
  }
  for (let j = 0; j < width; j++) products[j * width + j]! += penalty + Number.EPSILON * rows
  if (!choleskyFactor(products, width))
    throw new CoreError('DID_NOT_CONVERGE', 'got features that repeat each other, expected a penalty above 0')
  choleskySolve(products, width, solution)
  const coefficients = solution.map((value, j) => value / spreads[j]!)
  for (let j = 0; j < width; j++) intercept -= coefficients[j]! * means[j]!
  return { intercept, coefficients }
}

function columnMoments(features: Float64Array, rows: number, width: number) {
  const means = new Float64Array(width)
  const spreads = new Float64Array(width)
  for (let i = 0; i < rows; i++) for (let j = 0; j < width; j++) means[j]! += features[i * width + j]! / rows
  for (let i = 0; i < rows; i++) for (let j = 0; j < width; j++) spreads[j]! += (features[i * width + j]! - means[j]!) ** 2 / rows
  // A constant feature carries no information: its coefficient is 0.
  for (let j = 0; j < width; j++) spreads[j] = spreads[j]! > 1e-18 ? Math.sqrt(spreads[j]!) : Number.POSITIVE_INFINITY
  return { means, spreads }
}

/** The prediction for the row of `features` that begins at `offset`. */
export function predictRidge(model: RidgeModel, features: Float64Array, offset: number): number {
  let value = model.intercept
  for (let j = 0; j < model.coefficients.length; j++) value += model.coefficients[j]! * features[offset + j]!
  return value
}
