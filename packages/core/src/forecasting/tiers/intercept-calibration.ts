import { bernoulliLoss, logistic, logit } from '../../numeric/logit.ts'
import { findMinimum, type NewtonObjective } from '../../numeric/newton.ts'
import type { IntervalProbability, OutcomeForecast } from './outcome-forecast.ts'
import type { RatedRow } from './training-rows.ts'
import type { Tier } from './tier.ts'

/** Towards no shift: a prior worth about 400 matches. */
const PRECISION = 100

/**
 * Shifts on the scale of log odds. A score grid understates that both sides score, from whatever source its rates come; only the results
 * tier misses the level of the total. Both were decided on 1516-1718.
 */
export interface Intercepts {
  readonly btts: number
  readonly over25: number
}

const NO_SHIFT: Intercepts = { btts: 0, over25: 0 }

/** The shift that past forecasts lacked: mode under a Gaussian prior around 0. */
function fitShift(probabilities: readonly number[], happened: readonly boolean[]): number {
  const logOdds = Float64Array.from(probabilities, logit)
  const objective: NewtonObjective = {
    size: 1,
    evaluate(theta, gradient, hessian) {
      const shift = theta[0]!
      let value = (PRECISION * shift * shift) / 2
      let slope = PRECISION * shift
      let curvature = PRECISION
      for (let i = 0; i < logOdds.length; i++) {
        const outcome = happened[i] ? 1 : 0
        const p = logistic(logOdds[i]! + shift)
        value += bernoulliLoss(logOdds[i]! + shift, outcome)
        slope += p - outcome
        curvature += p * (1 - p)
      }
      gradient[0] = slope
      hessian[0] = curvature
      return value
    },
  }
  const options = { maxIterations: 50, gradientTolerance: 0, stepTolerance: 1e-12, maxStep: 2, what: 'a calibration intercept' }
  return findMinimum(objective, new Float64Array(1), options).theta[0]!
}

/** A match that was forecast before it was played. */
export interface PastForecast {
  readonly row: RatedRow
  readonly forecast: OutcomeForecast
}

export function learnIntercepts(past: readonly PastForecast[], tier: Tier): Intercepts {
  if (past.length === 0) return NO_SHIFT
  const goals = past.map(({ row }) => [row.league.homeGoals[row.at]!, row.league.awayGoals[row.at]!] as const)
  const btts = fitShift(
    past.map(({ forecast }) => forecast.btts.value),
    goals.map(([home, away]) => home > 0 && away > 0),
  )
  if (tier !== 'results') return { btts, over25: 0 }
  const over25 = fitShift(
    past.map(({ forecast }) => forecast.over25.value),
    goals.map(([home, away]) => home + away > 2),
  )
  return { btts, over25 }
}

function shifted(probability: IntervalProbability, by: number): IntervalProbability {
  if (by === 0) return probability
  return {
    value: logistic(logit(probability.value) + by),
    low: logistic(logit(probability.low) + by),
    high: logistic(logit(probability.high) + by),
  }
}

export function withIntercepts(forecast: OutcomeForecast, intercepts: Intercepts): OutcomeForecast {
  return { ...forecast, over25: shifted(forecast.over25, intercepts.over25), btts: shifted(forecast.btts, intercepts.btts) }
}
