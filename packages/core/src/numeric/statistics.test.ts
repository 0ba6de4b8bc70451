import { expect, test } from 'vitest'
import { benjaminiHochberg } from './multiple-testing.ts'
import { blockBootstrapInterval } from './bootstrap.ts'
import { normalHalfWidth, logFactorial, logGamma, poissonCdf } from './distributions.ts'
import { percentileRank, weightedMoments } from './moments.ts'
import { createRandom, normal } from './random.ts'
import { shrink, varianceComponents } from './shrinkage.ts'
import { wilsonInterval } from './estimate.ts'

const refused = (code: string) => expect.objectContaining({ code })

test('log-gamma and log-factorial agree with exact values', () => {
  expect(logGamma(5)).toBeCloseTo(Math.log(24), 13)
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 13)
  expect(logGamma(0.1)).toBeCloseTo(2.252712651734206, 12)
  expect([0, 1, 2, 5].map(logFactorial)).toEqual([0, 0, Math.log(2), expect.closeTo(Math.log(120), 13)])
  // The table ends at 63: the first value after it continues it.
  expect(logFactorial(64) - logFactorial(63)).toBeCloseTo(Math.log(64), 11)
  for (const k of [-1, 1.5, Number.NaN]) expect(() => logFactorial(k)).toThrowError(refused('INVALID_ARGUMENT'))
})

test('the Poisson distribution function sums its terms', () => {
  expect(poissonCdf(2, 2.5)).toBeCloseTo(Math.exp(-2.5) * (1 + 2.5 + 3.125), 14)
  expect([poissonCdf(-1, 1), poissonCdf(0, 0)]).toEqual([0, 1])
  expect(() => poissonCdf(2, -1)).toThrowError(refused('INVALID_ARGUMENT'))
})

test("Wilson's interval is inside [0, 1], right at the edges, and null without observations", () => {
  const [low, high] = wilsonInterval(8, 10)!
  expect([low, high]).toEqual([expect.closeTo(0.4902, 4), expect.closeTo(0.9433, 4)])
  expect(wilsonInterval(0, 10)).toEqual([0, expect.closeTo(0.2775, 4)])
  expect(wilsonInterval(10, 10)![1]).toBe(1)
  expect(wilsonInterval(0, 0)).toBeNull()
  expect(() => wilsonInterval(3, 2)).toThrowError(refused('INVALID_ARGUMENT'))
  expect(() => wilsonInterval(1, 2, 1)).toThrowError(refused('INVALID_PROBABILITY'))
})

test('weighted moments skip what is missing and agree with plain ones at equal weights', () => {
  const moments = weightedMoments([1, Number.NaN, 2, 6], [2, 2, 2, 2])
  expect(moments).toEqual({ n: 3, weight: 6, nEff: 3, mean: 3, variance: 7 })
  expect(weightedMoments([5, 9], [1, 0])).toEqual({ n: 1, weight: 1, nEff: 1, mean: 5, variance: null })
  expect(weightedMoments([], [])).toEqual({ n: 0, weight: 0, nEff: 0, mean: null, variance: null })
  expect(weightedMoments([1, 2], [1, 3]).nEff).toBeCloseTo(1.6, 12)
  expect(() => weightedMoments([1], [])).toThrowError(refused('SHAPE_MISMATCH'))
  expect(() => weightedMoments([1], [-1])).toThrowError(refused('INVALID_ARGUMENT'))
})

test('a percentile is a mid-rank, so ties share the middle', () => {
  expect(percentileRank(3, [1, 2, 3, 4])).toBe(62.5)
  expect(percentileRank(7, [7, 7, 7])).toBe(50)
  expect(percentileRank(9, [1, Number.NaN])).toBe(100)
  expect(percentileRank(1, [])).toBeNull()
  expect(() => percentileRank(Number.NaN, [1])).toThrowError(refused('INVALID_ARGUMENT'))
})

test('q-values are those of Benjamini and Hochberg, in the order given', () => {
  const expected = [0.05, 0.1, 0.1, 0.1, 0.4]
  const q = benjaminiHochberg([0.01, 0.04, 0.06, 0.08, 0.4])
  q.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, 12)
  })
  expect(benjaminiHochberg([])).toEqual([])
  expect(() => benjaminiHochberg([1.2])).toThrowError(refused('INVALID_PROBABILITY'))
})

test('a block bootstrap of blocks of one agrees with the textbook standard error', () => {
  const random = createRandom(5)
  const numerator = Array.from({ length: 400 }, () => normal(random, 0.3, 1))
  const denominator = numerator.map(() => 1)
  const result = blockBootstrapInterval({ numerator, denominator, block: numerator.map((_, i) => i) }, { seed: 1 })
  const mean = numerator.reduce((a, b) => a + b, 0) / 400
  expect(result.ratio).toBeCloseTo(mean, 12)
  expect(result.standardError).toBeCloseTo(0.05, 2)
  expect(result.interval![0]).toBeCloseTo(mean - 1.96 * 0.05, 1)
  expect(result.pAboveZero).toBeLessThan(0.01)
  // The same bets twice in a week are no more evidence than once.
  const twice = { numerator: [...numerator, ...numerator], denominator: [...denominator, ...denominator] }
  const paired = blockBootstrapInterval({ ...twice, block: twice.numerator.map((_, i) => i % 400) }, { seed: 1 })
  expect(paired.interval![0]).toBeCloseTo(result.interval![0], 12)
})

test('a bootstrap gives the same interval from the same seed, and none from one block', () => {
  const data = { numerator: [1, -1, 2, 0.5], denominator: [1, 1, 2, 1], block: [1, 1, 2, 3] }
  expect(blockBootstrapInterval(data, { seed: 3 })).toEqual(blockBootstrapInterval(data, { seed: 3 }))
  expect(blockBootstrapInterval({ ...data, block: [4, 4, 4, 4] }, { seed: 3 })).toMatchObject({ ratio: 0.5, blocks: 1, interval: null })
  expect(blockBootstrapInterval({ numerator: [], denominator: [], block: [] }, { seed: 3 }).ratio).toBeNull()
  expect(() => blockBootstrapInterval({ ...data, block: [1] }, { seed: 3 })).toThrowError(refused('SHAPE_MISMATCH'))
  expect(() => blockBootstrapInterval(data, { seed: 3, resamples: 5 })).toThrowError(refused('INVALID_ARGUMENT'))
})

test('variance components and shrinkage find what made the groups', () => {
  const random = createRandom(8)
  const groups = Array.from({ length: 400 }, () => {
    const own = normal(random, 2, 0.5)
    const values = Array.from({ length: 20 }, () => normal(random, own, 1.5))
    const { mean, variance, nEff } = weightedMoments(
      values,
      values.map(() => 1),
    )
    return { own, mean: mean!, variance, nEff }
  })
  const components = varianceComponents(groups)
  expect(components.withinVariance).toBeCloseTo(2.25, 0)
  expect(Math.abs(components.kappa - 9)).toBeLessThan(2)
  const error = (guess: (g: (typeof groups)[number]) => number) => groups.reduce((sum, g) => sum + (guess(g) - g.own) ** 2, 0)
  expect(error((g) => shrink(g, components).value)).toBeLessThan(error((g) => g.mean))
  const covered = groups.filter((g) => {
    const [low, high] = shrink(g, components).interval!
    return low <= g.own && g.own <= high
  })
  expect(covered.length / 400).toBeCloseTo(0.95, 1)
})

test('groups that differ by chance only are pulled to the centre altogether, without an interval of their own', () => {
  const components = varianceComponents([
    { mean: 1, variance: 4, nEff: 10 },
    { mean: 1.1, variance: 4, nEff: 10 },
  ])
  expect(components).toMatchObject({ betweenVariance: 0, kappa: Number.POSITIVE_INFINITY })
  expect(shrink({ mean: 9, nEff: 10 }, components)).toMatchObject({ value: components.centre, reliability: 0, interval: null })
})

test('shrinkage follows its formula and refuses what it cannot weigh', () => {
  const components = { groups: 20, centre: 5, withinVariance: 4, betweenVariance: 0.4, kappa: 10 }
  const shrunk = shrink({ mean: 1, nEff: 30 }, components, { centre: 0 })
  expect(shrunk).toMatchObject({ value: 0.75, reliability: 0.75, standardDeviation: Math.sqrt(4 / 40) })
  expect(shrunk.interval![1]).toBeCloseTo(0.75 + normalHalfWidth(0.95) * Math.sqrt(0.1), 12)
  expect(() => shrink({ mean: Number.NaN, nEff: 1 }, components)).toThrowError(refused('INVALID_ARGUMENT'))
  expect(() => varianceComponents([{ mean: 1, variance: 1, nEff: 5 }])).toThrowError(refused('SHAPE_MISMATCH'))
  expect(() =>
    varianceComponents([
      { mean: 1, variance: 1, nEff: 0 },
      { mean: 1, variance: 1, nEff: 5 },
    ]),
  ).toThrowError(refused('INVALID_ARGUMENT'))
})
