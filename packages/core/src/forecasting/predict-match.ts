import type { FittedGoalsModel } from '../goals-model/fitted-goals-model.ts'
import { type GoalRates, goalRates } from '../goals-model/goal-rates.ts'
import { outcomeEstimates } from '../goals-model/outcome-estimates.ts'
import { scoreMatrix } from '../goals-model/score-matrix.ts'
import { goalRate } from '../units.ts'
import { listMarkets } from './market-list.ts'
import type { MatchPrediction, StoredPrediction } from './match-prediction.ts'

/** Two teams by id, the one at home first. */
export interface MatchToPredict {
  readonly homeId: number
  readonly awayId: number
  /** Neither side at home: each gets half of the home advantage. Default false. */
  readonly neutralVenue?: boolean
}

/**
 * What the goals model says about one match: goal rates, score matrix, every market, with intervals for the main ones.
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
