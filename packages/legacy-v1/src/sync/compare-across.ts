import { sql } from 'drizzle-orm'
import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import type { Executor } from '@mon-ps/db/client'
import { columnList, companion, v1Table } from './synced-tables.ts'

/** Rows whose hashes are compared as one sum; only where two sums differ are the rows looked at. */
const BUCKET = 1000

async function sharedColumns(v1: Executor, target: Executor, table: V1TableName): Promise<readonly string[]> {
  const columns = (executor: Executor, relation: string) =>
    executor.execute<{ name: string }>(sql`
      select attname as name from pg_attribute where attrelid = to_regclass(${relation}) and attnum > 0 and not attisdropped order by attnum`)
  const own = new Set((await columns(target, `legacy_v1.${table}`)).map(({ name }) => name))
  return (await columns(v1, `quantum.${table}`)).map(({ name }) => name).filter((name) => own.has(name))
}

/** How many rows of V1 in another database and of the companion here differ, or stand on one side only. */
export async function differencesAcross(v1: Executor, target: Executor, table: V1TableName): Promise<number> {
  const row = sql.raw(`md5(row(${columnList(await sharedColumns(v1, target, table), 't.')})::text)`)
  const bucketsOf = async (executor: Executor, relation: ReturnType<typeof v1Table>) => {
    const buckets = await executor.execute<{ bucket: number; sum: string }>(sql`
      select t.id / ${BUCKET}::int as bucket, count(*) || '|' || sum(('x' || left(${row}, 16))::bit(64)::bigint::numeric) as sum
      from ${relation} t group by 1`)
    return new Map(buckets.map(({ bucket, sum }) => [bucket, sum]))
  }
  const hashesOf = async (executor: Executor, relation: ReturnType<typeof v1Table>, bucket: number) => {
    const rows = await executor.execute<{ id: number; hash: string }>(
      sql`select t.id, ${row} as hash from ${relation} t where t.id / ${BUCKET}::int = ${bucket}`,
    )
    return new Map(rows.map(({ id, hash }) => [id, hash]))
  }
  const [theirs, ours] = [await bucketsOf(v1, v1Table(table)), await bucketsOf(target, companion(table))]
  let different = 0
  for (const bucket of new Set([...theirs.keys(), ...ours.keys()])) {
    if (theirs.get(bucket) === ours.get(bucket)) continue
    const [there, here] = [await hashesOf(v1, v1Table(table), bucket), await hashesOf(target, companion(table), bucket)]
    different += [...new Set([...there.keys(), ...here.keys()])].filter((id) => there.get(id) !== here.get(id)).length
  }
  return different
}
