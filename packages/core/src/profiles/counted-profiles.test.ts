import { describe, expect, test } from 'vitest'
import { constructedDna, type ConstructedMetric } from '../../test/constructed-dna.ts'
import type { TeamDna } from '../dna/team-dna.ts'
import { PIECE_CONDITIONS, classifyChess } from './classify-chess.ts'
import { estimateScoring, type ScorerSeason } from './scoring-rates.ts'

/** P(Z < 1) and P(Z < 2). */
const ONE = 0.8413447460685429
const TWO = 0.9772498680518208

describe('a piece, on paper', () => {
  /** One standard deviation is 2, and the league's middle 10 in everything. */
  const team = (teamId: number, values: Readonly<Record<string, number>>, more: Partial<ConstructedMetric> = {}): TeamDna => {
    const of = (key: string): ConstructedMetric => ({ value: values[key] ?? 10, deviation: 2, ...more })
    const dna = constructedDna({
      teamId,
      style: Object.fromEntries(['shots_for', 'shots_against', 'shots_on_target_share', 'corners_for'].map((key) => [key, of(key)])),
      market: { fouls_per_match: of('fouls_per_match'), cards_per_match: of('cards_per_match') },
    })
    return { ...dna, vectors: { ...dna.vectors, risk: { ...dna.vectors.risk, metrics: dna.vectors.market.metrics } } }
  }
  const rest = Array.from({ length: 6 }, (_, i) => team(100 + i, {}))
  const classified = (values: Readonly<Record<string, number>>, more: Partial<ConstructedMetric> = {}) =>
    classifyChess([...rest, team(1, values, more)]).at(-1)!

  test.each([
    ['queen', 14, 6, 6],
    ['rook', 14, 6, 14],
    ['knight', 6, 14, 14],
    ['pawn', 6, 14, 6],
  ] as const)('a %s is as sure as its three conditions together', (piece, shots_for, shots_against, fouls_per_match) => {
    const found = classified({ shots_for, shots_against, fouls_per_match })
    expect(found.piece).toBe(piece)
    expect(found.confidence).toBeCloseTo(TWO ** 3, 9)
    expect(found.characteristics.map(({ probability }) => probability.toFixed(9))).toEqual(
      PIECE_CONDITIONS[piece].map(() => TWO.toFixed(9)),
    )
  })

  test.each([
    ['bishop', 14, 14],
    ['king', 6, 6],
  ] as const)('a %s is told by shots alone', (piece, shots_for, shots_against) => {
    expect(classified({ shots_for, shots_against })).toMatchObject({ piece, confidence: expect.closeTo(TWO ** 2, 9) })
  })

  test('none is told at less than even chances, nor from numbers of which less than 0.3 is the team’s own', () => {
    // 0.84 x 0.84 x 0.84 = 0.596; with fouls in the middle 0.354.
    expect(classified({ shots_for: 12, shots_against: 8, fouls_per_match: 12 })).toMatchObject({
      piece: 'rook',
      confidence: expect.closeTo(ONE ** 3, 9),
    })
    expect(classified({ shots_for: 12, shots_against: 8 }).piece).toBeNull()
    expect(classified({ shots_for: 14, shots_against: 6, fouls_per_match: 6 }, { reliability: 0.29 }).piece).toBeNull()
    expect(classified({ shots_for: 14, shots_against: 6, fouls_per_match: 6 }, { reliability: 0.3 }).piece).toBe('queen')
  })

  test('a league of five has no middle', () => {
    const queen = team(1, { shots_for: 14, shots_against: 6, fouls_per_match: 6 })
    expect(classifyChess([...rest.slice(0, 4), queen]).at(-1)?.piece).toBeNull()
    expect(classifyChess([...rest.slice(0, 5), queen]).at(-1)?.piece).toBe('queen')
  })

  test('the clearest subtype of at least three in four is told', () => {
    const queen = { shots_for: 14, shots_against: 6, fouls_per_match: 6 }
    expect(classified({ ...queen, corners_for: 12, cards_per_match: 7 })).toMatchObject({ piece: 'queen', subtype: 'clean' })
    expect(classified({ ...queen, corners_for: 11.4 }).subtype).toBe('wide')
    // P(Z < 0.65) = 0.742.
    expect(classified({ ...queen, corners_for: 11.3 }).subtype).toBeNull()
  })
})

describe('a scoring rate, on paper', () => {
  const scorer = (goals: number, matches: number, more: Partial<ScorerSeason> = {}): ScorerSeason => ({
    position: 'forward',
    goals,
    minutes: 90 * matches,
    appearances: matches,
    teamMatches: { matches: 40, goals: 100 },
    ...more,
  })
  const goals = [0, 2, 4, 6, 8, 10, 12, 14, 16, 28]
  const season = goals.map((scored, i) => scorer(scored, i % 2 === 0 ? 20 : 30))
  const exposures = goals.map((_, i) => (i % 2 === 0 ? 20 : 30))
  // 100 goals in 250 matches.
  const mean = 0.4
  const spread = goals.reduce((sum, scored, i) => sum + exposures[i]! * (scored / exposures[i]! - mean) ** 2, 0)
  const variance = (spread - 9 * mean) / (250 - (5 * 400 + 5 * 900) / 250)
  const kappa = mean / variance

  test('is (mean x kappa + goals) / (kappa + matches), with a gamma interval', () => {
    estimateScoring(season).forEach((found, i) => {
      const [shape, rate] = [mean * kappa + goals[i]!, kappa + exposures[i]!]
      const end = (z: number) => (shape * Math.max(0, 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))) ** 3) / rate
      expect(found.ratePer90.value).toBeCloseTo(shape / rate, 12)
      expect(found.ratePer90.interval?.[0]).toBeCloseTo(end(-1.959963984540054), 9)
      expect(found.ratePer90.interval?.[1]).toBeCloseTo(end(1.959963984540054), 9)
      expect(found.reliability).toBeCloseTo(exposures[i]! / rate, 12)
      expect(found.anytime.value).toBeCloseTo(1 - Math.exp(-shape / rate), 12)
      // 2.5 goals a match.
      expect(found.first.value).toBeCloseTo((shape / rate / 2.5) * (1 - Math.exp(-2.5)), 12)
    })
  })

  test('needs ten players of the position, ten matches of the team and eighty minutes a match', () => {
    expect(estimateScoring(season.slice(1))[0]?.ratePer90.value).toBeNull()
    const last = (more: Partial<ScorerSeason>) => estimateScoring([...season, scorer(5, 20, more)]).at(-1)!
    expect(last({ teamMatches: { matches: 9, goals: 20 } }).first.value).toBeNull()
    expect(last({ teamMatches: { matches: 10, goals: 20 } }).first.value).not.toBeNull()
    expect(last({ minutes: 20 * 79.9 }).first.value).toBeNull()
    expect(last({ minutes: 20 * 80 }).first.value).not.toBeNull()
    // Extra time does not make a match longer for the order of goals.
    const longer = last({ minutes: 20 * 100 })
    expect(longer.first.value).toBeCloseTo((longer.ratePer90.value! / 2.5) * (1 - Math.exp(-2.5)), 12)
    expect(longer.anytime.value).toBeCloseTo(1 - Math.exp((-longer.ratePer90.value! * 100) / 90), 12)
  })
})
