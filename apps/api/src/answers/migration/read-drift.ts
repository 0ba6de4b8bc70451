import { LIVE_TABLE_DECLARATIONS } from '@mon-ps/legacy-v1/live/read-rows'
import { driftReport } from '@mon-ps/db/drift/drift-report'
import type { MigrationDrift } from '@mon-ps/contract/migration-upkeep'
import type { Database } from '@mon-ps/db/client'
import { capped } from '../../work/move/capped.ts'

/** The declared schema against the live one; entries of the baseline expire by today's date. Writes nothing. */
export async function readDrift({ database }: { readonly database: Database }): Promise<MigrationDrift> {
  const report = await driftReport(database, { today: new Date().toISOString().slice(0, 10), liveTables: LIVE_TABLE_DECLARATIONS })
  return { ...report, differences: capped(report.differences) }
}
