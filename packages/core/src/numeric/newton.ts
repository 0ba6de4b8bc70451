import { CoreError } from '../errors.ts'
import { choleskyFactor, choleskySolve } from './cholesky.ts'

/** A smooth function to minimise, with its first and second derivatives. */
export interface NewtonObjective {
  readonly size: number
  /**
   * The value at `theta`; fills `gradient` and the lower triangle of `hessian` (row-major). Returns
   * plus infinity outside the domain, and may then leave both unfilled.
   *
   * @param safeCurvature  asks for a positive semi-definite stand-in of the Hessian
   */
  evaluate(theta: Float64Array, gradient: Float64Array, hessian: Float64Array, safeCurvature: boolean): number
}

export interface NewtonOptions {
  readonly maxIterations: number
  /** Stop when no entry of the gradient is larger. */
  readonly gradientTolerance: number
  /** No parameter moves further than this in one step. */
  readonly maxStep: number
}

export interface NewtonResult {
  readonly theta: Float64Array
  readonly value: number
  /** Lower triangle filled, at `theta`, where the objective was evaluated last. */
  readonly hessian: Float64Array
  readonly gradientNorm: number
  readonly iterations: number
  readonly converged: boolean
}

const MAX_HALVINGS = 40
/** Armijo's condition: accept a step that gains at least this share of what the slope promises. */
const SUFFICIENT_DECREASE = 1e-4

function largestMagnitude(vector: Float64Array): number {
  let largest = 0
  for (let i = 0; i < vector.length; i++) {
    const magnitude = Math.abs(vector[i]!)
    if (!(magnitude <= largest)) largest = magnitude
  }
  return largest
}

/**
 * Newton's method with a step cap and a halving line search. Where the Hessian is not positive
 * definite it asks the objective for a safe one. Allocates its arrays once, none per iteration.
 *
 * @param start  inside the domain; left untouched
 * @returns      with `converged: false` when the iterations ran out or no step improved the value
 * @throws {CoreError} DID_NOT_CONVERGE  the start is outside the domain, or even the safe curvature is singular
 * @source  Nocedal and Wright (2006), "Numerical optimization", chapter 3
 */
export function minimiseNewton(objective: NewtonObjective, start: Float64Array, options: NewtonOptions): NewtonResult {
  const n = objective.size
  let theta = start.slice()
  let candidate = new Float64Array(n)
  let gradient = new Float64Array(n)
  let nextGradient = new Float64Array(n)
  const step = new Float64Array(n)
  const hessian = new Float64Array(n * n)
  let value = objective.evaluate(theta, gradient, hessian, false)
  if (!Number.isFinite(value)) throw new CoreError('DID_NOT_CONVERGE', `got value ${value} at the start, expected a finite one`)
  let iterations = 0
  let gradientNorm = largestMagnitude(gradient)
  let improved = true
  while (gradientNorm > options.gradientTolerance && iterations < options.maxIterations && improved) {
    iterations++
    if (!choleskyFactor(hessian, n)) {
      objective.evaluate(theta, gradient, hessian, true)
      if (!choleskyFactor(hessian, n))
        throw new CoreError('DID_NOT_CONVERGE', 'got a singular curvature, expected data or a prior that determine every parameter')
    }
    for (let i = 0; i < n; i++) step[i] = -gradient[i]!
    choleskySolve(hessian, n, step)
    const length = largestMagnitude(step)
    let scale = length > options.maxStep ? options.maxStep / length : 1
    let slope = 0
    for (let i = 0; i < n; i++) slope += gradient[i]! * step[i]!
    // Near the optimum a gain drowns in rounding, so that much loss is let through.
    const rounding = 1e-13 * (1 + Math.abs(value))
    improved = false
    for (let halving = 0; halving < MAX_HALVINGS && !improved; halving++, scale /= 2) {
      for (let i = 0; i < n; i++) candidate[i] = theta[i]! + scale * step[i]!
      const next = objective.evaluate(candidate, nextGradient, hessian, false)
      if (next <= value + SUFFICIENT_DECREASE * scale * slope + rounding) {
        value = next
        improved = true
      }
    }
    if (improved) {
      const from = theta
      theta = candidate
      candidate = from
      const old = gradient
      gradient = nextGradient
      nextGradient = old
      gradientNorm = largestMagnitude(gradient)
    } else {
      objective.evaluate(theta, gradient, hessian, false)
    }
  }
  return { theta, value, hessian, gradientNorm, iterations, converged: gradientNorm <= options.gradientTolerance }
}
