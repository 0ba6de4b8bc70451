import { cleanupApply } from '@mon-ps/legacy-v1/cleanup/cleanup-apply'
import { cleanupPlan } from '@mon-ps/legacy-v1/cleanup/cleanup-plan'
import type { MigrationCleanupInput } from '@mon-ps/contract/migration'
import { installSync as install } from '@mon-ps/legacy-v1/sync/install-sync'
import { finishCoexistence, resumeCoexistence } from '@mon-ps/legacy-v1/apply/finish'
import type { SyncStatus } from '@mon-ps/legacy-v1/types'
import { syncStatus } from '@mon-ps/legacy-v1/sync/sync-status'
import type { MigrationCleanup, MigrationFinish, MigrationSync } from '@mon-ps/contract/migration-upkeep'
import type { Database } from '@mon-ps/db/client'
import type { Migrations } from '../../work/move/migrations.ts'
import { capped } from '../../work/move/plan-migration.ts'
import { localUser } from '../../local-user.ts'
import { withLegacySource } from '@mon-ps/legacy-v1/source/with-legacy-source'

interface Needs {
  readonly database: Database
  readonly legacyUrl: string | null
}

interface NeedsToWrite extends Needs {
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
export async function installSync(app: NeedsToWrite): Promise<MigrationSync> {
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
export function finishMigration(app: NeedsToWrite, { quietMinutes }: { readonly quietMinutes: number }): Promise<MigrationFinish> {
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
export async function resumeMigration(app: NeedsToWrite, { discard }: { readonly discard?: string | undefined }): Promise<MigrationSync> {
  const work = () => withLegacySource(app, (source) => resumeCoexistence(source, app.database, { who: localUser(), discard }))
  return syncWire(await app.migrations.alone('resuming the sync', work))
}

/** The old system's tables, what would be lost with each, and what was decided. Writes nothing. */
export function planCleanup({ database }: { readonly database: Database }): Promise<MigrationCleanup> {
  return cleanupPlan(database)
}

/**
 * Records decisions and takes the reversible step that each one names; tables that none names stay as they are.
 *
 * @throws {DbError} PLAN_STALE        the plan was made of other tables or rows
 * @throws {DbError} INVALID_ARGUMENT  a name that the plan does not have
 * @throws {ApiError} CONFLICT         a migration or a calculation goes on
 */
export function applyCleanup(
  { database, migrations, exportFolder }: Omit<NeedsToWrite, 'legacyUrl'> & { readonly exportFolder: string | null },
  { planSha256, decisions }: MigrationCleanupInput,
): Promise<MigrationCleanup> {
  const byName = Object.fromEntries(decisions.map(({ name, choice, why }) => [name, { choice, why }]))
  const options = { planSha256, decisions: byName, who: localUser(), ...(exportFolder !== null && { exportFolder }) }
  return migrations.alone('a cleanup', () => cleanupApply(database, options))
}

function syncWire(status: SyncStatus): MigrationSync {
  return { ...status, failures: capped(status.failures) }
}
