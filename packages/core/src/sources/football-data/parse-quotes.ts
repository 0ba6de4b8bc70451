import type { OddsQuote } from '../../football/match.ts'
import type { Column, QuoteSlot } from './football-data-columns.ts'
import { excerpt, type Finding } from '../import-issue.ts'
import { readDecimal } from '../csv.ts'

/** Exchanges stop at 1,000; a price above this is a slip of the source. */
const MAX_PRICE = 10_000
const MAX_HANDICAP = 20

export interface QuotesOfRow {
  readonly quotes: readonly OddsQuote[]
  readonly warnings: readonly Finding[]
}

/** The price of a cell; null where there is none: blank, 0, or at most 1. */
function readPrice(cell: string, column: Column, warnings: Finding[]): number | null {
  const reading = readDecimal(cell)
  if (reading.kind === 'blank') return null
  if (reading.kind === 'value' && reading.value <= MAX_PRICE) return reading.value > 1 ? reading.value : null
  const got = excerpt(cell)
  const expected = `a decimal price up to ${MAX_PRICE}, such as 1.85`
  warnings.push({
    code: 'INVALID_PRICE',
    column: column.name,
    message: `got price "${got}", expected ${expected}; the price is not kept`,
    got,
    expected,
  })
  return null
}

/** The handicap given to the home side, in quarters of a goal; null, with a warning, where it cannot be read. */
function readHandicap(cell: string, column: Column, warnings: Finding[]): number | null {
  const reading = readDecimal(cell)
  // Adding 0 turns the "-0" of some files into 0.
  if (reading.kind === 'value' && Number.isInteger(reading.value * 4) && Math.abs(reading.value) <= MAX_HANDICAP) return reading.value + 0
  const got = excerpt(cell)
  const expected = 'a handicap in quarters of a goal, such as -0.75'
  const message = `got handicap "${got}", expected ${expected}; the prices at it are not kept`
  warnings.push({ code: 'INVALID_HANDICAP', column: column.name, message, got: got === '' ? null : got, expected })
  return null
}

/**
 * All quotes of one row. A quote exists where at least one of its prices does.
 *
 * @param cells  trimmed
 */
export function parseQuotes(cells: readonly string[], slots: readonly QuoteSlot[]): QuotesOfRow {
  const quotes: OddsQuote[] = []
  const warnings: Finding[] = []
  const lines = new Map<number, number | null>()
  for (const slot of slots) {
    const prices: Record<'price1' | 'priceX' | 'price2', number | null> = { price1: null, priceX: null, price2: null }
    for (const column of slot.prices) prices[column.price] = readPrice(cells[column.index] ?? '', column, warnings)
    if (prices.price1 === null && prices.priceX === null && prices.price2 === null) continue
    let line: number | null | undefined = slot.fixedLine
    if (slot.handicap) {
      // One handicap column serves many bookmakers: it is read, and warned of, once per row.
      line = lines.get(slot.handicap.index)
      if (line === undefined) line = readHandicap(cells[slot.handicap.index] ?? '', slot.handicap, warnings)
      lines.set(slot.handicap.index, line)
    }
    if (line === null) continue
    quotes.push({ market: slot.market, phase: slot.phase, bookmaker: slot.bookmaker, line, ...prices })
  }
  return { quotes, warnings }
}
