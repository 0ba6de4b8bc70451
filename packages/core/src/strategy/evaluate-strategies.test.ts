import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { betRecord, betsWith, settledBet } from '../../test/settled-bet.ts'
import type { BetRecord } from './bet-records.ts'
import { evaluateStrategies, evaluateStrategy } from './evaluate-strategies.ts'
import type { SettledBet } from './strategy.ts'

const SEED = { seed: 42, resamples: 200 }

const teamRecord = (teamId: number, bets: readonly SettledBet[]): BetRecord =>
  betRecord(bets, { strategy: 'BACK_HOME', scope: 'team', competition: `league of ${teamId}`, teamId })

describe('evaluating strategies', () => {
  test('counts, profit and drawdown are exact', () => {
    const outcomes = [1, -1, -1, 0, 1, 1, -1]
    const bets = outcomes.map((profit, i) =>
      settledBet(i + 1, { profitUnits: profit, outcome: profit > 0 ? 'won' : profit < 0 ? 'lost' : 'void' }),
    )
    const report = evaluateStrategy('BACK_HOME', bets, SEED)
    expect(report).toMatchObject({
      bets: 7,
      wins: 3,
      losses: 3,
      voids: 1,
      breakEvenRate: 0.5,
      maxDrawdownUnits: 2,
      verdict: 'not_enough_bets',
    })
    expect(report.profitUnits.value).toBe(0)
    expect(report.winRate).toMatchObject({ value: 0.5, n: 6 })
    expect([report.qValue, report.betsNeeded, report.closingLineValue.value]).toEqual([null, null, null])
  })

  test('without a bet every number is null', () => {
    const report = evaluateStrategy('BACK_HOME', [], SEED)
    for (const { value, interval, n } of [
      report.winRate,
      report.profitUnits,
      report.yieldFraction,
      report.closingLineValue,
      report.shrunkYield,
    ]) {
      expect([value, interval, n]).toEqual([null, null, 0])
    }
  })

  test('wins + losses + voids are the bets and the yield is profit over turnover, for any bets', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(-1, 0, 1.5), fc.integer({ min: 0, max: 400 })), { minLength: 1, maxLength: 60 }),
        (drawn) => {
          const bets = drawn.map(([profit, day], i) =>
            settledBet(i, { day, profitUnits: profit, outcome: profit > 0 ? 'won' : profit < 0 ? 'lost' : 'void' }),
          )
          const report = evaluateStrategy('X', bets, { seed: 1, resamples: 100 })
          expect(report.wins + report.losses + report.voids).toBe(report.bets)
          expect(report.yieldFraction.value).toBeCloseTo((report.profitUnits.value ?? Number.NaN) / report.bets, 10)
          expect(report.maxDrawdownUnits).toBeGreaterThanOrEqual(0)
        },
      ),
      { numRuns: 50 },
    )
  })

  test('the same seed gives the same report, to the last digit', () => {
    const bets = betsWith(0.52, 200, 3)
    expect(evaluateStrategy('X', bets, SEED)).toEqual(evaluateStrategy('X', bets, SEED))
  })

  test('a rule with a true edge that the close confirms is evidence; one that the close contradicts is luck', () => {
    const good = betsWith(0.6, 900, 5, { closeProbability: 0.58, closingLineValue: Math.log(1.16) })
    const lucky = good.map((bet) => ({ ...bet, closeProbability: 0.47, closingLineValue: Math.log(0.94) }))
    expect(evaluateStrategy('X', good, SEED).verdict).toBe('evidence')
    expect(evaluateStrategy('X', lucky, SEED).verdict).toBe('indistinguishable_from_luck')
    expect(evaluateStrategy('X', betsWith(0.4, 900, 6), SEED).verdict).toBe('losing')
  })

  test('team yields are pulled towards the rule’s record, further the less chance leaves of them', () => {
    const records = Array.from({ length: 40 }, (_, i) => teamRecord(i, betsWith(0.48, i === 0 ? 30 : 150, i + 100)))
    const reports = evaluateStrategies(records, SEED)
    const all = records.flatMap(({ bets }) => bets)
    const centre = all.reduce((sum, bet) => sum + bet.profitUnits, 0) / all.length
    for (const { yieldFraction, shrunkYield } of reports) {
      expect(Math.abs((shrunkYield.value ?? 9) - centre)).toBeLessThanOrEqual(Math.abs((yieldFraction.value ?? 0) - centre) + 1e-12)
    }
    const pull = ({ yieldFraction, shrunkYield }: (typeof reports)[number]): number =>
      Math.abs((shrunkYield.value ?? 0) - centre) / Math.abs((yieldFraction.value ?? 0) - centre)
    expect(pull(reports[0] as (typeof reports)[number])).toBeLessThan(pull(reports[1] as (typeof reports)[number]))
  })

  test('bets still needed follow (2.8 sd / yield) squared', () => {
    const report = evaluateStrategy('X', betsWith(0.55, 1000, 9), SEED)
    const edge = report.yieldFraction.value as number
    expect(report.betsNeeded).toBeGreaterThan(0)
    expect(report.betsNeeded).toBeCloseTo((2.8 / edge) ** 2 * (1 - edge ** 2) * (1000 / 999), -1)
  })
})
