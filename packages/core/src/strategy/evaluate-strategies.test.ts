import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { settledBet } from '../../test/settled-bet.ts'
import { createRandom, uniform } from '../numeric/random.ts'
import type { BetRecord } from './bet-records.ts'
import { recordsByCompetition, recordsByTeam, recordsOverall } from './bet-records.ts'
import { evaluateStrategies, evaluateStrategy } from './evaluate-strategies.ts'
import { performanceByContext } from './performance-by-context.ts'
import { REFERENCE_STRATEGIES } from './reference-strategies.ts'
import type { SettledBet, StrategyRule } from './strategy.ts'
import { verdictOf } from './verdict.ts'

const SEED = { seed: 42 }

/** Bets at odds of 2 with a true chance of winning, three a week. */
function betsWith(chance: number, count: number, seed: number, overrides: Partial<SettledBet> = {}): SettledBet[] {
  const random = createRandom(seed)
  return Array.from({ length: count }, (_, i) => {
    const won = uniform(random) < chance
    const bet: Partial<SettledBet> = { day: Math.floor(i / 3) * 7, outcome: won ? 'won' : 'lost', profitUnits: won ? 1 : -1 }
    return settledBet(i + 1, { ...bet, ...overrides })
  })
}

const teamRecord = (teamId: number, bets: readonly SettledBet[]): BetRecord => ({
  strategy: 'BACK_HOME',
  scope: 'team',
  competition: `league of ${teamId}`,
  teamId,
  bets,
})

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

  test('of rules that are worth nothing, hardly any is called evidence', () => {
    const close = { closeProbability: 0.5, closingLineValue: 0 }
    const records = Array.from({ length: 300 }, (_, i) => teamRecord(i, betsWith(0.5, 120, i + 1, close)))
    const reports = evaluateStrategies(records, { seed: 7, resamples: 400 })
    expect(reports.filter(({ verdict }) => verdict === 'evidence')).toEqual([])
    expect(reports.filter(({ qValue }) => (qValue ?? 1) <= 0.05).length).toBeLessThanOrEqual(3)
  })

  test('a rule with a true edge that the close confirms is evidence; one that the close contradicts is luck', () => {
    const good = betsWith(0.56, 3000, 5, { closeProbability: 0.55, closingLineValue: 0.1 })
    const lucky = good.map((bet) => ({ ...bet, closeProbability: 0.47, closingLineValue: -0.06 }))
    expect(evaluateStrategy('X', good, SEED).verdict).toBe('evidence')
    expect(evaluateStrategy('X', lucky, SEED).verdict).toBe('indistinguishable_from_luck')
    expect(evaluateStrategy('X', betsWith(0.44, 3000, 6), SEED).verdict).toBe('losing')
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

describe('verdicts', () => {
  const estimate = (low: number, high: number, n = 500) => ({ value: (low + high) / 2, n, interval: [low, high] as const })

  test.each([
    ['not_enough_bets', { bets: 29, yieldFraction: estimate(0.1, 0.2), closingLineValue: estimate(0.1, 0.2), qValue: 0.001 }],
    ['losing', { bets: 500, yieldFraction: estimate(-0.2, -0.1), closingLineValue: estimate(0.1, 0.2), qValue: 1 }],
    ['losing', { bets: 500, yieldFraction: estimate(-0.2, 0.1), closingLineValue: estimate(-0.2, -0.1), qValue: 1 }],
    ['evidence', { bets: 500, yieldFraction: estimate(0.1, 0.2), closingLineValue: estimate(0.1, 0.2), qValue: 0.04 }],
    ['promising', { bets: 500, yieldFraction: estimate(0.1, 0.2), closingLineValue: estimate(0.1, 0.2), qValue: 0.3 }],
    ['promising', { bets: 500, yieldFraction: estimate(-0.1, 0.2), closingLineValue: estimate(0.01, 0.2), qValue: 0.3 }],
    ['promising', { bets: 500, yieldFraction: estimate(0.1, 0.2), closingLineValue: { value: null, n: 0, interval: null }, qValue: 0.01 }],
    ['indistinguishable_from_luck', { bets: 500, yieldFraction: estimate(0.1, 0.2), closingLineValue: estimate(-0.2, -0.1), qValue: 0.01 }],
    ['indistinguishable_from_luck', { bets: 500, yieldFraction: estimate(-0.1, 0.2), closingLineValue: estimate(-0.1, 0.2), qValue: 0.3 }],
  ] as const)('%s', (verdict, evidence) => {
    expect(verdictOf(evidence)).toBe(verdict)
  })
})

describe('records', () => {
  const ruleOf = (name: string): StrategyRule => REFERENCE_STRATEGIES.find((rule) => rule.name === name) as StrategyRule
  const bets = [settledBet(1), settledBet(2, { homeId: 2, awayId: 3 }), settledBet(3, { homeId: 3, awayId: 1 })]
  const matchesOf = (records: readonly BetRecord[]): [number | null, number[]][] =>
    records.map((record) => [record.teamId, record.bets.map(({ matchId }) => matchId)])

  test('back home counts a team’s home matches, back away its away matches, all others every match', () => {
    const of = (name: string, account: SettledBet['account']) =>
      matchesOf(recordsByTeam([{ competition: 'E0', rule: ruleOf(name), bets: bets.map((bet) => ({ ...bet, account })), unpriced: 0 }]))
    expect(of('BACK_HOME', 'home')).toEqual([
      [1, [1]],
      [2, [2]],
      [3, [3]],
    ])
    expect(of('BACK_AWAY', 'away')).toEqual([
      [1, [3]],
      [2, [1]],
      [3, [2]],
    ])
    expect(of('VALUE_EDGE_2', 'both')).toEqual([
      [1, [1, 3]],
      [2, [1, 2]],
      [3, [2, 3]],
    ])
  })

  test('overall joins the competitions by day and keeps each bet once', () => {
    const rule = ruleOf('BACK_HOME')
    const groups = [
      { competition: 'E0', rule, bets },
      { competition: 'D1', rule, bets: [settledBet(9, { day: 10 })] },
    ]
    expect(recordsByCompetition(groups).map(({ competition, bets: own }) => [competition, own.length])).toEqual([
      ['E0', 3],
      ['D1', 1],
    ])
    expect(matchesOf(recordsOverall(groups))).toEqual([[null, [1, 9, 2, 3]]])
  })

  test('the parts of a record sum to it', () => {
    const own = betsWith(0.5, 90, 2).map((bet, i) => ({
      ...bet,
      season: i < 40 ? '2021-22' : '2022-23',
      homeId: i % 3 === 0 ? 1 : 5,
      awayId: 2,
    }))
    const { bySeason, byVenue } = performanceByContext(own, 1)
    const profit = own.reduce((sum, bet) => sum + bet.profitUnits, 0)
    expect(bySeason.map(({ season, bets: count }) => [season, count])).toEqual([
      ['2021-22', 40],
      ['2022-23', 50],
    ])
    expect(bySeason.reduce((sum, part) => sum + part.profitUnits, 0)).toBe(profit)
    expect((byVenue?.home.profitUnits ?? 0) + (byVenue?.away.profitUnits ?? 0)).toBe(profit)
    expect(byVenue?.home.bets).toBe(30)
    expect(performanceByContext(own, null).byVenue).toBeNull()
  })
})
