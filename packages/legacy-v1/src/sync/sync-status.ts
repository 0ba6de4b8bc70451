import type { Database } from '@mon-ps/db/client'
import type { Executor } from '@mon-ps/db/repositories/executor'
import { V1_TABLES, type V1TableName } from '@mon-ps/db/schema/legacy-move'
import { sql } from 'drizzle-orm'
import type { LegacySource, SyncStatus } from '../types.ts'
import { readPhase } from './install-sync.ts'
import { columnList, companion, differingIds, readSyncedTables, v1Table } from './synced-tables.ts'

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
async function differencesAcross(v1: Executor, target: Executor, table: V1TableName): Promise<number> {
  const row = sql.raw(`md5(row(${columnList(await sharedColumns(v1, target, table), 't.')})::text)`)
  const readBuckets = async (executor: Executor, relation: ReturnType<typeof v1Table>) => {
    const buckets = await executor.execute<{ bucket: number; sum: string }>(sql`
      select t.id / ${BUCKET}::int as bucket, count(*) || '|' || sum(('x' || left(${row}, 16))::bit(64)::bigint::numeric) as sum
      from ${relation} t group by 1`)
    return new Map(buckets.map(({ bucket, sum }) => [bucket, sum]))
  }
  const readHashes = async (executor: Executor, relation: ReturnType<typeof v1Table>, bucket: number) => {
    const rows = await executor.execute<{ id: number; hash: string }>(
      sql`select t.id, ${row} as hash from ${relation} t where t.id / ${BUCKET}::int = ${bucket}`,
    )
    return new Map(rows.map(({ id, hash }) => [id, hash]))
  }
  const [theirs, ours] = [await readBuckets(v1, v1Table(table)), await readBuckets(target, companion(table))]
  let different = 0
  for (const bucket of new Set([...theirs.keys(), ...ours.keys()])) {
    if (theirs.get(bucket) === ours.get(bucket)) continue
    const [there, here] = [await readHashes(v1, v1Table(table), bucket), await readHashes(target, companion(table), bucket)]
    different += [...new Set([...there.keys(), ...here.keys()])].filter((id) => there.get(id) !== here.get(id)).length
  }
  return different
}

async function exists(executor: Executor, relation: string): Promise<boolean> {
  const [row] = await executor.execute<{ found: boolean }>(sql`select to_regclass(${relation}) is not null as found`)
  return row?.found === true
}

const countRows = async (executor: Executor, relation: ReturnType<typeof v1Table>): Promise<number> =>
  (await executor.execute<{ n: number }>(sql`select count(*) as n from ${relation}`))[0]?.n ?? 0

type TableStatus = SyncStatus['tables'][number]

async function tableStatus(source: LegacySource, tx: Executor, table: V1TableName): Promise<TableStatus | null> {
  const v1 = source.same ? tx : source.database.db
  if (!(await exists(v1, `quantum.${table}`))) return null
  const v1Rows = await countRows(v1, v1Table(table))
  if (!(await exists(tx, `legacy_v1.${table}`))) return { table, v1Rows, companionRows: 0, different: v1Rows }
  const companionRows = await countRows(tx, companion(table))
  const synced = (await readSyncedTables(tx)).find(({ name }) => name === table)
  if (source.same && synced !== undefined) return { table, v1Rows, companionRows, different: (await differingIds(tx, synced)).length }
  return { table, v1Rows, companionRows, different: await differencesAcross(v1, tx, table) }
}

/** How V1, the companion and V3 stand to each other now. Writes nothing. */
export async function syncStatus(source: LegacySource, target: Database): Promise<SyncStatus> {
  return target.db.transaction(async (tx) => {
    const phase = await readPhase(tx)
    const tables: TableStatus[] = []
    for (const table of V1_TABLES) {
      const status = await tableStatus(source, tx, table)
      if (status !== null) tables.push(status)
    }
    const failures = (await exists(tx, 'mon_ps.legacy_sync_failure'))
      ? await tx.execute<SyncStatus['failures'][number] & Record<string, unknown>>(sql`
          select id, table_name as table, to_jsonb(v1_ids) as "v1Ids", message, at from mon_ps.legacy_sync_failure
          where repaired_at is null order by id`)
      : []
    return { phase, possible: source.same, tables, failures: [...failures] }
  })
}
