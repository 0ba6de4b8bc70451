import { sql } from 'drizzle-orm'
import type { Database } from '@mon-ps/db/client'
import type { MigrationStage, MigrationState, MigrationStatus } from '../types.ts'
import { journalExists, refuseSwitched } from './journal-tables.ts'

interface Row extends Record<string, unknown> {
  readonly migrationId: number
  readonly state: MigrationState
  readonly stage: MigrationStage
  readonly planSha256: string
  readonly startedAt: string
  readonly finishedAt: string | null
}

const NEVER: MigrationStatus = {
  state: 'none',
  migrationId: null,
  planSha256: null,
  startedAt: null,
  finishedAt: null,
  resumable: null,
  history: [],
}

/** How far the move is, and every move before it, the newest first. Works where there is no table of ours; writes nothing. */
export async function migrationStatus(target: Database): Promise<MigrationStatus> {
  await refuseSwitched(target.db)
  if (!(await journalExists(target.db))) return NEVER
  const rows = await target.db.execute<Row>(sql`
    select id as "migrationId", state, stage, plan_sha256 as "planSha256", started_at as "startedAt", finished_at as "finishedAt"
    from quantum_backup.migration order by id desc`)
  const [newest] = rows
  if (newest === undefined) return NEVER
  const { stage, ...said } = newest
  return {
    ...said,
    resumable: newest.finishedAt === null && stage !== 'done' ? stage : null,
    history: rows.map(({ stage: _, ...entry }) => entry),
  }
}
