import { describe, expect, test } from 'vitest'
import { ladder, simulatedHistory } from '../../test/simulated-history.ts'
import { historyBefore, type MatchHistory } from '../football/history.ts'
import type { Minute } from '../football/time.ts'
import { createRandom, normal } from '../numeric/random.ts'
import type { MarketExpectation } from './market-expectation.ts'
import { fitMarketStrengths } from './market-strengths.ts'

const IDS = Array.from({ length: 12 }, (_, i) => i + 1)
const NOISE = 0.08
const history = simulatedHistory({ seed: 5, seasons: [ladder(IDS), ladder(IDS)] })
const teams = history.teams.map((_, team) => team)
const season = 1

/** Prices of teams whose strengths are known, each off by what books do not agree on. */
function priced(seed: number, of: MatchHistory = history) {
  const random = createRandom(seed)
  const attack = teams.map(() => normal(random, 0, 0.3))
  const defence = teams.map(() => normal(random, 0, 0.2))
  const { home, away } = of.columns
  const rate = (level: number, scorer: number, keeper: number): number =>
    Math.exp(level + (attack[scorer] as number) - (defence[keeper] as number) + normal(random, 0, NOISE))
  const homeGoals = home.map((team, row) => rate(0.35, team, away[row] as number))
  const awayGoals = away.map((team, row) => rate(0.1, team, home[row] as number))
  const none = new Float64Array(of.length).fill(Number.NaN)
  const expectation: MarketExpectation = { homeGoals, awayGoals, homePoints: none, awayPoints: none, drift: { home: none, away: none } }
  const centred = (values: readonly number[]): number[] => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    return values.map((value) => value - mean)
  }
  return { expectation, attack: centred(attack), defence: centred(defence) }
}

describe('strengths that past prices imply', () => {
  test('are those behind the prices, with intervals that hold them at least as often as they say', () => {
    let inside = 0
    let all = 0
    for (let seed = 1; seed <= 25; seed++) {
      const { expectation, attack, defence } = priced(seed)
      const fit = fitMarketStrengths(history, expectation, { season, teams })
      for (const team of teams) {
        const own = fit?.byTeam.get(team)
        for (const [found, truth] of [
          [own?.attack, attack[team]],
          [own?.defence, defence[team]],
        ] as const) {
          if (found === undefined || truth === undefined) throw new Error('every team was priced')
          inside += Math.abs(found.value - truth) <= 1.96 * found.standardDeviation ? 1 : 0
          all += 1
        }
      }
      expect(Math.abs((fit?.homeAdvantage ?? 0) - 0.25)).toBeLessThan(0.1)
    }
    // Strengths that stand still are known better than a fit that expects them to move believes.
    expect(inside / all).toBeGreaterThan(0.95)
  })

  test('are told against the season’s mean team, mostly from prices', () => {
    const { expectation } = priced(3)
    const strengths = [...(fitMarketStrengths(history, expectation, { season, teams })?.byTeam.values() ?? [])]
    expect(strengths.reduce((sum, { attack }) => sum + attack.value, 0)).toBeCloseTo(0, 10)
    for (const { attack, n } of strengths) {
      expect(attack.reliability).toBeGreaterThan(0.9)
      expect(n).toBeGreaterThan(0)
    }
  })

  test('follow what prices have become, not what they were a year ago', () => {
    const { expectation } = priced(4)
    const day = history.columns.day
    const late = (day.at(-1) as number) - 60
    const risen = expectation.homeGoals.map((rate, row) =>
      history.columns.home[row] === 0 && (day[row] as number) > late ? rate * 1.6 : rate,
    )
    const before = fitMarketStrengths(history, expectation, { season, teams })?.byTeam.get(0)?.attack.value ?? 0
    const after = fitMarketStrengths(history, { ...expectation, homeGoals: risen }, { season, teams })?.byTeam.get(0)?.attack.value ?? 0
    expect(after).toBeGreaterThan(before + 0.1)
  })

  test('know nothing of later prices, and say nothing without any', () => {
    const { expectation } = priced(6)
    const early = historyBefore(history, (history.asOf - 200 * 1440) as Minute)
    const future = { ...expectation, homeGoals: expectation.homeGoals.map((rate, row) => (row < early.length ? rate : 9)) }
    const told = (prices: MarketExpectation) => fitMarketStrengths(early, prices, { season, teams })
    expect(told(expectation)).not.toBeNull()
    expect(told(future)).toEqual(told(expectation))
    const none = new Float64Array(history.length).fill(Number.NaN)
    expect(fitMarketStrengths(history, { ...expectation, homeGoals: none, awayGoals: none }, { season, teams })).toBeNull()
  })
})
