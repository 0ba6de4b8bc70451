import { fairOutcome, firstAnswer } from '../dna/market-expectation.ts'
import { priceKey, type MatchTable, type PriceColumns } from '../football/match-table.ts'
import { AVERAGE_BOOKMAKERS, BEST_PRICE_BOOKMAKERS } from '../sources/football-data/catalogue.ts'
import { removeOverround } from '../odds/remove-overround.ts'
import type { BetSelection, PriceSource } from './strategy.ts'

/** Prices of a table as a bettor meets them; null where the source has none. */
export interface PriceBook {
  /** Decimal odds of a selection. */
  readonly priceAt: (row: number, selection: BetSelection, source: PriceSource) => number | null
  /** Opening probability by Pinnacle, its margin removed by the power method. */
  readonly sharpOpen: (row: number, selection: BetSelection) => number | null
  /** Closing probability by Pinnacle of the same side and line, its margin removed by the power method. */
  readonly fairClose: (row: number, selection: BetSelection) => number | null
  /** Fair probability by the latest prices there are: Pinnacle's close, the market's, Pinnacle's opening, the market's. */
  readonly latestProbability: (row: number, selection: BetSelection) => number | null
}

type QuotedMarket = '1x2' | 'ou' | 'ah'
type Phase = 'open' | 'close'

/** Bookmaker codes of each source, best first: the aggregates were Betbrain's before 2019/20. */
const BOOKMAKERS_BY_SOURCE: Readonly<Record<PriceSource, readonly string[]>> = {
  open_average: AVERAGE_BOOKMAKERS,
  open_best: BEST_PRICE_BOOKMAKERS,
  open_pinnacle: ['pinnacle'],
  close_average: AVERAGE_BOOKMAKERS,
  close_best: BEST_PRICE_BOOKMAKERS,
  close_pinnacle: ['pinnacle'],
}
const SOURCES = Object.keys(BOOKMAKERS_BY_SOURCE) as readonly PriceSource[]
const QUOTED_MARKETS: readonly QuotedMarket[] = ['1x2', 'ou', 'ah']
const LATEST_SOURCES: readonly PriceSource[] = ['close_pinnacle', 'close_average', 'open_pinnacle', 'open_average']

/** Index of a side among its market's prices. */
const PLACE: Readonly<Record<BetSelection['side'], 0 | 1 | 2>> = { home: 0, over: 0, yes: 0, draw: 1, away: 2, under: 2, no: 2 }

function columnPrice(columns: PriceColumns, row: number, { market, side, line }: BetSelection): number | null {
  if (market !== '1x2' && columns.line[row] !== line) return null
  const place = PLACE[side]
  const price = (place === 0 ? columns.price1 : place === 1 ? columns.priceX : columns.price2)[row]
  return price !== undefined && price > 1 ? price : null
}

/** Fair probabilities of one market of one row at [home or over, draw, away or under]; null where a price is missing. */
function fairMarket(columns: PriceColumns, row: number, market: QuotedMarket): readonly number[] | null {
  if (market === '1x2') return fairOutcome(columns, row)
  const [one, other] = [columns.price1[row] ?? 0, columns.price2[row] ?? 0]
  if (!(one > 1 && other > 1)) return null
  const [fair, against] = removeOverround([one, other], 'power') as [number, number]
  return [fair, Number.NaN, against]
}

/** Reads fair probabilities and caches them per row, because many rules ask for the same. */
function fairReader(columns: PriceColumns, market: QuotedMarket): (row: number, selection: BetSelection) => number | null {
  const known = new Map<number, readonly number[] | null>()
  return (row, selection) => {
    if (columnPrice(columns, row, selection) === null) return null
    let fair = known.get(row)
    if (fair === undefined) {
      fair = fairMarket(columns, row, market)
      known.set(row, fair)
    }
    return fair?.[PLACE[selection.side]] ?? null
  }
}

type Columns = Readonly<Record<QuotedMarket, readonly PriceColumns[]>>

function selectColumns(table: MatchTable, source: PriceSource): Columns {
  const phase = source.slice(0, source.indexOf('_')) as Phase
  const of = (market: QuotedMarket): PriceColumns[] =>
    BOOKMAKERS_BY_SOURCE[source].flatMap((bookmaker) => table.prices.get(priceKey(market, phase, bookmaker)) ?? [])
  return { '1x2': of('1x2'), ou: of('ou'), ah: of('ah') }
}

type FairReader = (row: number, selection: BetSelection) => number | null

function readFair(columns: Columns): FairReader {
  const readers = Object.fromEntries(
    QUOTED_MARKETS.map((market) => [market, columns[market].map((quoted) => fairReader(quoted, market))]),
  ) as Record<QuotedMarket, FairReader[]>
  return (row, selection) => (selection.market === 'btts' ? null : firstAnswer(readers[selection.market], (read) => read(row, selection)))
}

/**
 * The prices of a table by source. Each source is the first of its bookmakers with a price for the row; a line of goals or handicap
 * other than the one asked for is no price.
 */
export function priceBook(table: MatchTable): PriceBook {
  const columns = Object.fromEntries(SOURCES.map((source) => [source, selectColumns(table, source)])) as Record<PriceSource, Columns>
  const fair = new Map(LATEST_SOURCES.map((source) => [source, readFair(columns[source])]))
  const fairBy = (source: PriceSource): FairReader => fair.get(source) as FairReader
  return {
    priceAt: (row, selection, source) =>
      selection.market === 'btts' ? null : firstAnswer(columns[source][selection.market], (quoted) => columnPrice(quoted, row, selection)),
    sharpOpen: fairBy('open_pinnacle'),
    fairClose: fairBy('close_pinnacle'),
    latestProbability: (row, selection) => firstAnswer(LATEST_SOURCES, (source) => fairBy(source)(row, selection)),
  }
}
