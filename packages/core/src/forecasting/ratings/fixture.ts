/** A match to be rated: all that is known of it before it is played. Teams and season are indices of its match table. */
export interface Fixture {
  readonly home: number
  readonly away: number
  /** Days since 1970. */
  readonly day: number
  readonly season: number
}
