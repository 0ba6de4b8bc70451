import { describe, expect, it } from 'vitest'
import { createRandom, uniform } from '../../numeric/random.ts'
import { logLoss, rankedProbabilityScore, pairedDifference, SCORES, measureSkill, writeMatchScores } from './scores.ts'
import { measureReliability } from './reliability.ts'

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
