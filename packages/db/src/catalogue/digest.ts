import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
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
