import { sql } from 'drizzle-orm'
import type { Database } from '@mon-ps/db/client'
import type { MigrationPlan, MoveReport, RollbackReport } from '../types.ts'
import { journalExists } from './journal-tables.ts'

/** The newest move: what was agreed to, what was done, and how it was undone. */
export interface MoveRecord {
  readonly migrationId: number
  readonly plan: MigrationPlan
  /** Null until it has been applied. */
  readonly report: MoveReport | null
  /** Null unless it was undone. */
  readonly rollbackReport: RollbackReport | null
}

/**
 * The newest move as its journal keeps it, whichever process made it and however that process ended; null where none was ever
 * begun. Works where there is no table of ours; writes nothing.
 */
export async function readMoveRecord(target: Database): Promise<MoveRecord | null> {
  if (!(await journalExists(target.db))) return null
  const [row] = await target.db.execute<MoveRecord & Record<string, unknown>>(sql`
    select id as "migrationId", plan, report, rollback_report as "rollbackReport" from quantum_backup.migration order by id desc limit 1`)
  return row ?? null
}
