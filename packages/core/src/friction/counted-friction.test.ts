import { describe, expect, test } from 'vitest'
import { constructedDna } from '../../test/constructed-dna.ts'
import { countedHistory } from '../../test/counted-league.ts'
import { plainComponents, plainShrunk } from '../../test/plain-estimates.ts'
import { ladder, simulatedHistory } from '../../test/simulated-history.ts'
import { marketPoints } from '../dna/market-expectation.ts'
import { measureChaos, chaosQuantity } from './chaos.ts'
import { componentWeights, levelsAmong, reliabilityAmong, scorePairs } from './friction.ts'
import { headToHead, pointEdges, pointResiduals, psychologicalEdge } from './meetings.ts'
import { frictionHistory } from './historical-friction.ts'
import {
  leagueTraits,
  type LeagueTraits,
  mentalClash,
  riskFriction,
  styleClash,
  tacticalFriction,
  tempoFriction,
  type Trait,
} from './pair-quantities.ts'
import { measureFrictions, type PairOutlook } from './measure-friction.ts'

/** Traits by `team|key`: value, its standard deviation, z, the standard deviation of z, matches. */
const traitsFrom =
  (rows: Readonly<Record<string, readonly [number, number, number, number, number]>>): LeagueTraits =>
  (teamId, key): Trait | null => {
    const row = rows[`${teamId}|${key}`]
    return row === undefined ? null : { value: row[0], standardDeviation: row[1], z: row[2], zStandardDeviation: row[3], n: row[4] }
  }

const ROWS: Readonly<Record<string, readonly [number, number, number, number, number]>> = {
  '1|shots_for': [14, 2, 1, 0.5, 30],
  '2|shots_for': [10, 1, -1, 0.25, 20],
  '1|shots_against': [9, 1, -0.5, 0.4, 30],
  '2|shots_against': [12, 2, 1.5, 0.3, 20],
  '1|corners_for': [6, 1, 2, 0.1, 28],
  '2|corners_for': [4, 0.5, 1, 0.2, 18],
  '1|corners_against': [5, 0.5, 0, 0.3, 28],
  '2|corners_against': [3, 0.5, 3, 0.1, 19],
  '1|shots_on_target_share': [0.4, 0.05, 2, 0.6, 30],
  '2|shots_on_target_share': [0.3, 0.04, 1, 0.2, 20],
  '1|cards_per_match': [2, 0.3, 1, 0.4, 30],
  '2|cards_per_match': [3, 0.2, 2, 0.2, 17],
  '1|fouls_per_match': [11, 1, -1, 0.6, 30],
  '2|fouls_per_match': [12, 1, 0, 0.8, 20],
  '1|second_half_when_behind': [0.4, 0.3, 1, 1, 9],
  '2|second_half_when_behind': [-0.2, 0.4, -1, 1, 12],
  '1|second_half_when_ahead': [0.1, 0.1, 0, 1, 14],
  '2|second_half_when_ahead': [0.3, 0.2, 1, 1, 11],
}
const traits = traitsFrom(ROWS)
const without = (...keys: string[]) => traitsFrom(Object.fromEntries(Object.entries(ROWS).filter(([key]) => !keys.includes(key))))

describe('the quantities of a pair, on paper', () => {
  test('style clash is the root mean square of five gaps', () => {
    // 2, -2, 1, -3 and 1: squares 4, 4, 1, 9, 1 over five.
    const value = Math.sqrt(19 / 5)
    const terms = [
      [2, 0.5 ** 2 + 0.25 ** 2],
      [2, 0.4 ** 2 + 0.3 ** 2],
      [1, 0.1 ** 2 + 0.2 ** 2],
      [3, 0.3 ** 2 + 0.1 ** 2],
      [1, 0.6 ** 2 + 0.2 ** 2],
    ] as const
    const found = styleClash(traits, 1, 2)!
    expect(found.value).toBeCloseTo(value, 12)
    expect(found.standardDeviation).toBeCloseTo(
      Math.sqrt(terms.reduce((sum, [gap, variance]) => sum + (gap / (5 * value)) ** 2 * variance, 0)),
      12,
    )
    expect(found.n).toBe(18)
    expect(styleClash(traits, 2, 1)).toEqual(found)
  })

  test('style clash needs two traits, and at distance 0 has the spread of the traits', () => {
    const one = traitsFrom({ '1|shots_for': [1, 1, 0, 0.3, 5], '2|shots_for': [1, 1, 0, 0.4, 6] })
    expect(styleClash(one, 1, 2)).toBeNull()
    const alike = traitsFrom({
      '1|shots_for': [1, 1, 1, 0.3, 5],
      '2|shots_for': [1, 1, 1, 0.4, 6],
      '1|corners_for': [1, 1, 2, 0.6, 7],
      '2|corners_for': [1, 1, 2, 0.8, 8],
    })
    expect(styleClash(alike, 1, 2)).toEqual({ value: 0, standardDeviation: expect.closeTo(Math.sqrt((0.25 + 1) / 4), 12), n: 5 })
  })

  test('tempo is all shots and corners of both sides, for and against', () => {
    const found = tempoFriction(traits, 1, 2)!
    expect(found.value).toBe(14 + 9 + 6 + 5 + 10 + 12 + 4 + 3)
    expect(found.standardDeviation).toBeCloseTo(Math.sqrt(4 + 1 + 1 + 0.25 + 1 + 4 + 0.25 + 0.25), 12)
    expect(found.n).toBe(18)
    expect(tempoFriction(without('2|corners_against'), 1, 2)).toBeNull()
  })

  test('mental clash is the mean gap when behind and when ahead', () => {
    const found = mentalClash(traits, 1, 2)!
    expect(found.value).toBeCloseTo((0.6 + 0.2) / 2, 12)
    expect(found.standardDeviation).toBeCloseTo(Math.sqrt((0.09 + 0.16 + 0.01 + 0.04) / 4), 12)
    expect(found.n).toBe(9)
    expect(mentalClash(without('1|second_half_when_ahead'), 1, 2)).toBeNull()
  })

  test('risk is the mean of four roughnesses', () => {
    const found = riskFriction(traits, 1, 2)!
    expect(found.value).toBeCloseTo((1 - 1 + 2 + 0) / 4, 12)
    expect(found.standardDeviation).toBeCloseTo(Math.sqrt((0.16 + 0.36 + 0.04 + 0.64) / 16), 12)
    expect(found.n).toBe(17)
    expect(riskFriction(without('2|fouls_per_match'), 1, 2)).toBeNull()
  })

  test('tactics are quality times the volume that the other concedes, home less away', () => {
    // 2 x 1.5 - 1 x -0.5.
    const found = tacticalFriction(traits, 1, 2)!
    expect(found.value).toBe(3.5)
    const parts = [1.5 * 0.6, 2 * 0.3, -0.5 * 0.2, 1 * 0.4]
    expect(found.standardDeviation).toBeCloseTo(Math.sqrt(parts.reduce((sum, part) => sum + part ** 2, 0)), 12)
    expect(found.n).toBe(20)
    expect(tacticalFriction(traits, 2, 1)?.value).toBe(-3.5)
    expect(tacticalFriction(without('1|shots_against'), 1, 2)).toBeNull()
  })

  test('chaos is half the entropy, half twice the outsider’s chance', () => {
    // Entropy of 1/2, 1/4, 1/4: 1.5 ln 2.
    const value = ((1.5 * Math.LN2) / Math.log(3) + 0.5) / 2
    expect(chaosQuantity({ home: 0.5, draw: 0.25, away: 0.25 })).toBeCloseTo(value, 12)
    expect(chaosQuantity({ home: 0, draw: 1, away: 0 })).toBe(0)
    const sure = { home: 1, draw: 0, away: 0 }
    const { standardDeviation, n } = measureChaos({ outcome: { home: 0.5, draw: 0.25, away: 0.25 }, sigma: [sure, sure], n: 7 })
    expect(standardDeviation).toBeCloseTo(value, 12)
    expect(n).toBe(7)
  })
})

describe('traits of a league', () => {
  test('are standardised by mean and deviation, n - 1 below', () => {
    const league = [8, 10, 15].map((value, i) =>
      constructedDna({ teamId: i + 1, style: { shots_for: { value, deviation: 0.5 }, corners_for: { value: 4 } } }),
    )
    const found = leagueTraits(league)(3, 'shots_for')!
    // Mean 11, squares 9 + 1 + 16 over two.
    expect(found.z).toBeCloseTo(4 / Math.sqrt(13), 12)
    expect(found.zStandardDeviation).toBeCloseTo(0.5 / Math.sqrt(13), 10)
    expect(found.standardDeviation).toBeCloseTo(0.5, 10)
    expect(leagueTraits(league)(1, 'corners_for')).toMatchObject({ z: 0, zStandardDeviation: 0, value: 4 })
    expect(leagueTraits(league)(1, 'fouls_per_match')).toBeNull()
  })
})

describe('levels and scores', () => {
  const quantity = (value: number, standardDeviation = 0.1) => ({ value, standardDeviation, n: 5 })

  test('are mid-ranks among the pairs, equal to nine digits counted as equal', () => {
    const levels = levelsAmong([quantity(1), null, quantity(0.1 + 0.2, 0), quantity(0.3, 0), quantity(2, 0.7)])
    expect(levels.map(({ value }) => value)).toEqual([62.5, null, 25, 25, 87.5])
    // 1 ± 0.196 and 2 ± 1.37 among 0.3, 0.3, 1, 2.
    expect(levels[0]?.interval).toEqual([50, 75])
    expect(levels[4]?.interval).toEqual([50, 100])
    expect(levelsAmong([quantity(1), quantity(1 + 1e-7)]).map(({ value }) => value)).toEqual([25, 75])
  })

  test('weigh by squared reliability', () => {
    expect(reliabilityAmong([quantity(1, 1), quantity(3, 1), quantity(5, 1)])).toBeCloseTo(8 / 3 / (8 / 3 + 1), 12)
    expect(componentWeights([0.6, 0.8, 0.5], [true, true, false])).toEqual([expect.closeTo(0.36, 12), expect.closeTo(0.64, 12), 0])
  })

  test('sum the parts, each with its weight and its share of the interval', () => {
    const league = [8, 10, 15].map((value, i) =>
      constructedDna({
        teamId: i + 1,
        style: {
          shots_for: { value, deviation: 1 },
          shots_against: { value: 20 - value, deviation: 1 },
          shots_on_target_share: { value: 0.3 + 0.01 * i, deviation: 0.01 },
          corners_for: { value: 5 + i, deviation: 0.5 },
          corners_against: { value: 6 - i, deviation: 0.5 },
        },
      }),
    )
    const pairs = [1, 2, 3].flatMap((homeId) => [1, 2, 3].flatMap((awayId) => (homeId === awayId ? [] : [{ homeId, awayId }])))
    for (const { score, components } of scorePairs(leagueTraits(league), pairs)) {
      const measured = components.filter(({ level }) => level.value !== null)
      expect(measured.map(({ key }) => key)).toEqual(['style_clash', 'tempo_friction', 'tactical_friction'])
      const sum = measured.reduce((all, { weight, level }) => all + weight * level.value!, 0)
      const variance = measured.reduce((all, { weight, level }) => all + (weight * (level.interval![1] - level.interval![0])) ** 2, 0)
      expect(score.value).toBeCloseTo(sum, 12)
      // Half-widths add as squares.
      expect(score.interval?.[0]).toBeCloseTo(Math.max(0, sum - Math.sqrt(variance) / 2), 9)
      expect(score.interval?.[1]).toBeCloseTo(Math.min(100, sum + Math.sqrt(variance) / 2), 9)
      expect(score.n).toBe(80)
    }
  })

  test.each([
    [9, 0.1, 'low'],
    [10, 0.3, 'medium'],
    [10, 0.31, 'low'],
    [37, 0.2, 'medium'],
    [38, 0.2, 'high'],
    [38, 0.21, 'medium'],
  ] as const)('a forecast from %d matches with a width of %d is of %s confidence', (n, width, confidence) => {
    const outlook: PairOutlook = { homeId: 11, awayId: 12, outcome: { home: 0.4, draw: 0.3, away: 0.3 }, sigma: [], width, n }
    expect(measureFrictions({ history: countedHistory(), dna: [], outlooks: [outlook] })[0]?.confidence).toBe(confidence)
  })
})

describe('what meetings say', () => {
  const history = countedHistory()

  test('half the difference of both sides’ points against the market', () => {
    const residuals = pointResiduals(history)
    const { homePoints, awayPoints } = marketPoints(history)
    // Match 1: 2-3 at 0.625, 0.25, 0.125. The home side was given 2.125 points, the away side 0.625: (0 - 2.125 - (3 - 0.625)) / 2.
    expect(residuals[0]).toBeCloseTo(-2.25, 9)
    // Match 4: 2-2 at 0.2, 0.4, 0.4.
    expect(residuals[3]).toBeCloseTo((1 - homePoints[3]! - (1 - awayPoints[3]!)) / 2, 12)
    expect(residuals[3]).toBeCloseTo(0.3, 9)
    expect(residuals[23]).toBeNaN()
  })

  test('an edge is their mean, shrunk over the meetings of the two', () => {
    const residuals = pointResiduals(history)
    const { home, away } = history.columns
    const toPairKey = (row: number) => [Math.min(home[row]!, away[row]!), Math.max(home[row]!, away[row]!)].join()
    const rows = [...home.keys()].filter((row) => !Number.isNaN(residuals[row]!))
    const groups = [...new Set(rows.map(toPairKey))].map((pair, cluster) => ({
      pair,
      cluster,
      values: rows.filter((row) => toPairKey(row) === pair).map((row) => (home[row]! < away[row]! ? residuals[row]! : -residuals[row]!)),
    }))
    const components = plainComponents(groups)
    const { value, deviation, n } = plainShrunk(groups.find(({ pair }) => pair === '1,2')!.values, Number.POSITIVE_INFINITY, components)
    // Teams 15 and 11 stand second and third in the table.
    const edge = psychologicalEdge(pointEdges(history), 1, 2)
    expect(edge.value).toBeCloseTo(value, 9)
    expect(edge.n).toBe(n)
    expect(edge.interval?.[1]).toBeDefined()
    expect(deviation).toBeGreaterThan(0)
    expect(psychologicalEdge(pointEdges(history), 2, 1).value).toBe(-edge.value!)
    expect(psychologicalEdge(null, 1, 2)).toEqual({ value: null, n: 0, interval: null })
  })

  test('the head to head of 11 and 15: 1-1 and 1-0 away, 1-1 at home', () => {
    const record = headToHead(history, 11, 15)
    expect(record).toMatchObject({ matches: 3, homeWins: 0, draws: 2, awayWins: 1, averageGoals: 5 / 3 })
    expect(record.meetings.map(({ matchId, homeId, homeGoals, awayGoals }) => [matchId, homeId, homeGoals, awayGoals])).toEqual([
      [28, 11, 1, 1],
      [26, 15, 1, 0],
      [19, 15, 1, 1],
    ])
  })

  test('earlier seasons are the five before, and say where their parts are not measured', () => {
    const bare = simulatedHistory({ seed: 4, seasons: Array.from({ length: 8 }, () => ladder([1, 2, 3, 4])) })
    expect(frictionHistory(bare, '2026-27')(1, 2)).toEqual({ seasons: null, reason: 'parts_not_measured' })
    const counts = (step: number) => bare.columns.home.map((team, row) => 5 + team + ((row * step) % 7))
    const columns = { ...bare.columns, homeShots: counts(3), awayShots: counts(5), homeCorners: counts(2), awayCorners: counts(4) }
    const found = frictionHistory({ ...bare, columns }, '2026-27')(1, 2)
    expect(found.seasons?.map(({ season }) => season)).toEqual(['2021-22', '2022-23', '2023-24', '2024-25', '2025-26'])
  })
})
