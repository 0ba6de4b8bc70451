import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { constructedDna } from '../../test/constructed-dna.ts'
import { demoTables } from '../../test/tables-from-records.ts'
import { buildLeagueDna } from '../dna/build-league-dna.ts'
import { historyBefore } from '../football/history.ts'
import type { Minute } from '../football/time.ts'
import { crossLeagueFriction } from '../friction/cross-league.ts'
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

  test('refuses a team that is not in the league it is said to be of', () => {
    const away = { dna: shiftedDna, teamId: shiftedDna[0]?.teamId as number }
    expect(() => crossLeagueFriction({ dna: first.dna, teamId: 999_999 }, away)).toThrow(expect.objectContaining({ code: 'UNKNOWN_TEAM' }))
  })
})

describe('two leagues of two teams, on paper', () => {
  /** Covariance 0.01 on the diagonal and 0.001 everywhere: a sum of factors f has variance 0.01 Σf² + 0.001 (Σf)². */
  const covariance = Float64Array.from({ length: 49 }, (_, cell) => (cell % 8 === 0 ? 0.011 : 0.001))
  const league = (id: number, fields: Partial<LeagueSide['model']>): LeagueSide => {
    const teams = [id, id + 1].map((team) => ({ id: team, name: String(team) }))
    return { model: { ...first.model, teams, covariance, ...fields }, teamId: id, season: [id, id + 1, 999] }
  }
  const home = league(1, {
    intercept: 0.2,
    homeAdvantage: 0.3,
    rho: -0.1,
    attack: Float64Array.of(0.3, -0.3),
    defence: Float64Array.of(0.1, -0.1),
    matchesByTeam: Float64Array.of(60, 10),
  })
  const away = league(11, {
    intercept: 0.4,
    homeAdvantage: 0.1,
    rho: 0.02,
    attack: Float64Array.of(0.2, 0),
    defence: Float64Array.of(0.1, -0.1),
    matchesByTeam: Float64Array.of(30, 40),
  })
  const predict = (neutralVenue: boolean, standardDeviation = 0.1) =>
    crossLeaguePrediction(home, away, { assumption: { id: 'leagues_equal', standardDeviation }, neutralVenue })

  test('rates are the mean of both leagues, each team’s distance from its own middle, and the ground', () => {
    const { homeGoalRate, awayGoalRate, rho } = predict(false)
    // 0.3 + 0.2 at home + half of the away league's mean attack 0.1 + attack 0.3 - defence 0.1; a team that the model lacks is no part of a middle.
    expect(Math.log(homeGoalRate.value!)).toBeCloseTo(0.75, 12)
    expect(Math.log(awayGoalRate.value!)).toBeCloseTo(0.3 + 0.05 + 0.1 - 0.1, 12)
    expect(rho).toBeCloseTo(-0.04, 12)
    expect([homeGoalRate.n, awayGoalRate.n]).toEqual([30, 30])
    const neutral = predict(true)
    expect(Math.log(neutral.homeGoalRate.value!)).toBeCloseTo(0.65, 12)
    expect(Math.log(neutral.awayGoalRate.value!)).toBeCloseTo(0.45, 12)
  })

  test('errors of both leagues add up, and the assumption’s on top', () => {
    // Each league: Σf² = 1.25 and Σf = 1 for the home rate, 1 and 0.5 for the away rate, 0.5 and 0.5 between them.
    const expected = [0.0135 * 2 + 0.01, 0.0055 * 2 - 0.01, 0, 0.0055 * 2 - 0.01, 0.01025 * 2 + 0.01, 0, 0, 0, 0.011 / 2]
    const { covariance: found, homeGoalRate } = predict(false)
    found.forEach((value, at) => expect(value).toBeCloseTo(expected[at]!, 12))
    const half = 1.959963984540054 * Math.sqrt(expected[0]!)
    expect(homeGoalRate.interval?.map(Math.log)).toEqual([expect.closeTo(0.75 - half, 9), expect.closeTo(0.75 + half, 9)])
  })

  test('need an assumption with a spread', () => {
    for (const deviation of [0, -1, 2, Number.NaN])
      expect(() => predict(false, deviation)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
  })
})

describe('friction of two leagues of three teams, on paper', () => {
  /** Shots and corners one standard deviation below, on and above the league's mean; fouls alike in the first league. */
  const league = (id: number, mean: number, spread: number): ReturnType<typeof constructedDna>[] =>
    [-1, 0, 1].map((z, at) => {
      const metric = { value: mean + z * spread, deviation: spread / 5 }
      const volume = ['shots_for', 'shots_against', 'corners_for', 'corners_against'].map((key) => [key, metric])
      const fouls = { value: id === 1 ? 11 : 11 + z, deviation: 0.1 }
      return constructedDna({
        teamId: id + at,
        style: { ...Object.fromEntries(volume), fouls_per_match: fouls, cards_per_match: { value: 2 + z, deviation: 0.1 } },
      })
    })
  const [one, other] = [league(1, 100, 10), league(11, 20, 2)]
  const measure = (homeId: number, awayId: number, key: string) =>
    crossLeagueFriction({ dna: one, teamId: homeId }, { dna: other, teamId: awayId }).components.find((part) => part.key === key)!

  test('sums standard deviations of each team’s own league', () => {
    expect(measure(3, 13, 'tempo_friction').quantity).toBeCloseTo(8, 12)
    expect(measure(1, 13, 'tempo_friction').quantity).toBeCloseTo(0, 12)
    // Of 18 ordered pairs six lie below 0 and six on it; eight errors of 0.2 reach no other pair.
    const middle = measure(2, 12, 'tempo_friction').level
    expect(middle.value).toBeCloseTo(50, 12)
    expect(middle.interval).toEqual([expect.closeTo(100 / 3, 12), expect.closeTo(200 / 3, 12)])
  })

  test('leaves out what does not differ within a league', () => {
    expect(measure(1, 13, 'risk_friction')).toMatchObject({ level: { value: null }, weight: 0, contribution: null })
  })
})
