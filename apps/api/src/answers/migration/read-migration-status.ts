import { isRunnerAtWork } from '@mon-ps/legacy-v1/journal/runner'
import { migrationStatus } from '@mon-ps/legacy-v1/journal/read-journal'
import type { MigrationStatusWire } from '@mon-ps/contract/migration'
import type { Database } from '@mon-ps/db/client'
import { isFinal } from '../../jobs/progress-board.ts'
import { actionFor, type Migrations } from '../../work/move/migrations.ts'

interface Needs {
  readonly database: Database
  readonly migrations: Migrations
}

/** Where the move stands, what was done before, and the job that runs. Needs no table of ours. */
export async function readMigrationStatus({ database, migrations }: Needs): Promise<MigrationStatusWire> {
  const [status, latest, reports] = [await migrationStatus(database), await migrations.latest(), await migrations.newest()]
  const isOurs = migrations.recent().some(({ status: state }) => !isFinal(state))
  const job = latest && { jobId: latest.jobId, action: actionFor(latest.params), status: latest.status }
  return { ...status, busyElsewhere: !isOurs && (await isRunnerAtWork(database)), job, reports }
}
