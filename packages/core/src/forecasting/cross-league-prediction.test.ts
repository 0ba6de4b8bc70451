import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { demoTables } from '../../test/tables-from-records.ts'
import { buildLeagueDna } from '../dna/build-league-dna.ts'
import { historyBefore } from '../football/history.ts'
import type { Minute } from '../football/time.ts'
import { crossLeagueFriction } from '../friction/measure-friction.ts'
import { fitGoalsModel } from '../goals-model/fit-goals-model.ts'
import { crossLeaguePrediction, type LeagueSide } from './cross-league-prediction.ts'

const leagues = demoTables(7).map((table) => {
  const history = historyBefore(table, Number.MAX_SAFE_INTEGER as Minute)
  const season = table.seasons.at(-1) as string
  const model = fitGoalsModel(historyBefore(table, table.columns.knownAt.at(-1) as Minute))
  const dna = buildLeagueDna(history, model, { season })
  // The demo's divisions number their teams alike; teams of two leagues are told apart by their ids.
  return { model, dna, ids: dna.map(({ teamId }) => teamId) }
})
const [first, second] = leagues as [(typeof leagues)[0], (typeof leagues)[0]]
const OFFSET = 1000
const shiftedDna = second.dna.map((team) => ({ ...team, teamId: team.teamId + OFFSET }))
const shiftedModel = { ...second.model, teams: second.model.teams.map((team) => ({ ...team, id: team.id + OFFSET })) }
const homeIds = fc.constantFrom(...first.ids)
const awayIds = fc.constantFrom(...shiftedDna.map(({ teamId }) => teamId))

describe('friction across leagues', () => {
  test('sums from its parts, and swapped the symmetric parts stay and tactical friction mirrors', () => {
    fc.assert(
      fc.property(homeIds, awayIds, (homeId, awayId) => {
        const one = { dna: first.dna, teamId: homeId }
        const other = { dna: shiftedDna, teamId: awayId }
        const there = crossLeagueFriction(one, other)
        const back = crossLeagueFriction(other, one)
        let sum = 0
        for (const { contribution } of there.components) sum += contribution ?? 0
        expect(sum).toBe(there.score.value)
        expect(there.reference).toBe(2 * first.dna.length * shiftedDna.length)
        there.components.forEach(({ key, level }, part) => {
          const mirrored = back.components[part]?.level.value ?? null
          if (level.value === null || mirrored === null) expect(mirrored).toBe(level.value)
          else expect(Math.abs(mirrored - (key === 'tactical_friction' ? 100 - level.value : level.value))).toBeLessThan(0.5)
        })
        expect(there.components.find(({ key }) => key === 'style_clash')?.level.value).not.toBeNull()
      }),
      { numRuns: 4 },
    )
  })

  test('does not change when everything of one league is counted higher: a team is measured within its own', () => {
    const louder = shiftedDna.map((team) => ({
      ...team,
      style: {
        ...team.style,
        metrics: team.style.metrics.map((metric) =>
          metric.value === null || metric.interval === null || metric.key === 'shots_on_target_share'
            ? metric
            : { ...metric, value: metric.value + 5, interval: [metric.interval[0] + 5, metric.interval[1] + 5] as const },
        ),
      },
    }))
    const [homeId, awayId] = [first.ids[0]!, shiftedDna[3]?.teamId as number]
    const before = crossLeagueFriction({ dna: first.dna, teamId: homeId }, { dna: shiftedDna, teamId: awayId })
    const after = crossLeagueFriction({ dna: first.dna, teamId: homeId }, { dna: louder, teamId: awayId })
    // Sums in another order may change a tie.
    expect(Math.abs((after.score.value as number) - (before.score.value as number))).toBeLessThan(0.5)
  })

  test('refuses a team that is not in the league it is said to be of', () => {
    const away = { dna: shiftedDna, teamId: shiftedDna[0]?.teamId as number }
    expect(() => crossLeagueFriction({ dna: first.dna, teamId: 999_999 }, away)).toThrow(expect.objectContaining({ code: 'UNKNOWN_TEAM' }))
  })
})

describe('a prediction across leagues', () => {
  const home = (teamId: number): LeagueSide => ({ model: first.model, teamId, season: first.ids })
  const away = (teamId: number): LeagueSide => ({ model: shiftedModel, teamId, season: shiftedDna.map((team) => team.teamId) })
  const equal = (standardDeviation: number) => ({ assumption: { id: 'leagues_equal', standardDeviation } }) as const

  test('is as wide as the assumption leaves it, and never narrower than it', () => {
    fc.assert(
      fc.property(homeIds, awayIds, (homeId, awayId) => {
        const width = (deviation: number) => {
          const [low, high] = crossLeaguePrediction(home(homeId), away(awayId), equal(deviation)).homeGoalRate.interval as [number, number]
          return Math.log(high / low)
        }
        expect(width(0.3)).toBeGreaterThan(2 * 1.95 * 0.3)
        expect(width(0.3)).toBeGreaterThan(width(0.1))
      }),
      { numRuns: 20 },
    )
  })

  test('of two teams in the middle of their leagues on neutral ground is the same for both', () => {
    const model = { ...first.model, attack: first.model.attack.map(() => 0.2), defence: first.model.defence.map(() => 0.1) }
    const side = (teamId: number): LeagueSide => ({ model, teamId, season: first.ids })
    const [one, other] = first.ids as [number, number]
    const { home: homeWin, away: awayWin } = crossLeaguePrediction(side(one), side(other), { ...equal(0.2), neutralVenue: true })
    expect(homeWin.value).toBeCloseTo(awayWin.value as number, 12)
  })

  test('of two teams of one league is that league’s own, for then the middle is common', () => {
    const [one, other] = first.ids as [number, number]
    const side = (teamId: number): LeagueSide => ({ model: first.model, teamId, season: first.ids })
    const { homeGoalRate } = crossLeaguePrediction(side(one), side(other), equal(0.1))
    const { intercept, homeAdvantage, attack, defence, teams } = first.model
    const at = (id: number) => teams.findIndex((team) => team.id === id)
    expect(Math.log(homeGoalRate.value as number)).toBeCloseTo(intercept + homeAdvantage + attack[at(one)]! - defence[at(other)]!, 9)
  })

  test('refuses an assumption without a spread', () => {
    const pair = [home(first.ids[0]!), away(shiftedDna[0]?.teamId as number)] as const
    for (const deviation of [0, -1, 2, Number.NaN])
      expect(() => crossLeaguePrediction(...pair, equal(deviation))).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
  })
})

test('the spread that is assumed between the leagues lifts one rate and lowers the other: its variance is in both, against each other', () => {
  const home = { model: first.model, teamId: first.ids[0]!, season: first.ids }
  const away = { model: shiftedModel, teamId: shiftedDna[0]!.teamId, season: shiftedDna.map(({ teamId }) => teamId) }
  const at = (standardDeviation: number) =>
    crossLeaguePrediction(home, away, { assumption: { id: 'leagues_equal', standardDeviation } }).covariance
  const [narrow, wide] = [at(0.2), at(0.5)]
  const change = 0.5 ** 2 - 0.2 ** 2
  expect(wide[0]! - narrow[0]!).toBeCloseTo(change, 12)
  expect(wide[4]! - narrow[4]!).toBeCloseTo(change, 12)
  expect(wide[1]! - narrow[1]!).toBeCloseTo(-change, 12)
  expect(wide[3]).toBe(wide[1])
})
