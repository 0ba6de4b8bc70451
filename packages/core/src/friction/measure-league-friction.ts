import type { TeamDna } from '../dna/team-dna.ts'
import { CoreError } from '../errors.ts'
import type { MatchHistory } from '../football/history.ts'
import type { Friction } from './friction.ts'
import { measureFrictions, type PairOutlook } from './measure-frictions.ts'
import type { FittedGoalsModel } from '../goals-model/fitted-goals-model.ts'
import { matchOutcome, type OutcomeProbabilities } from '../goals-model/markets.ts'
import { scoreMatrix } from '../goals-model/score-matrix.ts'
import type { MatchPrediction } from '../forecasting/match-prediction.ts'
import { predictMatch } from '../forecasting/predict-match.ts'

export interface LeagueFrictionInput {
  readonly history: MatchHistory
  /** Fitted on the same history. */
  readonly model: FittedGoalsModel
  /** DNA of every team of the season. */
  readonly dna: readonly TeamDna[]
  readonly season: string
}

/** One ordered pair: how the two collide and what the goals model expects of it. */
export interface MeasuredPair {
  readonly friction: Friction
  readonly prediction: MatchPrediction
}

/**
 * The 1X2 at four sigma points of the two log rates: ± sqrt(2) times each column of the covariance's root, of equal weight, which
 * keep mean and covariance.
 *
 * @source  Julier and Uhlmann (1997), the unscented transform
 */
function sigmaOutcomes({ homeGoalRate, awayGoalRate, rho, covariance, maxGoals }: MatchPrediction): OutcomeProbabilities[] {
  const homeDeviation = Math.sqrt(covariance[0] as number)
  const shared = homeDeviation > 0 ? (covariance[1] as number) / homeDeviation : 0
  const own = Math.sqrt(Math.max(0, (covariance[4] as number) - shared * shared))
  const columns = [
    [homeDeviation, shared],
    [0, own],
  ] as const
  return columns.flatMap(([home, away]) =>
    [Math.SQRT2, -Math.SQRT2].map((step) => {
      const homeRate = Math.min(maxGoals, (homeGoalRate.value ?? 0) * Math.exp(step * home))
      const awayRate = Math.min(maxGoals, (awayGoalRate.value ?? 0) * Math.exp(step * away))
      return matchOutcome(scoreMatrix(homeRate, awayRate, rho))
    }),
  )
}

function outlookOf(prediction: MatchPrediction): PairOutlook {
  const { homeId, awayId, home, draw, away, basis, homeGoalRate } = prediction
  return {
    homeId,
    awayId,
    outcome: { home: home.value ?? 0, draw: draw.value ?? 0, away: away.value ?? 0 },
    sigma: sigmaOutcomes(prediction),
    width: home.interval === null ? 1 : home.interval[1] - home.interval[0],
    n: basis.home === 'prior' || basis.away === 'prior' ? 0 : homeGoalRate.n,
  }
}

/**
 * Friction and prediction of every ordered pair of the season's teams (380 for 20 teams), each prediction made once. Ordered by home
 * team, then away team, as the DNA is.
 *
 * Cost: about 0.5 ms a pair.
 *
 * @throws {CoreError} INVALID_ARGUMENT  DNA of another season
 */
export function measureLeagueFriction({ history, model, dna, season }: LeagueFrictionInput): MeasuredPair[] {
  const stranger = dna.find((team) => team.season !== season)
  if (stranger !== undefined) {
    throw new CoreError('INVALID_ARGUMENT', `got DNA of season ${stranger.season}, expected ${season}`, { teamId: stranger.teamId })
  }
  const predictions = dna.flatMap(({ teamId: homeId }) =>
    dna.flatMap(({ teamId: awayId }) => (homeId === awayId ? [] : [predictMatch(model, { homeId, awayId })])),
  )
  const frictions = measureFrictions({ history, dna, outlooks: predictions.map(outlookOf) })
  return predictions.map((prediction, pair) => ({ friction: frictions[pair] as Friction, prediction }))
}
