import type { Database, Executor } from '@mon-ps/db/client'
import { type V1TableName, V1_TABLES } from '@mon-ps/db/schema/legacy-move'
import { sql } from 'drizzle-orm'
import { relationExists } from '../copy/companions.ts'
import type { LegacySource, SyncStatus } from '../types.ts'
import { countDifferences } from '../verify/compare-companion.ts'
import { companion, readPhase, v1Table } from './synced-tables.ts'

async function countRows(executor: Executor, relation: ReturnType<typeof v1Table>): Promise<number> {
  const [row] = await executor.execute<{ n: number }>(sql`select count(*) as n from ${relation}`)
  return row?.n ?? 0
}

async function tableStatus(v1: Executor, tx: Executor, table: V1TableName): Promise<SyncStatus['tables'][number] | null> {
  if (!(await relationExists(v1, `quantum.${table}`))) return null
  const v1Rows = await countRows(v1, v1Table(table))
  if (!(await relationExists(tx, `legacy_v1.${table}`))) return { table, v1Rows, companionRows: 0, different: v1Rows }
  const companionRows = await countRows(tx, companion(table))
  return { table, v1Rows, companionRows, different: await countDifferences(tx, v1, table) }
}

/** How V1, the companion and V3 compare now. Writes nothing. */
export async function syncStatus(source: LegacySource, target: Database): Promise<SyncStatus> {
  return target.db.transaction(async (tx) => {
    const phase = await readPhase(tx)
    const tables: SyncStatus['tables'][number][] = []
    for (const table of V1_TABLES) {
      const status = await tableStatus(source.same ? tx : source.database.db, tx, table)
      if (status !== null) tables.push(status)
    }
    const failures = (await relationExists(tx, 'mon_ps.legacy_sync_failure'))
      ? await tx.execute<SyncStatus['failures'][number] & Record<string, unknown>>(sql`
          select id, table_name as table, to_jsonb(v1_ids) as "v1Ids", message, at from mon_ps.legacy_sync_failure
          where repaired_at is null order by id`)
      : []
    return { phase, possible: source.same, tables, failures: [...failures] }
  })
}
