import { describe, expect, test } from 'vitest'
import { betRecord, betsWith, settledBet } from '../../test/settled-bet.ts'
import { rankRecords } from './bet-records.ts'
import { evaluateStrategies } from './evaluate-strategies.ts'
import { luckZ, redrawnPValues } from './luck-against-close.ts'
import { quarterKelly } from './settle-bet.ts'
import { REFERENCE_STRATEGIES, STRATEGIES } from './strategies.ts'
import type { SettledBet, StrategyReport, StrategyRule } from './strategy.ts'
import { listTrials, ruleIdentity } from './trials.ts'
import { countMultiplicity } from './verdict.ts'

const OPTIONS = { seed: 1, resamples: 200 }
/** Fair odds of 2 and a close that is a little off, a different one for every bet. */
const closed = (bets: readonly SettledBet[]) =>
  bets.map((bet, i) => ({ ...bet, closeProbability: 0.49 + 0.02 * (i % 2), closingLineValue: Math.log(0.98 + 0.04 * (i % 2)) }))
const getRule = (name: string) => REFERENCE_STRATEGIES.find((rule) => rule.name === name) as StrategyRule

describe('what was tried besides', () => {
  const good = betRecord(closed(betsWith(0.6, 300, 5)), { strategy: 'GOOD' })
  const others = Array.from({ length: 9 }, (_, i) => betRecord(closed(betsWith(0.5, 120, i + 20)), { strategy: `RULE_${i}` }))
  const goodAmong = (count: number, sharpeRatios: number[] = []) =>
    evaluateStrategies([good, ...others], { ...OPTIONS, earlierTrials: { count, sharpeRatios } })[0] as StrategyReport

  test('the more rules were tried and dropped, the less a record proves', () => {
    const [first, later, much] = [goodAmong(0), goodAmong(40), goodAmong(4000)]
    expect([first.trials, later.trials, much.trials]).toEqual([10, 50, 4010])
    expect(later.qValue).toBeCloseTo(5 * (first.qValue as number), 10)
    expect(first.deflatedSharpe as number).toBeGreaterThan(later.deflatedSharpe as number)
    expect(later.deflatedSharpe as number).toBeGreaterThan(much.deflatedSharpe as number)
    // What one record is worth alone is not touched by it.
    expect([later.pValue, later.yieldFraction, later.permutationP]).toEqual([first.pValue, first.yieldFraction, first.permutationP])
  })

  test('the wider the Sharpe ratios of the ledger lie, the better the best of them is by luck', () => {
    expect(goodAmong(4, [-0.9, 0.9, -0.8, 0.8]).deflatedSharpe as number).toBeLessThan(goodAmong(4).deflatedSharpe as number)
  })

  test('rules that lose their margin do not make the luck of others look larger', () => {
    const losers = others.map((record, i) => ({ ...record, strategy: `LOSER_${i}`, bets: costly(record.bets) }))
    const among = evaluateStrategies([good, ...losers], OPTIONS)[0] as StrategyReport
    expect(among.deflatedSharpe as number).toBeGreaterThan((goodAmong(0).deflatedSharpe as number) - 0.1)
  })

  /** The same bets at odds of 1.6. */
  function costly(bets: readonly SettledBet[]): SettledBet[] {
    return bets.map((bet) => ({ ...bet, price: 1.6, profitUnits: bet.outcome === 'won' ? 0.6 : -1 }))
  }

  test('records over all, of leagues and of teams are corrected apart', () => {
    const teams = Array.from({ length: 50 }, (_, i) =>
      betRecord(betsWith(0.5, 60, i + 60), { strategy: 'GOOD', scope: 'team', teamId: i, competition: 'E0' }),
    )
    const alone = evaluateStrategies([good], OPTIONS)[0]
    expect(evaluateStrategies([good, ...teams], OPTIONS)[0]?.qValue).toBe(alone?.qValue)
  })

  test('a record has the same intervals and redraws in whatever company it is shown', () => {
    const [alone] = evaluateStrategies([good], OPTIONS)
    const among = evaluateStrategies([...others, good], OPTIONS).at(-1)
    for (const key of ['yieldFraction', 'closingLineValue', 'permutationP', 'pValue', 'quarterKelly'] as const)
      expect(among?.[key]).toEqual(alone?.[key])
  })
})

describe('luck against the close', () => {
  const bets = closed(betsWith(0.5, 200, 9))

  test('a profit that the close promises is no luck: z is near 0 and half of the redraws earn as much', () => {
    const promised = bets.map((bet, i) => ({ ...bet, closeProbability: i % 2 === 0 ? 1 - 1e-9 : 1e-9 }))
    const asPromised = promised.map((bet, i) => ({ ...bet, outcome: i % 2 ? 'lost' : 'won', profitUnits: i % 2 ? -1 : 1 }) as SettledBet)
    expect(luckZ(asPromised)).toBeCloseTo(0, 2)
    expect(redrawnPValues([betRecord(asPromised)], OPTIONS)).toEqual([1])
  })

  test('sides of one market win together with their own side and never with the other', () => {
    const sides = bets.flatMap((bet) => [
      { ...bet, closeProbability: 0.5 },
      { ...bet, closeProbability: 0.5, selection: { ...bet.selection, side: 'away' as const }, outcome: 'lost' as const, profitUnits: -1 },
    ])
    // Home and away at odds of 2 with a chance of a half each: every redraw earns exactly 0.
    const even = sides.map((bet) => ({ ...bet, profitUnits: bet.selection.side === 'home' ? 1 : -1 }))
    expect(redrawnPValues([betRecord(even)], OPTIONS)).toEqual([1])
    const lucky = even.map((bet) => ({ ...bet, profitUnits: bet.profitUnits + 0.01 }))
    expect(redrawnPValues([betRecord(lucky)], OPTIONS)[0]).toBeCloseTo(1 / 201, 10)
  })

  test('fewer than 30 bets with a close say nothing', () => {
    const few = bets.map((bet, i) => (i < 29 ? bet : { ...bet, closeProbability: null, closingLineValue: null }))
    expect([luckZ(few), redrawnPValues([betRecord(few)], OPTIONS)[0]]).toEqual([null, null])
  })
})

describe('reading many records', () => {
  test('the banner counts what looks good by luck and what survives', () => {
    const report = (pValue: number | null, qValue: number | null, verdict: StrategyReport['verdict']) => ({ pValue, qValue, verdict })
    const luck = 'indistinguishable_from_luck'
    expect(
      countMultiplicity([
        report(0.001, 0.04, 'evidence'),
        report(0.04, 0.3, luck),
        report(0.6, 0.9, luck),
        report(null, null, 'not_enough_bets'),
      ]),
    ).toEqual({ cells: 4, tested: 3, expectedByLuck: 0.05 * 3, lookGood: 2, survivors: 1, evidence: 1 })
  })

  test('records rank by what they surely earned, never by the largest profit', () => {
    const estimate = (low: number, value: number) => ({ value, n: 100, interval: [low, 2 * value - low] as const })
    const none = { value: null, n: 0, interval: null }
    expect(
      rankRecords([
        { yieldFraction: estimate(-0.5, 0.4), shrunkYield: estimate(-0.1, 0.01) },
        { yieldFraction: estimate(0.01, 0.03), shrunkYield: estimate(-0.02, 0.02) },
        { yieldFraction: estimate(0.01, 0.03), shrunkYield: none },
        { yieldFraction: none, shrunkYield: none },
      ]),
    ).toEqual([3, 2, 1, null])
  })

  test('the ledger notes each rule that wanted a bet, with its sums over all leagues', () => {
    const bets = [settledBet(1), settledBet(2, { outcome: 'lost', profitUnits: -1 })]
    const overall = [betRecord(bets, { strategy: 'BACK_HOME', unpriced: 3 }), betRecord([], { strategy: 'BACK_DRAW' })]
    const [trial, ...rest] = listTrials([getRule('BACK_HOME'), getRule('BACK_DRAW')], overall)
    expect(rest).toEqual([])
    expect(trial).toMatchObject({ bets: 2, unpriced: 3, stakeUnits: 2, profitUnits: 0, weeklySharpe: null })
    expect(trial?.rule).toMatchObject({ name: 'BACK_HOME', prices: 'open_average', units: 1 })
    expect(trial?.rule).not.toHaveProperty('title')
  })
})

const [rule] = STRATEGIES as readonly [StrategyRule, ...StrategyRule[]]

test('no two rules share a name or an identity', () => {
  expect(new Set(STRATEGIES.map(({ name }) => name)).size).toBe(STRATEGIES.length)
  expect(new Set(STRATEGIES.map(ruleIdentity)).size).toBe(STRATEGIES.length)
})

test('an identity ignores the order of fields and the words about a rule, and nothing else', () => {
  const reversed = Object.fromEntries(Object.entries(rule).reverse()) as StrategyRule
  expect(ruleIdentity(reversed)).toBe(ruleIdentity(rule))
  expect(ruleIdentity({ ...rule, source: 'x', differs: 'x' })).toBe(ruleIdentity(rule))
  const changes: Partial<StrategyRule>[] = [
    { version: '2' },
    { prices: 'open_best' },
    { forecast: 'goals_model' },
    { units: 2 },
    { choose: 'best_edge' },
    { selections: [] },
    { conditions: [{ quantity: 'price', is: 'below', value: 3, of: null }] },
  ]
  for (const change of changes) expect(ruleIdentity({ ...rule, ...change })).not.toBe(ruleIdentity(rule))
})

test('every rule says where it comes from, and every one of the original’s what is not as it was', () => {
  for (const { name, role, source, differs, unrecorded } of STRATEGIES) {
    expect(source.length, name).toBeGreaterThan(20)
    if (role === 'legacy') expect((differs ?? unrecorded ?? '').length, name).toBeGreaterThan(20)
  }
})

test('a quarter of Kelly grows with the edge, is nothing without one, and never more than a quarter of the bankroll', () => {
  expect(quarterKelly(0.5, 2.2)).toBeCloseTo(0.1 / 1.2 / 4, 12)
  expect(quarterKelly(0.5, 2)).toBe(0)
  expect(quarterKelly(0.4, 2)).toBe(0)
  expect(quarterKelly(1, 5)).toBe(0.25)
  expect(() => quarterKelly(0.5, 1)).toThrow(expect.objectContaining({ code: 'INVALID_ODDS' }))
  expect(() => quarterKelly(1.5, 2)).toThrow(expect.objectContaining({ code: 'INVALID_PROBABILITY' }))
})
