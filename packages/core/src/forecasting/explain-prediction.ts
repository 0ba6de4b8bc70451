import type { FittedGoalsModel } from '../goals-model/fitted-goals-model.ts'
import { goalRates } from '../goals-model/goal-rates.ts'
import type { MatchToPredict } from './predict-match.ts'

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
    return index < 0 ? model.prior.promotedMean : (values[index] as number)
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
