import { expect, test } from 'vitest'
import { fitLogisticRegression, logistic } from './logistic-regression.ts'
import { createRandom, normal, uniform } from './random.ts'

const FREE = { mean: [0, 0], precision: [0, 0] }

test('finds the coefficients that made the events', () => {
  const random = createRandom(3)
  const rows = 20_000
  const design = new Float64Array(2 * rows)
  const came = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    design[2 * i] = 1
    design[2 * i + 1] = normal(random)
    came[i] = uniform(random) < logistic(-0.5 + 1.2 * (design[2 * i + 1] as number)) ? 1 : 0
  }
  const [constant, slope] = fitLogisticRegression(design, came, FREE)
  expect(constant).toBeCloseTo(-0.5, 1)
  expect(slope).toBeCloseTo(1.2, 1)
})

test('a constant alone is the log odds of the share, and a strong prior holds its mean', () => {
  const came = Float64Array.of(1, 1, 1, 0)
  const ones = new Float64Array(4).fill(1)
  expect(fitLogisticRegression(ones, came, { mean: [0], precision: [0] })[0]).toBeCloseTo(Math.log(3), 8)
  expect(fitLogisticRegression(ones, came, { mean: [-2], precision: [1e9] })[0]).toBeCloseTo(-2, 6)
})

test('refuses events without a design, and columns that repeat each other', () => {
  expect(() => fitLogisticRegression(new Float64Array(3), new Float64Array(2), FREE)).toThrow(
    expect.objectContaining({ code: 'SHAPE_MISMATCH' }),
  )
  const twice = Float64Array.of(1, 1, 1, 1, 1, 1)
  expect(() => fitLogisticRegression(twice, Float64Array.of(1, 0, 1), FREE)).toThrow(expect.objectContaining({ code: 'DID_NOT_CONVERGE' }))
})

test('the logistic function does not overflow', () => {
  expect(logistic(800)).toBe(1)
  expect(logistic(-800)).toBe(0)
  expect(logistic(0)).toBe(0.5)
})
