import type { Database } from '../../client.ts'
import { DbError } from '../../errors.ts'
import { changePhase } from '../journal/journal.ts'
import { asOnlyRunner } from '../journal/runner.ts'
import { inWritingTransaction } from '../journal/writing-transaction.ts'
import type { LegacySource, SyncStatus } from '../types.ts'
import { asOwner } from './as-owner.ts'
import { differingIds } from './carry.ts'
import { requireSameDatabase, type SyncOptions } from './install-sync.ts'
import { dropMirror } from './mirror-triggers.ts'
import { archiveTable, lockStorage } from './move-storage.ts'
import { forgetSeen, type GoneStatement, readObstacles } from './obstacles.ts'
import { readPhase, readState, recordAct } from './sync-state.ts'
import { syncStatus } from './sync-status.ts'
import { readSyncedTables } from './synced-tables.ts'

const refused = (message: string, obstacles: readonly string[] = []) =>
  new DbError('SYNC_REFUSED', [message, ...obstacles].join('\n- '), obstacles.length === 0 ? {} : { obstacles })

export interface SwitchOptions extends SyncOptions {
  /** Statements that were seen of late and that nobody sends any more; recorded, and forgotten when the switch succeeds. */
  readonly gone?: readonly GoneStatement[]
}

/**
 * Makes the companions the storage of V1: under the old names stand views, through which the legacy goes on reading and writing, and
 * V1's tables are archives that nobody writes. One transaction; does nothing where it was done.
 *
 * @throws {DbError} SYNC_REFUSED       no sync is installed, something stands in the way, or V1 and its companions differ; the message
 *                                      lists what
 * @throws {DbError} INVALID_ARGUMENT   a statement is said to be gone that was not seen, or was seen again
 * @throws {DbError} MIGRATION_RUNNING  another runner is at work
 */
export async function switchStorage(source: LegacySource, target: Database, options: SwitchOptions): Promise<SyncStatus> {
  requireSameDatabase(source)
  await asOnlyRunner(target, () =>
    asOwner(() =>
      inWritingTransaction(target, { claim: null, isolation: 'read committed' }, async (tx) => {
        if ((await readPhase(tx)) === 'switched') return
        const state = await readState(tx)
        if (state === null) throw refused('no sync is installed; install it first with: mon-ps migrate sync install')
        const tables = await readSyncedTables(tx)
        await lockStorage(
          tx,
          tables.map(({ name }) => name),
        )
        await forgetSeen(tx, options.gone ?? [], options.who)
        const obstacles = [...(await readObstacles(tx, tables, state))]
        for (const table of tables) {
          const ids = await differingIds(tx, table)
          if (ids.length > 0) obstacles.push(`quantum.${table.name} and its companion differ in ${ids.length} rows, the first is ${ids[0]}`)
        }
        if (obstacles.length > 0) throw refused('the storage cannot be switched:', obstacles)
        await dropMirror(tx, tables)
        for (const table of tables) await archiveTable(tx, table)
        await recordAct(tx, 'switched', options.who)
        await changePhase(tx, 'switched')
      }),
    ),
  )
  return syncStatus(source, target)
}
