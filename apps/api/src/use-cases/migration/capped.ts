import type { CappedWire } from '../../routers/migration/plan-wire.ts'

/** Rows of a list that leave the server; a hostile V1 may have a ruling for every row. */
const ROWS_SHOWN = 1000

export function capped<Row>(rows: readonly Row[]): CappedWire<Row> {
  return { total: rows.length, rows: rows.slice(0, ROWS_SHOWN) }
}
