/** What answers are made of: a number with its sample, a reference to a team, a page of rows, and where rows come from. */
import { z } from 'zod'

const statSchema = z
  .object({
    value: z.number().nullable(),
    n: z.number().int().nonnegative().nullable(),
    interval: z.tuple([z.number(), z.number()]).nullable(),
    status: z.enum(['measured', 'not_measured']),
  })
  .meta({ id: 'Stat', description: 'A number with its sample size, its 95 % interval and whether it was measured.' })
/**
 * A number with what stands behind it. `value` is null and `status` is `not_measured` when it is not
 * known; `n` is null when nobody counted, as with numbers of the old system; `interval` (95 %) is null when none can be
 * estimated. Rates are fractions, never percent.
 */
export interface Stat extends z.infer<typeof statSchema> {}
export const stat: z.ZodType<Stat, Stat> = statSchema

interface Estimated {
  readonly value: number | null
  readonly n: number | null
  readonly interval: readonly [number, number] | null
}

/** An estimate as it is sent: an interval only around a value. */
export function toStat({ value, n, interval }: Estimated): Stat {
  return {
    value,
    n,
    interval: value === null || interval === null ? null : [interval[0], interval[1]],
    status: value === null ? 'not_measured' : 'measured',
  }
}

const teamRefSchema = z.object({ id: z.number().int(), name: z.string() }).meta({ id: 'TeamRef' })
export interface TeamRef extends z.infer<typeof teamRefSchema> {}
export const teamRef: z.ZodType<TeamRef, TeamRef> = teamRefSchema

/** Where a row comes from. `published` reads V3 as it stands; the others read the versions beside it. */
export const ORIGINS = ['published', 'calculated', 'migrated'] as const
export type OriginFilter = (typeof ORIGINS)[number]

/** What made a row. */
export const ROW_ORIGINS = ['calculated', 'migrated', 'enriched', 'legacy_sql', 'manual'] as const
export type RowOrigin = (typeof ROW_ORIGINS)[number]

/** Which data a row rests on: a demo row says so on every list. `unknown` where a row names no competition of ours. */
export const DATA_SOURCES = ['football-data', 'demo', 'unknown'] as const
export type DataSource = (typeof DATA_SOURCES)[number]

const pageInfoSchema = z.object({ nextCursor: z.string().nullable(), hasMore: z.boolean() }).meta({ id: 'Page' })
export interface PageInfo extends z.infer<typeof pageInfoSchema> {}
export const pageInfo: z.ZodType<PageInfo, PageInfo> = pageInfoSchema

const metaSchema = z
  .object({
    /** Content hash of the data read; null where rows of several snapshots are listed. */
    snapshot: z.string().nullable(),
    modelVersion: z.string().nullable(),
    /** ISO instant at which the newest row shown was calculated; null when nothing was. */
    computedAt: z.string().nullable(),
    origin: z.enum(ORIGINS),
    warnings: z.array(z.string()),
  })
  .meta({ id: 'Meta' })
/** What a list or a view rests on. */
export interface Meta extends z.infer<typeof metaSchema> {}
export const meta: z.ZodType<Meta, Meta> = metaSchema

/** The fields of a list of such rows, for one that says more than its rows. */
export function listShape<Row>(row: z.ZodType<Row, Row>) {
  return { data: z.array(row), page: pageInfo, meta }
}

const listSchema = <Row>(row: z.ZodType<Row, Row>) => z.object(listShape(row))
export type List<Row> = z.infer<ReturnType<typeof listSchema<Row>>>
export const list = <Row>(row: z.ZodType<Row, Row>): z.ZodType<List<Row>, List<Row>> => listSchema(row)

/** What every list takes besides its own filters. */
export const pageInput = {
  limit: z.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
  order: z.enum(['asc', 'desc']).optional(),
  origin: z.enum(ORIGINS).default('published'),
}

/** A shape that nobody changes, all the way down: what is handed through as core or db gave it. */
export type Immutable<Value> = Value extends object ? { readonly [Key in keyof Value]: Immutable<Value[Key]> } : Value

/** The same for a shape whose rows are any: its lists are not changed, what its rows allow is theirs to say. */
export type ImmutableLists<Value> = { readonly [Key in keyof Value]: Readonly<Value[Key]> }
