import { driftReport } from '@mon-ps/db/drift/drift-report'
import { LIVE_TABLE_DECLARATIONS } from '@mon-ps/legacy-v1/live/tables'
import type { MigrationDriftWire } from '../../routers/migration/upkeep-wire.ts'
import type { App } from '../app.ts'
import { capped } from './capped.ts'

/** The declared schema against the live one; entries of the baseline expire by today's date. Writes nothing. */
export async function readDrift({ database }: Pick<App, 'database'>): Promise<MigrationDriftWire> {
  const report = await driftReport(database, { today: new Date().toISOString().slice(0, 10), liveTables: LIVE_TABLE_DECLARATIONS })
  return { ...report, differences: capped(report.differences) }
}
