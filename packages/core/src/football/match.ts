/** Counts of one side in one match; null where the source does not give them. */
export interface SideStatistics {
  readonly shots: number | null
  readonly shotsOnTarget: number | null
  readonly fouls: number | null
  readonly corners: number | null
  readonly yellows: number | null
  readonly reds: number | null
}

export interface Score {
  readonly home: number
  readonly away: number
}

/** One row of a results file, with its meaning: names as the source writes them. */
export interface MatchRecord {
  /** Division code, for example `E0`. */
  readonly division: string
  /** Season code, for example `2022-23`. */
  readonly season: string
  /** ISO date, local to the source. */
  readonly kickoffOn: string
  /** UTC instant `YYYY-MM-DDTHH:MM:00Z`, null where the source has no hour. */
  readonly kickoffAt: string | null
  readonly home: string
  readonly away: string
  /** A fixture that has not been played yet has no score. */
  readonly status: 'played' | 'scheduled'
  readonly fullTime: Score | null
  readonly halfTime: Score | null
  readonly homeStatistics: SideStatistics
  readonly awayStatistics: SideStatistics
  readonly referee: string | null
}
