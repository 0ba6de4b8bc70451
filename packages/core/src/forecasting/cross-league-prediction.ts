import { CoreError } from '../errors.ts'
import { ATTACK_AT, HOME_ADVANTAGE_AT, INTERCEPT_AT } from '../goals-model/dixon-coles-objective.ts'
import type { FittedGoalsModel } from '../goals-model/goal-rates.ts'
import type { Estimate } from '../numeric/estimate.ts'
import { Z_95 } from '../numeric/distributions.ts'
import { type MatchPrediction, expandPrediction } from './predict-match.ts'

/**
 * The assumption that makes teams of two leagues comparable, since no result of one league informs the other: the
 * middles of both leagues are equally strong, give or take `standardDeviation` on the scale of the log goal rate.
 */
export interface LeaguesEqual {
  readonly id: 'leagues_equal'
  readonly standardDeviation: number
}

/** One side of the match: its league's model and the teams among which it is measured. */
export interface LeagueSide {
  readonly model: FittedGoalsModel
  readonly teamId: number
  /** Ids of the league's teams of the season: their mean is the league's middle. */
  readonly season: readonly number[]
}

const MAX_DEVIATION = 1

/**
 * A match between two leagues under a stated assumption. Each team's strength is that above the middle of its own league; base rate, home
 * advantage and low-score dependence are the mean of both leagues. The assumption's spread goes into every interval, so they are wide.
 *
 * @throws {CoreError} UNKNOWN_TEAM      a team that its league's model has not seen
 * @throws {CoreError} INVALID_ARGUMENT  a standard deviation outside (0, 1]
 */
export function crossLeaguePrediction(
  home: LeagueSide,
  away: LeagueSide,
  { assumption, neutralVenue = false }: { readonly assumption: LeaguesEqual; readonly neutralVenue?: boolean },
): MatchPrediction {
  const { standardDeviation } = assumption
  if (!(standardDeviation > 0 && standardDeviation <= MAX_DEVIATION))
    throw new CoreError('INVALID_ARGUMENT', `got a standard deviation of ${standardDeviation}, expected it in (0, ${MAX_DEVIATION}]`)
  const homeShare = neutralVenue ? 0.5 : 1
  const ofHome = [contribution(home, 'scores', homeShare), contribution(home, 'concedes', 1 - homeShare)] as const
  const ofAway = [contribution(away, 'concedes', homeShare), contribution(away, 'scores', 1 - homeShare)] as const
  const [logHome, logAway] = [0, 1].map((rate) => combine(home.model, ofHome[rate as 0]) + combine(away.model, ofAway[rate as 0])) as [
    number,
    number,
  ]
  const between = (one: 0 | 1, other: 0 | 1) =>
    covarianceBetween(home.model, ofHome[one], ofHome[other]) + covarianceBetween(away.model, ofAway[one], ofAway[other])
  // The leagues' distance lifts one side and lowers the other.
  const gap = standardDeviation ** 2
  const [homeVariance, shared, awayVariance] = [between(0, 0) + gap, between(0, 1) - gap, between(1, 1) + gap]
  const n = Math.min(matchesPlayed(home), matchesPlayed(away))
  return expandPrediction({
    homeId: home.teamId,
    awayId: away.teamId,
    neutralVenue,
    basis: { home: 'fitted', away: 'fitted' },
    homeGoalRate: rateEstimate(logHome, homeVariance, n),
    awayGoalRate: rateEstimate(logAway, awayVariance, n),
    rho: (home.model.rho + away.model.rho) / 2,
    covariance: [homeVariance, shared, 0, shared, awayVariance, 0, 0, 0, rhoVariance(home.model) / 4 + rhoVariance(away.model) / 4],
  })
}

const indexFor = ({ model, teamId }: Pick<LeagueSide, 'model' | 'teamId'>): number => {
  const index = model.teams.findIndex((team) => team.id === teamId)
  if (index < 0) throw new CoreError('UNKNOWN_TEAM', `got team ${teamId}, which ${model.competition} has no matches of`, { teamId })
  return index
}

const matchesPlayed = (side: LeagueSide): number => side.model.matchesByTeam[indexFor(side)]!

/** Factors of a model's parameters in one log rate: half of the league's middle, and the team's own distance from it. */
function contribution(side: LeagueSide, role: 'scores' | 'concedes', advantage: number): Float64Array {
  const { model, season } = side
  const n = model.teams.length
  const factors = new Float64Array(3 + 2 * n)
  factors[INTERCEPT_AT] = 0.5
  factors[HOME_ADVANTAGE_AT] = advantage / 2
  const [attack, defence] = [(team: number) => ATTACK_AT + team, (team: number) => ATTACK_AT + n + team]
  const known = season.map((id) => model.teams.findIndex((team) => team.id === id)).filter((team) => team >= 0)
  // The middle's rate is intercept + mean attack − mean defence; half of it is this league's.
  for (const team of known) {
    factors[attack(team)]! += 0.5 / known.length
    factors[defence(team)]! -= 0.5 / known.length
    // The team's distance from the middle of its league.
    factors[role === 'scores' ? attack(team) : defence(team)]! += (role === 'scores' ? -1 : 1) / known.length
  }
  const own = indexFor(side)
  factors[role === 'scores' ? attack(own) : defence(own)]! += role === 'scores' ? 1 : -1
  return factors
}

function combine({ intercept, homeAdvantage, attack, defence }: FittedGoalsModel, factors: Float64Array): number {
  const n = attack.length
  let sum = factors[INTERCEPT_AT]! * intercept + factors[HOME_ADVANTAGE_AT]! * homeAdvantage
  for (let team = 0; team < n; team++) sum += factors[ATTACK_AT + team]! * attack[team]! + factors[ATTACK_AT + n + team]! * defence[team]!
  return sum
}

function covarianceBetween({ covariance }: FittedGoalsModel, one: Float64Array, other: Float64Array): number {
  const size = one.length
  let sum = 0
  for (let p = 0; p < size; p++) {
    if (one[p] === 0) continue
    for (let q = 0; q < size; q++) sum += one[p]! * other[q]! * covariance[p * size + q]!
  }
  return sum
}

const rhoVariance = ({ covariance }: FittedGoalsModel): number => covariance[covariance.length - 1]!

function rateEstimate(logRate: number, variance: number, n: number): Estimate {
  const half = Z_95 * Math.sqrt(variance)
  return { value: Math.exp(logRate), n, interval: [Math.exp(logRate - half), Math.exp(logRate + half)] }
}
