import { expect, test } from 'vitest'
import { bisect, minimiseNewton } from './newton.ts'
import { choleskyFactor, choleskyInverse, choleskySolve } from './cholesky.ts'

const refused = (code: string) => expect.objectContaining({ code })
// [[4, 2, 0.4], [2, 3, 0.2], [0.4, 0.2, 1]], its upper triangle filled with nonsense that must not be read.
const matrix = () => Float64Array.from([4, 99, 99, 2, 3, 99, 0.4, 0.2, 1])

test('a positive definite system is solved from its lower triangle', () => {
  const factor = matrix()
  expect(choleskyFactor(factor, 3)).toBe(true)
  const x = Float64Array.from([4 + 4 + 1.2, 2 + 6 + 0.6, 0.4 + 0.4 + 3])
  choleskySolve(factor, 3, x)
  for (const [i, expected] of [1, 2, 3].entries()) expect(x[i]).toBeCloseTo(expected, 12)
})

test('a matrix times its inverse is the identity', () => {
  const factor = matrix()
  choleskyFactor(factor, 3)
  const inverse = new Float64Array(9)
  choleskyInverse(factor, 3, inverse)
  const full = [4, 2, 0.4, 2, 3, 0.2, 0.4, 0.2, 1]
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      let sum = 0
      for (let k = 0; k < 3; k++) sum += full[i * 3 + k]! * inverse[k * 3 + j]!
      expect(sum).toBeCloseTo(i === j ? 1 : 0, 12)
    }
  }
})

test('an indefinite and a singular matrix are told from a definite one', () => {
  expect(choleskyFactor(Float64Array.from([1, 0, 2, 1]), 2)).toBe(false)
  expect(choleskyFactor(Float64Array.from([1, 0, 1, 1]), 2)).toBe(false)
  expect(choleskyFactor(Float64Array.from([Number.NaN]), 1)).toBe(false)
})

test('bisection finds a root to the last bit, and refuses an interval without a change of sign', () => {
  expect(bisect((x) => x * x - 2, 0, 2)).toBeCloseTo(Math.SQRT2, 15)
  expect(bisect((x) => 3 - x, 3, 9)).toBe(3)
  expect(bisect((x) => 9 - x, 3, 9)).toBe(9)
  expect(() => bisect((x) => x * x + 1, -1, 1)).toThrowError(refused('INVALID_ARGUMENT'))
})

/** Rosenbrock's valley: its Hessian is indefinite away from the floor, so the safe curvature is needed on the way. */
const valley = {
  size: 2,
  evaluate(theta: Float64Array, gradient: Float64Array, hessian: Float64Array, safe: boolean): number {
    const x = theta[0]!
    const gap = theta[1]! - x * x
    gradient.set([-400 * x * gap - 2 * (1 - x), 200 * gap])
    // Gauss-Newton's outer products leave out the term in `gap`, which may be negative.
    hessian.set([800 * x * x + 2 - (safe ? 0 : 400 * gap), 0, -400 * x, 200])
    return 100 * gap * gap + (1 - x) ** 2
  },
}
const options = { maxIterations: 100, gradientTolerance: 1e-9, maxStep: 1 }

test("Newton's method walks a curved valley to its floor", () => {
  const result = minimiseNewton(valley, Float64Array.from([-1.2, 3]), options)
  expect(result).toMatchObject({ converged: true, value: expect.closeTo(0, 15) })
  expect(result.theta[0]).toBeCloseTo(1, 9)
  expect(result.theta[1]).toBeCloseTo(1, 9)
})

test('too few iterations are reported, a start outside the domain is refused', () => {
  expect(minimiseNewton(valley, Float64Array.from([-1.2, 3]), { ...options, maxIterations: 2 })).toMatchObject({
    converged: false,
    iterations: 2,
  })
  const nowhere = { size: 1, evaluate: () => Number.POSITIVE_INFINITY }
  expect(() => minimiseNewton(nowhere, new Float64Array(1), options)).toThrowError(refused('DID_NOT_CONVERGE'))
})
