import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ladder, simulatedHistory } from '../../test/simulated-history.ts'
import { fitGoalsModel } from '../goals-model/fit-goals-model.ts'
import { explainPrediction, type StoredPrediction, compactPrediction, expandPrediction, predictMatch } from './predict-match.ts'

const history = simulatedHistory({ seed: 8, seasons: [ladder([1, 2, 3, 4, 5, 6, 7, 8]), ladder([1, 2, 3, 4, 5, 6, 7, 9])] })
const model = fitGoalsModel(history)
const anyPair = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
  .filter(([home, away]) => home !== away)
  .map(([homeId, awayId]) => ({ homeId, awayId }))

describe('predicting a match', () => {
  test('what is stored as JSON expands to the same numbers to the last digit', () => {
    fc.assert(
      fc.property(anyPair, fc.boolean(), (pair, neutralVenue) => {
        const prediction = predictMatch(model, { ...pair, neutralVenue })
        const stored = JSON.parse(JSON.stringify(compactPrediction(prediction))) as StoredPrediction
        expect(expandPrediction(stored)).toEqual(prediction)
      }),
      { numRuns: 30 },
    )
  })

  test('every market’s selections leave nothing over', () => {
    fc.assert(
      fc.property(anyPair, (pair) => {
        const { markets } = predictMatch(model, pair)
        const sum = (market: string, line: number | null, field: 'win' | 'push' = 'win'): number =>
          markets.filter((entry) => entry.market === market && entry.line === line).reduce((total, entry) => total + entry[field], 0)
        expect(sum('1x2', null)).toBeCloseTo(1, 12)
        expect(sum('double_chance', null)).toBeCloseTo(2, 12)
        expect(sum('btts', null)).toBeCloseTo(1, 12)
        expect(sum('correct_score', null)).toBeCloseTo(1, 12)
        for (const line of [0.5, 1, 2.25, 2.5, 2.75, 5.5]) expect(sum('total', line) + sum('total', line, 'push') / 2).toBeCloseTo(1, 12)
        for (const { win, push } of markets) {
          expect(win).toBeGreaterThanOrEqual(0)
          expect(push).toBeGreaterThanOrEqual(0)
          expect(win + push).toBeLessThanOrEqual(1 + 1e-12)
        }
      }),
      { numRuns: 30 },
    )
  })

  test('a handicap of the home side and its mirror on the away side split the stakes', () => {
    const { markets } = predictMatch(model, { homeId: 1, awayId: 2 })
    const handicap = (selection: string, line: number) =>
      markets.find((entry) => entry.market === 'asian_handicap' && entry.selection === selection && entry.line === line)
    for (let line = -2.5; line <= 2.5; line += 0.25) {
      const home = handicap('home', line)
      const away = handicap('away', -line)
      expect((home?.win ?? 0) + (away?.win ?? 0) + (home?.push ?? 0)).toBeCloseTo(1, 12)
      expect(home?.push).toBeCloseTo(away?.push ?? Number.NaN, 12)
    }
  })

  test('the listed markets are complete and of one matrix', () => {
    const prediction = predictMatch(model, { homeId: 1, awayId: 2 })
    const counts = new Map<string, number>()
    for (const { market } of prediction.markets) counts.set(market, (counts.get(market) ?? 0) + 1)
    expect(Object.fromEntries(counts)).toEqual({
      '1x2': 3,
      double_chance: 3,
      draw_no_bet: 2,
      total: 28,
      btts: 2,
      team_total: 16,
      win_to_nil: 2,
      asian_handicap: 42,
      correct_score: 26,
    })
    expect(prediction.markets[0]?.win).toBe(prediction.home.value)
    expect(prediction.scoreMatrix.reduce((sum, cell) => sum + cell, 0)).toBeCloseTo(1, 12)
  })

  test('a team that was never seen is predicted from the prior, with a wider interval, and says so', () => {
    const known = predictMatch(model, { homeId: 4, awayId: 5 })
    const unseen = predictMatch(model, { homeId: 4, awayId: 777 })
    expect(known.basis).toEqual({ home: 'fitted', away: 'fitted' })
    expect(unseen.basis).toEqual({ home: 'fitted', away: 'prior' })
    expect(unseen.homeGoalRate.n).toBe(0)
    const width = ([low, high]: readonly [number, number]): number => Math.log(high / low)
    expect(width(unseen.homeGoalRate.interval ?? [1, 1])).toBeGreaterThan(width(known.homeGoalRate.interval ?? [1, 1]))
  })

  test('only a team against itself is refused', () => {
    expect(() => predictMatch(model, { homeId: 4, awayId: 4 })).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
    expect(() => expandPrediction({ ...compactPrediction(predictMatch(model, { homeId: 1, awayId: 2 })), covariance: [1] })).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    )
  })

  test('at a neutral venue the order of the teams does not matter', () => {
    const one = predictMatch(model, { homeId: 1, awayId: 6, neutralVenue: true })
    const other = predictMatch(model, { homeId: 6, awayId: 1, neutralVenue: true })
    expect(one.home.value).toBeCloseTo(other.away.value ?? Number.NaN, 12)
    expect(one.draw.value).toBeCloseTo(other.draw.value ?? Number.NaN, 12)
  })
})

describe('explaining a prediction', () => {
  test('the reasons of each side sum to its rate, in logs and in goals', () => {
    fc.assert(
      fc.property(anyPair, fc.boolean(), (pair, neutralVenue) => {
        const match = { ...pair, neutralVenue }
        const prediction = predictMatch(model, match)
        const { home, away } = explainPrediction(model, match)
        for (const [reasons, rate] of [
          [home, prediction.homeGoalRate.value ?? 0],
          [away, prediction.awayGoalRate.value ?? 0],
        ] as const) {
          expect(reasons.reduce((sum, reason) => sum + reason.goals, 0)).toBeCloseTo(rate, 10)
          expect(reasons.reduce((sum, reason) => sum + reason.logRate, 0)).toBeCloseTo(Math.log(rate), 10)
        }
      }),
      { numRuns: 30 },
    )
  })

  test('names whose attack and whose defence it is', () => {
    const { away } = explainPrediction(model, { homeId: 2, awayId: 3 })
    expect(away.map(({ cause, teamId }) => [cause, teamId])).toEqual([
      ['league_level', null],
      ['home_advantage', null],
      ['own_attack', 3],
      ['opponent_defence', 2],
    ])
    expect(away[1]?.logRate).toBe(0)
  })

  test('refuses a team against itself, and an unseen team where no prior speaks for it', () => {
    expect(() => explainPrediction(model, { homeId: 2, awayId: 2 })).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
    const noPrior = { ...model, prior: { ...model.prior, teamPrecision: 0 } }
    expect(() => explainPrediction(noPrior, { homeId: 2, awayId: 99 })).toThrow(expect.objectContaining({ code: 'UNKNOWN_TEAM' }))
  })
})
