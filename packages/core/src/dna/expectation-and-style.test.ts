import { describe, expect, test } from 'vitest'
import { constructedDna, strengths } from '../../test/constructed-dna.ts'
import { countedHistory } from '../../test/counted-league.ts'
import { playedMatch, buildTable } from '../../test/small-table.ts'
import type { TableQuote } from '../football/match-table.ts'
import { historyBefore } from '../football/history.ts'
import type { Minute } from '../football/time.ts'
import { fitGoalsModel } from '../goals-model/fit-goals-model.ts'
import { goalsFromOdds } from '../goals-model/goals-from-odds.ts'
import { describeStyles, classifyByStrength } from './classify-teams.ts'
import { marketExpectation, marketPoints } from './market-expectation.ts'
import { metricFaults } from './build-league-dna.ts'

describe('what the market expected', () => {
  type Phase = 'open' | 'close'
  const outcome = (matchId: number, phase: Phase, bookmaker: string, prices: readonly number[]): TableQuote => ({
    matchId,
    market: '1x2',
    phase,
    bookmaker,
    line: 0,
    price1: prices[0] ?? null,
    priceX: prices[1] ?? null,
    price2: prices[2] ?? null,
  })
  const total = (matchId: number, phase: Phase, bookmaker: string, prices: readonly number[], line = 2.5): TableQuote => ({
    ...outcome(matchId, phase, bookmaker, [prices[0] as number, Number.NaN, prices[1] as number]),
    market: 'ou',
    priceX: null,
    line,
  })
  const readExpectation = (quotes: readonly TableQuote[]) => {
    const table = buildTable([playedMatch(1, '2022-10-01'), playedMatch(2, '2022-10-08')], quotes)
    return marketExpectation(historyBefore(table, Number.MAX_SAFE_INTEGER as Minute))
  }
  const HALF = [2, 4, 4]

  test('counts three points a win and one a draw', () => {
    const { homePoints, awayPoints, homeGoals } = readExpectation([outcome(1, 'close', 'pinnacle', HALF)])
    // 3 x 0.5 + 0.25 and 3 x 0.25 + 0.25; without totals no goals, without prices nothing.
    expect(homePoints[0]).toBeCloseTo(1.75, 9)
    expect(awayPoints[0]).toBeCloseTo(1, 9)
    expect([homeGoals[0], homePoints[1]]).toEqual([Number.NaN, Number.NaN])
  })

  test.each([
    [
      '1x2',
      [
        ['close', 'pinnacle'],
        ['close', 'average'],
        ['open', 'pinnacle'],
        ['open', 'average'],
        ['open', 'betbrain-average'],
        ['open', 'bet365'],
      ],
    ],
  ] as const)('asks the sharp close first and a single book’s opening last', (_, sources) => {
    sources.forEach(([phase, bookmaker], best) => {
      // The best source says 0.5; those behind it 0.25.
      const quotes = sources.slice(best + 1).map(([later, book]) => outcome(1, later, book, [4, 4, 2]))
      const totals = sources.slice(best + 1).map(([later, book]) => total(1, later, book, [1.6, 8 / 3]))
      const { homePoints, homeGoals } = readExpectation([
        outcome(1, phase, bookmaker, HALF),
        total(1, phase, bookmaker, [2, 2]),
        ...quotes,
        ...totals,
      ])
      expect(homePoints[0]).toBeCloseTo(1.75, 9)
      expect(homeGoals[0]).toBeCloseTo(goalsFromOdds({ home: 0.5, draw: 0.25, away: 0.25, over25: 0.5 }).homeRate, 9)
    })
  })

  test('takes totals at 2.5 goals alone, and three prices above 1 or none', () => {
    const { homeGoals } = readExpectation([outcome(1, 'close', 'pinnacle', HALF), total(1, 'close', 'pinnacle', [2, 2], 2.75)])
    expect(homeGoals[0]).toBeNaN()
    expect(readExpectation([outcome(1, 'close', 'pinnacle', [1, 4, 4])]).homePoints[0]).toBeNaN()
  })

  test('drifts within one bookmaker, upwards where the price of a win fell', () => {
    const { drift } = readExpectation([
      outcome(1, 'open', 'average', [4, 4, 2]),
      outcome(1, 'close', 'average', HALF),
      outcome(2, 'open', 'pinnacle', [4, 4, 2]),
      outcome(2, 'close', 'average', HALF),
    ])
    expect(drift.home[0]).toBeCloseTo(Math.log(2), 9)
    expect(drift.away[0]).toBeCloseTo(-Math.log(2), 9)
    expect([drift.home[1], drift.away[1]]).toEqual([Number.NaN, Number.NaN])
  })

  test('has points where it has no goals to expect', () => {
    const history = countedHistory()
    const points = marketPoints(history)
    expect(points.homePoints).toEqual(marketExpectation(history).homePoints)
    // Match 24 has no prices; match 21 is judged by its opening: 0.4, 0.4, 0.2.
    expect([points.homePoints[23], points.homePoints[20]?.toFixed(6)]).toEqual([Number.NaN, '1.600000'])
  })
})

describe('words for how a team plays', () => {
  /** Each value lies one standard deviation from the middle of 12, so that each half of a word is right with P(Z < 1) = 0.8413. */
  const team = (teamId: number, shots: number, against: number, reliability = 0.8) =>
    constructedDna({
      teamId,
      style: { shots_for: { value: shots, deviation: 2, reliability }, shots_against: { value: against, deviation: 2 } },
    })
  const league = [team(1, 14, 14), team(2, 14, 10), team(3, 10, 10), team(4, 10, 14)]

  test('name the side of the middle in both halves, with the chance that both are right', () => {
    const styles = describeStyles(league)
    expect(styles.map(({ style }) => style)).toEqual(['OPEN', 'DOMINANT', 'COMPACT', 'PRESSED'])
    for (const { confidence, n } of styles) {
      expect(confidence).toBeCloseTo(0.8413447460685429 ** 2, 10)
      expect(n).toBe(80)
    }
  })

  test('say nothing where less than 0.3 of a number is the team’s own', () => {
    expect(describeStyles([team(1, 14, 14, 0.29), ...league.slice(1)])[0]).toEqual({ teamId: 1, style: null, confidence: null, n: 80 })
    expect(describeStyles([team(1, 14, 14, 0.3), ...league.slice(1)])[0]?.style).toBe('OPEN')
  })
})

describe('quarters of a league', () => {
  test('go by attack and defence together, the lower id first among equals', () => {
    const model = fitGoalsModel(countedHistory())
    const known = {
      ...model,
      teams: [13, 15, 11, 14, 12].map((id) => ({ id, name: `Team ${id}` })),
      attack: Float64Array.of(0.1, 0.4, -0.2, 0.1, -0.3),
      defence: Float64Array.of(0.2, -0.3, 0.1, 0.2, 0),
    }
    // 13: 0.3, 15: 0.1, 11: -0.1, 14: 0.3, 12: -0.3.
    const places = classifyByStrength(known, [11, 12, 13, 14, 15])
    expect(places.map(({ teamId, rank, teamClass }) => [teamId, rank, teamClass])).toEqual([
      [13, 1, 'ELITE'],
      [14, 2, 'ELITE'],
      [15, 3, 'GOLD'],
      [11, 4, 'SILVER'],
      [12, 5, 'BRONZE'],
    ])
    expect(places[4]?.strength).toBeCloseTo(-0.3, 12)
  })
})

describe('metrics that say nothing', () => {
  const league = (values: readonly number[]) => values.map((value, i) => strengths(i, value, i / 10))

  test('are constant over four teams, up to rounding, and not over three', () => {
    expect(metricFaults(league([0.2, 0.2, 0.2, 0.2])).map(({ key, fault }) => [key, fault])).toEqual([['attack_strength', 'constant']])
    expect(metricFaults(league([0.2, 0.2, 0.2, 0.2 + 5e-9]))).toHaveLength(1)
    expect(metricFaults(league([0.2, 0.2, 0.2, 0.2 + 1e-8]))).toEqual([])
    expect(metricFaults(league([0.2, 0.2, 0.2]))).toEqual([])
  })

  test('lie outside their range, whose ends are inside', () => {
    expect(metricFaults(league([3, -3, 0, 1]))).toEqual([])
    expect(metricFaults(league([3.01, -3, 0, 1])).map(({ fault }) => fault)).toEqual(['out_of_range'])
    expect(metricFaults(league([3, -3.01, 0, 1])).map(({ fault }) => fault)).toEqual(['out_of_range'])
  })
})
