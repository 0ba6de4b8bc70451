import type { TeamRef } from '../football/match-table.ts'
import type { Minute } from '../football/time.ts'

/** Gaussian priors of the MAP fit, on the log scale. A precision of 0 leaves a parameter free. */
export interface GoalsPrior {
  /** Precision of attack and defence about their prior means; 0 = maximum likelihood. */
  readonly teamPrecision: number
  /** Prior mean of a promoted team's attack and defence. */
  readonly promotedMean: number
  readonly homeAdvantageMean: number
  /** 0 = flat. */
  readonly homeAdvantagePrecision: number
  readonly rhoMean: number
  /** 0 = flat. */
  readonly rhoPrecision: number
}

export interface FitDiagnostics {
  readonly matches: number
  /** (sum of weights)^2 / sum of squared weights. */
  readonly effectiveMatches: number
  readonly iterations: number
  readonly converged: boolean
  /** Weighted, with the log-factorial terms, without the prior's part. */
  readonly negativeLogLikelihood: number
  readonly gradientNorm: number
}

/**
 * A shrunken Dixon-Coles model as plain data.
 *
 * log homeGoalRate = intercept + homeAdvantage + attack[home] - defence[away]
 * log awayGoalRate = intercept + attack[away] - defence[home]
 *
 * A higher defence concedes fewer. Parameters in the covariance are ordered
 * intercept, homeAdvantage, attack[0..n), defence[0..n), rho.
 */
export interface FittedGoalsModel {
  readonly competition: string
  readonly asOf: Minute
  readonly teams: readonly TeamRef[]
  readonly attack: Float64Array
  readonly defence: Float64Array
  readonly intercept: number
  readonly homeAdvantage: number
  readonly rho: number
  /** Row-major, shape [3 + 2n, 3 + 2n]: the inverse Hessian of the penalised objective. */
  readonly covariance: Float64Array
  /** Matches in the fit, per team. */
  readonly matchesByTeam: Float64Array
  /** Sum of decay weights, per team: below 1 the prior speaks louder than the matches. */
  readonly weightByTeam: Float64Array
  /** 1 where the team entered the competition in the latest season of the history; 0 also where the season before is not loaded. */
  readonly promoted: Uint8Array
  readonly prior: GoalsPrior
  readonly xiPerDay: number
  readonly diagnostics: FitDiagnostics
}
