import type { Keyset, PageRequest } from '@mon-ps/db/repositories/keyset'
import { z } from 'zod'
import { ApiError } from '../../errors.ts'

const content = z.tuple([z.string(), z.enum(['asc', 'desc']), z.union([z.number(), z.string(), z.null()]), z.number().int()])

/** A list's order as asked for; `cursor` is what an earlier page gave. */
export interface PageQuery {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly order?: 'asc' | 'desc' | undefined
  readonly sort: string
}

/**
 * The page that is asked for. A cursor only goes on with the order that made it.
 *
 * @param ascendingByDefault  sorts for which small comes first when no order is asked for
 * @throws {ApiError} INVALID_CURSOR  not one of ours, or of another order
 */
export function pageRequest(query: PageQuery, ascendingByDefault: readonly string[]): PageRequest {
  const order = query.order ?? (ascendingByDefault.includes(query.sort) ? 'asc' : 'desc')
  return { limit: query.limit, order, after: query.cursor === undefined ? null : decode(query.cursor, query.sort, order) }
}

/** Opaque on purpose: what it holds may change, so nobody may build one. */
export function encodeCursor(next: Keyset | null, sort: string, order: 'asc' | 'desc'): string | null {
  return next === null ? null : Buffer.from(JSON.stringify([sort, order, next.value, next.id])).toString('base64url')
}

function decode(cursor: string, sort: string, order: 'asc' | 'desc'): Keyset {
  const parsed = content.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')))
  if (!parsed.success) throw new ApiError('INVALID_CURSOR', 'got a cursor that no page gave; ask for the first page without one')
  const [madeFor, madeIn, value, id] = parsed.data
  if (madeFor !== sort || madeIn !== order) {
    throw new ApiError('INVALID_CURSOR', `got a cursor of a list sorted by ${madeFor} ${madeIn}, expected one of ${sort} ${order}`)
  }
  return { value, id }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
