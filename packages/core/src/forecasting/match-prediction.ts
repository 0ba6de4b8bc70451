import type { StrengthBasis } from '../goals-model/goal-rates.ts'
import type { Estimate } from '../numeric/estimate.ts'

/** Row-major, shape [3, 3]: covariance of log home rate, log away rate and rho, from the fit. */
export type RateCovariance = readonly number[]

/** One selection of one market, from the match's one score matrix. */
export interface MarketProbability {
  readonly market:
    | '1x2'
    | 'double_chance'
    | 'draw_no_bet'
    | 'total'
    | 'btts'
    | 'asian_handicap'
    | 'correct_score'
    | 'team_total'
    | 'win_to_nil'
  /** `home`, `draw`, `away`, `over`, `under`, `yes`, `no`, `home_or_draw`, `2-1`, `other`, `home_over` … */
  readonly selection: string
  /** Goals line, or the handicap that the selected side itself is given; null where the market has none. */
  readonly line: number | null
  /** Expected share of the stake that wins: the probability of winning, with half a win of a quarter line counted half. */
  readonly win: number
  /** Expected share of the stake that comes back: draw-no-bet, whole and quarter lines; else 0. */
  readonly push: number
  /** Decimal odds at which a bet has no edge; null when it cannot win or cannot lose. */
  readonly fairOdds: number | null
}

/**
 * What has to be kept of a prediction: plain JSON, from which `expandPrediction` makes the same numbers again,
 * to the last digit.
 */
export interface StoredPrediction {
  readonly homeId: number
  readonly awayId: number
  readonly neutralVenue: boolean
  readonly basis: { readonly home: StrengthBasis; readonly away: StrengthBasis }
  /** Goals per match, with interval; n = matches of the side that played fewer. */
  readonly homeGoalRate: Estimate
  readonly awayGoalRate: Estimate
  readonly rho: number
  readonly covariance: RateCovariance
}

/** What the goals model says about one match, before any price is looked at. */
export interface MatchPrediction {
  readonly homeId: number
  readonly awayId: number
  readonly neutralVenue: boolean
  readonly basis: { readonly home: StrengthBasis; readonly away: StrengthBasis }
  readonly homeGoalRate: Estimate
  readonly awayGoalRate: Estimate
  readonly rho: number
  readonly covariance: RateCovariance
  /** Row-major, rows home goals 0..maxGoals, columns away goals 0..maxGoals. */
  readonly scoreMatrix: Float64Array
  readonly maxGoals: number
  /** Probability of a score beyond the grid, before the grid was scaled to sum to 1. */
  readonly tailMass: number
  readonly home: Estimate
  readonly draw: Estimate
  readonly away: Estimate
  readonly over25: Estimate
  readonly btts: Estimate
  readonly totalGoals: Estimate
  readonly markets: readonly MarketProbability[]
}
