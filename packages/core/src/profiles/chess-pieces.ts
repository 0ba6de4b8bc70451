/** The metrics that the rules read, by the keys of the DNA's catalogues. */
export type ChessMetric = 'shots_for' | 'shots_against' | 'shots_on_target_share' | 'fouls_per_match' | 'corners_for' | 'cards_per_match'

/** On which side of the league's middle a metric has to lie. */
export type Side = 'high' | 'low'

export interface ChessCondition {
  readonly metric: ChessMetric
  readonly side: Side
}

export const CHESS_PIECES = ['queen', 'king', 'rook', 'knight', 'bishop', 'pawn'] as const
export type ChessPiece = (typeof CHESS_PIECES)[number]

const is = (metric: ChessMetric, side: Side): ChessCondition => ({ metric, side })

/**
 * What makes a piece: conditions that all have to hold. The six rules share the ground out between them: a team meets the
 * conditions of exactly one, so that their probabilities sum to 1 and none is what is left over.
 */
export const CHESS_RULES: Readonly<Record<ChessPiece, readonly ChessCondition[]>> = {
  /** Goes everywhere: many shots, few against. */
  queen: [is('shots_against', 'low'), is('shots_for', 'high')],
  /** Stays out of danger and out of fights: few shots at both ends, few fouls. */
  king: [is('shots_against', 'low'), is('shots_for', 'low'), is('fouls_per_match', 'low')],
  /** Holds its line by force: few shots at both ends, many fouls. */
  rook: [is('shots_against', 'low'), is('shots_for', 'low'), is('fouls_per_match', 'high')],
  /** Is attacked and strikes back from an odd angle: many shots against, a large share of its own on target. */
  knight: [is('shots_against', 'high'), is('shots_on_target_share', 'high')],
  /** Fires from afar and leaves its own side open: many shots at both ends, few of its own on target. */
  bishop: [is('shots_against', 'high'), is('shots_on_target_share', 'low'), is('shots_for', 'high')],
  /** Is pushed back: many shots against, few and imprecise ones of its own. */
  pawn: [is('shots_against', 'high'), is('shots_on_target_share', 'low'), is('shots_for', 'low')],
}

/** What a subtype says beyond the piece, by one condition; the clearest one is told. */
export const CHESS_SUBTYPES = {
  wide: is('corners_for', 'high'),
  central: is('corners_for', 'low'),
  booked: is('cards_per_match', 'high'),
  clean: is('cards_per_match', 'low'),
} as const satisfies Readonly<Record<string, ChessCondition>>
export type ChessSubtype = keyof typeof CHESS_SUBTYPES
