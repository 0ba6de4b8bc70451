import { fairOutcome } from '../dna/market-expectation.ts'
import { priceKey } from '../football/build-match-table.ts'
import type { MatchTable, PriceColumns } from '../football/match-table.ts'
import { AVERAGE_BOOKMAKERS } from '../ingest/bookmakers.ts'
import { removeOverround } from '../odds/remove-overround.ts'
import type { BetSelection } from './strategy.ts'

/** Prices of a table as a bettor meets them. */
export interface PriceBook {
  /** Decimal odds at which a bet is taken; null when nobody in the source quotes it. */
  readonly taken: (row: number, selection: BetSelection) => number | null
  /** Fair closing probability of the sharp book for the same line; null when it has no close. */
  readonly fairClose: (row: number, selection: BetSelection) => number | null
}

/** Whose close is taken for the market's last word. */
const CLOSING_BOOKMAKER = 'pinnacle'

function priceOf(columns: PriceColumns, row: number, { market, side, line }: BetSelection): number | null {
  if (market === 'ou' && columns.line[row] !== line) return null
  const price = side === 'draw' ? columns.priceX[row] : side === 'home' || side === 'over' ? columns.price1[row] : columns.price2[row]
  return price !== undefined && price > 1 ? price : null
}

function fairTotal(columns: PriceColumns, row: number, selection: BetSelection): number | null {
  const over = priceOf(columns, row, { ...selection, side: 'over' })
  const under = priceOf(columns, row, { ...selection, side: 'under' })
  if (over === null || under === null) return null
  const fair = removeOverround([over, under], 'power')
  return fair[selection.side === 'over' ? 0 : 1] ?? null
}

/** Bets are taken at the opening average of the market and compared with Pinnacle's close, its margin removed by the power method. */
export function openingAverageBook(table: MatchTable): PriceBook {
  const averages = (market: '1x2' | 'ou'): PriceColumns[] =>
    AVERAGE_BOOKMAKERS.flatMap((bookmaker) => table.prices.get(priceKey(market, 'open', bookmaker)) ?? [])
  const open = { '1x2': averages('1x2'), ou: averages('ou'), btts: [], ah: [] }
  const closeOutcome = table.prices.get(priceKey('1x2', 'close', CLOSING_BOOKMAKER))
  const closeTotal = table.prices.get(priceKey('ou', 'close', CLOSING_BOOKMAKER))
  return {
    taken: (row, selection) => {
      for (const columns of open[selection.market]) {
        const price = priceOf(columns, row, selection)
        if (price !== null) return price
      }
      return null
    },
    fairClose: (row, selection) => {
      if (selection.market === 'ou') return closeTotal === undefined ? null : fairTotal(closeTotal, row, selection)
      const fair = fairOutcome(closeOutcome, row)
      return fair?.[selection.side === 'home' ? 0 : selection.side === 'draw' ? 1 : 2] ?? null
    },
  }
}
