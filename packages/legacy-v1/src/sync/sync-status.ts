import { sql } from 'drizzle-orm'
import { type V1TableName, V1_TABLES } from '@mon-ps/db/schema/legacy-move'
import type { Database, Executor } from '@mon-ps/db/client'
import type { LegacySource, SyncStatus } from '../types.ts'
import { differingIds } from './carry.ts'
import { differencesAcross } from './compare-across.ts'
import { readPhase } from './sync-state.ts'
import { companion, readSyncedTables, v1Table } from './synced-tables.ts'

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
