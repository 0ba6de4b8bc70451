import { expect } from 'vitest'
import type { Keyset } from '../src/repositories/keyset.ts'

export const ORDERS = ['asc', 'desc'] as const

export type Listed = { id: number; sortValue: number | string | null }

/** Everything a list gives, page by page. */
export async function walk(list: (after: Keyset | null) => Promise<{ rows: readonly Listed[]; next: Keyset | null }>): Promise<Listed[]> {
  const rows: Listed[] = []
  let after: Keyset | null = null
  for (let page = 0; page < 50; page++) {
    const answer: { rows: readonly Listed[]; next: Keyset | null } = await list(after)
    rows.push(...answer.rows)
    if (answer.next === null) return rows
    after = answer.next
  }
  throw new Error('the pages do not end')
}

/** Whole, each once, in order, with what is unknown last and ties by id. */
export function expectOrdered(rows: readonly Listed[], count: number, order: 'asc' | 'desc'): void {
  expect(rows).toHaveLength(count)
  expect(new Set(rows.map((row) => row.id)).size).toBe(count)
  const sign = order === 'asc' ? 1 : -1
  const compare = (a: Listed, b: Listed) => {
    if (a.sortValue === b.sortValue) return a.id - b.id
    if (a.sortValue === null || b.sortValue === null) return a.sortValue === null ? 1 : -1
    return (
      sign * (typeof a.sortValue === 'string' ? a.sortValue.localeCompare(String(b.sortValue), 'en') : a.sortValue - Number(b.sortValue))
    )
  }
  expect(rows.map((row) => row.id)).toEqual([...rows].sort(compare).map((row) => row.id))
}
