import { readMoveRecord } from '@mon-ps/legacy-v1/journal/read-move-record'
import type { MigrationRecordWire } from '../../routers/migration/schemas.ts'
import type { App } from '../app.ts'
import { planWire } from './plan-migration.ts'
import { moveWire } from './run-migration.ts'

/** The newest move as its journal keeps it, or null where none was begun. Needs no table of ours, and no memory of the job. */
export async function readMigrationRecord({ database }: Pick<App, 'database'>): Promise<MigrationRecordWire | null> {
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
