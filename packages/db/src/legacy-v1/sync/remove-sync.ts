import { sql } from 'drizzle-orm'
import type { Executor } from '../../repositories/executor.ts'
import { dropMirror } from './mirror-triggers.ts'
import { lockStorage } from './move-storage.ts'
import { dropProjection } from './projection-triggers.ts'
import { dropState, readPhase, requireLatest } from './sync-state.ts'
import { readSyncedTables } from './synced-tables.ts'
import { restoreV1 } from './unswitch-storage.ts'
import { dropV3Guards } from './v3-guards.ts'

/**
 * Takes the sync away: after a switch every write goes back to the V1 tables first, then all its triggers and functions
 * are dropped. Does nothing where there is no sync. Runs in the caller's transaction, which also records it.
 *
 * @throws {DbError} SYNC_REFUSED  something was made on the views of V1; the message lists it
 */
export async function removeSync(tx: Executor): Promise<void> {
  const phase = await readPhase(tx)
  if (phase === 'none') return
  // What this transaction wrote to V1 itself is projected now: afterwards nobody would.
  await tx.execute(sql`set constraints all immediate`)
  const tables = await readSyncedTables(tx)
  await lockStorage(
    tx,
    tables.map(({ name }) => name),
  )
  await requireLatest(tx)
  if (phase === 'switched') await restoreV1(tx)
  await dropMirror(tx, tables)
  await dropProjection(tx)
  await dropV3Guards(tx)
  await dropState(tx)
}
