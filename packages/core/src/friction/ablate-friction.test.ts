import { beforeAll, describe, expect, test } from 'vitest'
import { plantedLeague } from '../../test/planted-friction.ts'
import type { MatchTable } from '../football/match-table.ts'
import { rateMatches } from '../forecasting/tiers/rated-matches.ts'
import { ablateFriction, type FrictionAblation, collectAblationData } from './ablate-friction.ts'
import { FRICTION_CANDIDATES, TRAIT_COLUMNS } from './candidate-features.ts'

const SEASONS = 5

function runAblation(effect: number, seed: number): FrictionAblation {
  const tables = [plantedLeague({ seed, seasons: SEASONS, effect })]
  const seasons = tables[0]!.seasons.slice(3)
  return ablateFriction({ tables, rated: tables.map(rateMatches), tier: 'results', seasons, seed: 1, permutations: 19 })
}

describe('the ablation of friction', () => {
  let planted: FrictionAblation
  let empty: FrictionAblation
  beforeAll(() => {
    planted = runAblation(0.15, 5)
    empty = runAblation(0, 5)
  })

  test('lets a planted effect through, and names it', () => {
    expect(planted.passed).toContain('corners_meet_conceded')
    const term = planted.terms.find(({ key }) => key === 'corners_meet_conceded')!
    expect(term.scores.goals.corrected![0]).toBeGreaterThan(0)
    expect(term.scores.outcome.corrected![0]).toBeGreaterThan(0)
    expect(term.permutationP).toBe(1 / 20)
    const difference = term.columns.find(({ part }) => part === 'S')!
    expect(difference.coefficient).toBeGreaterThan(0.05)
  })

  test('lets nothing through where nothing was planted: the weight of friction is 0', () => {
    expect(empty.passed).toEqual([])
    expect(empty.weight).toBe(0)
    expect(empty.friction.scores.goals.gain.interval![0]).toBeLessThan(0)
  })

  test('judges every candidate, counts them all, and corrects for all of them', () => {
    expect(empty.terms.map(({ key }) => key)).toEqual(FRICTION_CANDIDATES.map(({ key }) => key))

    for (const { scores } of empty.terms) {
      for (const { gain, corrected } of Object.values(scores)) {
        if (corrected === null || gain.interval === null) continue
        expect(corrected[1] - corrected[0]).toBeGreaterThan(0.95 * (gain.interval[1] - gain.interval[0]))
      }
    }
  })

  test('counts every match of the judged seasons with a season before them into one band of chaos', () => {
    expect(empty.chaos.map(({ low, high }) => [low, high])).toEqual([
      [0, 20],
      [20, 40],
      [40, 60],
      [60, 80],
      [80, 100],
    ])
    expect(empty.chaos.reduce((sum, { matches }) => sum + matches, 0)).toBe(2 * 380)
    for (const { upsets, favouriteFailed } of empty.chaos) expect(favouriteFailed.value!).toBeGreaterThanOrEqual(upsets.value!)
  })

  test('refuses to judge what nothing was learned for', () => {
    const tables = [plantedLeague({ seed: 2, seasons: 2, effect: 0 })]
    expect(() => ablateFriction({ tables, rated: tables.map(rateMatches), tier: 'results', seasons: tables[0]!.seasons, seed: 1 })).toThrow(
      expect.objectContaining({ code: 'TOO_FEW_MATCHES' }),
    )
  })
})

describe('the candidate features of a match', () => {
  const upTo = (table: MatchTable, day: number, change: (value: number) => number): MatchTable => ({
    ...table,
    columns: Object.fromEntries(
      Object.entries(table.columns).map(([name, column]) => [
        name,
        /Goals|Shots|Fouls|Corners|Yellows|Reds/.test(name)
          ? column.map((value, row) => (table.columns.day[row]! >= day ? change(value) : value))
          : column,
      ]),
    ) as MatchTable['columns'],
  })

  test('do not depend on that match, on its week or on what comes after', () => {
    const table = plantedLeague({ seed: 3, seasons: 3, effect: 0 })
    const last = table.columns.season.indexOf(2)
    const cut = table.columns.day[last]! + 7 * 12
    const other = upTo(table, cut, (value) => 2 * value + 1)
    const [first, second] = [table, other].map((each) => collectAblationData({ tables: [each], rated: [rateMatches(each)] }, 'results'))
    let compared = 0
    first!.matches.forEach((match, i) => {
      if (match.season !== table.seasons[2] || match.week > Math.floor(cut / 7)) return
      const at = first!.starts[match.group]! + match.place * (first!.sizes[match.group]! + 1)
      const isPlayed = match.week < Math.floor(cut / 7)
      compared++
      first!.values.forEach((values, column) => expect(second!.values[column]![at]).toBe(values[at]))
      expect(second!.matches[i]!.homeRate).toBe(match.homeRate)
      if (!isPlayed) expect(second!.matches[i]!.homeGoals).toBe(2 * match.homeGoals + 1)
    })
    expect(compared).toBe(130)
    // The check sees what has become known: a week later the traits have changed.
    const later = first!.matches.findIndex(({ week }) => week === Math.floor(cut / 7) + 1)
    const { group, place } = first!.matches[later]!
    const at = first!.starts[group]! + place * (first!.sizes[group]! + 1)
    expect(second!.values[0]![at]).not.toBe(first!.values[0]![at])
  })

  test('S changes sign when a pair is swapped, T stays', () => {
    const trait = (z: number) => ({ value: z, standardDeviation: 0.1, z, zStandardDeviation: 0.1, n: 30 })
    const traits = (team: number, key: string) => trait(Math.sin(team * 7 + key.length * 3 + key.charCodeAt(0)))
    for (const { part, measure } of TRAIT_COLUMNS) {
      const there = measure({ home: 1, away: 2, traits, edge: 0.2 })
      const back = measure({ home: 2, away: 1, traits, edge: -0.2 })
      expect(back).toBeCloseTo(part === 'S' ? -there : there, 12)
      expect(there).not.toBe(0)
    }
  })
})
