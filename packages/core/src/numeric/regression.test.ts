import { expect, test } from 'vitest'
import { fitLogisticRegression, fitPoissonRegression, fitRidge, predictRidge } from './regression.ts'
import { logistic } from './distributions.ts'
import { createRandom, normal, uniform } from './random.ts'

const FREE = { mean: [0, 0], precision: [0, 0] }

test('finds the coefficients that made the events', () => {
  const random = createRandom(3)
  const rows = 20_000
  const design = new Float64Array(2 * rows)
  const happened = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    design[2 * i] = 1
    design[2 * i + 1] = normal(random)
    happened[i] = uniform(random) < logistic(-0.5 + 1.2 * design[2 * i + 1]!) ? 1 : 0
  }
  const [constant, slope] = fitLogisticRegression(design, happened, FREE).coefficients
  expect(constant).toBeCloseTo(-0.5, 1)
  expect(slope).toBeCloseTo(1.2, 1)
})

test('a constant alone is the log odds of the share, and a strong prior holds its mean', () => {
  const happened = Float64Array.of(1, 1, 1, 0)
  const ones = new Float64Array(4).fill(1)
  expect(fitLogisticRegression(ones, happened, { mean: [0], precision: [0] }).coefficients[0]).toBeCloseTo(Math.log(3), 8)
  expect(fitLogisticRegression(ones, happened, { mean: [-2], precision: [1e9] }).coefficients[0]).toBeCloseTo(-2, 6)
})

test('refuses events without a design, and columns that repeat each other', () => {
  expect(() => fitLogisticRegression(new Float64Array(3), new Float64Array(2), FREE)).toThrow(
    expect.objectContaining({ code: 'SHAPE_MISMATCH' }),
  )
  const twice = Float64Array.of(1, 1, 1, 1, 1, 1)
  expect(() => fitLogisticRegression(twice, Float64Array.of(1, 0, 1), FREE)).toThrow(expect.objectContaining({ code: 'DID_NOT_CONVERGE' }))
})

test('refuses counts that are all 0 where no prior holds the level, and takes them where one does', () => {
  const ones = new Float64Array(20).fill(1)
  const none = new Float64Array(20)
  expect(() => fitPoissonRegression(ones, none, { mean: [0], precision: [0] })).toThrow(
    expect.objectContaining({ code: 'DID_NOT_CONVERGE' }),
  )
  // The mode b of exp(b) x 20 + b² / 2 solves 20 exp(b) = -b.
  const [level] = fitPoissonRegression(ones, none, { mean: [0], precision: [1] })
  expect(20 * Math.exp(level!)).toBeCloseTo(-level!, 10)
})

test('a Poisson level alone is the log of the mean count, from however far away it starts', () => {
  const ones = new Float64Array(4).fill(1)
  for (const start of [0, -9, 14]) {
    const [level] = fitPoissonRegression(ones, Float64Array.of(0, 1, 2, 5), { mean: [start], precision: [0] })
    expect(level).toBeCloseTo(Math.log(2), 9)
  }
})

test('gives the covariance of its coefficients: for a constant alone one over n p (1 - p)', () => {
  const ones = new Float64Array(4).fill(1)
  const { covariance } = fitLogisticRegression(ones, Float64Array.of(1, 1, 1, 0), { mean: [0], precision: [0] })
  expect(covariance[0]).toBeCloseTo(1 / (4 * 0.75 * 0.25), 8)
})

test('ridge shrinks a standardised slope by n / (n + penalty) and leaves the mean free', () => {
  // x has mean 2 and spread 1, y = 10 + 3 (x - 2).
  const x = Float64Array.of(1, 3, 1, 3)
  const y = Float64Array.of(7, 13, 7, 13)
  const model = fitRidge(x, y, 1, 4)
  expect(model.coefficients[0]).toBeCloseTo(3 * (4 / (4 + 4)), 12)
  expect(predictRidge(model, Float64Array.of(2), 0)).toBeCloseTo(10, 12)
  // A feature that never moves has no slope.
  expect(fitRidge(Float64Array.of(5, 5, 5), Float64Array.of(1, 2, 3), 1, 0).coefficients[0]).toBe(0)
})

test('the logistic function does not overflow', () => {
  expect(logistic(800)).toBe(1)
  expect(logistic(-800)).toBe(0)
  expect(logistic(0)).toBe(0.5)
})
