import { sql } from 'drizzle-orm'
import type { Executor } from '@mon-ps/db/client'
import { dropMirror } from './mirror-triggers.ts'
import { dropProjection } from './projection-triggers.ts'
import { dropState, readPhase, requireLatest } from './sync-state.ts'
import { companion, readSyncedTables, v1Table } from './synced-tables.ts'
import { dropV3Guards } from './v3-guards.ts'

/**
 * Takes the sync away: all its triggers and functions are dropped. Does nothing where there is no sync. Runs in the caller's
 * transaction, which also records it. Nobody reads or writes V1 until that ends.
 */
export async function removeSync(tx: Executor): Promise<void> {
  if ((await readPhase(tx)) !== 'synced') return
  // What this transaction wrote to V1 itself is projected now: afterwards nobody would.
  await tx.execute(sql`set constraints all immediate`)
  const tables = await readSyncedTables(tx)
  for (const { name } of tables) {
    await tx.execute(sql`lock table ${v1Table(name)} in access exclusive mode`)
    await tx.execute(sql`lock table ${companion(name)} in access exclusive mode`)
  }
  await requireLatest(tx)
  await dropMirror(tx, tables)
  await dropProjection(tx)
  await dropV3Guards(tx)
  await dropState(tx)
}
