import type { MatchHistory } from '../../football/history.ts'
import type { PriceKey } from '../../football/match-table.ts'
import { removeOverround } from '../../odds/remove-overround.ts'
import { type LogRates, logRatesFromMarket } from './market-rates.ts'

const SHARP = 'pinnacle'
const AVERAGE = 'average'
/** The average that was published before 2019-20. */
const OLD_AVERAGE = 'betbrain-average'

/** Sources in the order in which they are believed. */
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

const ratesOf = (fair: FairMarketPrices): LogRates =>
  Number.isNaN(fair.home) ? { supremacy: Number.NaN, total: Number.NaN } : logRatesFromMarket(fair)

/** Fair prices at the close: the sharp book's, else the market's average. The totals fall back to the opening, which until 2019 is all there was. */
export const fairClose = (history: MatchHistory, row: number): FairMarketPrices => fairPrices(history, row, CLOSING_RESULT, CLOSING_TOTALS)

/** Fair prices at the opening. */
export const fairOpening = (history: MatchHistory, row: number): FairMarketPrices =>
  fairPrices(history, row, OPENING_RESULT, OPENING_TOTALS)

/** The goal rates that the market had in mind at the close; NaN where no price is known. */
export const closingRates = (history: MatchHistory, row: number): LogRates => ratesOf(fairClose(history, row))

/** The same at the opening. */
export const openingRates = (history: MatchHistory, row: number): LogRates => ratesOf(fairOpening(history, row))
