import { CoreError } from '../errors.ts'
import { MATCH_COLUMNS, type MatchColumn, type MatchTable, type PriceColumns, type PriceKey, type TeamRef } from './match-table.ts'

/** How the bytes of a table are to be read: columns of `rows` little-endian Float64, one after the other. */
export interface MatchTableLayout {
  readonly version: 1
  readonly competition: string
  readonly rows: number
  readonly teams: readonly TeamRef[]
  readonly seasons: readonly string[]
  readonly columns: readonly string[]
  /** `market|phase|bookmaker`, sorted: four columns each (price 1, price x, price 2, line), after `columns`. */
  readonly prices: readonly string[]
}

const PRICE_COLUMNS = ['price1', 'priceX', 'price2', 'line'] as const

/**
 * A table as one block of bytes with the layout that reads it back: what a snapshot stores and what a
 * compute worker receives. The same table gives the same bytes on every machine.
 */
export function encodeMatchTable(table: MatchTable): { readonly layout: MatchTableLayout; readonly bytes: Uint8Array<ArrayBuffer> } {
  const prices = [...table.prices.keys()].sort()
  const rows = table.length
  const values = new Float64Array(rows * (MATCH_COLUMNS.length + prices.length * PRICE_COLUMNS.length))
  let offset = 0
  const put = (column: Float64Array): void => {
    values.set(column, offset)
    offset += rows
  }
  for (const name of MATCH_COLUMNS) put(table.columns[name])
  for (const key of prices) {
    const columns = table.prices.get(key as PriceKey)
    if (columns) for (const name of PRICE_COLUMNS) put(columns[name])
  }
  const { competition, teams, seasons } = table
  const layout: MatchTableLayout = { version: 1, competition, rows, teams, seasons, columns: [...MATCH_COLUMNS], prices }
  return { layout, bytes: new Uint8Array(values.buffer) }
}

/**
 * The table that {@link encodeMatchTable} wrote, as views on `bytes` without a copy.
 *
 * @param bytes  begins at a multiple of 8 in its buffer
 * @throws {CoreError} SHAPE_MISMATCH  the layout is of another version, names other columns, or does not fit the bytes
 */
export function decodeMatchTable(layout: MatchTableLayout, bytes: Uint8Array<ArrayBuffer>): MatchTable {
  const blocks = layout.columns.length + layout.prices.length * PRICE_COLUMNS.length
  const expected = layout.rows * blocks * Float64Array.BYTES_PER_ELEMENT
  if (layout.version !== 1 || layout.columns.join() !== MATCH_COLUMNS.join() || bytes.byteLength !== expected) {
    throw new CoreError('SHAPE_MISMATCH', `got ${bytes.byteLength} bytes of layout ${layout.version}, expected ${expected} of layout 1`, {
      columns: layout.columns,
    })
  }
  let offset = bytes.byteOffset
  const take = (): Float64Array => {
    const column = new Float64Array(bytes.buffer, offset, layout.rows)
    offset += column.byteLength
    return column
  }
  const columns = {} as Record<MatchColumn, Float64Array>
  for (const name of MATCH_COLUMNS) columns[name] = take()
  const prices = new Map<PriceKey, PriceColumns>()
  for (const key of layout.prices) prices.set(key as PriceKey, { price1: take(), priceX: take(), price2: take(), line: take() })
  const { competition, rows: length, teams, seasons } = layout
  return { competition, length, teams, seasons, columns, prices }
}
