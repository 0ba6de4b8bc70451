import { isRunnerAtWork } from '@mon-ps/legacy-v1/journal/runner'
import { migrationStatus } from '@mon-ps/legacy-v1/journal/migration-status'
import type { MigrationStatusWire } from '@mon-ps/contract/migration'
import type { Database } from '@mon-ps/db/client'
import type { Migrations } from '../../work/move/migrations-port.ts'

interface Needs {
  readonly database: Database
  readonly migrations: Migrations
}

/** Where the move stands, what was done before, and the job that runs. Needs no table of ours. */
export async function readMigrationStatus({ database, migrations }: Needs): Promise<MigrationStatusWire> {
  const [status, job, reports] = [await migrationStatus(database), await migrations.latest(), await migrations.newest()]
  const isOurs = job?.status === 'queued' || job?.status === 'running'
  return { ...status, busyElsewhere: !isOurs && (await isRunnerAtWork(database)), job, reports }
}
