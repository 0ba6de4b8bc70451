import type { MatchRecord, OddsQuote } from '../football/match.ts'

/** Habits of a side, each a factor on the league's mean: 1 is the mean. */
export interface TeamStyle {
  readonly shots: number
  readonly corners: number
  readonly fouls: number
  readonly cards: number
}

export interface TeamTruth {
  readonly name: string
  /** Log scale. */
  readonly attack: number
  /** Log scale; higher concedes fewer. */
  readonly defence: number
  readonly style: TeamStyle
}

/** What one ordered pairing adds to the log goal rates beyond strength: a planted effect to be found, or not. */
export interface PairEffect {
  readonly home: string
  readonly away: string
  readonly homeLogRate: number
  readonly awayLogRate: number
}

/**
 * One season of one league as it really is: what a model that reads its matches tries to find.
 *
 * log homeGoalRate = intercept + homeAdvantage + attack[home] - defence[away] + homeLogRate[pair] + homeDay
 * log awayGoalRate = intercept + attack[away] - defence[home] + awayLogRate[pair] + awayDay
 */
export interface LeagueTruth {
  readonly division: string
  /** For example `2022-23`. */
  readonly season: string
  /** An even number of teams, at least 4, with different names. */
  readonly teams: readonly TeamTruth[]
  readonly intercept: number
  readonly homeAdvantage: number
  /** Dixon-Coles low-score correction. */
  readonly rho: number
  readonly pairEffects: readonly PairEffect[]
  /**
   * Standard deviation of what the day itself adds to each side's log goal rate: line-ups, form, weather. Closing prices know it,
   * opening ones do not. 0: every match follows the strengths alone.
   */
  readonly daySpread: number
  /** Share of the season's rounds that have been played, in [0, 1]; the rest are fixtures. */
  readonly playedShare: number
}

/** A match as an importer gives it, with the rates that made it, in goals per match: what the day added is in them. */
export interface SimulatedMatch {
  readonly match: MatchRecord
  readonly quotes: readonly OddsQuote[]
  readonly homeGoalRate: number
  readonly awayGoalRate: number
}
