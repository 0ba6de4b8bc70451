/** The metrics that the rules read, by the keys of the DNA's catalogues. */
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
 * What makes a piece: conditions that all have to hold. The six rules share the ground out between them: a team meets the
 * conditions of exactly one, so that their probabilities sum to 1 and none is what is left over.
 */
export const CHESS_RULES: Readonly<Record<ChessPiece, readonly ChessCondition[]>> = {
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

/** What a subtype says beyond the piece, by one condition; the clearest one is told. */
export const CHESS_SUBTYPES = {
  wide: is('corners_for', 'high'),
  central: is('corners_for', 'low'),
  precise: is('shots_on_target_share', 'high'),
  wasteful: is('shots_on_target_share', 'low'),
  booked: is('cards_per_match', 'high'),
  clean: is('cards_per_match', 'low'),
} as const satisfies Readonly<Record<string, ChessCondition>>
export type ChessSubtype = keyof typeof CHESS_SUBTYPES
