import { cleanupApply } from '@mon-ps/legacy-v1/cleanup/cleanup-apply'
import { cleanupPlan } from '@mon-ps/legacy-v1/cleanup/cleanup-plan'
import type { z } from 'zod'
import type { migrationCleanupInput } from '../../routers/migration/schemas.ts'
import type { MigrationCleanupWire } from '../../routers/migration/upkeep-wire.ts'
import type { App } from '../app.ts'
import { localUser } from './local-user.ts'

/** The old system's tables, what would be lost with each, and what was decided. Writes nothing. */
export function planCleanup({ database }: Pick<App, 'database'>): Promise<MigrationCleanupWire> {
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
  { database, migrations, exportFolder }: Pick<App, 'database' | 'migrations' | 'exportFolder'>,
  { planSha256, decisions }: z.output<typeof migrationCleanupInput>,
): Promise<MigrationCleanupWire> {
  const byName = Object.fromEntries(decisions.map(({ name, choice, why }) => [name, { choice, why }]))
  const options = { planSha256, decisions: byName, who: localUser(), ...(exportFolder !== null && { exportFolder }) }
  return migrations.alone('a cleanup', () => cleanupApply(database, options))
}
