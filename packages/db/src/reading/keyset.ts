import { type SQL, sql } from 'drizzle-orm'

/** Where a page ended: the sort value of its last row, and its id. */
export interface Keyset {
  readonly value: number | string | null
  readonly id: number
}

export interface PageRequest {
  readonly limit: number
  readonly order: 'asc' | 'desc'
  /** Null for the first page. */
  readonly after: Keyset | null
}

export interface Page<Row> {
  readonly rows: readonly Row[]
  /** Where the next page begins; null on the last one. */
  readonly next: Keyset | null
}

/**
 * The condition that skips what earlier pages showed, and the order that makes pages stable: unknown values
 * last in both directions, ties by id. Rows that arrive between two pages are never shown twice.
 *
 * @param sort  the sort expression; @param id  a unique integer expression
 */
export function keysetClauses(sort: SQL, id: SQL, page: PageRequest): { readonly where: SQL; readonly orderBy: SQL } {
  const orderBy = page.order === 'asc' ? sql`${sort} asc nulls last, ${id} asc` : sql`${sort} desc nulls last, ${id} asc`
  const { after } = page
  if (after === null) return { where: sql`true`, orderBy }
  if (after.value === null) return { where: sql`(${sort} is null and ${id} > ${after.id})`, orderBy }
  const beyond = page.order === 'asc' ? sql`${sort} > ${after.value}` : sql`${sort} < ${after.value}`
  return { where: sql`(${beyond} or (${sort} = ${after.value} and ${id} > ${after.id}) or ${sort} is null)`, orderBy }
}

/** Cuts `limit + 1` fetched rows to a page. Each row carries its `sortValue`. */
export function pageOf<Row extends { readonly id: number; readonly sortValue: number | string | null }>(
  fetched: readonly Row[],
  limit: number,
): Page<Row> {
  const rows = fetched.slice(0, limit)
  const last = rows[rows.length - 1]
  return { rows, next: fetched.length > limit && last ? { value: last.sortValue, id: last.id } : null }
}
