import { describe, expect, it, test } from 'vitest'
import { createRandom, uniform } from '../../numeric/random.ts'
import { calibrationTable, measureReliability } from './reliability.ts'
import { brierScore, logLoss, measureSkill, pairedDifference, rankedProbabilityScore, SCORES, writeMatchScores } from './scores.ts'

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

const forecast = { home: 0.5, draw: 0.3, away: 0.2, over25: 0.6, btts: 0.55 }

describe('scores of a match', () => {
  it('are those of the single scoring functions', () => {
    const out = new Float64Array(SCORES.length)
    for (const [home, away, outcome] of [
      [2, 0, 0],
      [1, 1, 1],
      [0, 3, 2],
    ] as const) {
      writeMatchScores(forecast, { home, away }, out)
      expect(out[0]).toBeCloseTo(rankedProbabilityScore([0.5, 0.3, 0.2], outcome), 12)
      expect(out[1]).toBeCloseTo(logLoss([0.5, 0.3, 0.2], outcome), 12)
      expect(out[2]).toBeCloseTo(-Math.log(home + away > 2 ? 0.6 : 0.4), 12)
      expect(out[3]).toBeCloseTo(-Math.log(home > 0 && away > 0 ? 0.55 : 0.45), 12)
    }
  })

  it('leave out matches without the market, and say how many were counted', () => {
    const scores = new Float64Array(8)
    writeMatchScores(forecast, { home: 1, away: 0 }, scores, 0)
    writeMatchScores({ ...forecast, over25: Number.NaN }, { home: 1, away: 0 }, scores, 4)
    const skill = measureSkill({ scores, week: [1, 2] }, 1)
    expect(skill.rps.n).toBe(2)
    expect(skill.over25LogLoss).toMatchObject({ n: 1, interval: null })
  })

  it('differ by nothing from themselves', () => {
    const scores = new Float64Array(400)
    for (let i = 0; i < 100; i++) writeMatchScores(forecast, { home: i % 3, away: i % 2 }, scores, i * 4)
    const same = { scores, week: Float64Array.from({ length: 100 }, (_, i) => Math.floor(i / 10)) }
    expect(pairedDifference(same, same, 7).logLoss).toEqual({ value: 0, n: 100, interval: [0, 0] })
  })
})

describe('reliability', () => {
  const draw = (spread: number) => {
    const random = createRandom(11)
    const forecasts = new Float64Array(20_000)
    const happened = new Float64Array(20_000)
    for (let i = 0; i < forecasts.length; i++) {
      const truth = 0.05 + 0.9 * uniform(random)
      happened[i] = uniform(random) < truth ? 1 : 0
      forecasts[i] = 1 / (1 + Math.exp(-spread * Math.log(truth / (1 - truth))))
    }
    return measureReliability(forecasts, happened)
  }

  it('has slope 1 and intercept 0 inside the intervals of calibrated forecasts', () => {
    const { slope, intercept, expectedCalibrationError } = draw(1)
    expect(slope!.interval[0]).toBeLessThan(1)
    expect(slope!.interval[1]).toBeGreaterThan(1)
    expect(intercept!.interval[0]).toBeLessThan(0)
    expect(intercept!.interval[1]).toBeGreaterThan(0)
    expect(expectedCalibrationError).toBeLessThan(0.015)
  })

  it('finds forecasts that are twice too bold, by their slope of one half', () => {
    expect(draw(2).slope!.value).toBeCloseTo(0.5, 1)
  })

  it('has no line where all outcomes or all forecasts are alike, and refuses forecasts that part the outcomes', () => {
    const forecasts = Array.from({ length: 60 }, (_, i) => 0.2 + i / 100)
    expect(measureReliability(forecasts, new Float64Array(60).fill(1)).slope).toBeNull()
    expect(
      measureReliability(
        new Float64Array(60).fill(0.4),
        Float64Array.from(forecasts, (_, i) => i % 2),
      ).slope,
    ).toBeNull()
    const parted = Float64Array.from(forecasts, (p) => (p > 0.5 ? 1 : 0))
    expect(() => measureReliability(forecasts, parted)).toThrow(expect.objectContaining({ code: 'DID_NOT_CONVERGE' }))
  })
})
