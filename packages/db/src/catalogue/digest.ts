import { sql } from 'drizzle-orm'
import { createHash } from 'node:crypto'
import type { Executor } from '../client.ts'

/** A table's content in one value. Independent of the order of rows, of indexes and of the engine. */
export interface TableDigest {
  readonly rows: number
  readonly digest: string
}

/** `"schema"."table"`. */
export const qualified = (schema: string, table: string) => sql`${sql.identifier(schema)}.${sql.identifier(table)}`

/**
 * SHA-256 over the number of rows and the sum of their 128-bit hashes. A row's hash is taken of its text (columns in the
 * given order, NULL unlike the empty text, `1.10` unlike `1.1`), so equal digests mean equal rows, each as often.
 *
 * @param columns  names, in the order that counts; all columns of the table by default would make a digest depend on it
 */
export async function tableDigest(
  executor: Executor,
  table: { readonly schema: string; readonly name: string },
  columns: readonly string[],
): Promise<TableDigest> {
  const row = sql.join(
    columns.map((column) => sql`t.${sql.identifier(column)}`),
    sql`, `,
  )
  const [sums] = await executor.execute<{ rows: number; high: string; low: string }>(sql`
    select count(*) as rows, coalesce(sum(('x' || left(hash, 16))::bit(64)::bigint::numeric), 0)::text as high,
      coalesce(sum(('x' || right(hash, 16))::bit(64)::bigint::numeric), 0)::text as low
    from (select md5(row(${row})::text) as hash from ${qualified(table.schema, table.name)} t) hashed`)
  const text = [sums?.rows ?? 0, sums?.high ?? '0', sums?.low ?? '0', ...columns].join('|')
  return { rows: sums?.rows ?? 0, digest: createHash('sha256').update(text).digest('hex') }
}

/** A column with the type that it is in the end of: what a domain is made of. */
export interface BaseColumn {
  readonly name: string
  readonly type: string
  readonly generated: boolean
}

/** A table's columns in its order; none where it is not there. */
export async function baseColumns(executor: Executor, schema: string, table: string): Promise<readonly BaseColumn[]> {
  return executor.execute<BaseColumn & Record<string, unknown>>(sql`
    with recursive base as (
      select a.attnum, a.attname as name, a.attgenerated <> '' as generated, a.atttypid as type, a.atttypmod as modifier
      from pg_attribute a where a.attrelid = to_regclass(format('%I.%I', ${schema}::text, ${table}::text)) and a.attnum > 0 and not a.attisdropped
      union all
      select b.attnum, b.name, b.generated, t.typbasetype, t.typtypmod from base b join pg_type t on t.oid = b.type where t.typtype = 'd')
    select b.name, case t.typname when 'citext' then 'citext' else format_type(b.type, b.modifier) end as type, b.generated
    from base b join pg_type t on t.oid = b.type where t.typtype <> 'd' order by b.attnum`)
}

/** Whether this role may read a table that stands there. */
export async function mayRead(executor: Executor, schema: string, table: string): Promise<boolean> {
  const [row] = await executor.execute<{ allowed: boolean }>(
    sql`select has_schema_privilege(${schema}, 'usage') and has_table_privilege(format('%I.%I', ${schema}::text, ${table}::text), 'select') as allowed`,
  )
  return row?.allowed === true
}
