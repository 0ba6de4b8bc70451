/** Goal rates of one match and how far off they may be. */
export interface RatesForecast {
  readonly home: number
  readonly away: number
  readonly rho: number
  /** Standard deviations of log(home / away) and of log(home x away). */
  readonly supremacyDeviation: number
  readonly totalDeviation: number
}
