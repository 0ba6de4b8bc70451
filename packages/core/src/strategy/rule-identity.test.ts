import { expect, test } from 'vitest'
import { ruleIdentity } from './trials.ts'
import { quarterKelly } from './settle-bet.ts'
import { STRATEGIES } from './strategies.ts'
import type { StrategyRule } from './strategy.ts'

const [rule] = STRATEGIES as readonly [StrategyRule, ...StrategyRule[]]

test('no two rules share a name or an identity', () => {
  expect(new Set(STRATEGIES.map(({ name }) => name)).size).toBe(STRATEGIES.length)
  expect(new Set(STRATEGIES.map(ruleIdentity)).size).toBe(STRATEGIES.length)
})

test('an identity ignores the order of fields and the words about a rule, and nothing else', () => {
  const reversed = Object.fromEntries(Object.entries(rule).reverse()) as StrategyRule
  expect(ruleIdentity(reversed)).toBe(ruleIdentity(rule))
  expect(ruleIdentity({ ...rule, title: 'x', source: 'x', differs: 'x' })).toBe(ruleIdentity(rule))
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
