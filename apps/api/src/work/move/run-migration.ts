import { applyMigration, rehearseMigration } from '@mon-ps/legacy-v1/apply/apply-migration'
import type { LegacySource, MoveReport, OnProgress } from '@mon-ps/legacy-v1/types'
import { migrate } from '@mon-ps/db/migrate'
import { rollbackMigration } from '@mon-ps/legacy-v1/apply/rollback-migration'
import { verifyMigration } from '@mon-ps/legacy-v1/apply/verify-migration'
import type { MigrationAction, MigrationOutcome } from '@mon-ps/contract/migration'
import type { MigrationMoveReport } from '@mon-ps/contract/migration-report'
import { VERSION } from '../../version.ts'
import type { Database } from '@mon-ps/db/client'
import { capped } from './plan-migration.ts'
import { localUser } from '../../local-user.ts'
import { withLegacySource, withLegacySourceIfThere } from '@mon-ps/legacy-v1/source/with-legacy-source'

/** What a migration job is asked to do. */
export interface MigrationOrder {
  readonly action: MigrationAction
  readonly planSha256?: string | undefined
  readonly decisions?: Readonly<Record<string, string>> | undefined
  readonly timeZone?: string | undefined
  readonly discard?: string | undefined
}

export interface RunMigrationDeps {
  readonly database: Database
  readonly legacyUrl: string | null
  /** What is kept of the data; forgotten where a move changes them. */
  readonly models: { readonly forget: () => void }
  /** Make our tables again should a rollback take them away: this process cannot go on without them. */
  readonly keepTables: boolean
}

export interface RunMigrationWatch {
  readonly onProgress: OnProgress
  readonly signal: AbortSignal
}

export const NO_OUTCOME: MigrationOutcome = { move: null, verify: null, rollback: null }

/**
 * Rehearses, applies, verifies or rolls back the move. What was kept in memory of the data is forgotten afterwards,
 * however it ended.
 *
 * @throws {DbError} LEGACY_NOT_FOUND, MIGRATION_BLOCKED, PLAN_STALE, MIGRATION_RUNNING, NOT_MIGRATED, VERIFICATION_FAILED,
 *   BACKUP_INVALID, ROLLBACK_WOULD_DISCARD
 */
export async function runMigration(deps: RunMigrationDeps, order: MigrationOrder, watch: RunMigrationWatch): Promise<MigrationOutcome> {
  try {
    if (order.action === 'rollback') return await takeBack(deps, order, watch)
    return await withLegacySource(deps, (source) => perform(deps, order, { ...watch, source }))
  } finally {
    deps.models.forget()
  }
}

async function perform(
  { database }: RunMigrationDeps,
  { action, planSha256, decisions, timeZone }: MigrationOrder,
  { source, onProgress, signal }: RunMigrationWatch & { readonly source: LegacySource },
): Promise<MigrationOutcome> {
  const who = localUser()
  const choices = { ...(decisions && { decisions }), ...(timeZone !== undefined && { timeZone }) }
  const run = { ...choices, who, codeVersion: VERSION, onProgress, signal }
  if (action === 'verify') return { ...NO_OUTCOME, verify: await verifyMigration(source, database) }
  if (action === 'rehearse') {
    const read = planSha256 === undefined ? run : { ...run, planSha256 }
    return { ...NO_OUTCOME, move: moveWire(await rehearseMigration(source, database, read)) }
  }
  return { ...NO_OUTCOME, move: moveWire(await applyMigration(source, database, { ...run, planSha256: planSha256 ?? '' })) }
}

/** A V1 in another database was only read: that it is gone, or closed, does not keep the move. */
async function takeBack(
  deps: RunMigrationDeps,
  { discard }: MigrationOrder,
  { onProgress, signal }: RunMigrationWatch,
): Promise<MigrationOutcome> {
  const { database, keepTables } = deps
  const how = { who: localUser(), onProgress, signal, ...(discard !== undefined && { discard }) }
  const rollback = await withLegacySourceIfThere(deps, (source) => rollbackMigration(source, database, how))
  if (keepTables) await migrate(database)
  return { ...NO_OUTCOME, rollback }
}

/** A report as it leaves the server: a long quarantine by its first rows. */
export function moveWire(report: MoveReport): MigrationMoveReport {
  return { ...report, quarantined: capped(report.quarantined) }
}
