import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { betsWith, settledBet } from '../../test/settled-bet.ts'
import { equityWithBand } from './weekly.ts'
import { kellyRecord, longestLosingRun, maxDrawdown } from './bet-records.ts'
import type { SettledBet } from './strategy.ts'

const bet = (i: number, outcome: SettledBet['outcome'], profitUnits: number, overrides: Partial<SettledBet> = {}) =>
  settledBet(i, { outcome, profitUnits, ...overrides })

describe('losing runs', () => {
  test('half losses lengthen a run, voids neither lengthen nor end it, half wins end it', () => {
    const outcomes = ['lost', 'half_lost', 'void', 'lost', 'half_won', 'lost', 'won'] as const
    const bets = outcomes.map((outcome, i) => bet(i, outcome, 0))
    expect(longestLosingRun(bets)?.actual).toBe(3)
    expect(longestLosingRun([bet(1, 'void', 0)])).toBeNull()
  })

  test('the expected run is that of the closing probabilities, and of the prices where there is no close', () => {
    const two = (overrides: Partial<SettledBet>) => longestLosingRun([bet(1, 'lost', -1, overrides), bet(2, 'won', 1, overrides)])?.expected
    // Two losses with 0.64, one with 0.32.
    expect(two({ closeProbability: 0.2 })).toBeCloseTo(2 * 0.64 + 0.32, 12)
    expect(two({ price: 2 })).toBeCloseTo(2 * 0.25 + 0.5, 12)
  })
})

describe('a quarter of Kelly', () => {
  test('compounds day by day: bets of one day are staked on the bankroll of its morning', () => {
    const bets = [
      bet(1, 'won', 1.5, { day: 1, price: 2.5, kellyFraction: 0.1 }),
      bet(2, 'lost', -1, { day: 1, kellyFraction: 0.1 }),
      bet(3, 'half_lost', -1, { day: 2, stakeUnits: 2, kellyFraction: 0.1 }),
      bet(4, 'won', 1, { day: 3, kellyFraction: 0 }),
    ]
    const record = kellyRecord(bets)
    expect(record?.finalBankroll).toBeCloseTo(1.05 * 0.95, 12)
    expect(record?.growth).toBeCloseTo(Math.log(1.05 * 0.95) / 3, 12)
    expect(record?.maxDrawdown).toBeCloseTo(0.05, 12)
  })

  test('risks no more than half of the bankroll in a day, so that it is never all gone', () => {
    const bets = Array.from({ length: 30 }, (_, i) => bet(i, 'lost', -1, { day: 1, kellyFraction: 0.2 }))
    expect(kellyRecord(bets)).toMatchObject({ finalBankroll: 0.5, maxDrawdown: 0.5 })
  })

  test('is not measured where a bet has no forecast, or none has an edge', () => {
    expect(kellyRecord([bet(1, 'won', 1, { kellyFraction: 0.1 }), bet(2, 'won', 1)])).toBeNull()
    expect(kellyRecord([bet(1, 'won', 1, { kellyFraction: 0 })])).toBeNull()
  })
})

describe('the equity of a record', () => {
  test('runs through the profits by week, and sums what the close promises of those that have one', () => {
    const bets = [
      bet(1, 'won', 0.1, { day: 0, price: 1.1, closeProbability: 0.9, closingLineValue: -0.01 }),
      bet(2, 'won', 0.2, { day: 3, price: 1.2, closeProbability: 0.9, closingLineValue: 0.08 }),
      bet(3, 'lost', -1, { day: 8, closeProbability: 0.5, closingLineValue: 0 }),
      bet(4, 'won', 1, { day: 15 }),
    ]
    const points = equityWithBand(bets, { seed: 1, resamples: 200 })
    expect(points.map(({ day, bets: count, profitUnits }) => [day, count, profitUnits])).toEqual([
      [3, 2, 0.3],
      [8, 3, -0.7],
      [15, 4, 0.3],
    ])
    expect(points.map(({ closed, promisedUnits }) => [closed, promisedUnits?.toFixed(4)])).toEqual([
      [2, '0.0700'],
      [3, '0.0700'],
      [3, '0.0700'],
    ])
    expect(equityWithBand([bet(1, 'won', 1)], { seed: 1 })[0]?.promisedUnits).toBeNull()
    expect(maxDrawdown(bets)).toBe(1)
  })

  test('the band of no edge lies around zero, one level within the next, and holds records without an edge as often as it says', () => {
    let within = 0
    const runs = 100
    for (let seed = 1; seed <= runs; seed++) {
      const last = equityWithBand(betsWith(0.5, 120, seed), { seed, resamples: 100 }).at(-1)
      const [low, high] = last?.band80 ?? [0, 0]
      if ((last?.profitUnits ?? 0) >= low && (last?.profitUnits ?? 0) <= high) within++
      expect(last?.band95[0]).toBeLessThan(low)
      expect(last?.band50[1]).toBeLessThan(high)
      expect(low).toBeLessThan(0)
    }
    // Four standard errors of 100 records at 80 %.
    expect(Math.abs(within / runs - 0.8)).toBeLessThan(4 * Math.sqrt((0.8 * 0.2) / runs))
    expect(equityWithBand(betsWith(0.5, 30, 1), { seed: 4 })).toEqual(equityWithBand(betsWith(0.5, 30, 1), { seed: 4 }))
  })

  test('bets stand in any order, and a promise is of the stake', () => {
    const bets = [
      settledBet(1, { day: 3 }),
      settledBet(2, { day: 0, stakeUnits: 2, profitUnits: 2, closeProbability: 0.6, closingLineValue: 0.2 }),
    ]
    // Two units at odds of 2 with a chance of 0.6.
    expect(equityWithBand(bets, { seed: 1 })).toMatchObject([{ day: 3, bets: 2, closed: 1, promisedUnits: expect.closeTo(0.4, 12) }])
  })

  test('the bands of a first week are the middle 50, 80 and 95 of a hundred weeks of the record, its mean taken out', () => {
    // Fourteen weeks of 0 to 13 units about a mean of 6.5: the quarter lies on the fourth of them, the tenth on the second.
    const bets = Array.from({ length: 14 }, (_, i) => settledBet(i, { profitUnits: i }))
    const [first] = equityWithBand(bets, { seed: 1 })
    expect(first).toMatchObject({ band50: [-3.5, 3.5], band80: [-5.5, 5.5], band95: [-6.5, 6.5] })
    expect(equityWithBand(bets, { seed: 1 })).toEqual(equityWithBand(bets, { seed: 1, resamples: 1000 }))
  })

  test('without a bet there is no point', () => {
    expect(equityWithBand([], { seed: 1 })).toEqual([])
  })

  test('the longest fall is never more than what was ever won and lost', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(-1, 0, 0.85), { maxLength: 40 }), (profits) => {
        const bets = profits.map((profit, i) => bet(i, profit < 0 ? 'lost' : 'won', profit))
        const losses = profits.filter((profit) => profit < 0).length
        expect(maxDrawdown(bets)).toBeLessThanOrEqual(losses)
      }),
    )
  })
})
