import { describe, expect, test } from 'vitest'
import { plantedLeague } from '../../test/planted-friction.ts'
import { realFootballData } from '../../test/real-files.ts'
import { REAL_LEAGUES, ratedRealLeagues, realTable } from '../../test/tables-from-records.ts'
import { rateMatches } from '../forecasting/tiers/rated-matches.ts'
import { TIERS } from '../forecasting/tiers/tier.ts'
import { ablateFriction } from './ablate-friction.ts'

const SEASONS = 6

function listPassed(seed: number, effect: number, leagues: number): readonly string[] {
  const tables = Array.from({ length: leagues }, (_, league) => plantedLeague({ seed: seed * 10 + league, seasons: SEASONS, effect }))
  const seasons = tables[0]!.seasons.slice(3)
  return ablateFriction({ tables, rated: tables.map(rateMatches), tier: 'results', seasons, seed: 1, permutations: 39 }).passed
}

describe('over many simulated leagues', () => {
  test('a planted effect passes in every one', () => {
    for (let seed = 1; seed <= 6; seed++) expect(listPassed(seed, 0.15, 2)).toContain('corners_meet_conceded')
  })

  test('without one at most one in twenty lets any of the terms through', () => {
    let runs = 0
    for (let seed = 101; seed <= 120; seed++) if (listPassed(seed, 0, 1).length > 0) runs++
    expect(runs).toBeLessThanOrEqual(1)
  })
})

const folder = realFootballData()

describe.skipIf(folder === null)('on the real five leagues, 2018-19 to 2022-23 (skipped: no real data)', () => {
  // Measured 2026-11-21 (docs/models/friction.md): 22 terms, three tiers, none passes.
  test('nothing passes in any tier, and friction adds less than one milli-nat a match', () => {
    const tables = REAL_LEAGUES.map((division) => realTable(folder as string, division))
    const rated = ratedRealLeagues(folder as string)
    const seasons = ['2018-19', '2019-20', '2020-21', '2021-22', '2022-23']
    for (const tier of TIERS) {
      const report = ablateFriction({ tables, rated, tier, seasons, seed: 1 })
      expect(report.matches).toBe(9029)
      expect(report.passed).toEqual([])
      expect(report.weight).toBe(0)
      const [low, high] = report.friction.scores.goals.gain.interval as readonly [number, number]
      expect(low).toBeLessThan(0)
      expect(high).toBeLessThan(1)
      const open = report.chaos.at(-1)!
      expect(open.upsets.value).toBeGreaterThan(0.28)
      expect(open.upsets.value).toBeLessThan(0.36)
    }
  })
})
