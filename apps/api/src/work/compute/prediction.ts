export const PROBABILITIES = ['p_h', 'p_d', 'p_a', 'p_o25', 'p_btts'] as const
export type ProbabilityColumn = (typeof PROBABILITIES)[number]

/** One match and what a source says of it. Probabilities that the source does not give are NaN. */
export interface Prediction {
  readonly div: string
  readonly season: string
  readonly date: string
  readonly home: string
  readonly away: string
  readonly probabilities: Readonly<Record<ProbabilityColumn, number>>
  /** Null in a file that holds forecasts only. */
  readonly goals: { readonly home: number; readonly away: number } | null
}

/** A prediction with the 95 % interval of each probability. */
export interface IntervalPrediction extends Prediction {
  readonly intervals: Readonly<Record<ProbabilityColumn, readonly [low: number, high: number]>>
}
