import type { Capped } from '@mon-ps/contract/migration-plan'

/** Rows of a list that leave the server; a hostile V1 may have a ruling for every row. */
const ROWS_SHOWN = 1000

export function capped<Row>(rows: readonly Row[]): Capped<Row> {
  return { total: rows.length, rows: rows.slice(0, ROWS_SHOWN) }
}
