import { findMinimum, type NewtonObjective } from '../numeric/newton.ts'

/** Prior of rho: what fits to European leagues give, with the weight of about 200 low scores. */
const PRIOR_MEAN = -0.05
const PRIOR_PRECISION = 200

/** Rates and scores of past matches, one entry each. */
export interface ScoredRates {
  readonly homeRates: ArrayLike<number>
  readonly awayRates: ArrayLike<number>
  readonly homeGoals: ArrayLike<number>
  readonly awayGoals: ArrayLike<number>
}

/** The slope of a low score's correction tau = 1 + c rho, that is c; 0 for every other score. */
function tauSlope(homeGoals: number, awayGoals: number, homeRate: number, awayRate: number): number {
  if (homeGoals === 0 && awayGoals === 0) return -homeRate * awayRate
  if (homeGoals === 0 && awayGoals === 1) return homeRate
  if (homeGoals === 1 && awayGoals === 0) return awayRate
  return homeGoals === 1 && awayGoals === 1 ? -1 : 0
}

/**
 * Dixon and Coles' low-score dependence, given the rates: the mode under a weak prior, by Newton's method on a convex function.
 *
 * @throws {CoreError} DID_NOT_CONVERGE  a rate that is no number
 * @source  Dixon and Coles (1997), Applied Statistics 46, 265-280
 */
export function fitLowScoreRho(matches: ScoredRates): number {
  const { homeRates, awayRates, homeGoals, awayGoals } = matches
  const objective: NewtonObjective = {
    size: 1,
    evaluate(theta, gradient, hessian) {
      const rho = theta[0]!
      const distance = rho - PRIOR_MEAN
      let value = (PRIOR_PRECISION * distance * distance) / 2
      let slope = PRIOR_PRECISION * distance
      let curvature = PRIOR_PRECISION
      for (let i = 0; i < homeGoals.length; i++) {
        const factor = tauSlope(homeGoals[i]!, awayGoals[i]!, homeRates[i]!, awayRates[i]!)
        if (factor === 0) continue
        const tau = 1 + factor * rho
        if (!(tau > 0)) return Number.POSITIVE_INFINITY
        const ratio = factor / tau
        value -= Math.log(tau)
        slope -= ratio
        curvature += ratio * ratio
      }
      gradient[0] = slope
      hessian[0] = curvature
      return value
    },
  }
  const options = { maxIterations: 50, gradientTolerance: 0, stepTolerance: 1e-12, maxStep: 1, what: 'the low-score dependence' }
  return findMinimum(objective, Float64Array.of(PRIOR_MEAN), options).theta[0]!
}

/**
 * Derivatives of the objective along a = log(home rate), b = log(away rate) and rho, an entry per
 * ordered pair of teams. Rho's own derivatives are sums over pairs.
 */
export interface PairDerivatives {
  readonly homeRate: Float64Array
  readonly awayRate: Float64Array
  readonly slopeA: Float64Array
  readonly slopeB: Float64Array
  readonly curveA: Float64Array
  readonly curveB: Float64Array
  readonly curveAB: Float64Array
  readonly curveARho: Float64Array
  readonly curveBRho: Float64Array
  rhoSlope: number
  rhoCurvature: number
}

export function pairDerivatives(pairs: number): PairDerivatives {
  const column = (): Float64Array => new Float64Array(pairs)
  return {
    homeRate: column(),
    awayRate: column(),
    slopeA: column(),
    slopeB: column(),
    curveA: column(),
    curveB: column(),
    curveAB: column(),
    curveARho: column(),
    curveBRho: column(),
    rhoSlope: 0,
    rhoCurvature: 0,
  }
}

/*
 * The Dixon-Coles correction tau multiplies the probabilities of four scores:
 *   tau(0,0) = 1 - homeRate awayRate rho, tau(0,1) = 1 + homeRate rho, tau(1,0) = 1 + awayRate rho, tau(1,1) = 1 - rho.
 * For each, -log(tau) has slope -tau_u / tau and curvature tau_u tau_v / tau^2 - tau_uv / tau. The first
 * part of the curvature is an outer product, so it alone is never negative: `exact` is 1 to count both
 * parts and 0 for the safe one.
 */

/** Adds the 0-0 matches. Returns their -log(tau), or plus infinity when a tau is not above 0. */
export function addGoallessDraws(d: PairDerivatives, weights: Float64Array, rho: number, exact: 0 | 1): number {
  let value = 0
  for (let pair = 0; pair < weights.length; pair++) {
    const w = weights[pair]!
    if (w === 0) continue
    const product = d.homeRate[pair]! * d.awayRate[pair]!
    const tau = 1 - product * rho
    if (!(tau > 0)) return Number.POSITIVE_INFINITY
    const byRho = product / tau
    const byRate = byRho * rho
    value -= w * Math.log(tau)
    d.slopeA[pair]! += w * byRate
    d.slopeB[pair]! += w * byRate
    // tau(0,0) depends on a + b alone, so its three curvatures in the rates are one number.
    const curvature = w * byRate * (byRate + exact)
    d.curveA[pair]! += curvature
    d.curveB[pair]! += curvature
    d.curveAB[pair]! += curvature
    const cross = w * byRho * (byRate + exact)
    d.curveARho[pair]! += cross
    d.curveBRho[pair]! += cross
    d.rhoSlope += w * byRho
    d.rhoCurvature += w * byRho * byRho
  }
  return value
}

/** Which columns a 0-1 (home rate in tau) or a 1-0 (away rate in tau) touches. */
export type CorrectedSide = 'home' | 'away'

/** Adds the 0-1 matches (`home`) or the 1-0 matches (`away`). Returns as {@link addGoallessDraws}. */
export function addOneGoalMatches(
  d: PairDerivatives,
  weights: Float64Array,
  rho: number,
  how: { exact: 0 | 1; side: CorrectedSide },
): number {
  const home = how.side === 'home'
  const rates = home ? d.homeRate : d.awayRate
  const slopes = home ? d.slopeA : d.slopeB
  const curvatures = home ? d.curveA : d.curveB
  const crosses = home ? d.curveARho : d.curveBRho
  let value = 0
  for (let pair = 0; pair < weights.length; pair++) {
    const w = weights[pair]!
    if (w === 0) continue
    const rate = rates[pair]!
    const tau = 1 + rate * rho
    if (!(tau > 0)) return Number.POSITIVE_INFINITY
    const byRho = rate / tau
    const byRate = byRho * rho
    value -= w * Math.log(tau)
    slopes[pair]! -= w * byRate
    curvatures[pair]! += w * byRate * (byRate - how.exact)
    crosses[pair]! += w * byRho * (byRate - how.exact)
    d.rhoSlope -= w * byRho
    d.rhoCurvature += w * byRho * byRho
  }
  return value
}

/** Adds the 1-1 matches, whose tau depends on rho alone. Returns as {@link addGoallessDraws}. */
export function addOneAllDraws(d: PairDerivatives, weight: number, rho: number): number {
  const tau = 1 - rho
  if (!(tau > 0)) return Number.POSITIVE_INFINITY
  d.rhoSlope += weight / tau
  d.rhoCurvature += weight / (tau * tau)
  return -weight * Math.log(tau)
}
