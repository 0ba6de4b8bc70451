import { sql } from 'drizzle-orm'
import type { Executor } from '@mon-ps/db/client'
import { refuseSwitched } from '../journal/journal-tables.ts'
import type { SyncStatus } from '../types.ts'
import { LAST_DRAWN_SEQUENCE } from './last-drawn.ts'
import { COMPANION_SCHEMA } from './synced-tables.ts'

const CREATE = [
  `CREATE TABLE ${COMPANION_SCHEMA}.sync_state (
    run_id bigint NOT NULL,
    -- Who installed and repaired, and when.
    history jsonb NOT NULL DEFAULT '[]',
    -- Changed by every transaction that changed V1: who holds an older snapshot and locks this row is told.
    projected_at timestamptz
  )`,
  // What the open transactions changed and have not projected yet: empty for everybody else. Without numbers, which would be
  // what lastval() answers the legacy next.
  `CREATE TABLE ${COMPANION_SCHEMA}.sync_queue (
    table_name text NOT NULL,
    v1_ids integer[] NOT NULL
  )`,
  ...LAST_DRAWN_SEQUENCE,
]

/** @param runId  of the move: what the sync writes is written under its rules */
export async function createState(tx: Executor, runId: number, who: string): Promise<void> {
  for (const statement of CREATE) await tx.execute(sql.raw(statement))
  await tx.execute(sql`insert into legacy_v1.sync_state (run_id) values (${runId})`)
  await recordAct(tx, 'installed', who)
}

/** Writes down who did what to the sync, in the transaction that does it. */
export async function recordAct(tx: Executor, act: 'installed' | 'repaired', who: string): Promise<void> {
  await tx.execute(sql`
    update legacy_v1.sync_state set history = history || jsonb_build_object('act', ${act}::text, 'who', ${who}::text, 'at', now())`)
}

export async function dropState(tx: Executor): Promise<void> {
  await tx.execute(sql.raw(`DROP TABLE IF EXISTS ${COMPANION_SCHEMA}.sync_queue, ${COMPANION_SCHEMA}.sync_state`))
}

/**
 * Refuses to go on where the legacy wrote after this transaction began to look, in a way that makes it be tried again. To be called
 * when V1 is locked.
 */
export async function requireLatest(tx: Executor): Promise<void> {
  await tx.execute(sql`select 1 from legacy_v1.sync_state for update`)
}

/** @throws {DbError} MIGRATION_BLOCKED  V1's names are views on the companions, which an older version made */
export async function readPhase(tx: Executor): Promise<SyncStatus['phase']> {
  await refuseSwitched(tx)
  const [row] = await tx.execute<{ installed: boolean; finished: boolean }>(sql`
    select to_regclass('legacy_v1.sync_state') is not null as installed, to_regclass('legacy_v1.finished') is not null as finished`)
  if (row?.finished === true) return 'finished'
  return row?.installed === true ? 'synced' : 'none'
}
