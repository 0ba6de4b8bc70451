import { listMarkets, type MarketProbability } from './market-list.ts'
import { type FittedGoalsModel, type StrengthBasis, type GoalRates, goalRates } from '../goals-model/goal-rates.ts'
import { outcomeEstimates } from '../goals-model/outcome-estimates.ts'
import { scoreMatrix } from '../goals-model/score-matrix.ts'
import type { Estimate } from '../numeric/estimate.ts'
import { goalRate } from '../units.ts'

/** Row-major, shape [3, 3]: covariance of log home rate, log away rate and rho, from the fit. */
export type RateCovariance = readonly number[]

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

/** The goals model's prediction of one match; no price is used. */
export interface MatchPrediction extends StoredPrediction {
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

/** Two teams by id, the one at home first. */
export interface MatchToPredict {
  readonly homeId: number
  readonly awayId: number
  /** Neither side at home: each gets half of the home advantage. Default false. */
  readonly neutralVenue?: boolean
}

/**
 * The goals model's prediction of one match: goal rates, score matrix, every market, with intervals for the main ones.
 *
 * A team that the model has not seen is not an error: it is predicted from the league's prior for newcomers, with the prior's
 * width, and `basis` says so.
 *
 * @throws {CoreError} INVALID_ARGUMENT  the same team twice
 * @throws {CoreError} UNKNOWN_TEAM      an unseen team and a model fitted without a prior for teams
 */
export function predictMatch(model: FittedGoalsModel, match: MatchToPredict): MatchPrediction {
  const { homeId, awayId, neutralVenue = false } = match
  const rates = goalRates(model, { home: homeId, away: awayId, neutralVenue })
  return expandPrediction({
    homeId,
    awayId,
    neutralVenue,
    basis: rates.basis,
    homeGoalRate: rates.homeGoalRate,
    awayGoalRate: rates.awayGoalRate,
    rho: rates.rho,
    covariance: [...rates.covariance],
  })
}

/** What has to be kept of a prediction to have it again: see {@link expandPrediction}. */
export function compactPrediction(prediction: MatchPrediction): StoredPrediction {
  const { homeId, awayId, neutralVenue, basis, homeGoalRate, awayGoalRate, rho, covariance } = prediction
  return { homeId, awayId, neutralVenue, basis, homeGoalRate, awayGoalRate, rho, covariance }
}

/**
 * The whole prediction from what was stored of it. Deterministic: `predictMatch` goes through here too, so a prediction read back
 * from JSON has the same numbers to the last digit. Cost: about 0.3 ms.
 *
 * @throws {CoreError} INVALID_ARGUMENT  a goal rate missing, negative or above 15, rho not finite, a covariance that is not
 *                                       nine finite numbers
 */
export function expandPrediction(stored: StoredPrediction): MatchPrediction {
  const home = goalRate(stored.homeGoalRate.value ?? Number.NaN)
  const away = goalRate(stored.awayGoalRate.value ?? Number.NaN)
  const { basis, homeGoalRate, awayGoalRate, rho } = stored
  const covariance = Float64Array.from(stored.covariance)
  const rates: GoalRates = { home, away, homeGoalRate, awayGoalRate, rho, covariance, basis }
  const matrix = scoreMatrix(home, away, rho)
  return {
    ...stored,
    scoreMatrix: matrix.cells,
    maxGoals: matrix.maxGoals,
    tailMass: matrix.tailMass,
    ...outcomeEstimates(rates),
    markets: listMarkets(matrix),
  }
}

/** One cause of a side's goal rate. */
export interface RateReason {
  readonly cause: 'league_level' | 'home_advantage' | 'own_attack' | 'opponent_defence'
  /** Whose attack or defence it is; null for the league's level and the ground. */
  readonly teamId: number | null
  /** What it adds to the log of the rate; the reasons of a side sum to that log. */
  readonly logRate: number
  /** Goals per match gained or lost by it when it is added in this order; the reasons of a side sum to its rate. */
  readonly goals: number
}

export interface PredictionExplanation {
  readonly home: readonly RateReason[]
  readonly away: readonly RateReason[]
}

type Cause = Omit<RateReason, 'goals'>

/** Goals that each cause adds on top of those before it. */
function inGoals(causes: readonly Cause[]): RateReason[] {
  let logRate = 0
  let rate = 0
  return causes.map((cause) => {
    logRate += cause.logRate
    const before = rate
    rate = Math.exp(logRate)
    return { ...cause, goals: rate - before }
  })
}

/**
 * Why the two goal rates are what they are: the league's level, the ground, one attack and one defence each. Every number comes
 * from the fit; a team that the model has not seen brings the prior of a newcomer. The reasons give back the rates of
 * {@link goalRates}.
 *
 * @throws {CoreError} INVALID_ARGUMENT  the same team twice
 * @throws {CoreError} UNKNOWN_TEAM      an unseen team and a model fitted without a prior for teams
 */
export function explainPrediction(model: FittedGoalsModel, match: MatchToPredict): PredictionExplanation {
  const { homeId, awayId, neutralVenue = false } = match
  // What has no rates has no reasons.
  goalRates(model, { home: homeId, away: awayId, neutralVenue })
  const strength = (values: Float64Array, teamId: number): number => {
    const index = model.teams.findIndex((team) => team.id === teamId)
    return index < 0 ? model.prior.promotedMean : values[index]!
  }
  const homeShare = neutralVenue ? 0.5 : 1
  const reasons = (own: number, opponent: number, groundShare: number): RateReason[] =>
    inGoals([
      { cause: 'league_level', teamId: null, logRate: model.intercept },
      { cause: 'home_advantage', teamId: null, logRate: groundShare * model.homeAdvantage },
      { cause: 'own_attack', teamId: own, logRate: strength(model.attack, own) },
      { cause: 'opponent_defence', teamId: opponent, logRate: -strength(model.defence, opponent) },
    ])
  return { home: reasons(homeId, awayId, homeShare), away: reasons(awayId, homeId, 1 - homeShare) }
}

/** What one cause adds to either side's goals per match. */
export interface CauseInGoals {
  cause: string
  homeGoals: number
  awayGoals: number
}

/** The two explanations side by side. */
export function listCauses({ home, away }: PredictionExplanation): CauseInGoals[] {
  return home.flatMap((reason) => {
    const other = away.find(({ cause }) => cause === reason.cause)
    return other ? [{ cause: reason.cause, homeGoals: reason.goals, awayGoals: other.goals }] : []
  })
}

/** The likeliest of the three outcomes, the first of equals; null where one was not measured. */
export function likeliestOutcome(home: Estimate, draw: Estimate, away: Estimate): 'home' | 'draw' | 'away' | null {
  if (home.value === null || draw.value === null || away.value === null) return null
  if (home.value >= draw.value && home.value >= away.value) return 'home'
  return draw.value >= away.value ? 'draw' : 'away'
}
