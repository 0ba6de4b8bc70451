import { describe, expect, it } from 'vitest'
import type { DnaMetric, TeamDna } from '../dna/team-dna.ts'
import {
  CHESS_PIECES,
  PIECE_CONDITIONS,
  CHESS_SUBTYPES,
  type ChessCondition,
  type ChessMetric,
  type ChessPiece,
  classifyChess,
} from './classify-chess.ts'

const METRICS: readonly ChessMetric[] = [
  'shots_for',
  'shots_against',
  'shots_on_target_share',
  'fouls_per_match',
  'corners_for',
  'cards_per_match',
]
/** The middle of every metric, and how far a clear team lies from it. */
const MIDDLE = 10
const CLEAR = 4

const metric = (key: string, value: number, more: Partial<DnaMetric> = {}): DnaMetric => ({
  key,
  value,
  n: 38,
  nEff: 14,
  interval: [value - 1, value + 1],
  reliability: 0.7,
  percentile: null,
  status: 'measured',
  evidence: 'stable_style',
  ...more,
})

function team(teamId: number, values: Partial<Record<ChessMetric, number>>, more: Partial<DnaMetric> = {}): TeamDna {
  const metrics = METRICS.map((key) => metric(key, values[key] ?? MIDDLE, more))
  const empty = { status: 'not_measured', reason: null, headline: null, metrics: [] } as const
  return {
    teamId,
    season: '2022-23',
    matches: 38,
    vectors: {
      market: { vector: 'market', ...empty },
      context: { vector: 'context', ...empty },
      risk: { vector: 'risk', ...empty, metrics: metrics.filter(({ key }) => key === 'fouls_per_match' || key === 'cards_per_match') },
      temporal: { vector: 'temporal', ...empty },
      nemesis: { vector: 'nemesis', ...empty },
      psyche: { vector: 'psyche', ...empty },
      roster: { vector: 'roster', ...empty },
      physical: { vector: 'physical', ...empty },
      luck: { vector: 'luck', ...empty },
    },
    style: { reason: null, metrics: metrics.filter(({ key }) => key !== 'fouls_per_match' && key !== 'cards_per_match') },
  }
}

/** Twelve teams in the middle hold the league's middle where it is. */
const REST = Array.from({ length: 12 }, (_, at) => team(100 + at, {}))
const meeting = (conditions: readonly ChessCondition[]): Partial<Record<ChessMetric, number>> =>
  Object.fromEntries(conditions.map(({ metric: key, side }) => [key, MIDDLE + (side === 'high' ? CLEAR : -CLEAR)]))
const classifyTeam = (values: Partial<Record<ChessMetric, number>>, more: Partial<DnaMetric> = {}) =>
  classifyChess([...REST, team(1, values, more)]).at(-1)

describe('the pieces', () => {
  it('can each be reached, by a team that meets the rule, with its numbers', () => {
    for (const piece of CHESS_PIECES) {
      const classified = classifyTeam(meeting(PIECE_CONDITIONS[piece]))
      expect(classified).toMatchObject({ piece, subtype: null, reason: null })
      expect(classified?.confidence).toBeGreaterThan(0.99)
      expect(classified?.characteristics.map(({ metric: key, side }) => ({ metric: key, side }))).toEqual(PIECE_CONDITIONS[piece])
      for (const each of classified?.characteristics ?? []) expect(each).toMatchObject({ n: 38, leagueMiddle: MIDDLE, reliability: 0.7 })
    }
  })

  it('share the ground out: each way to lie about the middle meets exactly one rule', () => {
    const keys = [...new Set(Object.values(PIECE_CONDITIONS).flatMap((rule) => rule.map(({ metric: key }) => key)))]
    for (let bits = 0; bits < 2 ** keys.length; bits++) {
      const getSide = (key: ChessMetric) => ((bits >> keys.indexOf(key)) & 1 ? 'high' : 'low')
      const met: ChessPiece[] = CHESS_PIECES.filter((piece) =>
        PIECE_CONDITIONS[piece].every(({ metric: key, side }) => getSide(key) === side),
      )
      expect(met).toHaveLength(1)
    }
  })

  it('have no default: a team in the middle, or one of which too little is known, is none, and the reason says why', () => {
    expect(classifyTeam({})).toMatchObject({
      piece: null,
      confidence: null,
      characteristics: [],
      reason: { code: 'no_clear_piece', likeliest: 'bishop', confidence: 0.25 },
    })
    const weak = classifyTeam(meeting(PIECE_CONDITIONS.queen), { reliability: 0.2 })
    expect(weak).toMatchObject({
      piece: null,
      reason: { code: 'metrics_not_reliable', metrics: ['shots_for', 'shots_against', 'fouls_per_match'] },
    })
    expect(classifyTeam(meeting(PIECE_CONDITIONS.queen), { value: null, interval: null })).toMatchObject({ piece: null })
    expect(classifyChess([team(1, meeting(PIECE_CONDITIONS.queen))])[0]).toMatchObject({ piece: null })
  })

  it('are told with less confidence the wider the intervals are', () => {
    const wide = (half: number) => {
      const values = { ...meeting(PIECE_CONDITIONS.queen) }
      const dna = team(1, values)
      const widened = dna.style.metrics.map((each) => ({
        ...each,
        interval: [(each.value ?? 0) - half, (each.value ?? 0) + half] as const,
      }))
      return classifyChess([...REST, { ...dna, style: { ...dna.style, metrics: widened } }]).at(-1)?.confidence ?? 0
    }
    expect(wide(2)).toBeGreaterThan(wide(6))
    expect(wide(6)).toBeGreaterThan(wide(9))
  })
})

describe('the subtypes', () => {
  it('can each be reached, and are told beside the piece', () => {
    for (const [subtype, condition] of Object.entries(CHESS_SUBTYPES)) {
      const classified = classifyTeam({ ...meeting(PIECE_CONDITIONS.queen), ...meeting([condition]) })
      expect(classified).toMatchObject({ piece: 'queen', subtype })
      expect(classified?.characteristics.at(-1)).toMatchObject(condition)
    }
  })
})
