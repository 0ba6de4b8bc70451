import { describe, expect, test } from 'vitest'
import { betRecord, settledBet } from '../../test/settled-bet.ts'
import { demoTable } from '../../test/tables-from-records.ts'
import type { MatchTable } from '../football/match-table.ts'
import { bettingContexts, contextFilters, type ContextPerformance, oddsBandName, performanceByContext } from './performance-by-context.ts'
import type { Forecaster } from './match-knowledge.ts'
import { luckZ, redrawnPValues } from './luck-against-close.ts'
import { countMultiplicity, judgeRecord } from './verdict.ts'
import { REFERENCE_STRATEGIES } from './strategies.ts'
import type { SettledBet, StrategyReport, StrategyRule } from './strategy.ts'
import { walkForwardBets } from './walk-forward.ts'

describe('where a verdict turns', () => {
  const above = { value: 0.1, n: 30, interval: [0.01, 0.2] as const }
  const touching = { value: 0.1, n: 30, interval: [0, 0.2] as const }
  const below = { value: -0.1, n: 30, interval: [-0.2, -0.01] as const }
  const good = { bets: 30, yieldFraction: above, closingLineValue: above, qValue: 0.05, deflatedSharpe: 0.5, permutationP: 0.975 }

  test.each([
    ['evidence', 'at 30 bets, q 0.05, a deflated Sharpe ratio of 0.5 and redraws of 0.975', {}],
    ['not_enough_bets', 'below 30 bets', { bets: 29 }],
    ['promising', 'q beyond 0.05', { qValue: 0.0501 }],
    ['promising', 'q unknown', { qValue: null }],
    ['promising', 'a deflated Sharpe ratio below a half', { deflatedSharpe: 0.4999 }],
    ['promising', 'a deflated Sharpe ratio that is unknown', { deflatedSharpe: null }],
    ['promising', 'redraws that nearly always earn more', { permutationP: 0.9751 }],
    ['promising', 'no outcome that could be redrawn', { permutationP: null }],
    ['promising', 'a close of fewer than 30 bets says nothing', { closingLineValue: { ...above, n: 29 } }],
    ['promising', 'a close that touches 0', { closingLineValue: touching }],
    ['promising', 'a yield that touches 0 while the close does not', { yieldFraction: touching }],
    ['indistinguishable_from_luck', 'both touch 0', { yieldFraction: touching, closingLineValue: touching }],
    ['indistinguishable_from_luck', 'a profit that the close contradicts', { closingLineValue: below }],
    ['losing', 'a yield below 0, whatever the close says', { yieldFraction: below }],
    [
      'losing',
      'no profit, and a close below 0',
      { yieldFraction: { value: 0, n: 30, interval: [-0.1, 0.1] as const }, closingLineValue: below },
    ],
    [
      'indistinguishable_from_luck',
      'a close below 0 over fewer than 30 bets',
      { yieldFraction: { value: 0, n: 30, interval: [-0.1, 0.1] as const }, closingLineValue: { ...below, n: 29 } },
    ],
  ] as const)('%s: %s', (verdict, _, change) => {
    expect(judgeRecord({ ...good, ...change })).toBe(verdict)
  })

  test('what looks good alone, and what survives, both hold at 0.05', () => {
    const report = (pValue: number, qValue: number) => ({ pValue, qValue, verdict: 'promising' as StrategyReport['verdict'] })
    expect(countMultiplicity([report(0.05, 0.05), report(0.0501, 0.0501)])).toMatchObject({
      lookGood: 1,
      survivors: 1,
      expectedByLuck: 0.1,
    })
  })
})

describe('a record by context', () => {
  const at = (matchId: number, price: number, overrides: Partial<SettledBet> = {}) =>
    settledBet(matchId, { price, profitUnits: price - 1, ...overrides })
  const bets = [
    at(1, 1.49, { season: '2021-22' }),
    at(2, 1.5, { homeId: 9, awayId: 1 }),
    at(3, 2),
    at(4, 2.99, { outcome: 'half_lost', profitUnits: -0.5 }),
    at(5, 3, { outcome: 'lost', profitUnits: -1, season: '2021-22' }),
    at(6, 4.99, { outcome: 'void', profitUnits: 0, closeProbability: 0.25, closingLineValue: 0.22 }),
    at(7, 10, { outcome: 'half_won', profitUnits: 4.5, stakeUnits: 1 }),
  ]
  const parts = performanceByContext({
    bets,
    teamId: 1,
    leagues: [
      { competition: 'E0', bets: bets.slice(0, 3) },
      { competition: 'D1', bets: bets.slice(3) },
    ],
  })
  const counts = ({ bets, wins, losses, voids, profitUnits }: ContextPerformance) => [bets, wins, losses, voids, profitUnits]

  test('puts odds into the band that begins with them', () => {
    expect(parts.byOdds.map((band) => [oddsBandName(band), ...counts(band)])).toEqual([
      ['1-1.5', 1, 1, 0, 0, 0.49],
      ['1.5-2', 1, 1, 0, 0, 0.5],
      ['2-3', 2, 1, 1, 0, 0.5],
      ['3-5', 2, 0, 1, 1, -1],
      ['10-', 1, 1, 0, 0, 4.5],
    ])
  })

  test('splits by season, ground and league', () => {
    expect(parts.bySeason.map(({ season, ...rest }) => [season, ...counts(rest)])).toEqual([
      ['2021-22', 2, 1, 1, 0, -0.51],
      ['2022-23', 5, 3, 1, 1, 5.5],
    ])
    expect(counts(parts.byVenue!.home)).toEqual([6, 3, 2, 1, 4.49])
    expect(counts(parts.byVenue!.away)).toEqual([1, 1, 0, 0, 0.5])
    expect(parts.byLeague.map(({ competition, yieldFraction }) => [competition, yieldFraction.value])).toEqual([
      ['E0', 1.99 / 3],
      ['D1', 3 / 4],
    ])
    expect(parts.byVenue?.home.closingLineValue).toMatchObject({ value: 0.22, n: 1, interval: null })
  })

  test('has intervals and a two-sided p-value from 30 bets on', () => {
    // Profits of 2 and -1 in turn: a yield of 0.5 with 15 weeks either way.
    const of = (count: number) =>
      performanceByContext({
        bets: Array.from({ length: count }, (_, i) => at(i, 3, { profitUnits: i % 2 === 0 ? 2 : -1 })),
        teamId: null,
        leagues: [],
      })
    expect(of(29).bySeason[0]?.yieldFraction.interval).toBeNull()
    expect(of(29).bySeason[0]?.pValue).toBeNull()
    const { yieldFraction, pValue } = of(30).bySeason[0]!
    // Each week 1.5 off: 1.5 sqrt(30 x 30 / 29) / 30.
    const error = (1.5 * Math.sqrt(900 / 29)) / 30
    expect(yieldFraction.interval?.[0]).toBeCloseTo(0.5 - 1.959963984540054 * error, 12)
    // P(|T| > 1.795) with 29 degrees of freedom.
    expect(pValue).toBeCloseTo(0.083061, 4)
    expect(of(30).byVenue).toBeNull()
  })

  test('offers as contexts what can be chosen beforehand: no season, and no league that is the only one', () => {
    expect(bettingContexts(parts).map(({ dimension, context }) => `${dimension} ${context}`)).toEqual([
      'venue home',
      'venue away',
      'league E0',
      'league D1',
      'odds 1-1.5',
      'odds 1.5-2',
      'odds 2-3',
      'odds 3-5',
      'odds 10-',
    ])
    expect(bettingContexts({ ...parts, byVenue: null, byLeague: parts.byLeague.slice(0, 1), byOdds: [] })).toEqual([])
  })
})

describe('filters by context', () => {
  const performance = (value: number, pValue: number | null, close: readonly [number, number] | null = null): ContextPerformance => ({
    bets: 40,
    wins: 20,
    losses: 20,
    voids: 0,
    stakeUnits: 40,
    profitUnits: 40 * value,
    yieldFraction: { value, n: 40, interval: null },
    closingLineValue: { value: 0, n: 40, interval: close },
    pValue,
  })
  const only = (home: ContextPerformance, away: ContextPerformance) => ({ bySeason: [], byVenue: { home, away }, byLeague: [], byOdds: [] })

  test('keep what earns and avoid what loses, the correction counting all contexts of all records', () => {
    const [first, second] = contextFilters([
      only(performance(0.2, 0.01), performance(-0.1, 0.03)),
      only(performance(0.3, 0.04), performance(0.1, null)),
    ])
    // p 0.01, 0.03, 0.04 of three: q 0.03, and twice 0.04.
    expect(first).toMatchObject({ looked: 2, lookedTogether: 3, reason: null })
    expect(first?.keep).toEqual([{ dimension: 'venue', context: 'home', bets: 40, yieldFraction: 0.2, qValue: expect.closeTo(0.03, 12) }])
    expect(first?.avoid.map(({ context, qValue }) => [context, qValue])).toEqual([['away', expect.closeTo(0.04, 12)]])
    expect(second).toMatchObject({ looked: 1, lookedTogether: 3 })
    expect(second?.keep).toHaveLength(1)
  })

  test('do not keep a profit that the close contradicts, and say why there is none', () => {
    const [contradicted, unclear, unknown] = contextFilters([
      only(performance(0.2, 0.001, [-0.2, -0.01]), performance(0.2, null)),
      only(performance(0.2, 0.9), performance(0.2, null)),
      only(performance(0.2, null), performance(0.2, null)),
    ])
    expect(contradicted).toMatchObject({ keep: [], avoid: [], reason: 'no_context_differs_from_zero' })
    expect(unclear?.reason).toBe('no_context_differs_from_zero')
    expect(unknown).toMatchObject({ looked: 0, reason: 'no_context_with_enough_bets' })
    const [edge] = contextFilters([only(performance(0.2, 0.05), performance(0.2, null))])
    expect(edge?.keep.map(({ qValue }) => qValue)).toEqual([0.05])
    const [open] = contextFilters([only(performance(0.2, 0.001, [-0.2, 0]), performance(0.2, null))])
    expect(open?.keep).toHaveLength(1)
  })
})

describe('luck against the close', () => {
  test('is the profit beyond the promise over the spread of wins and losses', () => {
    const bets = Array.from({ length: 30 }, (_, i) =>
      settledBet(i, { price: 2.5, stakeUnits: 2, profitUnits: i < 20 ? 3 : -2, outcome: i < 20 ? 'won' : 'lost', closeProbability: 0.4 }),
    )
    // Fair at the close: excess 20 x 3 - 10 x 2 = 40; variance 30 x (2 x 2.5)² x 0.24 = 180.
    expect(luckZ(bets)).toBeCloseTo(40 / Math.sqrt(180), 12)
    expect(luckZ(bets.slice(1))).toBeNull()
  })

  test('of a record that no redraw reaches is one in all and itself', () => {
    const won = Array.from({ length: 40 }, (_, i) => settledBet(i, { closeProbability: 0.5, closingLineValue: 0 }))
    expect(redrawnPValues([betRecord(won)], { seed: 1, resamples: 200 })).toEqual([1 / 201])
  })

  test('draws a market once for all its bets, and each market of a match apart', () => {
    const buildPair = (market: 'ou' | 'ah', side: SettledBet['selection']['side']) => (i: number) => [
      settledBet(i, { closeProbability: 0.5 }),
      settledBet(i, { closeProbability: 0.5, selection: { market, side, line: 0 }, outcome: 'lost', profitUnits: -1 }),
    ]
    const p = (bets: SettledBet[]) => redrawnPValues([betRecord(bets)], { seed: 1, resamples: 400 })[0]!
    const matches = Array.from({ length: 40 }, (_, i) => i)
    // A home win and an over are drawn apart: in about half of the redraws they earn more than 0 together.
    const apart = p(matches.flatMap(buildPair('ou', 'over')))
    expect(apart).toBeGreaterThan(0.4)
    expect(apart).toBeLessThan(0.65)
  })
})

describe('what a rule sees', () => {
  const table = demoTable()
  const even: Forecaster = () => () => ({ home: 0.4, draw: 0.3, away: 0.3, over25: 0.5, expectedGoals: 2.5 })
  const getRule = (name: string): StrategyRule => REFERENCE_STRATEGIES.find((rule) => rule.name === name) as StrategyRule

  test('is its own prices and forecast, in whatever company it bets', () => {
    const home = getRule('BACK_HOME')
    const value: StrategyRule = {
      ...getRule('VALUE_EDGE_2'),
      selections: home.selections,
      conditions: [{ quantity: 'edge', is: 'above', value: -0.03, of: null }],
    }
    const rules: StrategyRule[] = [
      home,
      { ...home, name: 'SHARP', prices: 'open_pinnacle' },
      { ...home, name: 'CLOSE', prices: 'close_average' },
      value,
      { ...value, name: 'SHARP_VALUE', forecast: 'sharp_open' },
    ]
    const together = walkForwardBets(table, rules, { forecaster: even })
    rules.forEach((rule, at) => {
      const [alone] = walkForwardBets(table, [rule], { forecaster: even })
      expect(together[at]?.bets, rule.name).toEqual(alone?.bets)
      expect(alone?.bets.length, rule.name).toBeGreaterThan(0)
    })
    const prices = together.slice(0, 3).map(({ bets }) => bets.map(({ price }) => price).join())
    expect(new Set(prices).size).toBe(3)
  })

  test('causes are told of lost bets, not of stakes that came back', () => {
    const lines = new Map(
      [...table.prices].map(([key, prices]) => [key, key.startsWith('ou|') ? { ...prices, line: prices.line.map(() => 3) } : prices]),
    )
    const onThree: MatchTable = { ...table, prices: lines }
    const rule: StrategyRule = { ...getRule('BACK_OVER_25'), selections: [{ market: 'ou', side: 'over', line: 3 }] }
    const bets = walkForwardBets(onThree, [rule])[0]?.bets ?? []
    const of = (outcome: SettledBet['outcome']) => bets.filter((bet) => bet.outcome === outcome)
    expect(of('void').length).toBeGreaterThan(20)
    expect(of('void').every(({ lossCauses }) => lossCauses === null)).toBe(true)
    expect(of('lost').some(({ lossCauses }) => lossCauses !== null)).toBe(true)
  })
})
