import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { expectedMaximumSharpe, probabilisticSharpe, sharpeMoments } from '../../src/numeric/deflated-sharpe.ts'
import { expectedLongestRun } from '../../src/numeric/longest-run.ts'
import { poissonBlockWeights } from '../../src/numeric/bootstrap.ts'
import { studentTail } from '../../src/numeric/distributions.ts'
import { luckZ, redrawnPValues } from '../../src/strategy/luck-against-close.ts'
import { betRecord, settledBet } from '../settled-bet.ts'

interface Reference {
  sharpe: {
    returns: number[]
    trials: number
    spread: number
    sharpe: number
    skewness: number
    kurtosis: number
    best: number
    deflated: number
  }[]
  longestRun: { probabilities: number[]; expected: number }[]
  redrawn: { prices: number[]; close: number[]; won: boolean[]; p: number; z: number }[]
  student: [t: number, degrees: number, tail: number][]
  poissonCdf: number[]
}

// Made by strategies.py beside this file with numpy and scipy.
const reference: Reference = JSON.parse(readFileSync(new URL('strategies.json', import.meta.url), 'utf8'))

describe('the statistics of strategies are what numpy and scipy give', () => {
  it.each(reference.sharpe)('the deflated Sharpe ratio of $trials trials', ({ returns, trials, spread, ...expected }) => {
    const moments = sharpeMoments(returns)
    expect(moments?.sharpe).toBeCloseTo(expected.sharpe, 12)
    expect(moments?.skewness).toBeCloseTo(expected.skewness, 10)
    expect(moments?.kurtosis).toBeCloseTo(expected.kurtosis, 10)
    const best = expectedMaximumSharpe(trials, spread)
    expect(best).toBeCloseTo(expected.best, 12)
    expect(moments && probabilisticSharpe(moments, best)).toBeCloseTo(expected.deflated, 10)
  })

  it.each(reference.longestRun)('the expected longest run of $probabilities.length trials', ({ probabilities, expected }) => {
    expect(expectedLongestRun(probabilities)).toBeCloseTo(expected, 7)
  })

  it('the chance of as good a profit at the closing probabilities, and its analytic form', () => {
    for (const { prices, close, won, p, z } of reference.redrawn) {
      const bets = prices.map((price, i) =>
        settledBet(i + 1, {
          price,
          closeProbability: close[i]!,
          outcome: won[i] ? 'won' : 'lost',
          profitUnits: won[i] ? price - 1 : -1,
        }),
      )
      expect(luckZ(bets)).toBeCloseTo(z, 10)
      const [redrawn] = redrawnPValues([betRecord(bets)], { seed: 3, resamples: 20_000 })
      // Four standard errors of a share of 20,000 draws.
      expect(Math.abs((redrawn ?? 9) - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / 20_000))
    }
  })

  it('the tail of Student’s distribution', () => {
    for (const [t, degrees, tail] of reference.student) expect(studentTail(t, degrees) / tail).toBeCloseTo(1, 10)
  })

  it('how often a week is drawn in a resample', () => {
    const resamples = 50_000
    const times = poissonBlockWeights({ seed: 1, resamples }).of(2800)
    reference.poissonCdf.forEach((share, k) => {
      const drawn = times.reduce((count, time) => count + (time <= k ? 1 : 0), 0) / resamples
      expect(Math.abs(drawn - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / resamples) + 1e-12)
    })
  })
})
