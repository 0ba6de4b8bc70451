import { sql } from 'drizzle-orm'
import { type AnyPgColumn, customType, pgSchema, text, timestamp } from 'drizzle-orm/pg-core'

/** Our own tables. */
export const monPs = pgSchema('mon_ps')
/** The three V3 tables; the legacy's tables of the same schema are never touched. */
export const quantum = pgSchema('quantum')

/** A UTC instant; read and written as ISO text ending in `Z`, never as a Date. */
export const instant = () => timestamp({ withTimezone: true, mode: 'string' })

export const createdAt = () => instant().notNull().defaultNow()

export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })

/** SHA-256, lower-case hex. */
export const sha256 = () => text()

/** Where the matches of a competition and the names of a team come from. */
export const SOURCES = ['football-data', 'demo'] as const
export type Source = (typeof SOURCES)[number]

/** What made a row of a version table or of V3. */
export const ORIGINS = ['migrated', 'calculated', 'enriched', 'legacy_sql', 'manual'] as const
export type Origin = (typeof ORIGINS)[number]

const quoted = (values: readonly string[]) => sql.raw(values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', '))

export const oneOf = (column: AnyPgColumn, values: readonly string[]) => sql`${column} in (${quoted(values)})`
export const atLeastZero = (column: AnyPgColumn) => sql`${column} >= 0`
/** NaN sorts above every number, so the upper bound refuses it, too. */
export const between = (column: AnyPgColumn, low: number, high: number) =>
  sql`${column} between ${sql.raw(String(low))} and ${sql.raw(String(high))}`
export const finite = (column: AnyPgColumn) => sql`${column} > '-infinity' and ${column} < 'infinity'`
export const finiteAtLeastZero = (column: AnyPgColumn) => sql`${column} >= 0 and ${column} < 'infinity'`

/**
 * What stands behind the numbers of a version row: sample size and 95 % interval by column name,
 * in core's units (fractions, units, goals), also where V3 holds percent.
 */
export type Estimates = Readonly<Record<string, { readonly n: number; readonly interval: readonly [number, number] | null }>>
