import { cleanupApply } from '@mon-ps/legacy-v1/cleanup/cleanup-apply'
import { cleanupPlan } from '@mon-ps/legacy-v1/cleanup/cleanup-plan'
import type { MigrationCleanupInput } from '@mon-ps/contract/migration'
import type { MigrationCleanup } from '@mon-ps/contract/migration-upkeep'
import type { Database } from '@mon-ps/db/client'
import type { Migrations } from '../../work/move/migrations.ts'
import { localUser } from '../../local-user.ts'

interface Needs {
  readonly database: Database
  readonly migrations: Migrations
  readonly exportFolder: string | null
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
  { database, migrations, exportFolder }: Needs,
  { planSha256, decisions }: MigrationCleanupInput,
): Promise<MigrationCleanup> {
  const byName = Object.fromEntries(decisions.map(({ name, choice, why }) => [name, { choice, why }]))
  const options = { planSha256, decisions: byName, who: localUser(), ...(exportFolder !== null && { exportFolder }) }
  return migrations.alone('a cleanup', () => cleanupApply(database, options))
}
