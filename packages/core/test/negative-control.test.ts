import { expect, test } from 'vitest'
import { evaluateStrategies } from '../src/strategy/evaluate-strategies.ts'
import { REFERENCE_STRATEGIES, TEAM_REFERENCE_STRATEGY } from '../src/strategy/strategies.ts'
import { recordsOverall } from '../src/strategy/bet-records.ts'
import { walkForwardBets } from '../src/strategy/walk-forward.ts'
import { demoTables } from './tables-from-records.ts'

const control = REFERENCE_STRATEGIES.filter(({ name }) => name === TEAM_REFERENCE_STRATEGY)

test.each([1, 2, 7])('a model of results finds no value in the demo of seed %i: it loses, and the close says so', (seed) => {
  const bets = demoTables(seed).flatMap((table) => walkForwardBets(table, control))
  const [report] = evaluateStrategies(recordsOverall(bets), { seed: 1, resamples: 400 })
  expect(report?.closingLineValue.n).toBeGreaterThan(3000)
  expect(report?.closingLineValue.interval?.[1]).toBeLessThan(-0.03)
  expect(report?.yieldFraction.value).toBeLessThan(0)
  expect(report?.verdict).toBe('losing')
})
