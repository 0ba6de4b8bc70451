import { refuseSwitched } from '../journal/read-journal.ts'
import type { SyncStatus } from '../types.ts'
import { listed, named } from '@mon-ps/db/engine/sql-text'
import { COMPANION_SCHEMA, V1_SCHEMA } from '../copy/move-tables.ts'
import { qualified } from '@mon-ps/db/catalogue/digest'
import type { Executor } from '@mon-ps/db/client'
import { V1_TABLES, type V1TableName } from '@mon-ps/db/schema/legacy-move'
import { sql, type SQL } from 'drizzle-orm'

export const TRIGGER_PREFIX = 'mon_ps_sync_'

export interface SyncedTable {
  readonly name: V1TableName
  readonly columns: readonly string[]
  /** Without generated ones. */
  readonly written: readonly string[]
}

export const archiveName = (table: V1TableName) => `${table}_v1_archive`
export const v1Name = (table: string) => `${V1_SCHEMA}.${named(table)}`
export const companionName = (table: string) => `${COMPANION_SCHEMA}.${named(table)}`
export const v1Table = (table: string) => qualified(V1_SCHEMA, table)
export const companion = (table: string) => qualified(COMPANION_SCHEMA, table)

/** The existing companions, with the columns they share with V1. */
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

/** The functions run in the legacy's sessions, so rights, names and formats are fixed; JIT would take seconds per row. */
export const AS_THE_OWNER =
  "SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET datestyle = 'ISO, MDY' SET extra_float_digits = 1 SET jit = off" +
  ' SET standard_conforming_strings = on SET transform_null_equals = off'

/** Rows are compared as text: `1.10` is not `1.1`, and a type without `=` can be compared, too. */
const asText = (columns: readonly string[], prefix: string) => `ROW(${listed(columns, prefix)})::text`

/** Makes the given companion rows equal to V1's present rows, whatever the statement did, so that calling it again repairs a failure. */
export function carryFunction({ name, columns, written }: SyncedTable): string {
  const [v1, own, list] = [v1Name(name), companionName(name), listed(written)]
  const others = written.filter((column) => column !== 'id')
  const deleted = `DELETE FROM ${own} c WHERE c.id = ANY(ids) AND NOT EXISTS (SELECT FROM ${v1} s WHERE s.id = c.id)`
  const changed = `${asText(columns, 's.')} IS DISTINCT FROM ${asText(columns, 'c.')}`
  const added = `INSERT INTO ${own} (${list}) OVERRIDING SYSTEM VALUE SELECT ${listed(written, 's.')} FROM ${v1} s
    WHERE s.id = ANY(ids) AND NOT EXISTS (SELECT FROM ${own} c WHERE c.id = s.id) ORDER BY s.id`
  return `CREATE FUNCTION ${COMPANION_SCHEMA}.${named(`carry_${name}`)}(ids integer[]) RETURNS void LANGUAGE plpgsql ${AS_THE_OWNER} AS $carry$
BEGIN
  -- Not a SET of the function: one of a name that is not the server's is for superusers to declare.
  PERFORM set_config('mon_ps.legacy_mirror', 'on', true);
  BEGIN
    ${deleted};
    UPDATE ${own} c SET (${listed(others)}) = ROW(${listed(others, 's.')}) FROM ${v1} s WHERE s.id = c.id AND c.id = ANY(ids) AND ${changed};
    ${added};
  EXCEPTION WHEN unique_violation THEN
    -- Keys that changed places: V1 allowed it in the order of its rows, ours may meet them in another.
    DELETE FROM ${own} c WHERE c.id = ANY(ids);
    ${added};
  END;
  PERFORM set_config('mon_ps.legacy_mirror', '', true);
END $carry$`
}

export async function differingIds(tx: Executor, { name, columns }: SyncedTable): Promise<readonly number[]> {
  const [s, c] = [sql.raw(asText(columns, 's.')), sql.raw(asText(columns, 'c.'))]
  const rows = await tx.execute<{ id: number }>(sql`
    select coalesce(s.id, c.id) as id from ${v1Table(name)} s full join ${companion(name)} c on c.id = s.id
    where s.id is null or c.id is null or ${s} is distinct from ${c} order by 1`)
  return rows.map(({ id }) => id)
}

export const idArray = (ids: readonly number[]): SQL => sql`${`{${ids.join(',')}}`}::integer[]`

/** @throws {DbError} MIGRATION_BLOCKED  V1's names are views on the companions, which an older version made */
export async function readPhase(tx: Executor): Promise<SyncStatus['phase']> {
  await refuseSwitched(tx)
  const [row] = await tx.execute<{ installed: boolean; finished: boolean }>(sql`
    select to_regclass('legacy_v1.sync_state') is not null as installed, to_regclass('legacy_v1.finished') is not null as finished`)
  if (row?.finished === true) return 'finished'
  return row?.installed === true ? 'synced' : 'none'
}
