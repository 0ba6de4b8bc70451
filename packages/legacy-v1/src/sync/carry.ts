import { type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@mon-ps/db/client'
import { COMPANION_SCHEMA, columnList, companion, companionName, quoted, type SyncedTable, v1Name, v1Table } from './synced-tables.ts'

/**
 * What a function of the sync is, whoever calls it: its rights, its names, how its own text is read and how it writes times and
 * numbers. It runs in the legacy's own sessions, where compiling a projection of a hundred columns would take seconds for a row.
 */
export const AS_THE_OWNER =
  "SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET datestyle = 'ISO, MDY' SET extra_float_digits = 1 SET jit = off" +
  ' SET standard_conforming_strings = on SET transform_null_equals = off'

/** Rows are compared as text: `1.10` is not `1.1`, and a type without `=` can be compared, too. */
const asText = (columns: readonly string[], prefix: string) => `ROW(${columnList(columns, prefix)})::text`

/**
 * The function that makes companion rows equal to V1's: of the given ids, whatever happened to them. It looks at what V1
 * holds now instead of at what a statement did, so that calling it once more repairs what a failure left behind.
 */
export function carryFunction({ name, columns, written }: SyncedTable): string {
  const [v1, own, list] = [v1Name(name), companionName(name), columnList(written)]
  const others = written.filter((column) => column !== 'id')
  const gone = `DELETE FROM ${own} c WHERE c.id = ANY(ids) AND NOT EXISTS (SELECT FROM ${v1} s WHERE s.id = c.id)`
  const changed = `${asText(columns, 's.')} IS DISTINCT FROM ${asText(columns, 'c.')}`
  const added = `INSERT INTO ${own} (${list}) OVERRIDING SYSTEM VALUE SELECT ${columnList(written, 's.')} FROM ${v1} s
    WHERE s.id = ANY(ids) AND NOT EXISTS (SELECT FROM ${own} c WHERE c.id = s.id) ORDER BY s.id`
  return `CREATE FUNCTION ${COMPANION_SCHEMA}.${quoted(`carry_${name}`)}(ids integer[]) RETURNS void LANGUAGE plpgsql ${AS_THE_OWNER} AS $carry$
BEGIN
  -- Not a SET of the function: one of a name that is not the server's is for superusers to declare.
  PERFORM set_config('mon_ps.legacy_mirror', 'on', true);
  BEGIN
    ${gone};
    UPDATE ${own} c SET (${columnList(others)}) = ROW(${columnList(others, 's.')}) FROM ${v1} s WHERE s.id = c.id AND c.id = ANY(ids) AND ${changed};
    ${added};
  EXCEPTION WHEN unique_violation THEN
    -- Keys that changed places: V1 allowed it in the order of its rows, ours may meet them in another.
    DELETE FROM ${own} c WHERE c.id = ANY(ids);
    ${added};
  END;
  PERFORM set_config('mon_ps.legacy_mirror', '', true);
END $carry$`
}

/** The ids under which V1 and its companion differ, in order. */
export async function differingIds(tx: Executor, { name, columns }: SyncedTable): Promise<readonly number[]> {
  const [s, c] = [sql.raw(asText(columns, 's.')), sql.raw(asText(columns, 'c.'))]
  const rows = await tx.execute<{ id: number }>(sql`
    select coalesce(s.id, c.id) as id from ${v1Table(name)} s full join ${companion(name)} c on c.id = s.id
    where s.id is null or c.id is null or ${s} is distinct from ${c} order by 1`)
  return rows.map(({ id }) => id)
}

/** `ids` as one parameter that both engines read. */
export const idArray = (ids: readonly number[]): SQL => sql`${`{${ids.join(',')}}`}::integer[]`
