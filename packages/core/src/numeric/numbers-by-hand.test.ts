import { expect, test } from 'vitest'
import { blockBootstrapInterval, bootstrapRatio, poissonBlockWeights } from './bootstrap.ts'
import { estimateShare, wilsonInterval } from './estimate.ts'
import { bernoulliLoss, logistic, logit, normalQuantile, Z_95 } from './distributions.ts'
import { correlation, sortedQuantile } from './moments.ts'
import { holmIntervals } from './multiple-testing.ts'
import { findMinimum, findConvexRoot } from './newton.ts'
import { createRandom, uniformInteger } from './random.ts'
import { varianceComponents } from './shrinkage.ts'

test('a quantile lies on the line between its neighbours', () => {
  const sorted = [10, 20, 40]
  expect([0, 0.1, 0.25, 0.5, 0.75, 0.9, 1].map((p) => sortedQuantile(sorted, p))).toEqual([10, 12, 15, 20, 30, 36, 40])
  expect(sortedQuantile([0, 10, 20, 30], 1 / 3)).toBeCloseTo(10, 12)
  expect(sortedQuantile([7], 0.3)).toBe(7)
})

test('log odds and probabilities turn into each other', () => {
  expect(logit(0.75)).toBeCloseTo(Math.log(3), 14)
  expect(logistic(-Math.log(3))).toBeCloseTo(0.25, 14)
  expect([logit(0), logit(1)]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY])
  expect(bernoulliLoss(Math.log(3), 1)).toBeCloseTo(-Math.log(0.75), 14)
  expect(bernoulliLoss(Math.log(3), 0)).toBeCloseTo(-Math.log(0.25), 14)
  expect(bernoulliLoss(-900, 1)).toBe(900)
  expect(Z_95).toBeCloseTo(1.959963984540054, 14)
})

test('variance components of three groups are those counted by hand', () => {
  const components = varianceComponents([
    { mean: 1, variance: 2, nEff: 3 },
    { mean: 3, variance: 4, nEff: 5 },
    { mean: 8, variance: null, nEff: 2 },
  ])
  // within (2 x 2 + 4 x 4) / (2 + 4); centre (3 + 15 + 16) / 10; squares about it 60.4; between (60.4 - 2 x 10/3) / (10 - 38/10).
  expect(components.withinVariance).toBeCloseTo(10 / 3, 12)
  expect(components.centre).toBeCloseTo(3.4, 12)
  expect(components.betweenVariance).toBeCloseTo(26 / 3, 12)
  expect(components.kappa).toBeCloseTo(5 / 13, 12)
})

test("the ends of Wilson's interval are the shares from which the observed one is just so far", () => {
  for (const [count, n, level] of [
    [3, 20, 0.95],
    [8, 10, 0.9],
    [1, 400, 0.99],
  ] as const) {
    const z = normalQuantile(0.5 + level / 2)
    for (const end of wilsonInterval(count, n, level)!) expect((count / n - end) ** 2).toBeCloseTo((z * z * end * (1 - end)) / n, 12)
  }
  // Rounding would leave a hair at the edges for some of these.
  for (let n = 1; n <= 300; n++) {
    expect(wilsonInterval(n, n)![1]).toBe(1)
    expect(wilsonInterval(0, n)![0]).toBe(0)
  }
  expect(estimateShare(8, 10)).toEqual({ value: 0.8, n: 10, interval: wilsonInterval(8, 10) })
  expect(estimateShare(0, 0)).toEqual({ value: null, n: 0, interval: null })
})

test("Pearson's correlation of five pairs, with Fisher's interval", () => {
  const { value, n, interval } = correlation([1, 2, 3, 4, 5], [2, 1, 4, 3, 5])
  expect([value, n]).toEqual([expect.closeTo(0.8, 12), 5])
  const half = 1.959963984540054 / Math.sqrt(2)
  expect(interval![0]).toBeCloseTo(Math.tanh(Math.atanh(0.8) - half), 12)
  expect(interval![1]).toBeCloseTo(Math.tanh(Math.atanh(0.8) + half), 12)
  expect(correlation([1, 2, 3, 4], [1, 3, 2, 4]).value).toBeCloseTo(0.8, 12)
  expect(correlation([1, 2, 3], [1, 3, 2])).toEqual({ value: null, n: 3, interval: null })
  expect(correlation([1, 2, 3, 4], [5, 5, 5, 5]).value).toBeNull()
})

test("Holm's intervals hold the smallest p-value against all, the next against one less", () => {
  const at = (mean: number, p: number) => ({ mean, standardError: 0.5, p })
  const [last, first, middle] = holmIntervals([at(1, 0.03), at(2, 0.001), at(1.1, 0.02)])
  // Two-sided 1 - 0.05 / 3, 1 - 0.05 / 2 and 0.95.
  expect(first!.interval[0]).toBeCloseTo(2 - 0.5 * 2.393979800228, 9)
  expect(middle!.interval[0]).toBeCloseTo(1.1 - 0.5 * 2.241402727605, 9)
  expect(last!.interval[1]).toBeCloseTo(1 + 0.5 * 1.95996398454, 9)
  // The middle one reaches below 0, so the last does not pass although its own interval lies above it.
  expect(last!.interval[0]).toBeGreaterThan(0)
  expect([first, middle, last].map((each) => each!.isAboveZero)).toEqual([true, false, false])
})

test('a block bootstrap is what drawing the blocks in the open gives', () => {
  const data = { numerator: [3, 1, -4, 2, 6], denominator: [2, 1, 3, 1, 2], block: [1, 1, 2, 3, 4] }
  const tops = [4, -4, 2, 6]
  const bottoms = [3, 3, 1, 2]
  const random = createRandom(9)
  const draws = Array.from({ length: 200 }, () => {
    const picked = Array.from({ length: 4 }, () => uniformInteger(random, 4))
    const sum = (values: readonly number[]) => picked.reduce((total, block) => total + values[block]!, 0)
    return sum(tops) / sum(bottoms)
  }).sort((a, b) => a - b)
  const mean = draws.reduce((sum, draw) => sum + draw, 0) / 200
  const result = blockBootstrapInterval(data, { seed: 9, resamples: 200, level: 0.9 })
  expect(result.ratio).toBeCloseTo(8 / 9, 12)
  expect(result.standardError).toBeCloseTo(Math.sqrt(draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / 199), 12)
  // 5 % of 199 steps is 9.95.
  expect(result.interval![0]).toBeCloseTo(0.05 * draws[9]! + 0.95 * draws[10]!, 12)
  expect(result.interval![1]).toBeCloseTo(0.95 * draws[189]! + 0.05 * draws[190]!, 12)
  expect(result.pAboveZero).toBe((1 + draws.filter((draw) => draw <= 0).length) / 201)
  expect(draws.filter((draw) => draw <= 0).length).toBeGreaterThan(5)
})

test('Poisson draws have mean and variance 1, and the ratio is taken over them', () => {
  const weights = poissonBlockWeights({ seed: 4, resamples: 20_000 })
  const draws = [...weights.of(17)]
  const mean = draws.reduce((sum, count) => sum + count, 0) / draws.length
  expect(Math.abs(mean - 1)).toBeLessThan(0.03)
  expect(Math.abs(draws.reduce((sum, count) => sum + (count - mean) ** 2, 0) / draws.length - 1)).toBeLessThan(0.05)
  expect(Math.abs(draws.filter((count) => count === 0).length / draws.length - Math.exp(-1))).toBeLessThan(0.014)
  const few = poissonBlockWeights({ seed: 4, resamples: 100 })
  const ratios = Array.from({ length: 100 }, (_, r) => {
    const [one, other] = [few.of(3)[r]!, few.of(5)[r]!]
    return one + other === 0 ? Number.NaN : (2 * one - 3 * other) / (one + 4 * other)
  })
    .filter((ratio) => !Number.isNaN(ratio))
    .sort((a, b) => a - b)
  const result = bootstrapRatio(few, { blocks: [3, 5], numerator: [2, -3], denominator: [1, 4] })
  const at = 0.025 * (ratios.length - 1)
  const share = at - Math.floor(at)
  expect(result.ratio).toBe(-1 / 5)
  expect(result.interval![0]).toBeCloseTo((1 - share) * ratios[Math.floor(at)]! + share * ratios[Math.floor(at) + 1]!, 12)
  const centre = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length
  const squares = ratios.reduce((sum, ratio) => sum + (ratio - centre) ** 2, 0)
  expect(result.standardError).toBeCloseTo(Math.sqrt(squares / (ratios.length - 1)), 12)
})

test('a search that finds no minimum is an error that says what was searched', () => {
  // exp(x) falls for ever towards minus infinity.
  const falling = {
    size: 1,
    evaluate(theta: Float64Array, gradient: Float64Array, hessian: Float64Array): number {
      gradient[0] = Math.exp(theta[0]!)
      hessian[0] = Math.exp(theta[0]!)
      return Math.exp(theta[0]!)
    },
  }
  const options = { maxIterations: 10, gradientTolerance: 1e-12, maxStep: 1, what: 'a slide' }
  expect(() => findMinimum(falling, new Float64Array(1), options)).toThrow(/from a slide after 10 iterations/)
  expect(() => findMinimum(falling, new Float64Array(1), options)).toThrow(expect.objectContaining({ code: 'DID_NOT_CONVERGE' }))
})

test('the root of a convex decreasing function is found from its left, and its absence is an error', () => {
  expect(findConvexRoot(0, (x) => [Math.exp(-x) - 0.2, -Math.exp(-x)])).toBeCloseTo(Math.log(5), 12)
  expect(() => findConvexRoot(0, (x) => [1 + Math.exp(-x), -1])).toThrow(expect.objectContaining({ code: 'DID_NOT_CONVERGE' }))
})
