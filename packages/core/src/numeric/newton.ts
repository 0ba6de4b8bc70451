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
  /** Converged when no entry of the gradient is larger. */
  readonly gradientTolerance: number
  /** Converged, too, after a step of which no entry is as large. Default 0. */
  readonly stepTolerance?: number
  /** No parameter moves further than this in one step. */
  readonly maxStep: number
}

/** Where a search ended, converged or not. */
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
/** Armijo's condition: accept a step that gains at least this share of the gain predicted by the slope. */
const SUFFICIENT_DECREASE = 1e-4

function largestMagnitude(vector: Float64Array): number {
  let largest = 0
  for (let i = 0; i < vector.length; i++) {
    const magnitude = Math.abs(vector[i]!)
    if (!(magnitude <= largest)) largest = magnitude
  }
  return largest
}

/** Where the search stands, with the arrays that it works in: allocated once, none per iteration. */
interface Search {
  theta: Float64Array
  gradient: Float64Array
  value: number
  /** Scratch: the point that is tried, and its gradient. */
  candidate: Float64Array
  nextGradient: Float64Array
  readonly step: Float64Array
  /** At the point evaluated last; its factor after {@link chooseDirection}. */
  readonly hessian: Float64Array
}

function begin(objective: NewtonObjective, start: Float64Array): Search {
  const n = objective.size
  const theta = start.slice()
  const gradient = new Float64Array(n)
  const hessian = new Float64Array(n * n)
  const value = objective.evaluate(theta, gradient, hessian, false)
  if (!Number.isFinite(value)) throw new CoreError('DID_NOT_CONVERGE', `got value ${value} at the start, expected a finite one`)
  return { theta, gradient, value, candidate: new Float64Array(n), nextGradient: new Float64Array(n), step: new Float64Array(n), hessian }
}

/** Solves for Newton's step, with the objective's safe curvature where its own is not positive definite. */
function chooseDirection(objective: NewtonObjective, search: Search): void {
  const { theta, gradient, hessian, step } = search
  const n = objective.size
  if (!choleskyFactor(hessian, n)) {
    objective.evaluate(theta, gradient, hessian, true)
    if (!choleskyFactor(hessian, n))
      throw new CoreError('DID_NOT_CONVERGE', 'got a singular curvature, expected data or a prior that determine every parameter')
  }
  for (let i = 0; i < n; i++) step[i] = -gradient[i]!
  choleskySolve(hessian, n, step)
}

/** Halves the step until the value falls enough, and moves there. Returns the largest entry of the whole step; null when no part of it did. */
function moveAlong(objective: NewtonObjective, search: Search, maxStep: number): number | null {
  const { theta, gradient, candidate, nextGradient, step, hessian, value } = search
  const n = objective.size
  const length = largestMagnitude(step)
  let scale = length > maxStep ? maxStep / length : 1
  let slope = 0
  for (let i = 0; i < n; i++) slope += gradient[i]! * step[i]!
  // Near the optimum a gain drowns in rounding, so that much loss is let through.
  const rounding = 1e-13 * (1 + Math.abs(value))
  for (let halving = 0; halving < MAX_HALVINGS; halving++, scale /= 2) {
    for (let i = 0; i < n; i++) candidate[i] = theta[i]! + scale * step[i]!
    const next = objective.evaluate(candidate, nextGradient, hessian, false)
    if (!(next <= value + SUFFICIENT_DECREASE * scale * slope + rounding)) continue
    search.value = next
    search.theta = candidate
    search.candidate = theta
    search.gradient = nextGradient
    search.nextGradient = gradient
    return length
  }
  objective.evaluate(theta, gradient, hessian, false)
  return null
}

/**
 * Newton's method with a step cap and a halving line search. Where the Hessian is not positive
 * definite it asks the objective for a safe one.
 *
 * @param start  inside the domain; left untouched
 * @returns      with `converged: false` when the iterations ran out or no step improved the value
 * @throws {CoreError} DID_NOT_CONVERGE  the start is outside the domain, or even the safe curvature is singular
 * @source  Nocedal and Wright (2006), "Numerical optimization", chapter 3
 */
export function minimiseNewton(objective: NewtonObjective, start: Float64Array, options: NewtonOptions): NewtonResult {
  const { maxIterations, gradientTolerance, maxStep, stepTolerance = 0 } = options
  const search = begin(objective, start)
  let iterations = 0
  let gradientNorm = largestMagnitude(search.gradient)
  let converged = gradientNorm <= gradientTolerance
  while (!converged && iterations < maxIterations) {
    iterations++
    chooseDirection(objective, search)
    const step = moveAlong(objective, search, maxStep)
    gradientNorm = largestMagnitude(search.gradient)
    converged = gradientNorm <= gradientTolerance || (step !== null && step < stepTolerance)
    if (step === null) break
  }
  const { theta, value, hessian } = search
  return { theta, value, hessian, gradientNorm, iterations, converged }
}

/**
 * The minimum that {@link minimiseNewton} finds: what a caller uses who has no use for an unfinished search.
 *
 * @param what  names the fit in the message, for example `a Poisson regression`
 * @throws {CoreError} DID_NOT_CONVERGE  it found none
 */
export function findMinimum(
  objective: NewtonObjective,
  start: Float64Array,
  options: NewtonOptions & { readonly what: string },
): NewtonResult {
  const result = minimiseNewton(objective, start, options)
  if (result.converged) return result
  const { gradientNorm, iterations } = result
  const message = `got a gradient of ${gradientNorm} from ${options.what} after ${iterations} iterations, expected a minimum; add data or a prior`
  throw new CoreError('DID_NOT_CONVERGE', message, { gradientNorm, iterations })
}

/**
 * A root of a continuous function between two points of opposite sign, to the last bit that a double
 * holds; about 60 evaluations, guaranteed.
 *
 * @throws {CoreError} INVALID_ARGUMENT  no change of sign between `low` and `high`
 * @example bisect((x) => x * x - 2, 0, 2) // 1.4142135623730951
 */
export function bisect(evaluate: (x: number) => number, low: number, high: number): number {
  let left = low
  let right = high
  const atLow = evaluate(low)
  const atHigh = evaluate(high)
  if (atLow === 0) return low
  if (atHigh === 0) return high
  if (!(atLow * atHigh < 0))
    throw new CoreError('INVALID_ARGUMENT', `got values ${atLow} and ${atHigh} at the ends, expected a change of sign`, { low, high })
  for (let i = 0; i < 200; i++) {
    const middle = left + (right - left) / 2
    if (middle <= left || middle >= right) break
    if (evaluate(middle) < 0 === atLow < 0) left = middle
    else right = middle
  }
  return left + (right - left) / 2
}

/** Enough for a root 2,000 doublings away; ordinary prices take five. */
const MAX_STEPS = 2500

/**
 * The root of a convex decreasing function, by Newton's method from a point where it is not negative: its steps then move right only and
 * never jump over the root.
 *
 * @throws {CoreError} DID_NOT_CONVERGE  no root after 2,500 steps
 */
export function findConvexRoot(start: number, evaluate: (x: number) => readonly [value: number, slope: number]): number {
  let x = start
  for (let i = 0; i < MAX_STEPS; i++) {
    const [value, slope] = evaluate(x)
    const next = x - value / slope
    if (!(next > x)) return x
    x = next
  }
  throw new CoreError('DID_NOT_CONVERGE', `got no root after ${MAX_STEPS} steps from ${start}, expected a function that falls below 0`)
}
