import type { MatchRecord } from '../football/match.ts'
import type { OddsQuote } from '../football/odds-quote.ts'

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
 * log homeGoalRate = intercept + homeAdvantage + attack[home] - defence[away] + homeLogRate[pair]
 * log awayGoalRate = intercept + attack[away] - defence[home] + awayLogRate[pair]
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
  /** Share of the season's rounds that have been played, in [0, 1]; the rest are fixtures. */
  readonly playedShare: number
}

/** A match as an importer gives it, with the rates that made it. */
export interface SimulatedMatch {
  readonly match: MatchRecord
  readonly quotes: readonly OddsQuote[]
  readonly homeGoalRate: number
  readonly awayGoalRate: number
}
