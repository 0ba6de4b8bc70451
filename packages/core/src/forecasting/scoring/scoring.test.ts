import { expect, test } from 'vitest'
import { createRandom, uniform } from '../../numeric/random.ts'
import { brierScore } from './brier-score.ts'
import { calibrationTable } from './calibration.ts'
import { logLoss } from './log-loss.ts'
import { rankedProbabilityScore } from './ranked-probability-score.ts'

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
