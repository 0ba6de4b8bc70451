import { sql } from 'drizzle-orm'
import { type V1TableName, V1_TABLES } from '@mon-ps/db/schema/legacy-move'
import { qualified } from '@mon-ps/db/catalogue/digest'
import type { Executor } from '@mon-ps/db/client'

/** Where V1 stands. */
export const V1_SCHEMA = 'quantum'
/** Where the companions stand, and everything that the sync makes besides its triggers. */
export const COMPANION_SCHEMA = 'legacy_v1'
/** Every trigger of the sync begins so, whatever table it is on. */
export const TRIGGER_PREFIX = 'mon_ps_sync_'

/** A V1 table that has a companion. */
export interface SyncedTable {
  readonly name: V1TableName
  /** V1's columns in V1's order. */
  readonly columns: readonly string[]
  /** Those of them that can be written: a generated one fills itself. */
  readonly written: readonly string[]
}

/** A name as SQL text, for the bodies of functions. */
export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
export const literal = (text: string) => `'${text.replaceAll("'", "''")}'`
export const columnList = (columns: readonly string[], prefix = '') => columns.map((column) => `${prefix}${quoted(column)}`).join(', ')

export const archiveOf = (table: V1TableName) => `${table}_v1_archive`
export const v1Name = (table: string) => `${V1_SCHEMA}.${quoted(table)}`
export const companionName = (table: string) => `${COMPANION_SCHEMA}.${quoted(table)}`
export const v1Table = (table: string) => qualified(V1_SCHEMA, table)
export const companion = (table: string) => qualified(COMPANION_SCHEMA, table)

/** The companions that are there, with the columns that they share with their V1 table. */
export async function readSyncedTables(tx: Executor): Promise<readonly SyncedTable[]> {
  const rows = await tx.execute<{ name: V1TableName; column: string; generated: boolean }>(sql`
    select c.relname as name, a.attname as column, own.attgenerated <> '' as generated
    from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = ${COMPANION_SCHEMA}
    join pg_class v on v.relname = c.relname and v.relkind in ('r', 'p')
    join pg_namespace vn on vn.oid = v.relnamespace and vn.nspname = ${V1_SCHEMA}
    join pg_attribute a on a.attrelid = v.oid and a.attnum > 0 and not a.attisdropped
    join pg_attribute own on own.attrelid = c.oid and own.attname = a.attname and not own.attisdropped
    where c.relkind = 'r' order by c.relname, a.attnum`)
  return V1_TABLES.flatMap((name) => {
    const columns = rows.filter((row) => row.name === name)
    const written = columns.filter(({ generated }) => !generated)
    return columns.length === 0
      ? []
      : [{ name, columns: columns.map(({ column }) => column), written: written.map(({ column }) => column) }]
  })
}
