/** A closed interval at the level that the number's method page states (95 % unless it says otherwise). */
export type Interval = readonly [low: number, high: number]

/**
 * A number that knows how much stands behind it. `value` is null when it was not measured;
 * `interval` is null when none can be estimated. Never 0 or 50 in place of "unknown".
 */
export interface Estimate {
  readonly value: number | null
  /** Matches, bets or meetings behind the number. */
  readonly n: number
  readonly interval: Interval | null
}
