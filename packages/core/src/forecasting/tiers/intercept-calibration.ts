import type { IntervalProbability, OutcomeForecast } from './outcome-forecast.ts'
import type { RatedRow } from './training-rows.ts'
import type { Tier } from './tier.ts'

/** Towards no shift: a prior worth about 400 matches. */
const PRECISION = 100
const STEPS = 25

/**
 * Shifts on the scale of log odds. A score grid understates that both sides score, from whatever source its rates come; only the results
 * tier misses the level of the total. Both were decided on 1516-1718.
 */
export interface Intercepts {
  readonly btts: number
  readonly over25: number
}

const NO_SHIFT: Intercepts = { btts: 0, over25: 0 }

const logit = (p: number) => Math.log(p / (1 - p))
const expit = (x: number) => 1 / (1 + Math.exp(-x))

/** The shift that past forecasts lacked: mode under a Gaussian prior around 0. */
function shiftOf(probabilities: readonly number[], happened: readonly boolean[]): number {
  let shift = 0
  for (let step = 0; step < STEPS; step++) {
    let gradient = -PRECISION * shift
    let curvature = PRECISION
    for (let i = 0; i < probabilities.length; i++) {
      const p = expit(logit(probabilities[i]!) + shift)
      gradient += (happened[i] ? 1 : 0) - p
      curvature += p * (1 - p)
    }
    const move = gradient / curvature
    shift += move
    if (Math.abs(move) < 1e-12) break
  }
  return shift
}

/** A match that was forecast before it was played. */
export interface PastForecast {
  readonly row: RatedRow
  readonly forecast: OutcomeForecast
}

export function learnIntercepts(past: readonly PastForecast[], tier: Tier): Intercepts {
  if (past.length === 0) return NO_SHIFT
  const goals = past.map(({ row }) => [row.league.homeGoals[row.at]!, row.league.awayGoals[row.at]!] as const)
  const btts = shiftOf(
    past.map(({ forecast }) => forecast.btts.value),
    goals.map(([home, away]) => home > 0 && away > 0),
  )
  if (tier !== 'results') return { btts, over25: 0 }
  const over25 = shiftOf(
    past.map(({ forecast }) => forecast.over25.value),
    goals.map(([home, away]) => home + away > 2),
  )
  return { btts, over25 }
}

function shifted(probability: IntervalProbability, by: number): IntervalProbability {
  if (by === 0) return probability
  return { value: expit(logit(probability.value) + by), low: expit(logit(probability.low) + by), high: expit(logit(probability.high) + by) }
}

export function withIntercepts(forecast: OutcomeForecast, intercepts: Intercepts): OutcomeForecast {
  return { ...forecast, over25: shifted(forecast.over25, intercepts.over25), btts: shifted(forecast.btts, intercepts.btts) }
}
