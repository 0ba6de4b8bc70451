import { sql } from 'drizzle-orm'
import type { Database } from '../../client.ts'
import { DbError } from '../../errors.ts'
import type { Executor } from '../../repositories/executor.ts'
import { changePhase } from '../journal/journal.ts'
import { asOnlyRunner } from '../journal/runner.ts'
import { inWritingTransaction } from '../journal/writing-transaction.ts'
import type { LegacySource, SyncStatus } from '../types.ts'
import { asOwner } from './as-owner.ts'
import { requireSameDatabase, type SyncOptions } from './install-sync.ts'
import { createMirror } from './mirror-triggers.ts'
import { lockStorage, restoreTable } from './move-storage.ts'
import { readDependants } from './obstacles.ts'
import { readPhase, recordAct } from './sync-state.ts'
import { syncStatus } from './sync-status.ts'
import { archiveOf, readSyncedTables, type SyncedTable, V1_SCHEMA } from './synced-tables.ts'

async function requireArchives(tx: Executor, tables: readonly SyncedTable[]): Promise<void> {
  for (const { name } of tables) {
    const archive = `${V1_SCHEMA}.${archiveOf(name)}`
    const [found] = await tx.execute(sql`select 1 where to_regclass(${archive}) is not null`)
    if (found === undefined)
      throw new DbError('SYNC_REFUSED', `the archive ${archive} was dropped by a recorded decision: there is no way back from the switch`)
  }
}

/**
 * V1's tables stand under their names again and hold every write of the meantime.
 *
 * @throws {DbError} SYNC_REFUSED  something was made on the views; the message lists it
 */
export async function restoreV1(tx: Executor): Promise<readonly SyncedTable[]> {
  const tables = await readSyncedTables(tx)
  await lockStorage(
    tx,
    tables.map(({ name }) => name),
  )
  const dependants = await readDependants(
    tx,
    V1_SCHEMA,
    tables.map(({ name }) => name),
  )
  if (dependants.length > 0)
    throw new DbError('SYNC_REFUSED', ['the views of V1 cannot be taken away, drop first:', ...dependants].join('\n- '), { dependants })
  await requireArchives(tx, tables)
  for (const table of tables) await restoreTable(tx, table)
  return tables
}

/**
 * Goes back from the switch: V1's tables are the storage again, with every write of the meantime, and V3 follows them. One
 * transaction; does nothing where V1's tables are the storage.
 *
 * @throws {DbError} SYNC_REFUSED       no sync is installed, or something was made on the views
 * @throws {DbError} MIGRATION_RUNNING  another runner is at work
 */
export async function unswitchStorage(source: LegacySource, target: Database, options: SyncOptions): Promise<SyncStatus> {
  requireSameDatabase(source)
  await asOnlyRunner(target, () =>
    asOwner(() =>
      inWritingTransaction(target, { claim: null, isolation: 'read committed' }, async (tx) => {
        const phase = await readPhase(tx)
        if (phase === 'none') throw new DbError('SYNC_REFUSED', 'no sync is installed, so there is nothing to go back from')
        if (phase === 'synced') return
        await createMirror(tx, await restoreV1(tx))
        await recordAct(tx, 'unswitched', options.who)
        await changePhase(tx, 'synced')
      }),
    ),
  )
  return syncStatus(source, target)
}
