import { fillOutcomes } from '../ratings/market-rates.ts'
import type { MarketForecast } from './market-tier.ts'
import type { RatesForecast } from './rate-tiers.ts'
import type { Tier } from './tier.ts'
import { logistic, logit, Z_95, fillPoisson } from '../../numeric/distributions.ts'

/** A probability with its 95 % interval. */
export interface IntervalProbability {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** One tier's forecast of a match, every market with an interval. */
export interface OutcomeForecast {
  readonly home: IntervalProbability
  readonly draw: IntervalProbability
  readonly away: IntervalProbability
  readonly over25: IntervalProbability
  readonly btts: IntervalProbability
  /** The goal rates behind the forecast, and the low-score dependence; in the market tier they only follow its prices. */
  readonly rates: Pick<RatesForecast, 'home' | 'away' | 'rho'>
  /** The tier that could be used: a tier whose data is missing falls back to the one below it. */
  readonly basis: Tier
}

const MARKETS = 5

const outcome = new Float64Array(4)
const goals = new Float64Array(1)

/** Writes home, draw, away, over 2.5, both score, of two goal rates to `out`; no allocation. */
export function fillMarkets(homeRate: number, awayRate: number, rho: number, out: Float64Array): void {
  const used = Math.max(-0.999 / Math.max(homeRate, awayRate, 1), Math.min(0.999 / Math.max(1, homeRate * awayRate), rho))
  fillOutcomes(homeRate, awayRate, used, outcome)
  fillPoisson(homeRate + awayRate, goals)
  const nobody = goals[0]!
  out.set(outcome)
  // The low-score correction takes from 0-0 what it gives to the 1-1's neighbours: both score changes by minus rho P(1-1).
  out[4] = 1 - Math.exp(-homeRate) - Math.exp(-awayRate) + nobody - used * homeRate * awayRate * nobody
}

/** A probability with the 95 % interval of a standard deviation on the scale of log odds. */
export function withDeviation(value: number, deviation: number): IntervalProbability {
  const centre = logit(value)
  return { value, low: logistic(centre - Z_95 * deviation), high: logistic(centre + Z_95 * deviation) }
}

function named(
  values: readonly IntervalProbability[],
  { home: homeRate, away: awayRate, rho }: RatesForecast,
  basis: Tier,
): OutcomeForecast {
  const [home, draw, away, over25, btts] = values as [
    IntervalProbability,
    IntervalProbability,
    IntervalProbability,
    IntervalProbability,
    IntervalProbability,
  ]
  return { home, draw, away, over25, btts, rates: { home: homeRate, away: awayRate, rho }, basis }
}

const at = new Float64Array(MARKETS)
const above = new Float64Array(MARKETS)
const below = new Float64Array(MARKETS)

/** All markets of one pair of goal rates. The interval is the rates' own uncertainty, carried over on the scale of log odds. */
export function forecastFromRates(rates: RatesForecast, basis: Tier): OutcomeForecast {
  const { home, away, rho } = rates
  fillMarkets(home, away, rho, at)
  const variances = new Float64Array(MARKETS)
  const shift = (supremacy: number, total: number) => {
    const up = Math.exp((total + supremacy) / 2)
    const down = Math.exp((total - supremacy) / 2)
    fillMarkets(home * up, away * down, rho, above)
    fillMarkets(home / up, away / down, rho, below)
    for (let k = 0; k < MARKETS; k++) variances[k]! += ((logit(above[k]!) - logit(below[k]!)) / 2) ** 2
  }
  shift(rates.supremacyDeviation, 0)
  shift(0, rates.totalDeviation)
  return named(
    Array.from(at, (value, k) => withDeviation(value, Math.sqrt(variances[k]!))),
    rates,
    basis,
  )
}

/** Win, draw and total from the market's own prices, both-score from the rates behind them. */
export function forecastFromMarket(market: MarketForecast, rates: RatesForecast): OutcomeForecast {
  const grid = forecastFromRates(rates, 'market')
  const [home, draw, away, over] = market.deviations
  return {
    home: withDeviation(market.home, home),
    draw: withDeviation(market.draw, draw),
    away: withDeviation(market.away, away),
    over25: Number.isNaN(market.over25) ? grid.over25 : withDeviation(market.over25, over),
    btts: grid.btts,
    rates: grid.rates,
    basis: 'market',
  }
}
