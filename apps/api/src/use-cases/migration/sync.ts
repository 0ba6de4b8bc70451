import { installSync } from '@mon-ps/db/legacy-v1/sync/install-sync'
import type { SyncStatus } from '@mon-ps/db/legacy-v1/types'
import { switchStorage } from '@mon-ps/db/legacy-v1/sync/switch-storage'
import { syncStatus } from '@mon-ps/db/legacy-v1/sync/sync-status'
import { unswitchStorage } from '@mon-ps/db/legacy-v1/sync/unswitch-storage'
import type { z } from 'zod'
import type { migrationSyncInput } from '../../routers/migration/schemas.ts'
import type { MigrationSyncWire } from '../../routers/migration/upkeep-wire.ts'
import type { App } from '../app.ts'
import { capped } from './capped.ts'
import { localUser } from './local-user.ts'
import { withLegacySource } from './with-legacy-source.ts'

/** How V1, its companion and V3 stand to each other. Writes nothing. */
export async function readSync(app: Pick<App, 'database' | 'legacyUrl'>): Promise<MigrationSyncWire> {
  return syncWire(await withLegacySource(app, (source) => syncStatus(source, app.database)))
}

const ACTIONS = { install: installSync, switch: switchStorage, unswitch: unswitchStorage }

/**
 * Installs the triggers that keep V3 in step with V1, or gives V1's storage to the companion and back.
 *
 * @throws {DbError} NOT_MIGRATED  nothing was moved yet
 * @throws {DbError} INVALID_ARGUMENT  `gone` names a statement that was not seen, or was seen again since
 * @throws {DbError} SYNC_REFUSED  two databases, or statements and objects that a view cannot serve; the message lists them
 * @throws {ApiError} CONFLICT     a migration or a calculation goes on
 */
export async function changeSync(
  app: Pick<App, 'database' | 'legacyUrl' | 'migrations'>,
  { action, gone }: z.output<typeof migrationSyncInput>,
): Promise<MigrationSyncWire> {
  const change = () => withLegacySource(app, (source) => ACTIONS[action](source, app.database, { who: localUser(), ...(gone && { gone }) }))
  return syncWire(await app.migrations.alone(`the sync's ${action}`, change))
}

function syncWire(status: SyncStatus): MigrationSyncWire {
  return { ...status, failures: capped(status.failures) }
}
