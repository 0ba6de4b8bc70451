/** Prior of rho: what fits to European leagues give, with the weight of about 200 low scores. */
const PRIOR_MEAN = -0.05
const PRIOR_PRECISION = 200
const STEPS = 20

/** Rates and scores of past matches, one entry each. */
export interface ScoredRates {
  readonly homeRates: ArrayLike<number>
  readonly awayRates: ArrayLike<number>
  readonly homeGoals: ArrayLike<number>
  readonly awayGoals: ArrayLike<number>
}

/** The derivative of a low score's correction 1 + c rho, that is c; 0 for every other score. */
function slope(homeGoals: number, awayGoals: number, homeRate: number, awayRate: number): number {
  if (homeGoals === 0 && awayGoals === 0) return -homeRate * awayRate
  if (homeGoals === 0 && awayGoals === 1) return homeRate
  if (homeGoals === 1 && awayGoals === 0) return awayRate
  return homeGoals === 1 && awayGoals === 1 ? -1 : 0
}

/**
 * Dixon and Coles' low-score dependence, given the rates: the mode under a weak prior, by Newton's method on a concave function.
 *
 * @source  Dixon and Coles (1997), Applied Statistics 46, 265-280
 */
export function fitLowScoreRho(matches: ScoredRates): number {
  const { homeRates, awayRates, homeGoals, awayGoals } = matches
  let rho = PRIOR_MEAN
  for (let step = 0; step < STEPS; step++) {
    let gradient = -PRIOR_PRECISION * (rho - PRIOR_MEAN)
    let curvature = PRIOR_PRECISION
    for (let i = 0; i < homeGoals.length; i++) {
      const c = slope(homeGoals[i]!, awayGoals[i]!, homeRates[i]!, awayRates[i]!)
      if (c === 0) continue
      const ratio = c / Math.max(1e-6, 1 + c * rho)
      gradient += ratio
      curvature += ratio * ratio
    }
    const move = gradient / curvature
    rho += move
    if (Math.abs(move) < 1e-12) break
  }
  return rho
}
