import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

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

export interface KeysetOptions {
  /** A unique integer expression. */
  readonly id: SQLWrapper
  readonly page: PageRequest
  /** The sort expression is never null: an index on it can serve the order and the start of the page. */
  readonly neverNull?: boolean
}

/**
 * The condition that skips what earlier pages showed, and the order that makes pages stable: unknown values
 * last in both directions, ties by id. Rows that arrive between two pages are never shown twice.
 *
 * The first half of the condition follows from the second; an index can use it, while it cannot use an `or`.
 */
export function keysetClauses(
  sort: SQLWrapper,
  { id, page, neverNull = false }: KeysetOptions,
): { readonly where: SQL; readonly orderBy: SQL } {
  const ascending = page.order === 'asc'
  const direction = sql.raw(`${ascending ? 'asc' : 'desc'}${neverNull ? '' : ' nulls last'}`)
  const orderBy = sql`${sort} ${direction}, ${id} asc`
  const { after } = page
  if (after === null) return { where: sql`true`, orderBy }
  if (after.value === null) return { where: sql`(${sort} is null and ${id} > ${after.id})`, orderBy }
  const bound = sql`${sort} ${sql.raw(ascending ? '>=' : '<=')} ${after.value}`
  const beyond = sql`(${sort} <> ${after.value} or ${id} > ${after.id})`
  return { where: neverNull ? sql`${bound} and ${beyond}` : sql`((${bound} and ${beyond}) or ${sort} is null)`, orderBy }
}

/** Cuts `limit + 1` fetched rows to a page. Each row carries its `sortValue`. */
export function toPage<Row extends { readonly id: number; readonly sortValue: number | string | null }>(
  fetched: readonly Row[],
  limit: number,
): Page<Row> {
  const rows = fetched.slice(0, limit)
  const last = rows[rows.length - 1]
  return { rows, next: fetched.length > limit && last ? { value: last.sortValue, id: last.id } : null }
}
