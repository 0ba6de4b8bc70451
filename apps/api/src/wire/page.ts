import { z } from 'zod'

/** Where a row comes from. `published` reads V3 as it stands; the others read the versions beside it. */
export const ORIGINS = ['published', 'calculated', 'migrated'] as const
export type OriginFilter = (typeof ORIGINS)[number]

/** What made a row. */
export const ROW_ORIGINS = ['calculated', 'migrated', 'enriched', 'legacy_sql', 'manual'] as const
export type RowOrigin = (typeof ROW_ORIGINS)[number]

/** Which data a row rests on: a demo row says so on every list. `unknown` where a row names no competition of ours. */
export const DATA_SOURCES = ['football-data', 'demo', 'unknown'] as const
export type DataSource = (typeof DATA_SOURCES)[number]

export interface PageWire {
  nextCursor: string | null
  hasMore: boolean
}

/** What a list or a view rests on. */
export interface MetaWire {
  /** Content hash of the data read; null where rows of several snapshots are listed. */
  snapshot: string | null
  modelVersion: string | null
  /** ISO instant at which the newest row shown was calculated; null when nothing was. */
  computedAt: string | null
  origin: OriginFilter
  warnings: string[]
}

export interface ListWire<Row> {
  data: Row[]
  page: PageWire
  meta: MetaWire
}

export const pageWire: z.ZodType<PageWire, PageWire> = z
  .object({ nextCursor: z.string().nullable(), hasMore: z.boolean() })
  .meta({ id: 'Page' })

export const metaWire: z.ZodType<MetaWire, MetaWire> = z
  .object({
    snapshot: z.string().nullable(),
    modelVersion: z.string().nullable(),
    computedAt: z.string().nullable(),
    origin: z.enum(ORIGINS),
    warnings: z.array(z.string()),
  })
  .meta({ id: 'Meta' })

/** Fields of {@link ListWire}, for a list that says more than its rows. */
export function listShape<Row>(row: z.ZodType<Row, Row>) {
  return { data: z.array(row), page: pageWire, meta: metaWire }
}

export function listWire<Row>(row: z.ZodType<Row, Row>): z.ZodType<ListWire<Row>, ListWire<Row>> {
  return z.object(listShape(row))
}

/** What every list takes besides its own filters. */
export const pageInput = {
  limit: z.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
  order: z.enum(['asc', 'desc']).optional(),
  origin: z.enum(ORIGINS).default('published'),
}
