import { isRunnerAtWork } from '@mon-ps/legacy-v1/journal/runner'
import { migrationStatus } from '@mon-ps/legacy-v1/journal/migration-status'
import type { MigrationStatusWire } from '../../routers/migration/schemas.ts'
import type { App } from '../app.ts'

/** Where the move stands, what was done before, and the job that runs. Needs no table of ours. */
export async function readMigrationStatus({ database, migrations }: Pick<App, 'database' | 'migrations'>): Promise<MigrationStatusWire> {
  const [status, job, reports] = [await migrationStatus(database), await migrations.latest(), await migrations.newest()]
  const isOurs = job?.status === 'queued' || job?.status === 'running'
  return { ...status, busyElsewhere: !isOurs && (await isRunnerAtWork(database)), job, reports }
}
