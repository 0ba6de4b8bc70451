import { describe, expect, test } from 'vitest'
import { countedHistory } from '../../test/counted-league.ts'
import { fitGoalsModel } from '../goals-model/fit-goals-model.ts'
import { goalRates } from '../goals-model/goal-rates.ts'
import { chooseBets, type MatchView } from './choose-bets.ts'
import { getProbability, goalsModelForecaster, type TeamMarket } from './match-knowledge.ts'
import { STRATEGIES } from './strategies.ts'
import type { BetSelection, StrategyRule } from './strategy.ts'

const getRule = (name: string): StrategyRule => STRATEGIES.find((rule) => rule.name === name) as StrategyRule
const over25: BetSelection = { market: 'ou', side: 'over', line: 2.5 }
const under25: BetSelection = { ...over25, side: 'under' }
const tends = (tendency: 'over' | 'under', yieldFraction: number | null = 0.1): TeamMarket => ({
  selection: tendency === 'over' ? over25 : under25,
  yieldFraction,
  tendency,
})

interface Situation {
  readonly over25?: number
  readonly expectedGoals?: number
  readonly home?: TeamMarket
  readonly away?: TeamMarket
  /** Over or under 2.5 goals, each side. */
  readonly price?: number | null
}

/** A match with prices on 1X2 and 2.5 goals only. */
function createView({
  over25: over = 0.5,
  expectedGoals = 2.5,
  home = tends('over'),
  away = tends('over'),
  price = 1.9,
}: Situation): MatchView {
  const goals = { home: 0.5, draw: 0.27, away: 0.23, over25: over, expectedGoals }
  return {
    matchId: 1,
    goals,
    home,
    away,
    getProbability: (selection) => getProbability(goals, selection),
    priceAt: ({ market, line }) => (market === '1x2' ? 3 : market === 'ou' && line === 2.5 ? price : null),
  }
}

const backed = (name: string, situation: Situation): string[] =>
  chooseBets(getRule(name), createView(situation), 1).bets.map(({ selection, account }) => `${selection.side} ${selection.line} ${account}`)

const over = ['over 2.5 both']
const under = ['under 2.5 both']
const lows = { home: tends('under'), away: tends('under') }
const clash = { home: tends('over'), away: tends('under') }

describe('the original’s conditions, at and beyond their bounds', () => {
  test.each<[string, Situation, string[]]>([
    ['CONVERGENCE_OVER_PURE', { expectedGoals: 2.5 }, over],
    ['CONVERGENCE_OVER_PURE', { expectedGoals: 2.49 }, []],
    ['CONVERGENCE_OVER_PURE', { expectedGoals: 3, ...clash }, []],
    ['CONVERGENCE_OVER_MC', { over25: 0.55 }, over],
    ['CONVERGENCE_OVER_MC', { over25: 0.549 }, []],
    ['CONVERGENCE_OVER_MC', { over25: 0.6, ...clash }, []],
    ['CONVERGENCE_UNDER_PURE', { expectedGoals: 2.3, ...lows }, under],
    ['CONVERGENCE_UNDER_PURE', { expectedGoals: 2.31, ...lows }, []],
    ['CONVERGENCE_UNDER_PURE', { expectedGoals: 2, ...clash }, []],
    ['CONVERGENCE_UNDER_MC', { over25: 0.5, ...lows }, under],
    ['CONVERGENCE_UNDER_MC', { over25: 0.51, ...lows }, []],
    ['MONTE_CARLO_PURE', { over25: 0.6, expectedGoals: 2.4 }, over],
    ['MONTE_CARLO_PURE', { over25: 0.45, expectedGoals: 2.5 }, under],
    ['MONTE_CARLO_PURE', { over25: 0.45, expectedGoals: 2.51 }, []],
    ['MONTE_CARLO_PURE', { over25: 0.5, expectedGoals: 2.4 }, []],
    ['TOTAL_CHAOS', { over25: 0.65, expectedGoals: 3 }, over],
    ['TOTAL_CHAOS', { over25: 0.65, expectedGoals: 2.99 }, []],
    ['TOTAL_CHAOS', { over25: 0.64, expectedGoals: 3 }, []],
    ['MC_V2_PURE', { over25: 0.65, ...lows }, over],
    ['MC_V2_PURE', { over25: 0.65, ...clash }, []],
    ['MC_V2_PURE', { over25: 0.64 }, []],
    ['QUANT_BEST_MARKET', { home: tends('over', 0.2), away: tends('under', 0.19) }, ['over 2.5 home']],
    ['QUANT_BEST_MARKET', { home: tends('over', 0.2), away: tends('under', 0.4) }, ['over 2.5 home', 'under 2.5 away']],
    ['QUANT_BEST_MARKET', { home: tends('under', 0.2), away: tends('under', 0.4) }, under],
    ['QUANT_BEST_MARKET', { home: tends('over', null), away: tends('over', null) }, []],
    ['ADAPTIVE_ENGINE', { home: tends('over', 0.29), away: tends('under', 0.3) }, ['under 2.5 away']],
    ['HOME_FORTRESS', { over25: 0.9, expectedGoals: 4 }, []],
  ])('%s in %o', (name, situation, expected) => {
    expect(backed(name, situation)).toEqual(expected)
  })

  test('3.5 goals expected turn chaos to a market that nobody quotes; a missing price is counted, not bet', () => {
    expect(chooseBets(getRule('TOTAL_CHAOS'), createView({ over25: 0.7, expectedGoals: 3.5 }), 1)).toEqual({ bets: [], unpriced: 1 })
    expect(chooseBets(getRule('BACK_OVER_25'), createView({ price: null }), 1)).toEqual({ bets: [], unpriced: 1 })
  })

  test('a rule that asks for an edge wants nothing without a price, and no rule bets on what its forecast cannot say', () => {
    expect(chooseBets(getRule('VALUE_EDGE_2'), createView({ over25: 0.9, price: null }), 1)).toMatchObject({
      bets: [{ selection: { side: 'home' } }],
      unpriced: 0,
    })
    expect(chooseBets(getRule('VALUE_EDGE_2'), { ...createView({}), getProbability: () => null }, 1).bets).toEqual([])
    expect(chooseBets(getRule('MONTE_CARLO_PURE'), { ...createView({ over25: 0.9 }), goals: null }, 1).bets).toEqual([])
  })
})

describe('value', () => {
  const quoted = (prices: Partial<Record<BetSelection['side'], number>>, over = 0.5): MatchView => ({
    ...createView({ over25: over }),
    priceAt: ({ side }) => prices[side] ?? null,
  })
  const sides = (name: string, view: MatchView) => chooseBets(getRule(name), view, 1).bets.map(({ selection }) => selection.side)

  test('of each market only the selection with the most edge, and an edge at the bound is not above it', () => {
    expect(sides('VALUE_EDGE_2', quoted({ home: 2.1, draw: 4, away: 3, over: 2.05, under: 1.9 }))).toEqual(['draw', 'over'])
    const quarter = (edgeAbove: number): StrategyRule => ({
      ...getRule('VALUE_EDGE_2'),
      conditions: [{ quantity: 'edge', is: 'above', value: edgeAbove, of: null }],
    })
    expect(chooseBets(quarter(0.25), quoted({ home: 2.5 }), 1).bets).toEqual([])
    expect(chooseBets(quarter(0.24), quoted({ home: 2.5 }), 1).bets).toHaveLength(1)
  })

  test('the reference takes every selection of 1X2 with an edge, at odds of ten at most', () => {
    expect(sides('SHARP_VALUE_2', quoted({ home: 2.1, draw: 4, away: 3, over: 2.5 }))).toEqual(['home', 'draw'])
    expect(sides('SHARP_VALUE_2', { ...quoted({ draw: 10 }), getProbability: () => 0.5 })).toEqual(['draw'])
    expect(sides('SHARP_VALUE_2', { ...quoted({ draw: 10.01 }), getProbability: () => 0.5 })).toEqual([])
  })

  test('two lines are two markets, and only a side that is backed unconditionally is on one team’s account', () => {
    const lines: StrategyRule = { ...getRule('VALUE_EDGE_2'), selections: [over25, { ...over25, line: 3.5 }] }
    const view: MatchView = { ...createView({}), getProbability: () => 0.6, priceAt: ({ line }) => (line === 2.5 ? 2 : 3) }
    expect(chooseBets(lines, view, 1).bets.map(({ selection }) => selection.line)).toEqual([2.5, 3.5])
    const account = (conditions: StrategyRule['conditions']) =>
      chooseBets({ ...getRule('BACK_HOME'), conditions }, view, 1).bets[0]?.account
    expect(account([])).toBe('home')
    expect(account([{ quantity: 'price', is: 'above', value: 1, of: null }])).toBe('both')
  })

  test('a random side is drawn for each match anew', () => {
    const drawn = Array.from(
      { length: 30 },
      (_, i) => sides('RANDOM_BETS', { ...quoted({ home: 2.1, draw: 4, away: 3 }), matchId: i + 1 })[0],
    )
    expect(new Set(drawn)).toEqual(new Set(['home', 'draw', 'away']))
  })
})

describe('a forecast', () => {
  const forecast = { home: 0.5, draw: 0.3, away: 0.2, over25: 0.6, expectedGoals: 2.8 }

  test('says nothing of another line or market than 1X2 and 2.5 goals', () => {
    const probability = (market: BetSelection['market'], side: BetSelection['side'], line: number) =>
      getProbability(forecast, { market, side, line })
    expect([probability('1x2', 'draw', 0), probability('ou', 'over', 2.5), probability('ou', 'under', 2.5)]).toEqual([0.3, 0.6, 0.4])
    expect([probability('ou', 'over', 3.5), probability('ah', 'home', 0), probability('btts', 'yes', 0)]).toEqual([null, null, null])
  })

  test('expects the goals of both sides', () => {
    const history = countedHistory()
    const { home, away } = goalRates(fitGoalsModel(history), { home: 11, away: 12 })
    expect(goalsModelForecaster()(history)(11, 12).expectedGoals).toBeCloseTo(home + away, 12)
  })
})
