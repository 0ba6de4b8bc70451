import { describe, expect, test } from 'vitest'
import { assertNoConstantMetric } from '../src/dna/build-league-dna.ts'
import { evaluateStrategies } from '../src/strategy/evaluate-strategies.ts'
import { measureLeagueFriction } from '../src/friction/measure-friction.ts'
import { REFERENCE_STRATEGIES, TEAM_REFERENCE_STRATEGY } from '../src/strategy/strategies.ts'
import { recordsOverall } from '../src/strategy/bet-records.ts'
import { walkForwardBets } from '../src/strategy/walk-forward.ts'
import { realFootballData } from './real-files.ts'
import { calculatedLeague, realTable } from './tables-from-records.ts'

const folder = realFootballData()

describe.skipIf(folder === null)(`DNA and strategies on real leagues${folder === null ? ' (skipped: no real data)' : ''}`, () => {
  const tables = folder === null ? [] : ['E0', 'SP1'].map((division) => realTable(folder, division))
  const leagues = tables.map((table) => calculatedLeague(table))

  test('what repeats and what does not is as measured elsewhere: shots do, luck, halves and rivalries do not', () => {
    for (const { dna } of leagues) {
      assertNoConstantMetric(dna)
      const measureReliability = (key: string): number[] =>
        dna.flatMap(({ vectors, style }) =>
          [...Object.values(vectors).flatMap(({ metrics }) => metrics), ...style.metrics]
            .filter((metric) => metric.key === key)
            .map((metric) => metric.reliability ?? Number.NaN),
        )
      const most = (key: string): number => Math.max(...measureReliability(key))
      expect(most('shots_for')).toBeGreaterThan(0.75)
      expect(most('fouls_per_match')).toBeGreaterThan(0.5)
      expect(most('corners_for')).toBeGreaterThan(0.5)
      for (const key of [
        'points_against_market',
        'goals_above_market',
        'total_goals_residual',
        'second_half_goals_residual',
        'toughest_opponent',
      ]) {
        expect(most(key), key).toBeLessThan(0.3)
      }
    }
  })

  test('friction covers the 380 ordered pairs of a league of twenty', () => {
    for (const league of leagues) {
      const pairs = measureLeagueFriction(league)
      expect(pairs).toHaveLength(380)
      expect(pairs.every(({ friction }) => friction.components.every(({ level }) => level.value !== null))).toBe(true)
    }
  })

  test('the negative control loses, and the sharp close says so with a far narrower interval than the yield', () => {
    const bets = tables.flatMap((table) => walkForwardBets(table, REFERENCE_STRATEGIES))
    const reports = evaluateStrategies(recordsOverall(bets), { seed: 1 })
    const control = reports.find(({ strategy }) => strategy === TEAM_REFERENCE_STRATEGY)
    const width = (interval: readonly [number, number] | null | undefined): number => (interval ? interval[1] - interval[0] : Number.NaN)
    expect(control?.verdict).toBe('losing')
    expect(control?.closingLineValue.interval?.[1]).toBeLessThan(-0.05)
    expect(width(control?.yieldFraction.interval)).toBeGreaterThan(5 * width(control?.closingLineValue.interval))
  })
})
