import { describe, expect, test } from 'vitest'
import { assertNoConstantMetric, buildLeagueDna } from '../src/dna/build-league-dna.ts'
import { fitGoalsModel } from '../src/goals-model/fit-goals-model.ts'
import { historyBefore } from '../src/football/history.ts'
import type { Minute } from '../src/football/time.ts'
import { reliabilityTable } from '../src/dna/reliability-table.ts'
import { realFootballData } from './real-files.ts'
import { realTable } from './tables-from-records.ts'

const folder = realFootballData()

describe.skipIf(folder === null)(`reliability on real leagues${folder === null ? ' (skipped: no real data)' : ''}`, () => {
  const tables = folder === null ? [] : ['D1', 'E0', 'F1', 'I1', 'SP1'].map((division) => realTable(folder, division))

  test('no metric is constant over a league or out of range, in any league', () => {
    for (const table of tables) {
      const history = historyBefore(table, table.columns.knownAt.at(-1) as Minute)
      const season = table.seasons.at(-1) as string
      expect(() => assertNoConstantMetric(buildLeagueDna(history, fitGoalsModel(history), { season }))).not.toThrow()
    }
  })

  test('what repeats and what does not is as it was measured elsewhere on the same leagues', () => {
    const { rows } = reliabilityTable(tables)
    const of = (key: string) => rows.find((row) => row.key === key)
    // Matches after which a team's own mean counts half, measured apart from this code, and how far from it is near enough.
    const measured: Readonly<Record<string, readonly [low: number, high: number]>> = {
      shots_for: [5, 7],
      shots_against: [5, 7],
      fouls_per_match: [9, 11],
      corners_for: [13, 17],
      cards_per_match: [28, 36],
      finishing_above_shots: [36, 55],
      market_drift: [40, 60],
      shots_on_target_share: [45, 60],
    }
    for (const [key, [low, high]] of Object.entries(measured)) {
      expect(of(key)?.kappa, key).toBeGreaterThan(low)
      expect(of(key)?.kappa, key).toBeLessThan(high)
      expect(of(key)?.verdict, key).toBe('stable_style')
    }
    const nothing = [
      'points_against_market',
      'goals_above_market',
      'conceded_above_market',
      'total_goals_residual',
      'margin_dispersion',
      'second_half_goals_residual',
      'second_half_goal_difference_residual',
      'second_half_when_behind',
      'second_half_when_ahead',
      'toughest_opponent',
    ]
    for (const key of nothing) {
      expect(of(key)?.verdict, key).toBe('no_signal')
      expect(of(key)?.reliability.value, key).toBeLessThan(0.05)
    }
    expect(of('market_attack')?.verdict).toBe('predictive')
  })
})
