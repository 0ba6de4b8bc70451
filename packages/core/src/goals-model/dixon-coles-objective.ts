import type { NewtonObjective } from '../numeric/newton.ts'
import type { DixonColesStatistics } from './dixon-coles-statistics.ts'
import { addGoallessDraws, addOneAllDraws, addOneGoalMatches, type PairDerivatives, pairDerivatives } from './low-score.ts'

/** Gaussian priors on the parameters; a precision of 0 leaves a parameter free. */
export interface DixonColesPrior {
  /** Of every attack and defence. */
  readonly teamPrecision: number
  /** By team: prior mean of its attack and of its defence. */
  readonly teamMean: Float64Array
  readonly interceptMean: number
  readonly interceptPrecision: number
  readonly homeAdvantageMean: number
  readonly homeAdvantagePrecision: number
  readonly rhoMean: number
  readonly rhoPrecision: number
}

/** The penalised objective: Newton reads its value and derivatives, the report its data part. */
export interface DixonColesObjective extends NewtonObjective {
  /** Negative log-likelihood at the parameters last evaluated: without the prior, with the log-factorials. */
  dataPart(): number
}

/** Parameters are ordered intercept, homeAdvantage, attack[0..n), defence[0..n), rho. */
export const INTERCEPT_AT = 0
export const HOME_ADVANTAGE_AT = 1
export const ATTACK_AT = 2

/**
 * Without a prior, adding a constant to all attacks (or defences) and taking it from the intercept
 * changes no rate. A penalty on the squared sum of each picks the point where both sum to zero; as that
 * sum can be had for free, the likelihood's optimum stays exactly where it is.
 */
const SUM_TO_ZERO_PENALTY = 1000

/**
 * Value, gradient and Hessian of the weighted Dixon-Coles negative log-likelihood plus Gaussian priors.
 *
 * A match adds w (rate - goals) to the slope along each side's log rate and w x rate to the curvature;
 * the low scores add the terms of their correction. Linear in pairs, quadratic in teams; no allocation
 * after construction.
 *
 * @source  Dixon and Coles (1997), Applied Statistics 46, 265-280
 */
export function dixonColesObjective(data: DixonColesStatistics, prior: DixonColesPrior): DixonColesObjective {
  const n = data.teamCount
  const size = 3 + 2 * n
  const derivatives = pairDerivatives(data.pairs)
  const attackFactor = new Float64Array(n)
  const defenceFactor = new Float64Array(n)
  let likelihood = Number.NaN

  function addRates(theta: Float64Array): number {
    for (let i = 0; i < n; i++) {
      attackFactor[i] = Math.exp(theta[ATTACK_AT + i]!)
      defenceFactor[i] = Math.exp(-theta[ATTACK_AT + n + i]!)
    }
    const awayBase = Math.exp(theta[INTERCEPT_AT]!)
    const homeBase = awayBase * Math.exp(theta[HOME_ADVANTAGE_AT]!)
    const d = derivatives
    let expected = 0
    for (let pair = 0; pair < data.pairs; pair++) {
      const home = data.pairHome[pair]!
      const away = data.pairAway[pair]!
      const weight = data.pairWeight[pair]!
      const homeRate = homeBase * attackFactor[home]! * defenceFactor[away]!
      const awayRate = awayBase * attackFactor[away]! * defenceFactor[home]!
      d.homeRate[pair] = homeRate
      d.awayRate[pair] = awayRate
      d.slopeA[pair] = weight * homeRate
      d.slopeB[pair] = weight * awayRate
      d.curveA[pair] = weight * homeRate
      d.curveB[pair] = weight * awayRate
      expected += weight * (homeRate + awayRate)
    }
    d.curveAB.fill(0)
    d.curveARho.fill(0)
    d.curveBRho.fill(0)
    d.rhoSlope = 0
    d.rhoCurvature = 0
    return expected
  }

  function evaluate(theta: Float64Array, gradient: Float64Array, hessian: Float64Array, safeCurvature: boolean): number {
    const rho = theta[size - 1]!
    const exact = safeCurvature ? 0 : 1
    let value = data.logFactorials + addRates(theta)
    value += addGoallessDraws(derivatives, data.weight00, rho, exact)
    value += addOneGoalMatches(derivatives, data.weight01, rho, { exact, side: 'home' })
    value += addOneGoalMatches(derivatives, data.weight10, rho, { exact, side: 'away' })
    value += addOneAllDraws(derivatives, data.weight11, rho)
    if (!(value < Infinity)) return Number.POSITIVE_INFINITY
    gradient.fill(0)
    hessian.fill(0)
    value += addGoals(data, theta, gradient)
    scatterSlopes(data, derivatives, gradient)
    scatterCurvatures(data, derivatives, hessian)
    likelihood = value
    return value + addPrior(prior, theta, gradient, hessian)
  }
  return { size, evaluate, dataPart: () => likelihood }
}

/** The part of the likelihood that is linear in the parameters: -sum of w x goals x log rate. */
function addGoals(data: DixonColesStatistics, theta: Float64Array, gradient: Float64Array): number {
  const n = data.teamCount
  gradient[INTERCEPT_AT]! -= data.homeGoals + data.awayGoals
  gradient[HOME_ADVANTAGE_AT]! -= data.homeGoals
  let value = -theta[INTERCEPT_AT]! * (data.homeGoals + data.awayGoals) - theta[HOME_ADVANTAGE_AT]! * data.homeGoals
  for (let i = 0; i < n; i++) {
    gradient[ATTACK_AT + i]! -= data.scored[i]!
    gradient[ATTACK_AT + n + i]! += data.conceded[i]!
    value += theta[ATTACK_AT + n + i]! * data.conceded[i]! - theta[ATTACK_AT + i]! * data.scored[i]!
  }
  return value
}

function scatterSlopes(data: DixonColesStatistics, d: PairDerivatives, gradient: Float64Array): void {
  const n = data.teamCount
  const defence = ATTACK_AT + n
  for (let pair = 0; pair < data.pairs; pair++) {
    const home = data.pairHome[pair]!
    const away = data.pairAway[pair]!
    const slopeA = d.slopeA[pair]!
    const slopeB = d.slopeB[pair]!
    gradient[INTERCEPT_AT]! += slopeA + slopeB
    gradient[HOME_ADVANTAGE_AT]! += slopeA
    gradient[ATTACK_AT + home]! += slopeA
    gradient[ATTACK_AT + away]! += slopeB
    gradient[defence + away]! -= slopeA
    gradient[defence + home]! -= slopeB
  }
  gradient[2 * n + 2]! += d.rhoSlope
}

/**
 * Adds curveA u u' + curveB v v' + curveAB (u v' + v u') and rho's rows to the lower triangle, where u and v are
 * what a and b are linear in: u = intercept + homeAdvantage + attack[home] - defence[away], v = intercept + attack[away] - defence[home].
 */
function scatterCurvatures(data: DixonColesStatistics, d: PairDerivatives, hessian: Float64Array): void {
  const n = data.teamCount
  const size = 3 + 2 * n
  const rhoRow = (size - 1) * size
  for (let pair = 0; pair < data.pairs; pair++) {
    const home = data.pairHome[pair]!
    const away = data.pairAway[pair]!
    const attackHome = ATTACK_AT + home
    const attackAway = ATTACK_AT + away
    const defenceHome = attackHome + n
    const defenceAway = attackAway + n
    const a = d.curveA[pair]!
    const b = d.curveB[pair]!
    const ab = d.curveAB[pair]!
    const aRho = d.curveARho[pair]!
    const bRho = d.curveBRho[pair]!
    const row1 = HOME_ADVANTAGE_AT * size
    hessian[0]! += a + b + 2 * ab
    hessian[row1]! += a + ab
    hessian[row1 + 1]! += a
    const rowAttackHome = attackHome * size
    const rowAttackAway = attackAway * size
    const rowDefenceHome = defenceHome * size
    const rowDefenceAway = defenceAway * size
    hessian[rowAttackHome]! += a + ab
    hessian[rowAttackHome + 1]! += a
    hessian[rowAttackHome + attackHome]! += a
    hessian[rowAttackAway]! += b + ab
    hessian[rowAttackAway + 1]! += ab
    hessian[rowAttackAway + attackAway]! += b
    hessian[home > away ? rowAttackHome + attackAway : rowAttackAway + attackHome]! += ab
    hessian[rowDefenceHome]! -= b + ab
    hessian[rowDefenceHome + 1]! -= ab
    hessian[rowDefenceHome + attackHome]! -= ab
    hessian[rowDefenceHome + attackAway]! -= b
    hessian[rowDefenceHome + defenceHome]! += b
    hessian[rowDefenceAway]! -= a + ab
    hessian[rowDefenceAway + 1]! -= a
    hessian[rowDefenceAway + attackHome]! -= a
    hessian[rowDefenceAway + attackAway]! -= ab
    hessian[rowDefenceAway + defenceAway]! += a
    hessian[home > away ? rowDefenceHome + defenceAway : rowDefenceAway + defenceHome]! += ab
    hessian[rhoRow]! += aRho + bRho
    hessian[rhoRow + 1]! += aRho
    hessian[rhoRow + attackHome]! += aRho
    hessian[rhoRow + attackAway]! += bRho
    hessian[rhoRow + defenceAway]! -= aRho
    hessian[rhoRow + defenceHome]! -= bRho
  }
  hessian[rhoRow + size - 1]! += d.rhoCurvature
}

/** Adds the priors, or without a team prior the sum-to-zero penalty. Returns their value. */
function addPrior(prior: DixonColesPrior, theta: Float64Array, gradient: Float64Array, hessian: Float64Array): number {
  const size = theta.length
  const n = prior.teamMean.length
  let value = 0
  const pull = (at: number, mean: number, precision: number): void => {
    const gap = theta[at]! - mean
    value += 0.5 * precision * gap * gap
    gradient[at]! += precision * gap
    hessian[at * size + at]! += precision
  }
  pull(INTERCEPT_AT, prior.interceptMean, prior.interceptPrecision)
  pull(HOME_ADVANTAGE_AT, prior.homeAdvantageMean, prior.homeAdvantagePrecision)
  pull(size - 1, prior.rhoMean, prior.rhoPrecision)
  for (let block = ATTACK_AT; block <= ATTACK_AT + n; block += n) {
    if (prior.teamPrecision > 0) {
      for (let i = 0; i < n; i++) pull(block + i, prior.teamMean[i]!, prior.teamPrecision)
      continue
    }
    let sum = 0
    for (let i = 0; i < n; i++) sum += theta[block + i]!
    value += 0.5 * SUM_TO_ZERO_PENALTY * sum * sum
    for (let i = 0; i < n; i++) {
      gradient[block + i]! += SUM_TO_ZERO_PENALTY * sum
      for (let j = 0; j <= i; j++) hessian[(block + i) * size + block + j]! += SUM_TO_ZERO_PENALTY
    }
  }
  return value
}
