import { type IntervalProbability, type OutcomeForecast, withDeviation } from './outcome-forecast.ts'
import { PRICES, type RatedRow } from './rated-matches.ts'
import type { Tier } from './tier.ts'
import { bernoulliLoss, logistic, logit, Z_95 } from '../../numeric/distributions.ts'
import { findMinimum, type NewtonObjective } from '../../numeric/newton.ts'

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

const COVERAGE = 0.95
/** With fewer closing prices the intervals stay as they are. */
const MIN_PRICES = 500
const MARKETS = ['home', 'draw', 'away', 'over25'] as const

type Market = (typeof MARKETS)[number]

/** Variance on the scale of log odds that the intervals of a market lacked. */
export type ExtraVariance = Readonly<Record<Market, number>>

const NOTHING: ExtraVariance = { home: 0, draw: 0, away: 0, over25: 0 }
const getDeviation = ({ low, high }: IntervalProbability) => (logit(high) - logit(low)) / (2 * Z_95)

/** The fair closing price of a market; NaN where there is none of its own (a total that repeats its opening). */
function getClose({ row: { league, at } }: PastForecast, k: number): number {
  const close = league.closing[at * PRICES + k]!
  return k === 3 && close === league.opening[at * PRICES + 3] ? Number.NaN : close
}

/** The least variance to add so that 95 % of the closing prices lie inside: the quantile of what each one lacked. */
function missingVariance(past: readonly PastForecast[], market: Market, k: number): number {
  const lacking = past
    .map((each) => ({ close: getClose(each, k), probability: each.forecast[market] }))
    .filter(({ close }) => close > 0 && close < 1)
    .map(({ close, probability }) => ((logit(close) - logit(probability.value)) / Z_95) ** 2 - getDeviation(probability) ** 2)
  if (lacking.length < MIN_PRICES) return 0
  return Math.max(0, Float64Array.from(lacking).sort()[Math.floor(COVERAGE * lacking.length)]!)
}

/**
 * Variance that the intervals of earlier seasons lacked: goal rates alone do not determine how a market prices a draw.
 * Not for the results tier, which looks at no price.
 */
export function learnExtraVariance(past: readonly PastForecast[]): ExtraVariance {
  if (past.length === 0) return NOTHING
  return Object.fromEntries(MARKETS.map((market, k) => [market, missingVariance(past, market, k)])) as Record<Market, number>
}

function widened(probability: IntervalProbability, extra: number): IntervalProbability {
  if (extra === 0) return probability
  return withDeviation(probability.value, Math.sqrt(getDeviation(probability) ** 2 + extra))
}

export function withExtraVariance(forecast: OutcomeForecast, extra: ExtraVariance): OutcomeForecast {
  const { home, draw, away, over25 } = forecast
  return {
    ...forecast,
    home: widened(home, extra.home),
    draw: widened(draw, extra.draw),
    away: widened(away, extra.away),
    over25: widened(over25, extra.over25),
  }
}
