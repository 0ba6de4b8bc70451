import type { Database } from '../../client.ts'
import { sql } from 'drizzle-orm'
import { DbError } from '../../errors.ts'
import type { Executor } from '../../repositories/executor.ts'
import { V1_TABLES } from '../../schema/legacy-move.ts'
import { changePhase, latestEntry } from '../journal/journal.ts'
import { asOnlyRunner } from '../journal/runner.ts'
import { inWritingTransaction } from '../journal/writing-transaction.ts'
import type { LegacySource, SyncStatus } from '../types.ts'
import { differingIds, idArray } from './carry.ts'
import { createMirror } from './mirror-triggers.ts'
import { createProjection, createProjectionTriggers } from './projection-triggers.ts'
import { createState, readPhase } from './sync-state.ts'
import { syncStatus } from './sync-status.ts'
import { readSyncedTables, type SyncedTable, v1Table } from './synced-tables.ts'
import { createV3Guards } from './v3-guards.ts'

export interface SyncOptions {
  /** Recorded with what is done. */
  readonly who: string
}

/** @throws {DbError} SYNC_REFUSED  V1 stands in another database, where no trigger of ours can reach V3 */
export function requireSameDatabase(source: LegacySource): void {
  if (!source.same)
    throw new DbError(
      'SYNC_REFUSED',
      `V1 stands at ${source.address}, V3 in another database; sync works within one, because both change in one transaction`,
      { source: source.address },
    )
}

/** Nobody writes V1 until the transaction ends; readers go on. */
export async function lockV1(tx: Executor, tables: readonly SyncedTable[], mode: 'share row exclusive' | 'access exclusive'): Promise<void> {
  for (const { name } of tables) await tx.execute(sql`lock table ${v1Table(name)} in ${sql.raw(mode)} mode`)
}

async function requireTables(tx: Executor): Promise<readonly SyncedTable[]> {
  const tables = await readSyncedTables(tx)
  const [broken] = await tx.execute<{ name: string }>(sql`
    select name from unnest(${`{${V1_TABLES.join(',')}}`}::text[]) name
    where not exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'quantum' and c.relname = name and c.relkind = 'r')`)
  if (broken !== undefined || tables.length < V1_TABLES.length)
    throw new DbError(
      'SYNC_REFUSED',
      `sync needs the three V1 tables as plain tables, each with its companion in legacy_v1; quantum.${broken?.name ?? '…'} is not one`,
    )
  return tables
}

/** Projects rows that changed while no trigger watched, through the functions that the triggers use. */
export async function catchUp(tx: Executor, tables: readonly SyncedTable[]): Promise<void> {
  const ids: Record<string, readonly number[]> = {}
  for (const table of tables) {
    ids[table.name] = await differingIds(tx, table)
    await tx.execute(sql`select legacy_v1.${sql.identifier(`carry_${table.name}`)}(${idArray(ids[table.name] ?? [])})`)
  }
  await tx.execute(sql`select legacy_v1.project_all(${idArray(ids['team_profiles'] ?? [])}, ${idArray(ids['matchup_friction'] ?? [])},
    ${idArray(ids['team_strategies'] ?? [])})`)
}

/**
 * Lets V3 follow V1 from now on: what a statement of the legacy changes is in the companion when it ends and in V3 when its
 * transaction does. What changed since the move is brought over first. Does nothing where the sync is installed.
 *
 * @throws {DbError} SYNC_REFUSED      V1 stands in another database, or is not three plain tables
 * @throws {DbError} NOT_MIGRATED      no applied move stands here
 * @throws {DbError} MIGRATION_RUNNING another runner is at work
 * @throws {DbError} QUERY_FAILED      V1 stayed locked by others over ten tries of a second
 */
export async function installSync(source: LegacySource, target: Database, options: SyncOptions): Promise<SyncStatus> {
  requireSameDatabase(source)
  await asOnlyRunner(target, async () => {
    await inWritingTransaction(target, { claim: null, isolation: 'read committed' }, async (tx) => {
      if ((await readPhase(tx)) !== 'none') return
      const entry = await latestEntry(tx)
      if (entry?.state !== 'applied' || entry.runId === null)
        throw new DbError('NOT_MIGRATED', `the move is ${entry?.state ?? 'not begun'}, expected applied; apply it first with: mon-ps migrate apply`)
      const tables = await requireTables(tx)
      await lockV1(tx, tables, 'share row exclusive')
      await createState(tx, tables, entry.runId, options.who)
      await createProjection(tx, tables, entry.runId)
      await createMirror(tx, tables)
      await catchUp(tx, tables)
      await createProjectionTriggers(tx, tables)
      await createV3Guards(tx)
      await changePhase(tx, 'synced')
    })
  })
  return syncStatus(source, target)
}
