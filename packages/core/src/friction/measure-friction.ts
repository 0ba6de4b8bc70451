import type { TeamDna } from '../dna/team-dna.ts'
import { CoreError } from '../errors.ts'
import type { MatchHistory } from '../football/history.ts'
import { type MatchPrediction, predictMatch } from '../forecasting/predict-match.ts'
import type { FittedGoalsModel } from '../goals-model/goal-rates.ts'
import { matchOutcome, type OutcomeProbabilities } from '../goals-model/markets.ts'
import { scoreMatrix } from '../goals-model/score-matrix.ts'
import type { Estimate } from '../numeric/estimate.ts'
import { measureChaos } from './chaos.ts'
import { type Friction, levelsAmong, type ScoredPair, scorePairs } from './friction.ts'
import { pointEdges, psychologicalEdge } from './meetings.ts'
import { leagueTraits } from './pair-quantities.ts'

/** The part of a forecast of one ordered pair that friction needs. */
export interface PairOutlook {
  readonly homeId: number
  readonly awayId: number
  readonly outcome: OutcomeProbabilities
  /** The 1X2 at sigma points of the goal rates, of equal weight. */
  readonly sigma: readonly OutcomeProbabilities[]
  /** Width of the 95 % interval of the home win. */
  readonly width: number
  /** Matches of the side that played fewer; 0 where one is known by the league's prior alone. */
  readonly n: number
}

export interface LeaguePairs {
  readonly history: MatchHistory
  /** Every team of the season. */
  readonly dna: readonly TeamDna[]
  /** The ordered pairs to measure: all of the league, for percentiles are taken among them. */
  readonly outlooks: readonly PairOutlook[]
}

/** A forecast is as sure as its strengths: how many matches they rest on, and how wide they leave the chance of a home win. */
function rateConfidence({ n, width }: PairOutlook): Friction['confidence'] {
  if (n < 10 || width > 0.3) return 'low'
  return n >= 38 && width <= 0.2 ? 'high' : 'medium'
}

/**
 * Friction of every ordered pair given, in the same order. Levels are percentiles among these pairs, so all of a league's should be
 * given at once. Style clash, tempo, mental clash and risk are the same when a pair is swapped; tactical friction becomes
 * 100 − level and the psychological edge changes sign; chaos differs by home advantage. Weights are the league's, the same for every
 * pair with the same parts measured.
 *
 * Cost: quadratic in the pairs for the percentiles, about 10 ms for 380.
 */
export function measureFrictions({ history, dna, outlooks }: LeaguePairs): Friction[] {
  const scored = scorePairs(leagueTraits(dna), outlooks)
  const edges = pointEdges(history)
  const indexOfId = new Map(history.teams.map((team, index) => [team.id, index]))
  const chaos = levelsAmong(outlooks.map(measureChaos))
  return outlooks.map((outlook, pair) => {
    const { homeId, awayId } = outlook
    const { score, components } = scored[pair] as ScoredPair
    return {
      homeId,
      awayId,
      score,
      components,
      psychologicalEdge: psychologicalEdge(edges, indexOfId.get(homeId) ?? -1, indexOfId.get(awayId) ?? -1),
      chaosPotential: chaos[pair] as Estimate,
      confidence: rateConfidence(outlook),
    }
  })
}

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

/** A prediction's 1X2. */
export const toOutcome = ({ home, draw, away }: MatchPrediction): OutcomeProbabilities => ({
  home: home.value ?? 0,
  draw: draw.value ?? 0,
  away: away.value ?? 0,
})

/** The part of a prediction that friction needs; n is 0 where a side has no matches. */
export function toOutlook(prediction: MatchPrediction): PairOutlook {
  const { homeId, awayId, home, homeGoalRate } = prediction
  return {
    homeId,
    awayId,
    outcome: toOutcome(prediction),
    sigma: sigmaOutcomes(prediction),
    width: home.interval === null ? 1 : home.interval[1] - home.interval[0],
    n: homeGoalRate.n,
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
  const frictions = measureFrictions({ history, dna, outlooks: predictions.map(toOutlook) })
  return predictions.map((prediction, pair) => ({ friction: frictions[pair] as Friction, prediction }))
}
