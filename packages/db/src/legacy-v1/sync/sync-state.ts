import { sql } from 'drizzle-orm'
import type { Executor } from '../../repositories/executor.ts'
import type { SyncStatus } from '../types.ts'
import { LAST_DRAWN_SEQUENCE } from './last-drawn.ts'
import { COMPANION_SCHEMA, readDefinitions, type SyncedTable } from './synced-tables.ts'

/** What the sync knows of itself: one row, gone with it. */
export interface SyncState {
  readonly runId: number
  readonly definitions: Readonly<Record<string, string>>
}

const CREATE = [
  `CREATE TABLE ${COMPANION_SCHEMA}.sync_state (
    run_id bigint NOT NULL,
    -- Who installed, switched, went back, repaired, and said of a statement that nobody sends it any more, and when.
    history jsonb NOT NULL DEFAULT '[]',
    -- Changed by every transaction that changed V1: who holds an older snapshot and locks this row is told.
    projected_at timestamptz,
    -- V1's tables as they were declared then.
    definitions jsonb NOT NULL
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
export async function createState(tx: Executor, tables: readonly SyncedTable[], runId: number, who: string): Promise<void> {
  for (const statement of CREATE) await tx.execute(sql.raw(statement))
  const definitions = JSON.stringify(await readDefinitions(tx, tables))
  await tx.execute(sql`insert into legacy_v1.sync_state (run_id, definitions) values (${runId}, ${definitions}::text::jsonb)`)
  await recordAct(tx, 'installed', who)
}

/** Writes down who did what to the sync, in the transaction that does it. */
export async function recordAct(
  tx: Executor,
  act: 'installed' | 'repaired' | 'switched' | 'unswitched' | 'gone',
  who: string,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  await tx.execute(sql`
    update legacy_v1.sync_state set history = history
      || (jsonb_build_object('act', ${act}::text, 'who', ${who}::text, 'at', now()) || ${JSON.stringify(more)}::text::jsonb)`)
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

/** Told by what is there: a view under the name of a V1 table means that the storage was switched. */
export async function readPhase(tx: Executor): Promise<SyncStatus['phase']> {
  const [row] = await tx.execute<{ installed: boolean; switched: boolean }>(sql`
    select to_regclass('legacy_v1.sync_state') is not null as installed,
      exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'quantum' and c.relkind = 'v' and c.relname in ('team_profiles', 'matchup_friction', 'team_strategies')) as switched`)
  if (row?.installed !== true) return 'none'
  return row.switched ? 'switched' : 'synced'
}

export async function readState(tx: Executor): Promise<SyncState | null> {
  if ((await readPhase(tx)) === 'none') return null
  const [row] = await tx.execute<{ runId: number; definitions: Record<string, string> }>(
    sql`select run_id as "runId", definitions from legacy_v1.sync_state`,
  )
  return row ?? null
}
