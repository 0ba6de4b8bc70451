import { CoreError } from '../errors.ts'
import { choleskyFactor, choleskySolve } from './cholesky.ts'

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
  const { means, spreads } = momentsOf(features, rows, width)
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

function momentsOf(features: Float64Array, rows: number, width: number) {
  const means = new Float64Array(width)
  const spreads = new Float64Array(width)
  for (let i = 0; i < rows; i++) for (let j = 0; j < width; j++) means[j]! += features[i * width + j]! / rows
  for (let i = 0; i < rows; i++) for (let j = 0; j < width; j++) spreads[j]! += (features[i * width + j]! - means[j]!) ** 2 / rows
  // A feature that never moves says nothing: its coefficient is 0.
  for (let j = 0; j < width; j++) spreads[j] = spreads[j]! > 1e-18 ? Math.sqrt(spreads[j]!) : Number.POSITIVE_INFINITY
  return { means, spreads }
}

/** The prediction for the row of `features` that begins at `offset`. */
export function predictRidge(model: RidgeModel, features: Float64Array, offset: number): number {
  let value = model.intercept
  for (let j = 0; j < model.coefficients.length; j++) value += model.coefficients[j]! * features[offset + j]!
  return value
}
