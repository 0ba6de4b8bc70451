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
