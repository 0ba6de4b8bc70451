import { installSync as install } from '@mon-ps/legacy-v1/sync/install-sync'
import { finishCoexistence, resumeCoexistence } from '@mon-ps/legacy-v1/apply/finish'
import type { SyncStatus } from '@mon-ps/legacy-v1/types'
import { syncStatus } from '@mon-ps/legacy-v1/sync/sync-status'
import type { MigrationFinish, MigrationSync } from '@mon-ps/contract/migration-upkeep'
import type { Database } from '@mon-ps/db/client'
import type { Migrations } from '../../work/move/migrations.ts'
import { capped } from '../../work/move/capped.ts'
import { localUser } from '../../local-user.ts'
import { withLegacySource } from '@mon-ps/legacy-v1/source/with-legacy-source'

interface Needs {
  readonly database: Database
  readonly legacyUrl: string | null
}

interface NeedsLegacyUrlMigrations {
  readonly database: Database
  readonly legacyUrl: string | null
  readonly migrations: Migrations
}

/** How V1, its companion and V3 stand to each other. Writes nothing. */
export async function readSync(app: Needs): Promise<MigrationSync> {
  return syncWire(await withLegacySource(app, (source) => syncStatus(source, app.database)))
}

/**
 * Installs the triggers that keep V3 in step with V1; where they are installed, tries again what did not follow.
 *
 * @throws {DbError} NOT_MIGRATED  nothing was moved yet
 * @throws {DbError} SYNC_REFUSED  V1 stands in another database, or cannot be followed as it is
 * @throws {ApiError} CONFLICT     a migration or a calculation goes on
 */
export async function installSync(app: NeedsLegacyUrlMigrations): Promise<MigrationSync> {
  const work = () => withLegacySource(app, (source) => install(source, app.database, { who: localUser() }))
  return syncWire(await app.migrations.alone('installing the sync', work))
}

/**
 * Proves V3 once more, takes the sync away and archives V1: from here on V3 is the authority.
 *
 * @throws {DbError} SYNC_REFUSED         no sync is installed, or the legacy wrote within `quietMinutes`
 * @throws {DbError} VERIFICATION_FAILED  V1 and V3 differ
 * @throws {ApiError} CONFLICT            a migration or a calculation goes on
 */
export function finishMigration(
  app: NeedsLegacyUrlMigrations,
  { quietMinutes }: { readonly quietMinutes: number },
): Promise<MigrationFinish> {
  const work = () => withLegacySource(app, (source) => finishCoexistence(source, app.database, { who: localUser(), quietMinutes }))
  return app.migrations.alone('finishing the move', work)
}

/**
 * Takes a finish back: V1's tables have their names again, and V3 follows them.
 *
 * @throws {DbError} SYNC_REFUSED            the move is not finished, or an archive was dropped
 * @throws {DbError} ROLLBACK_WOULD_DISCARD  V1's cells were changed in V3 since
 * @throws {ApiError} CONFLICT               a migration or a calculation goes on
 */
export async function resumeMigration(
  app: NeedsLegacyUrlMigrations,
  { discard }: { readonly discard?: string | undefined },
): Promise<MigrationSync> {
  const work = () => withLegacySource(app, (source) => resumeCoexistence(source, app.database, { who: localUser(), discard }))
  return syncWire(await app.migrations.alone('resuming the sync', work))
}

function syncWire(status: SyncStatus): MigrationSync {
  return { ...status, failures: capped(status.failures) }
}
