import { readMoveRecord } from '@mon-ps/legacy-v1/journal/read-journal'
import type { MigrationRecord } from '@mon-ps/contract/migration'
import type { Database } from '@mon-ps/db/client'
import { planWire } from '../../work/move/plan-migration.ts'
import { moveWire } from '../../work/move/run-migration.ts'

/** The newest move as its journal keeps it, or null where none was begun. Needs no table of ours, and no memory of the job. */
export async function readMigrationRecord({ database }: { readonly database: Database }): Promise<MigrationRecord | null> {
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
