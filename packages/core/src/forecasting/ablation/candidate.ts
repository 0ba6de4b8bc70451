/** A candidate feature: the columns that enter a forecast together. */
export interface Candidate {
  readonly key: string
  /** `trait`: how a side plays, whoever the opponent; `pairing`: how the two meet; `friction`: a part of the friction score. */
  readonly kind: 'trait' | 'pairing' | 'friction'
  readonly columns: readonly string[]
}

/** `S` is antisymmetric and moves the two goal rates apart, `T` is symmetric and moves both the same way. */
export interface CandidateColumn {
  readonly name: string
  readonly part: 'S' | 'T'
}

/** The frozen forecast of one match and its result. */
export interface AblationMatch {
  readonly season: string
  /** Calendar week, counted from 1970: the bootstrap draws whole weeks. */
  readonly week: number
  readonly homeRate: number
  readonly awayRate: number
  readonly rho: number
  /** Home, draw, away, over 2.5, both score, as the tier published them. */
  readonly probabilities: readonly [home: number, draw: number, away: number, over25: number, btts: number]
  readonly homeGoals: number
  readonly awayGoals: number
  /** Matches of one league and week share it. */
  readonly group: number
  /** Place within the group. */
  readonly place: number
}

/**
 * Matches and, for every home side of a league-week, the candidates' columns against every away side of it: the permutation null deals
 * other opponents, and then looks the columns up instead of calculating them again.
 */
export interface AblationData {
  readonly matches: readonly AblationMatch[]
  readonly columns: readonly CandidateColumn[]
  /** Matches in each group, and the index of its league. */
  readonly sizes: readonly number[]
  readonly leagues: readonly number[]
  /** Where a group's square of pairs begins. */
  readonly starts: readonly number[]
  /** Per column: value of home side `i` of a group against away side `j`, at `starts + i * size + j`; NaN where not measured. */
  readonly values: readonly Float32Array[]
}
