import { describe, expect, test } from 'vitest'
import { provenStrategies, type StrategyRecord } from './proven-findings.ts'

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
