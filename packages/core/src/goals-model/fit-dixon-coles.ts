import { CoreError } from '../errors.ts'
import { choleskyFactor, choleskyInverse } from '../numeric/cholesky.ts'
import { findMinimum, minimiseNewton, type NewtonResult } from '../numeric/newton.ts'
import {
  ATTACK_AT,
  type DixonColesObjective,
  type DixonColesPrior,
  dixonColesObjective,
  HOME_ADVANTAGE_AT,
  INTERCEPT_AT,
} from './dixon-coles-objective.ts'
import { type DixonColesMatches, type DixonColesStatistics, dixonColesStatistics } from './dixon-coles-statistics.ts'

export interface DixonColesInput extends DixonColesMatches {
  /** Absent: maximum likelihood, identified by attacks and defences that sum to zero. */
  readonly prior?: DixonColesPrior
  /** Parameters to start from, in the covariance's order: an earlier optimum saves iterations. */
  readonly start?: Float64Array
  /** Default 50. */
  readonly maxIterations?: number
  /** Return a fit that ran out of iterations, marked `converged: false`, in place of an error; default false. */
  readonly allowUnconverged?: boolean
}

/** The optimum with its uncertainty, teams by index. */
export interface DixonColesFit {
  readonly intercept: number
  readonly homeAdvantage: number
  readonly attack: Float64Array
  readonly defence: Float64Array
  readonly rho: number
  /** Inverse Hessian of the penalised objective, row-major; order intercept, homeAdvantage, attack, defence, rho. */
  readonly covariance: Float64Array
  /** Weighted, with the log-factorial terms, without the prior's part. */
  readonly negativeLogLikelihood: number
  readonly gradientNorm: number
  readonly iterations: number
  readonly converged: boolean
  readonly statistics: DixonColesStatistics
}

const GRADIENT_TOLERANCE = 1e-7
const MAX_STEP = 1

/**
 * Fits Dixon and Coles' model to weighted matches: all parameters, rho among them, jointly by Newton's
 * method, so a league of 25 teams takes five or six iterations.
 *
 * Cost: pairs x iterations plus (2 teamCount + 3)^3 / 6 per iteration.
 *
 * @throws {CoreError} SHAPE_MISMATCH     columns, prior means or start of a wrong length
 * @throws {CoreError} INVALID_ARGUMENT   a team index, score or weight outside its range, a prior that is no prior
 * @throws {CoreError} TOO_FEW_MATCHES    no match with a weight above 0
 * @throws {CoreError} DID_NOT_CONVERGE   iterations ran out (unless allowed), or data and prior do not determine the
 *                                        parameters: without a prior, a team that never scored or never conceded, or
 *                                        leagues that no match connects
 * @source  Dixon and Coles (1997), Applied Statistics 46, 265-280; optimum checked in test/reference/dixon-coles.json
 */
export function fitDixonColes(input: DixonColesInput): DixonColesFit {
  const statistics = dixonColesStatistics(input)
  if (statistics.matches === 0)
    throw new CoreError('TOO_FEW_MATCHES', `got ${input.home.length} matches, none with a weight above 0, expected at least 1`)
  const prior = input.prior ?? noPrior(input.teamCount)
  checkPrior(prior, input.teamCount)
  const objective = dixonColesObjective(statistics, prior)
  if (input.start && input.start.length !== objective.size)
    throw new CoreError('SHAPE_MISMATCH', `got ${input.start.length} parameters to start from, expected ${objective.size}`)
  const start = input.start && insideDomain(objective, input.start) ? input.start : coldStart(statistics, prior)
  const options = { maxIterations: input.maxIterations ?? 50, gradientTolerance: GRADIENT_TOLERANCE, maxStep: MAX_STEP }
  const result = input.allowUnconverged
    ? minimiseNewton(objective, start, options)
    : findMinimum(objective, start, { ...options, what: 'a Dixon-Coles model' })
  return { ...optimum(objective, result), statistics }
}

function optimum(objective: DixonColesObjective, result: NewtonResult): Omit<DixonColesFit, 'statistics'> {
  const { theta, hessian } = result
  const size = objective.size
  const n = (size - 3) / 2
  const negativeLogLikelihood = objective.dataPart()
  if (!choleskyFactor(hessian, size)) {
    objective.evaluate(theta, new Float64Array(size), hessian, true)
    if (!choleskyFactor(hessian, size))
      throw new CoreError('DID_NOT_CONVERGE', 'got a singular curvature at the optimum, expected a definite one')
  }
  const covariance = new Float64Array(size * size)
  choleskyInverse(hessian, size, covariance)
  return {
    intercept: theta[INTERCEPT_AT]!,
    homeAdvantage: theta[HOME_ADVANTAGE_AT]!,
    attack: theta.slice(ATTACK_AT, ATTACK_AT + n),
    defence: theta.slice(ATTACK_AT + n, ATTACK_AT + 2 * n),
    rho: theta[size - 1]!,
    covariance,
    negativeLogLikelihood,
    gradientNorm: result.gradientNorm,
    iterations: result.iterations,
    converged: result.converged,
  }
}

function noPrior(teamCount: number): DixonColesPrior {
  const flat = { interceptMean: 0, interceptPrecision: 0, homeAdvantageMean: 0, homeAdvantagePrecision: 0, rhoMean: 0, rhoPrecision: 0 }
  return { ...flat, teamPrecision: 0, teamMean: new Float64Array(teamCount) }
}

function checkPrior(prior: DixonColesPrior, teamCount: number): void {
  if (prior.teamMean.length !== teamCount)
    throw new CoreError('SHAPE_MISMATCH', `got ${prior.teamMean.length} prior means, expected one for each of ${teamCount} teams`)
  const { teamMean, ...numbers } = prior
  for (const [name, value] of Object.entries(numbers)) {
    if (!Number.isFinite(value) || (name.endsWith('Precision') && value < 0))
      throw new CoreError('INVALID_ARGUMENT', `got ${name} ${value}, expected a finite number, and a precision of 0 or more`, { name })
  }
  if (!teamMean.every(Number.isFinite)) throw new CoreError('INVALID_ARGUMENT', 'got a prior mean that is not finite, expected numbers')
}

function insideDomain(objective: DixonColesObjective, theta: Float64Array): boolean {
  return Number.isFinite(objective.evaluate(theta, new Float64Array(objective.size), new Float64Array(objective.size ** 2), false))
}

/** Equal teams at the prior, scoring as the matches do on average; half a goal is added so that no logarithm meets 0. */
function coldStart(data: DixonColesStatistics, prior: DixonColesPrior): Float64Array {
  const n = data.teamCount
  const theta = new Float64Array(3 + 2 * n)
  theta[INTERCEPT_AT] = Math.log((data.awayGoals + 0.5) / (data.weight + 0.5))
  theta[HOME_ADVANTAGE_AT] = Math.log((data.homeGoals + 0.5) / (data.awayGoals + 0.5))
  if (prior.teamPrecision > 0) {
    theta.set(prior.teamMean, ATTACK_AT)
    theta.set(prior.teamMean, ATTACK_AT + n)
  }
  return theta
}
