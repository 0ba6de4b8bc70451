import { describe, expect, test } from 'vitest'
import { createRandom, normal } from '../../numeric/random.ts'
import {
  findMarkets,
  type MarketCell,
  PROFILE_MARKETS,
  type ProfileMarket,
  provenStrategies,
  type StrategyRecord,
} from './proven-findings.ts'

const record = (strategy: string, verdict: string, low: number, more: Partial<StrategyRecord> = {}): StrategyRecord => ({
  strategy,
  verdict,
  bets: 400,
  yieldFraction: { value: low + 0.05, n: 400, interval: [low, low + 0.1] },
  closingLineValue: { value: 0.03, n: 400, interval: [0.02, 0.04] },
  sureYield: low,
  ground: null,
  ...more,
})

describe('what is called optimal', () => {
  test('is evidence and nothing else, the surest first', () => {
    const told = provenStrategies([
      record('A', 'promising', 0.3),
      record('B', 'evidence', 0.01),
      record('C', 'evidence', 0.02),
      record('D', 'losing', -0.4),
    ])
    expect(told.optimalStrategies.items.map(({ strategy, priority }) => [strategy, priority])).toEqual([
      ['C', 1],
      ['B', 2],
    ])
    expect(told).toMatchObject({ bestStrategy: 'C', priority: 1, reason: null })
    expect(told.optimalStrategies.cellsLookedAt).toBe(4)
    const equal = provenStrategies([record('B', 'evidence', 0.01), record('C', 'evidence', 0.02), record('E', 'evidence', 0.02)])
    expect(equal.optimalStrategies.items.map(({ priority }) => priority)).toEqual([1, 1, 3])
  })

  test('is empty without evidence, and says after how many looks', () => {
    const told = provenStrategies([record('A', 'promising', 0.3), record('D', 'not_enough_bets', 0.4)])
    expect(told).toMatchObject({ bestStrategy: null, priority: null })
    for (const list of [told.optimalStrategies, told.optimalScenarios]) {
      expect(list.items).toEqual([])
      expect(list.reason).toEqual({ code: 'no_rule_is_evidence', rules: 2 })
    }
    expect(provenStrategies([record('N', 'not_enough_bets', 0, { bets: 0 })]).reason).toEqual({ code: 'no_bets' })
  })

  test('a scenario is the ground of a proven rule; a proven rule for both grounds names none, and says so', () => {
    const both = provenStrategies([record('B', 'evidence', 0.01), record('H', 'evidence', 0.02, { ground: 'home' })])
    expect(both.optimalScenarios.items.map(({ strategy, ground }) => [strategy, ground])).toEqual([['H', 'home']])
    const none = provenStrategies([record('B', 'evidence', 0.01)])
    expect(none.optimalScenarios.items).toEqual([])
    expect(none.optimalScenarios.reason).toEqual({ code: 'no_rule_names_a_ground' })
  })
})

const around = (value: number, deviation: number, n = 300) => ({
  value,
  n,
  interval: [value - 1.96 * deviation, value + 1.96 * deviation] as const,
})

const cell = (teamId: number, market: ProfileMarket, yieldValue: number, more: Partial<MarketCell> = {}): MarketCell => ({
  competition: 'E0',
  teamId,
  market,
  bets: 300,
  yieldFraction: around(yieldValue, 0.05),
  closingLineValue: around(-0.03, 0.005),
  ...more,
})

describe('markets of a team', () => {
  test('what survives the correction is listed, with every number that was looked at', () => {
    const others = Array.from({ length: 40 }, (_, i) => cell(i + 2, 'draw', 0.01))
    const found = findMarkets([
      cell(1, 'home_win', 0.4, { closingLineValue: around(0.05, 0.01) }),
      cell(1, 'over_2_5', -0.4),
      cell(1, 'draw', 0.01),
      ...others,
    ]).get('E0|1')
    expect(found?.exploit.items.map(({ market }) => market)).toEqual(['home_win'])
    expect(found?.avoid.items.map(({ market }) => market)).toEqual(['over_2_5'])
    expect(found?.exploit).toMatchObject({ reason: null, cellsLookedAt: 43 })
    expect(found?.looked.map(({ market }) => market)).toEqual(['home_win', 'draw', 'over_2_5'])
  })

  test('one look in many is luck: an interval without zero alone lists nothing', () => {
    const many = Array.from({ length: 400 }, (_, i) => cell(i + 2, 'draw', 0))
    const lucky = cell(1, 'draw', 0.11, { closingLineValue: around(0.01, 0.02) })
    expect(lucky.yieldFraction.interval?.[0]).toBeGreaterThan(0)
    const found = findMarkets([lucky, ...many]).get('E0|1')
    expect(found?.exploit.items).toEqual([])
    expect(found?.exploit.reason).toEqual({ code: 'no_market_earns', tested: 1, cellsLookedAt: 401 })
    expect(found?.avoid.reason).toEqual({ code: 'no_market_loses', tested: 1, cellsLookedAt: 401 })
    expect(findMarkets([lucky]).get('E0|1')?.exploit.items).toHaveLength(1)
  })

  test('a profit that the closing line contradicts is none', () => {
    expect(findMarkets([cell(1, 'draw', 0.4)]).get('E0|1')?.exploit.items).toEqual([])
  })

  test('too few bets are neither tested nor counted, and the reason says so', () => {
    const found = findMarkets([cell(1, 'draw', 0.9, { bets: 29 }), cell(2, 'draw', 0)]).get('E0|1')
    expect(found?.exploit.cellsLookedAt).toBe(1)
    expect(found?.exploit.items).toEqual([])
    expect(found?.exploit.reason).toEqual({ code: 'no_market_with_enough_bets', minBets: 30 })
    expect(found?.looked[0]).toMatchObject({ pValue: null, qValue: null })
  })

  test('of worlds in which nothing is true, at most one in twenty lists anything', () => {
    const random = createRandom(11)
    let wrong = 0
    for (let world = 0; world < 100; world++) {
      const cells = Array.from({ length: 20 }, (_, teamId) =>
        PROFILE_MARKETS.map((market) => cell(teamId, market, normal(random) * 0.05, { closingLineValue: around(0, 0.01) })),
      ).flat()
      if ([...findMarkets(cells).values()].some(({ exploit, avoid }) => exploit.items.length + avoid.items.length > 0)) wrong++
    }
    expect(wrong / 100).toBeLessThanOrEqual(0.075)
  })

  test('a team in two competitions has a list in each', () => {
    const found = findMarkets([cell(1, 'draw', 0), cell(1, 'draw', 0, { competition: 'E1' })])
    expect([...found.keys()]).toEqual(['E0|1', 'E1|1'])
  })
})
