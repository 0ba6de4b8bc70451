import { installSync as install } from '@mon-ps/legacy-v1/sync/install-sync'
import type { SyncStatus } from '@mon-ps/legacy-v1/types'
import { syncStatus } from '@mon-ps/legacy-v1/sync/sync-status'
import type { MigrationSyncWire } from '../../routers/migration/upkeep-wire.ts'
import type { App } from '../app.ts'
import { capped } from './capped.ts'
import { localUser } from './local-user.ts'
import { withLegacySource } from './with-legacy-source.ts'

/** How V1, its companion and V3 stand to each other. Writes nothing. */
export async function readSync(app: Pick<App, 'database' | 'legacyUrl'>): Promise<MigrationSyncWire> {
  return syncWire(await withLegacySource(app, (source) => syncStatus(source, app.database)))
}

/**
 * Installs the triggers that keep V3 in step with V1; where they are installed, tries again what did not follow.
 *
 * @throws {DbError} NOT_MIGRATED  nothing was moved yet
 * @throws {DbError} SYNC_REFUSED  V1 stands in another database, or cannot be followed as it is
 * @throws {ApiError} CONFLICT     a migration or a calculation goes on
 */
export async function installSync(app: Pick<App, 'database' | 'legacyUrl' | 'migrations'>): Promise<MigrationSyncWire> {
  const work = () => withLegacySource(app, (source) => install(source, app.database, { who: localUser() }))
  return syncWire(await app.migrations.alone('installing the sync', work))
}

function syncWire(status: SyncStatus): MigrationSyncWire {
  return { ...status, failures: capped(status.failures) }
}
