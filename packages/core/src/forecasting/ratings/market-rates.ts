import type { MatchHistory } from '../../football/history.ts'
import type { PriceKey } from '../../football/match-table.ts'
import { fillPoisson } from '../../numeric/distributions.ts'
import { removeOverround } from '../../odds/remove-overround.ts'

/** A match's goal rates as the filters see them: supremacy log(home / away) and total log(home x away). */
export interface LogRates {
  readonly supremacy: number
  readonly total: number
}

/** Fair probabilities of a match; `over25` NaN where no totals price is known. */
export interface FairPrices {
  readonly home: number
  readonly draw: number
  readonly away: number
  readonly over25: number
}

const GOALS = 16
/** The low-score dependence that markets price, as measured on closing prices. */
const MARKET_RHO = -0.06
const MAX_STEPS = 12
const TOLERANCE = 1e-9
/** A search whose last step was longer has found nothing; of 18,000 real matches none was beyond 1e-8. */
const SETTLED = 1e-6
const STEP = 1e-5
/** That of an average match: where the search begins, and the total where no totals price is known. */
const DEFAULT_TOTAL = 0.58

const homeGoals = new Float64Array(GOALS)
const awayGoals = new Float64Array(GOALS)

/** Writes P(home), P(draw), P(away), P(over 2.5) of two goal rates to `out`; no allocation. */
export function fillOutcomes(homeRate: number, awayRate: number, rho: number, out: Float64Array): void {
  fillPoisson(homeRate, homeGoals)
  fillPoisson(awayRate, awayGoals)
  let home = 0
  let draw = 0
  let below = 0
  let awayAll = 0
  for (let k = 0; k < GOALS; k++) {
    home += homeGoals[k]! * below
    draw += homeGoals[k]! * awayGoals[k]!
    below += awayGoals[k]!
    awayAll += homeGoals[k]!
  }
  // Dixon and Coles' correction moves rho P(1-1) from both draws to each side's narrow win, and nothing over the line.
  const shift = rho * homeGoals[1]! * awayGoals[1]!
  const mean = homeRate + awayRate
  out[0] = home + shift
  out[1] = draw - 2 * shift
  out[2] = below * awayAll - home - draw + shift
  // What the grid leaves out belongs to all three.
  for (let k = 0; k < 3; k++) out[k]! /= below * awayAll
  out[3] = 1 - Math.exp(-mean) * (1 + mean + (mean * mean) / 2)
}

const model = new Float64Array(4)
const moved = new Float64Array(4)

/** Residuals of the four probabilities, each over its own standard deviation; the last is 0 without a totals price. */
function residuals(supremacy: number, total: number, fair: FairPrices, out: Float64Array): void {
  fillOutcomes(Math.exp((total + supremacy) / 2), Math.exp((total - supremacy) / 2), MARKET_RHO, out)
  out[0] = (out[0]! - fair.home) / Math.sqrt(fair.home)
  out[1] = (out[1]! - fair.draw) / Math.sqrt(fair.draw)
  out[2] = (out[2]! - fair.away) / Math.sqrt(fair.away)
  out[3] = Number.isNaN(fair.over25) ? 0 : (out[3]! - fair.over25) / Math.sqrt(fair.over25 * (1 - fair.over25))
}

/**
 * The goal rates that a market's fair probabilities imply, by least squares over home, draw, away and over 2.5.
 * Four probabilities over-determine two rates; the weights are those of a multinomial and a binomial.
 *
 * @returns  supremacy and total; the total NaN where `over25` is (the supremacy hardly depends on it), both NaN where no goal rates come
 *           near such prices: the search does not settle, and the match counts as one without a price
 */
export function logRatesFromMarket(fair: FairPrices): LogRates {
  const known = !Number.isNaN(fair.over25)
  let supremacy = Math.log(fair.home / fair.away) * 0.62
  let total = DEFAULT_TOTAL
  let last = Number.POSITIVE_INFINITY
  for (let step = 0; step < MAX_STEPS; step++) {
    residuals(supremacy, total, fair, model)
    residuals(supremacy + STEP, total, fair, moved)
    let ss = 0
    let st = 0
    let tt = 0
    let gs = 0
    let gt = 0
    const slopes = [0, 0, 0, 0]
    for (let k = 0; k < 4; k++) slopes[k] = (moved[k]! - model[k]!) / STEP
    residuals(supremacy, total + STEP, fair, moved)
    for (let k = 0; k < 4; k++) {
      const byTotal = known ? (moved[k]! - model[k]!) / STEP : 0
      ss += slopes[k]! ** 2
      st += slopes[k]! * byTotal
      tt += byTotal ** 2
      gs += slopes[k]! * model[k]!
      gt += byTotal * model[k]!
    }
    const determinant = known ? ss * tt - st * st : ss
    const byS = known ? (tt * gs - st * gt) / determinant : gs / ss
    const byT = known ? (ss * gt - st * gs) / determinant : 0
    supremacy -= clamp(byS)
    total -= clamp(byT)
    last = Math.abs(byS) + Math.abs(byT)
    if (last < TOLERANCE) break
  }
  const isSettled = last < SETTLED
  return { supremacy: isSettled ? supremacy : Number.NaN, total: isSettled && known ? total : Number.NaN }
}

const clamp = (step: number) => Math.max(-0.5, Math.min(0.5, step))

const SHARP = 'pinnacle'
const AVERAGE = 'average'
/** The average that was published before 2019-20. */
const OLD_AVERAGE = 'betbrain-average'

/** Sources in order of preference. */
const CLOSING_RESULT: readonly PriceKey[] = [`1x2|close|${SHARP}`, `1x2|close|${AVERAGE}`]
const CLOSING_TOTALS: readonly PriceKey[] = [
  `ou|close|${SHARP}`,
  `ou|close|${AVERAGE}`,
  `ou|open|${SHARP}`,
  `ou|open|${AVERAGE}`,
  `ou|open|${OLD_AVERAGE}`,
]
const OPENING_RESULT: readonly PriceKey[] = [`1x2|open|${SHARP}`, `1x2|open|${AVERAGE}`, `1x2|open|${OLD_AVERAGE}`]
const OPENING_TOTALS: readonly PriceKey[] = [`ou|open|${SHARP}`, `ou|open|${AVERAGE}`, `ou|open|${OLD_AVERAGE}`]
const LINE = 2.5

/** Fair probabilities of one match; NaN where no price is known. */
export interface FairMarketPrices {
  readonly home: number
  readonly draw: number
  readonly away: number
  readonly over25: number
}

const NO_PRICE: FairMarketPrices = { home: Number.NaN, draw: Number.NaN, away: Number.NaN, over25: Number.NaN }

function resultPrices(history: MatchHistory, row: number, sources: readonly PriceKey[]): readonly number[] | null {
  for (const key of sources) {
    const columns = history.prices.get(key)
    if (columns === undefined) continue
    const prices = [columns.price1[row]!, columns.priceX[row]!, columns.price2[row]!]
    if (prices.every((price) => price > 1)) return prices
  }
  return null
}

function fairOver(history: MatchHistory, row: number, sources: readonly PriceKey[]): number {
  for (const key of sources) {
    const columns = history.prices.get(key)
    if (columns === undefined || columns.line[row] !== LINE) continue
    const prices = [columns.price1[row]!, columns.price2[row]!]
    if (prices.every((price) => price > 1)) return removeOverround(prices, 'power')[0]!
  }
  return Number.NaN
}

function fairPrices(history: MatchHistory, row: number, result: readonly PriceKey[], totals: readonly PriceKey[]): FairMarketPrices {
  const prices = resultPrices(history, row, result)
  const over25 = fairOver(history, row, totals)
  if (prices === null) return { ...NO_PRICE, over25 }
  const [home, draw, away] = removeOverround(prices, 'power') as [number, number, number]
  return { home, draw, away, over25 }
}

const toLogRates = (fair: FairMarketPrices): LogRates =>
  Number.isNaN(fair.home) ? { supremacy: Number.NaN, total: Number.NaN } : logRatesFromMarket(fair)

/** Fair prices at the close: the sharp book's, else the market's average. The totals fall back to the opening, which until 2019 is all there was. */
export const fairClose = (history: MatchHistory, row: number): FairMarketPrices => fairPrices(history, row, CLOSING_RESULT, CLOSING_TOTALS)

/** Fair prices at the opening. */
export const fairOpening = (history: MatchHistory, row: number): FairMarketPrices =>
  fairPrices(history, row, OPENING_RESULT, OPENING_TOTALS)

/** The goal rates implied by the closing prices; NaN where no price is known. */
export const closingRates = (history: MatchHistory, row: number): LogRates => toLogRates(fairClose(history, row))

/** The same at the opening. */
export const openingRates = (history: MatchHistory, row: number): LogRates => toLogRates(fairOpening(history, row))
