/** A league to calculate, as the database knows it. */
export interface LeagueToCalculate {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly source: string
}
