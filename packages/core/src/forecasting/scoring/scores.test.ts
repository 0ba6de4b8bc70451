import { expect, test } from 'vitest'
import { createRandom, uniform } from '../../numeric/random.ts'
import { brierScore, logLoss, rankedProbabilityScore } from './scores.ts'
import { calibrationTable, measureReliability } from './reliability.ts'

const refused = (code: string) => expect.objectContaining({ code })

test('the ranked probability score forgives mass near the outcome, Brier does not', () => {
  const near = [0.2, 0.6, 0.2]
  const far = [0.2, 0.2, 0.6]
  expect(rankedProbabilityScore(near, 0)).toBeLessThan(rankedProbabilityScore(far, 0))
  expect(brierScore(near, 0)).toBeCloseTo(brierScore(far, 0), 12)
})

test('an outcome called impossible costs without limit in log loss', () => {
  expect(logLoss([0, 1], 0)).toBe(Number.POSITIVE_INFINITY)
  expect(Object.is(logLoss([0, 1], 1), 0)).toBe(true)
})

test('what is no forecast is refused by every score', () => {
  for (const score of [rankedProbabilityScore, brierScore, logLoss]) {
    expect(() => score([1], 0)).toThrowError(refused('SHAPE_MISMATCH'))
    expect(() => score([0.5, 0.6], 0)).toThrowError(refused('NOT_A_DISTRIBUTION'))
    expect(() => score([1.5, -0.5], 0)).toThrowError(refused('NOT_A_DISTRIBUTION'))
    expect(() => score([Number.NaN, 1], 0)).toThrowError(refused('NOT_A_DISTRIBUTION'))
    expect(() => score([0.5, 0.5], 2)).toThrowError(refused('INVALID_ARGUMENT'))
  }
})

test('honest forecasts fall into the intervals of their bins, and empty bins say so', () => {
  const random = createRandom(3)
  const forecasts = Array.from({ length: 5000 }, () => 0.8 * uniform(random))
  const table = calibrationTable(
    forecasts,
    forecasts.map((p) => (uniform(random) < p ? 1 : 0)),
  )
  expect(table.map((bin) => bin.observed.n).reduce((a, b) => a + b)).toBe(5000)
  const outside = table.filter(({ meanForecast, observed }) => {
    if (meanForecast === null || observed.interval === null) return false
    return meanForecast < observed.interval[0] || meanForecast > observed.interval[1]
  })
  expect(outside.length).toBeLessThanOrEqual(2)
  expect(table[9]).toEqual({ low: 0.9, high: 1, meanForecast: null, observed: { value: null, n: 0, interval: null } })
})

test('forecasts on the edges have a bin: 0 in the first, 1 in the last', () => {
  const table = calibrationTable([0, 0.5, 1], [0, 1, 1], 2)
  expect(table.map((bin) => bin.observed.n)).toEqual([1, 2])
  expect(() => calibrationTable([0.5], [])).toThrowError(refused('SHAPE_MISMATCH'))
  expect(() => calibrationTable([0.5], [2])).toThrowError(refused('INVALID_ARGUMENT'))
  expect(() => calibrationTable([1.5], [1])).toThrowError(refused('INVALID_PROBABILITY'))
  expect(() => calibrationTable([0.5], [1], 0)).toThrowError(refused('INVALID_ARGUMENT'))
})

test('bins hold the mean of their own forecasts and the share that happened', () => {
  const table = calibrationTable([0.05, 0.1, 0.19, 0.3, 0.95, 1], [0, 1, 0, 1, 1, 0])
  expect(table.map(({ observed }) => observed.n)).toEqual([1, 2, 0, 1, 0, 0, 0, 0, 0, 2])
  expect(table[1]).toMatchObject({ low: 0.1, high: 0.2, meanForecast: expect.closeTo(0.145, 12), observed: { value: 0.5, n: 2 } })
  expect(table[9]).toMatchObject({ meanForecast: expect.closeTo(0.975, 12), observed: { value: 0.5 } })
  expect(table[3]!.observed.value).toBe(1)
})

test('reliability begins with 50 forecasts; its error is the distance of the bins, weighed by their size', () => {
  const forecasts = Array.from({ length: 50 }, (_, i) => (i < 30 ? 0.32 : 0.68))
  const happened = forecasts.map((_, i) => (i < 30 ? (i % 3 === 0 ? 1 : 0) : i % 2))
  // 10 of 30 and 10 of 20: |0.32 - 1/3| x 0.6 + |0.68 - 0.5| x 0.4.
  const { expectedCalibrationError, slope, intercept } = measureReliability(forecasts, happened)
  expect(expectedCalibrationError).toBeCloseTo(0.6 * (1 / 3 - 0.32) + 0.4 * 0.18, 12)
  expect(measureReliability(forecasts.slice(1), happened.slice(1)).slope).toBeNull()
  // Two points determine the line: log odds of the observed shares at those of the forecasts.
  const [low, high] = [Math.log(0.32 / 0.68), Math.log(0.68 / 0.32)]
  const [first, second] = [Math.log(1 / 2), 0]
  const b = (second - first) / (high - low)
  expect(slope!.value).toBeCloseTo(b, 7)
  expect(intercept!.value).toBeCloseTo(first - b * low, 7)
  // By the delta method the variance of a log odds is 1 / n p (1 - p): 1 / (30 x 2/9) and 1 / (20 x 1/4), independent of each other.
  const [v1, v2] = [0.15, 0.2]
  const slopeDeviation = Math.sqrt(v1 + v2) / (high - low)
  // The intercept is (high x first - low x second) / (high - low), and low = -high.
  const interceptDeviation = Math.sqrt(v1 + v2) / 2
  expect(slope!.interval[1] - slope!.value).toBeCloseTo(1.959963984540054 * slopeDeviation, 6)
  expect(intercept!.value - intercept!.interval[0]).toBeCloseTo(1.959963984540054 * interceptDeviation, 6)
})
