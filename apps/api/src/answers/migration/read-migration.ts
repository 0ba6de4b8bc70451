import { driftReport } from '@mon-ps/db/drift/drift-report'
import type { Database } from '@mon-ps/db/client'
import type { MigrationRecord, MigrationStatusWire } from '@mon-ps/contract/migration'
import type { MigrationInspection } from '@mon-ps/contract/migration-plan'
import type { MigrationDrift, MigrationLive } from '@mon-ps/contract/migration-upkeep'
import { inspectLegacy as inspect } from '@mon-ps/legacy-v1/inspect/inspect-legacy'
import { migrationStatus, readMoveRecord } from '@mon-ps/legacy-v1/journal/read-journal'
import { isRunnerAtWork } from '@mon-ps/legacy-v1/journal/runner'
import { LIVE_TABLE_DECLARATIONS } from '@mon-ps/legacy-v1/live/read-rows'
import { readLiveTables } from '@mon-ps/legacy-v1/live/report-live'
import { withLegacySource } from '@mon-ps/legacy-v1/source/with-legacy-source'
import { isFinal } from '../../jobs/progress-board.ts'
import { actionFor, type Migrations } from '../../work/move/migrations.ts'
import { capped, planWire } from '../../work/move/plan-migration.ts'
import { moveWire } from '../../work/move/run-migration.ts'

/** Nothing here writes. */
interface Needs {
  readonly database: Database
  readonly legacyUrl: string | null
  readonly migrations: Migrations
}

/** Where the move stands, what was done before, and the job that runs. Needs no table of ours. */
export async function readMigrationStatus({ database, migrations }: Pick<Needs, 'database' | 'migrations'>): Promise<MigrationStatusWire> {
  const [status, latest, reports] = [await migrationStatus(database), await migrations.latest(), await migrations.newest()]
  const isOurs = migrations.recent().some(({ status: state }) => !isFinal(state))
  const job = latest && { jobId: latest.jobId, action: actionFor(latest.params), status: latest.status }
  return { ...status, busyElsewhere: !isOurs && (await isRunnerAtWork(database)), job, reports }
}

/** The newest move as its journal keeps it, or null where none was begun. Needs no table of ours, and no memory of the job. */
export async function readMigrationRecord({ database }: Pick<Needs, 'database'>): Promise<MigrationRecord | null> {
  const record = await readMoveRecord(database)
  return (
    record && {
      migrationId: record.migrationId,
      plan: planWire(record.plan),
      move: record.report && moveWire(record.report),
      rollback: record.rollbackReport,
    }
  )
}

/**
 * What stands in V1 and what preflight found there.
 *
 * @throws {DbError} LEGACY_NOT_FOUND  none of the three V1 tables is there
 */
export function inspectLegacy(app: Pick<Needs, 'database' | 'legacyUrl'>): Promise<MigrationInspection> {
  return withLegacySource(app, (source) => inspect(source, app.database))
}

/** What the legacy's live tables hold, and what is wrong with it. */
export function readLive(app: Pick<Needs, 'database' | 'legacyUrl'>): Promise<MigrationLive> {
  return withLegacySource(app, (source) => readLiveTables(source, app.database))
}

/** The declared schema against the live one; entries of the baseline expire by today's date. */
export async function readDrift({ database }: Pick<Needs, 'database'>): Promise<MigrationDrift> {
  const report = await driftReport(database, { today: new Date().toISOString().slice(0, 10), liveTables: LIVE_TABLE_DECLARATIONS })
  return { ...report, differences: capped(report.differences) }
}
