import { CoreError } from '../errors.ts'
import type { TeamRef } from '../football/match-table.ts'
import type { Minute } from '../football/time.ts'
import { ATTACK_AT, HOME_ADVANTAGE_AT, INTERCEPT_AT } from './dixon-coles-objective.ts'
import type { Estimate } from '../numeric/estimate.ts'
import { Z_95 } from '../numeric/distributions.ts'
import { type GoalRate, goalRate } from '../units.ts'

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
  /** Sum of decay weights, per team: below 1 the prior dominates. */
  readonly weightByTeam: Float64Array
  /** 1 where the team entered the competition in the latest season of the history; 0 also where the season before is not loaded. */
  readonly promoted: Uint8Array
  readonly prior: GoalsPrior
  readonly xiPerDay: number
  readonly diagnostics: FitDiagnostics
}

/** A pairing by team ids. */
export interface Pairing {
  readonly home: number
  readonly away: number
  /** Neither side at home; default false. */
  readonly neutralVenue?: boolean
}

/** Whether a side's strength was fitted to its matches or is the league's prior alone. */
export type StrengthBasis = 'fitted' | 'prior'

/** What the model expects of one match. */
export interface GoalRates {
  readonly home: GoalRate
  readonly away: GoalRate
  /** The same as estimates: 95 % interval; n = matches of the side that played fewer (both strengths enter each rate). */
  readonly homeGoalRate: Estimate
  readonly awayGoalRate: Estimate
  readonly rho: number
  /** Row-major, shape [3, 3]: of log home rate, log away rate and rho. */
  readonly covariance: Float64Array
  readonly basis: { readonly home: StrengthBasis; readonly away: StrengthBasis }
}

/** One linear combination of the model's parameters, at most four of them. */
type Terms = readonly (readonly [parameter: number, factor: number])[]

/**
 * Goal rates of a pairing, with the covariance x' Sigma x of their logarithms.
 *
 * A team that the model does not know is predicted as one that enters the competition: attack and defence at the
 * promoted mean with the prior's variance, labelled `prior`. At a neutral venue each side gets half of the home
 * advantage (on the log scale), so the expected total stays that of the league.
 *
 * @throws {CoreError} INVALID_ARGUMENT  a team against itself, or rates beyond what a double holds
 * @throws {CoreError} UNKNOWN_TEAM      a team outside the model when the model has no prior for teams
 */
export function goalRates(model: FittedGoalsModel, pairing: Pairing): GoalRates {
  if (pairing.home === pairing.away)
    throw new CoreError('INVALID_ARGUMENT', `got team ${pairing.home} on both sides, expected two teams`, { ...pairing })
  const home = model.teams.findIndex((team) => team.id === pairing.home)
  const away = model.teams.findIndex((team) => team.id === pairing.away)
  checkKnown(model, home, pairing.home)
  checkKnown(model, away, pairing.away)
  const n = model.teams.length
  const strength = (values: Float64Array, index: number): number => (index < 0 ? model.prior.promotedMean : values[index]!)
  const homeShare = pairing.neutralVenue ? 0.5 : 1
  const awayShare = 1 - homeShare
  const logHome = model.intercept + homeShare * model.homeAdvantage + strength(model.attack, home) - strength(model.defence, away)
  const logAway = model.intercept + awayShare * model.homeAdvantage + strength(model.attack, away) - strength(model.defence, home)
  const homeTerms = rateTerms(n, home, away, homeShare)
  const awayTerms = rateTerms(n, away, home, awayShare)
  const covariance = rateCovariance(model, homeTerms, awayTerms)
  const unknownVariance = (Number(home < 0) + Number(away < 0)) / model.prior.teamPrecision
  if (unknownVariance > 0) {
    covariance[0]! += unknownVariance
    covariance[4]! += unknownVariance
  }
  const played = (index: number): number => (index < 0 ? 0 : model.matchesByTeam[index]!)
  const matches = Math.min(played(home), played(away))
  return {
    home: goalRate(Math.exp(logHome)),
    away: goalRate(Math.exp(logAway)),
    homeGoalRate: rateEstimate(logHome, covariance[0]!, matches),
    awayGoalRate: rateEstimate(logAway, covariance[4]!, matches),
    rho: model.rho,
    covariance,
    basis: { home: home < 0 ? 'prior' : 'fitted', away: away < 0 ? 'prior' : 'fitted' },
  }
}

function checkKnown(model: FittedGoalsModel, index: number, id: number): void {
  if (index < 0 && !(model.prior.teamPrecision > 0))
    throw new CoreError(
      'UNKNOWN_TEAM',
      `got team ${id}, which ${model.competition} has no matches of, expected one of its teams or a prior`,
      { id },
    )
}

/** Parameters behind one side's log rate. An unknown team's are left out: its prior is independent of the fit. */
function rateTerms(n: number, attacker: number, defender: number, advantage: number): Terms {
  const terms: [number, number][] = [[INTERCEPT_AT, 1]]
  if (advantage !== 0) terms.push([HOME_ADVANTAGE_AT, advantage])
  if (attacker >= 0) terms.push([ATTACK_AT + attacker, 1])
  if (defender >= 0) terms.push([ATTACK_AT + n + defender, -1])
  return terms
}

function rateCovariance(model: FittedGoalsModel, home: Terms, away: Terms): Float64Array {
  const size = 3 + 2 * model.teams.length
  const rows: readonly Terms[] = [home, away, [[size - 1, 1]]]
  const covariance = new Float64Array(9)
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      let sum = 0
      for (const [p, a] of rows[i]!) for (const [q, b] of rows[j]!) sum += a * b * model.covariance[p * size + q]!
      covariance[i * 3 + j] = sum
    }
  }
  return covariance
}

function rateEstimate(logRate: number, variance: number, n: number): Estimate {
  const half = Z_95 * Math.sqrt(variance)
  return { value: Math.exp(logRate), n, interval: [Math.exp(logRate - half), Math.exp(logRate + half)] }
}

/** The settings that a model was fitted with. */
export interface FitSettings {
  xiPerDay: number
  teamPrecision: number
}

export const fitSettings = ({ xiPerDay, prior }: FittedGoalsModel): FitSettings => ({ xiPerDay, teamPrecision: prior.teamPrecision })
