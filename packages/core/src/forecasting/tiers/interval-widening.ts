import { logit } from '../../numeric/logit.ts'
import { Z_95 } from '../../numeric/normal.ts'
import type { PastForecast } from './intercept-calibration.ts'
import { type IntervalProbability, type OutcomeForecast, withDeviation } from './outcome-forecast.ts'
import { PRICES } from './rated-matches.ts'

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
 * What the intervals of earlier seasons lacked: goal rates alone do not say how a market prices a draw.
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
