import { getDeviation, isKnown, type KnownMetric } from '../dna/profile/known-metric.ts'
import type { DnaMetric, TeamDna } from '../dna/team-dna.ts'
import type { Interval } from '../numeric/estimate.ts'
import { normalCdf } from '../numeric/distributions.ts'
import { median } from '../numeric/moments.ts'

/** The metrics that the conditions read, by the keys of the DNA's catalogues. */
export type ChessMetric = 'shots_for' | 'shots_against' | 'shots_on_target_share' | 'fouls_per_match' | 'corners_for' | 'cards_per_match'

/** On which side of the league's middle a metric has to lie. */
export type Side = 'high' | 'low'

export interface ChessCondition {
  readonly metric: ChessMetric
  readonly side: Side
}

export const CHESS_PIECES = ['queen', 'rook', 'bishop', 'king', 'knight', 'pawn'] as const
export type ChessPiece = (typeof CHESS_PIECES)[number]

const is = (metric: ChessMetric, side: Side): ChessCondition => ({ metric, side })

/**
 * What makes a piece: conditions that all have to hold. The six pieces divide the ground between them: a team meets the
 * conditions of exactly one, so that their probabilities sum to 1 and none is what is left over.
 */
export const PIECE_CONDITIONS: Readonly<Record<ChessPiece, readonly ChessCondition[]>> = {
  /** Goes everywhere, and does not have to fight for it: many shots, few against, few fouls. */
  queen: [is('shots_for', 'high'), is('shots_against', 'low'), is('fouls_per_match', 'low')],
  /** Goes straight ahead, by force: many shots, few against, many fouls. */
  rook: [is('shots_for', 'high'), is('shots_against', 'low'), is('fouls_per_match', 'high')],
  /** Reaches far and leaves its own side open: many shots at both ends. */
  bishop: [is('shots_for', 'high'), is('shots_against', 'high')],
  /** Moves little and stays covered: few shots at both ends. */
  king: [is('shots_for', 'low'), is('shots_against', 'low')],
  /** Is pushed back and fights in close quarters: few shots, many against, many fouls. */
  knight: [is('shots_for', 'low'), is('shots_against', 'high'), is('fouls_per_match', 'high')],
  /** Is pushed back and lets it happen: few shots, many against, few fouls. */
  pawn: [is('shots_for', 'low'), is('shots_against', 'high'), is('fouls_per_match', 'low')],
}

/** A subtype refines a piece by one condition; the most probable one is named. */
export const CHESS_SUBTYPES = {
  wide: is('corners_for', 'high'),
  central: is('corners_for', 'low'),
  precise: is('shots_on_target_share', 'high'),
  wasteful: is('shots_on_target_share', 'low'),
  booked: is('cards_per_match', 'high'),
  clean: is('cards_per_match', 'low'),
} as const satisfies Readonly<Record<string, ChessCondition>>
export type ChessSubtype = keyof typeof CHESS_SUBTYPES

/** A piece is named where its conditions hold with at least this probability. */
const MIN_CONFIDENCE = 0.5
/** A subtype is named where its condition holds with at least this probability. */
const MIN_SUBTYPE_PROBABILITY = 0.75
/** Minimum teams for a league's median. */
const MIN_TEAMS = 6

/** One number that the classification rests on. */
export interface ChessCharacteristic extends ChessCondition {
  readonly value: number
  readonly n: number
  readonly interval: Interval
  readonly reliability: number
  /** Median of the league's teams. */
  readonly leagueMiddle: number
  /** That the team truly lies on `side` of it. */
  readonly probability: number
}

/** Why a team is no piece. */
export type ChessGap =
  | { readonly code: 'metrics_not_reliable'; readonly metrics: readonly ChessMetric[] }
  /** No piece is likelier than all others together. */
  | { readonly code: 'no_clear_piece'; readonly likeliest: ChessPiece; readonly confidence: number }

export interface ChessClassification {
  readonly teamId: number
  readonly season: string
  /** Null where no piece fits well enough; `reason` says why. */
  readonly piece: ChessPiece | null
  readonly subtype: ChessSubtype | null
  /** Probability that the conditions of the piece truly hold, in [0, 1]; null without a piece. */
  readonly confidence: number | null
  /** Of the piece, then of the subtype; empty without a piece. */
  readonly characteristics: readonly ChessCharacteristic[]
  readonly reason: ChessGap | null
}

function findMetric({ style, vectors }: TeamDna, key: ChessMetric): DnaMetric | undefined {
  return [...style.metrics, ...vectors.risk.metrics].find((metric) => metric.key === key)
}

/** A metric that is reliable enough to report, with an error. */
function reliable(dna: TeamDna, key: ChessMetric): KnownMetric | null {
  const metric = findMetric(dna, key)
  return metric !== undefined && isKnown(metric) && metric.interval[1] > metric.interval[0] ? metric : null
}

/** Of the teams that have the metric; null where they are too few. */
function leagueMiddle(league: readonly TeamDna[], key: ChessMetric): number | null {
  const values = league.flatMap((dna) => findMetric(dna, key)?.value ?? [])
  return values.length < MIN_TEAMS ? null : median(values)
}

type Middles = ReadonlyMap<ChessMetric, number | null>

/** How likely a condition truly holds; null where its metric says too little. */
function judgeCondition(dna: TeamDna, { metric: key, side }: ChessCondition, middles: Middles): ChessCharacteristic | null {
  const metric = reliable(dna, key)
  const middle = middles.get(key) ?? null
  if (metric === null || middle === null) return null
  const { value, n, interval, reliability } = metric
  const above = normalCdf((value - middle) / getDeviation(interval))
  return { metric: key, side, value, n, interval, reliability, leagueMiddle: middle, probability: side === 'high' ? above : 1 - above }
}

interface Candidate {
  readonly piece: ChessPiece
  readonly characteristics: readonly ChessCharacteristic[]
  /** The conditions' probabilities multiplied: they are taken as independent. */
  readonly confidence: number
}

function toCandidate(dna: TeamDna, piece: ChessPiece, middles: Middles): Candidate | null {
  const characteristics = PIECE_CONDITIONS[piece].map((condition) => judgeCondition(dna, condition, middles))
  const complete = characteristics.filter((each) => each !== null)
  if (complete.length < characteristics.length) return null
  return { piece, characteristics: complete, confidence: complete.reduce((product, { probability }) => product * probability, 1) }
}

function chooseSubtype(dna: TeamDna, middles: Middles): { name: ChessSubtype; characteristic: ChessCharacteristic } | null {
  const names = Object.keys(CHESS_SUBTYPES) as ChessSubtype[]
  const told = names.flatMap((name) => {
    const characteristic = judgeCondition(dna, CHESS_SUBTYPES[name], middles)
    return characteristic !== null && characteristic.probability >= MIN_SUBTYPE_PROBABILITY ? [{ name, characteristic }] : []
  })
  return told.reduce<(typeof told)[number] | null>(
    (best, each) => (best === null || each.characteristic.probability > best.characteristic.probability ? each : best),
    null,
  )
}

/** Metrics without which not even the first two conditions of a piece can be judged. */
function unreliableMetrics(dna: TeamDna, middles: Middles): ChessMetric[] {
  const keys = [...new Set(CHESS_PIECES.flatMap((piece) => PIECE_CONDITIONS[piece].map(({ metric }) => metric)))]
  return keys.filter((metric) => judgeCondition(dna, { metric, side: 'high' }, middles) === null)
}

function classify(dna: TeamDna, middles: Middles): ChessClassification {
  const { teamId, season } = dna
  const candidates = CHESS_PIECES.flatMap((piece) => toCandidate(dna, piece, middles) ?? [])
  const [best] = [...candidates].sort((a, b) => b.confidence - a.confidence)
  if (best === undefined || best.confidence < MIN_CONFIDENCE) {
    const metrics = unreliableMetrics(dna, middles)
    const reason: ChessGap =
      best === undefined || metrics.length > 0
        ? { code: 'metrics_not_reliable', metrics }
        : { code: 'no_clear_piece', likeliest: best.piece, confidence: best.confidence }
    return { teamId, season, piece: null, subtype: null, confidence: null, characteristics: [], reason }
  }
  const subtype = chooseSubtype(dna, middles)
  const characteristics = subtype === null ? best.characteristics : [...best.characteristics, subtype.characteristic]
  return { teamId, season, piece: best.piece, subtype: subtype?.name ?? null, confidence: best.confidence, characteristics, reason: null }
}

/**
 * Each team of a league as a chess piece, by conditions on how it plays ({@link PIECE_CONDITIONS}): which side of the league's middle its
 * shots, those against it and its fouls truly lie on, with the probability that the conditions hold. A team without a clear piece has
 * none. See docs/models/profiles.md.
 *
 * @param league  all teams of one league and season
 */
export function classifyChess(league: readonly TeamDna[]): ChessClassification[] {
  const conditions = [...Object.values(PIECE_CONDITIONS).flat(), ...Object.values(CHESS_SUBTYPES)]
  const middles = new Map(conditions.map(({ metric }) => [metric, leagueMiddle(league, metric)]))
  return league.map((dna) => classify(dna, middles))
}
