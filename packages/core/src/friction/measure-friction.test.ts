import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ladder, simulatedHistory } from '../../test/simulated-history.ts'
import { calculatedLeague } from '../../test/tables-from-records.ts'
import { buildLeagueDna } from '../dna/build-league-dna.ts'
import { historyBefore } from '../football/history.ts'
import type { Minute } from '../football/time.ts'
import { chaosQuantity } from './chaos.ts'
import type { FrictionComponentName } from './friction.ts'
import { headToHead } from './meetings.ts'
import { fitGoalsModel } from '../goals-model/fit-goals-model.ts'
import { matchOutcome } from '../goals-model/markets.ts'
import { scoreMatrix } from '../goals-model/score-matrix.ts'
import { type MeasuredPair, measureLeagueFriction, toOutlook } from './measure-friction.ts'
import { predictMatch } from '../forecasting/predict-match.ts'

const { table, history, season, model, dna } = calculatedLeague()
const pairs = measureLeagueFriction({ history, model, dna, season })
const swapped = new Map(pairs.map((pair) => [`${pair.friction.awayId}|${pair.friction.homeId}`, pair]))

const mirror = ({ friction }: MeasuredPair): MeasuredPair => swapped.get(`${friction.homeId}|${friction.awayId}`) as MeasuredPair
const getLevel = ({ friction }: MeasuredPair, key: FrictionComponentName): number =>
  friction.components.find((component) => component.key === key)?.level.value ?? Number.NaN
const anyPair = fc.constantFrom(...pairs)

describe('friction of a league', () => {
  test('covers every ordered pair once, with the prediction that predictMatch gives', () => {
    expect(pairs).toHaveLength(18 * 17)
    expect(swapped.size).toBe(18 * 17)
    const { friction, prediction } = pairs[40] as MeasuredPair
    expect(prediction).toEqual(predictMatch(model, { homeId: friction.homeId, awayId: friction.awayId }))
  })

  test('contributions sum exactly to the score and weights to 1', () => {
    fc.assert(
      fc.property(anyPair, ({ friction }) => {
        let sum = 0
        for (const { contribution } of friction.components) sum += contribution ?? 0
        expect(sum).toBe(friction.score.value)
        expect(friction.components.reduce((total, { weight }) => total + weight, 0)).toBeCloseTo(1, 12)
      }),
    )
  })

  test('all pairs of a league are weighed alike, and reactions to the score, which do not repeat, hardly count', () => {
    const listWeights = ({ friction }: MeasuredPair) => friction.components.map(({ weight }) => weight)
    const first = listWeights(pairs[0] as MeasuredPair)
    expect(pairs.every((pair) => listWeights(pair).every((weight, part) => weight === first[part]))).toBe(true)
    const named = Object.fromEntries((pairs[0] as MeasuredPair).friction.components.map(({ key, weight }) => [key, weight]))
    expect(named['mental_clash']).toBeLessThan(0.03)
    expect(named['tempo_friction']).toBeGreaterThan(0.2)
  })

  test('every level lies in 0–100 and within its own interval', () => {
    fc.assert(
      fc.property(anyPair, ({ friction }) => {
        for (const { value, interval } of [friction.score, friction.chaosPotential, ...friction.components.map(({ level }) => level)]) {
          const [low, high] = interval ?? [Number.NaN, Number.NaN]
          expect(low).toBeGreaterThanOrEqual(0)
          expect(value).toBeGreaterThanOrEqual(low)
          expect(high).toBeGreaterThanOrEqual(value ?? Number.NaN)
          expect(high).toBeLessThanOrEqual(100)
        }
      }),
    )
  })

  test('swapped, the symmetric parts stay, tactical friction mirrors, the edge changes sign', () => {
    fc.assert(
      fc.property(anyPair, (pair) => {
        const other = mirror(pair)
        for (const key of ['style_clash', 'tempo_friction', 'mental_clash', 'risk_friction'] as const) {
          expect(getLevel(other, key)).toBe(getLevel(pair, key))
        }
        expect(getLevel(other, 'tactical_friction')).toBeCloseTo(100 - getLevel(pair, 'tactical_friction'), 10)
        expect(other.friction.psychologicalEdge.value).toBe(-(pair.friction.psychologicalEdge.value ?? Number.NaN))
      }),
      { numRuns: pairs.length },
    )
  })

  test('parts are not copies of each other, nor of chaos, and none is constant', () => {
    const series = (['style_clash', 'tempo_friction', 'mental_clash', 'tactical_friction', 'risk_friction'] as const).map((key) =>
      pairs.map((pair) => getLevel(pair, key)),
    )
    series.push(pairs.map(({ friction }) => friction.chaosPotential.value ?? Number.NaN))
    for (const [i, values] of series.entries()) {
      expect(new Set(values).size).toBeGreaterThan(100)
      for (const others of series.slice(i + 1)) expect(others).not.toEqual(values)
    }
  })

  test('a forecast from many matches and a narrow interval is surer than one of a newcomer', () => {
    const levels = new Set(pairs.map(({ friction }) => friction.confidence))
    expect(levels.size).toBeGreaterThan(1)
    for (const { friction, prediction } of pairs) {
      if (prediction.basis.home === 'prior' || prediction.basis.away === 'prior') expect(friction.confidence).toBe('low')
    }
  })

  test('without shots, cards or odds the parts are not measured and the score is null, never 50', () => {
    const bare = simulatedHistory({ seed: 2, seasons: [ladder([1, 2, 3, 4, 5, 6]), ladder([1, 2, 3, 4, 5, 6])] })
    const bareModel = fitGoalsModel(bare)
    const bareDna = buildLeagueDna(bare, bareModel, { season: '2020-21' })
    const [first] = measureLeagueFriction({ history: bare, model: bareModel, dna: bareDna, season: '2020-21' })
    expect(first?.friction.score).toEqual({ value: null, n: 0, interval: null })
    expect(first?.friction.psychologicalEdge.value).toBeNull()
    expect(
      first?.friction.components.every(({ level, contribution, weight }) => level.value === null && contribution === null && weight === 0),
    ).toBe(true)
    expect(first?.friction.chaosPotential.value).not.toBeNull()
  })

  test('refuses DNA of another season', () => {
    expect(() => measureLeagueFriction({ history, model, dna, season: table.seasons[0] as string })).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    )
  })
})

describe('chaos', () => {
  test('is 0 for a certain result, grows with the outsider’s chance, and is blind to who the outsider is', () => {
    expect(chaosQuantity({ home: 1, draw: 0, away: 0 })).toBe(0)
    expect(chaosQuantity({ home: 0.4, draw: 0.3, away: 0.3 })).toBeGreaterThan(chaosQuantity({ home: 0.6, draw: 0.25, away: 0.15 }))
    expect(chaosQuantity({ home: 0.3, draw: 0.3, away: 0.4 })).toBe(chaosQuantity({ home: 0.4, draw: 0.3, away: 0.3 }))
  })
})

describe('head to head', () => {
  test('counts wins of the pair’s home team at either ground and lists the meetings, latest first', () => {
    const [home, away] = [dna[0]?.teamId as number, dna[1]?.teamId as number]
    const record = headToHead(history, home, away)
    const reverse = headToHead(history, away, home)
    expect(record.matches).toBe(record.homeWins + record.draws + record.awayWins)
    expect([reverse.homeWins, reverse.draws, reverse.awayWins]).toEqual([record.awayWins, record.draws, record.homeWins])
    expect(record.meetings).toEqual(reverse.meetings)
    expect(record.meetings.map(({ day }) => day)).toEqual(record.meetings.map(({ day }) => day).sort((a, b) => b - a))
    const goals = record.meetings.reduce((sum, { homeGoals, awayGoals }) => sum + homeGoals + awayGoals, 0)
    expect(record.averageGoals).toBe(goals / record.matches)
  })

  test('two that never met have no average', () => {
    const early = historyBefore(table, 0 as Minute)
    expect(headToHead(early, 1, 2)).toEqual({ matches: 0, homeWins: 0, draws: 0, awayWins: 0, averageGoals: null, meetings: [] })
  })

  test('refuses a team that is not there, and one against itself', () => {
    expect(() => headToHead(history, 1, 999)).toThrow(expect.objectContaining({ code: 'UNKNOWN_TEAM' }))
    expect(() => headToHead(history, 1, 1)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
  })
})

describe('the outlook of a pair', () => {
  test('is as sure as its matches and its interval allow', () => {
    const expected = ({ prediction }: MeasuredPair) => {
      const n = prediction.homeGoalRate.n
      const width = prediction.home.interval![1] - prediction.home.interval![0]
      return n < 10 || width > 0.3 ? 'low' : n >= 38 && width <= 0.2 ? 'high' : 'medium'
    }
    for (const pair of pairs) expect(pair.friction.confidence).toBe(expected(pair))
  })

  test('looks at four points that keep mean and covariance of the log rates', () => {
    const prediction = (pairs[7] as MeasuredPair).prediction
    const [homeRate, awayRate] = [prediction.homeGoalRate.value!, prediction.awayGoalRate.value!]
    const covariance = [0.04, 0.006, 0, 0.006, 0.0109, 0, 0, 0, 0.001]
    // Root of [[0.04, 0.006], [0.006, 0.0109]]: columns (0.2, 0.03) and (0, 0.1).
    const expected = [
      [0.2, 0.03],
      [-0.2, -0.03],
      [0, 0.1],
      [0, -0.1],
    ].map(([home, away]) =>
      matchOutcome(scoreMatrix(homeRate * Math.exp(Math.SQRT2 * home!), awayRate * Math.exp(Math.SQRT2 * away!), prediction.rho)),
    )
    const { sigma } = toOutlook({ ...prediction, covariance })
    expect(sigma).toHaveLength(4)
    expected.forEach((outcome, k) => expect(sigma[k]!.home).toBeCloseTo(outcome.home, 9))
    expected.forEach((outcome, k) => expect(sigma[k]!.draw).toBeCloseTo(outcome.draw, 9))
  })
})
