import { COMPANION_SCHEMA, V1_SCHEMA } from '../copy/move-tables.ts'
import { type CatalogueTable, readCatalogue } from '@mon-ps/db/catalogue/read-catalogue'
import type { Database, Executor } from '@mon-ps/db/client'
import { asDbError, DbError } from '@mon-ps/db/errors'
import { V1_TABLES } from '@mon-ps/db/schema/legacy-move'
import { sql, type SQL } from 'drizzle-orm'
import { changePhase, latestEntry } from '../journal/journal.ts'
import { asOnlyRunner, inWritingTransaction } from '../journal/runner.ts'
import type { LegacySource, SyncStatus } from '../types.ts'
import { createMirror, dropMirror, createV3Guards, dropV3Guards } from './mirror-triggers.ts'
import { LAST_DRAWN_SEQUENCE } from './projection-functions.ts'
import { createProjection, createProjectionTriggers, dropProjection } from './projection-triggers.ts'
import { syncStatus } from './sync-status.ts'
import { companion, differingIds, idArray, readPhase, readSyncedTables, type SyncedTable, v1Table } from './synced-tables.ts'

/**
 * Runs work that only the owner of V1's tables may do.
 *
 * @throws {DbError} SYNC_REFUSED  the role of the connection is not an owner; the message says what the server would not let it do
 */
export async function asOwner<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    const known = asDbError(error)
    if (known.context['sqlState'] !== '42501') throw error
    throw new DbError(
      'SYNC_REFUSED',
      `${known.message}; the sync needs a role that owns V1's tables: connect as their owner, or GRANT the owner to the role of DATABASE_URL. Nothing was changed`,
      {},
      error,
    )
  }
}

const CREATE = [
  `CREATE TABLE ${COMPANION_SCHEMA}.sync_state (
    run_id bigint NOT NULL,
    -- Who installed and repaired, and when.
    history jsonb NOT NULL DEFAULT '[]',
    -- Changed by every transaction that changed V1: who holds an older snapshot and locks this row is told.
    projected_at timestamptz
  )`,
  // What open transactions changed and have not projected yet. Without a sequence, whose number lastval() would return to the legacy.
  `CREATE TABLE ${COMPANION_SCHEMA}.sync_queue (
    table_name text NOT NULL,
    v1_ids integer[] NOT NULL
  )`,
  ...LAST_DRAWN_SEQUENCE,
]

/** @param runId  of the move: what the sync writes is written under its rules */
async function createState(tx: Executor, runId: number, who: string): Promise<void> {
  for (const statement of CREATE) await tx.execute(sql.raw(statement))
  await tx.execute(sql`insert into legacy_v1.sync_state (run_id) values (${runId})`)
  await recordAct(tx, 'installed', who)
}

async function recordAct(tx: Executor, act: 'installed' | 'repaired', who: string): Promise<void> {
  await tx.execute(sql`
    update legacy_v1.sync_state set history = history || jsonb_build_object('act', ${act}::text, 'who', ${who}::text, 'at', now())`)
}

/** Raises a serialization failure, which is retried, where the legacy wrote after this transaction's snapshot. Call it after locking V1. */
export async function requireLatest(tx: Executor): Promise<void> {
  await tx.execute(sql`select 1 from legacy_v1.sync_state for update`)
}

/** Drops all triggers and functions of the sync in the caller's transaction, which also records it. Does nothing where there is none. */
export async function removeSync(tx: Executor): Promise<void> {
  if ((await readPhase(tx)) !== 'synced') return
  // Project what this transaction itself wrote to V1.
  await tx.execute(sql`set constraints all immediate`)
  const tables = await readSyncedTables(tx)
  for (const { name } of tables) {
    await tx.execute(sql`lock table ${v1Table(name)} in access exclusive mode`)
    await tx.execute(sql`lock table ${companion(name)} in access exclusive mode`)
  }
  await requireLatest(tx)
  await dropMirror(tx, tables)
  await dropProjection(tx)
  await dropV3Guards(tx)
  await tx.execute(sql`drop table if exists legacy_v1.sync_queue, legacy_v1.sync_state`)
}

export interface SyncOptions {
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

async function lockV1(tx: Executor, tables: readonly SyncedTable[]): Promise<void> {
  for (const { name } of tables) await tx.execute(sql`lock table ${v1Table(name)} in share row exclusive mode`)
}

const toShape = ({ columns, constraints }: CatalogueTable) =>
  JSON.stringify([
    columns.map(({ name, type, notNull, generated }) => [name, type, notNull, generated]),
    constraints
      .filter(({ kind }) => kind !== 'foreign key')
      .map(({ kind, definition }) => `${kind} ${definition}`)
      .sort(),
  ])

/** A companion can follow V1 only while it has V1's columns, keys and checks. */
async function requireSameShape(tx: Executor): Promise<void> {
  const { tables } = await readCatalogue(tx, [V1_SCHEMA, COMPANION_SCHEMA])
  for (const name of V1_TABLES) {
    const [own, v1] = [COMPANION_SCHEMA, V1_SCHEMA].map((schema) => tables.find((table) => table.schema === schema && table.name === name))
    if (own !== undefined && v1 !== undefined && toShape(own) === toShape(v1)) continue
    throw new DbError(
      'SYNC_REFUSED',
      `quantum.${name} and its companion legacy_v1.${name} differ in columns or keys: V1 was altered since the move; roll back and apply again`,
    )
  }
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
  await requireSameShape(tx)
  return tables
}

const failedIds = async (tx: Executor, { name }: SyncedTable): Promise<readonly number[]> =>
  (
    await tx.execute<{ id: number }>(
      sql`select distinct unnest(v1_ids) as id from mon_ps.legacy_sync_failure where table_name = ${name} and repaired_at is null`,
    )
  ).map(({ id }) => id)

/** Applies what changed before the triggers or failed since, with the triggers' own functions. */
async function catchUp(tx: Executor, tables: readonly SyncedTable[]): Promise<void> {
  const ids: SQL[] = []
  for (const table of tables) {
    const differing = await differingIds(tx, table)
    if (differing.length > 0) await tx.execute(sql`select legacy_v1.${sql.identifier(`carry_${table.name}`)}(${idArray(differing)})`)
    ids.push(idArray([...new Set([...differing, ...(await failedIds(tx, table))])]))
  }
  await tx.execute(sql`select legacy_v1.project_all(${sql.join(ids, sql`, `)})`)
}

/** {@link installSync} inside a transaction of the caller, who is the only runner. */
export async function installInside(tx: Executor, who: string): Promise<void> {
  const entry = await latestEntry(tx)
  if (entry?.state !== 'applied' || entry.runId === null)
    throw new DbError(
      'NOT_MIGRATED',
      `the move is ${entry?.state ?? 'not begun'}, expected applied; apply it first with: mon-ps migrate apply --plan SHA`,
    )
  const tables = await requireTables(tx)
  await lockV1(tx, tables)
  await createState(tx, entry.runId, who)
  await createProjection(tx, tables, entry.runId)
  await createMirror(tx, tables)
  await catchUp(tx, tables)
  await createProjectionTriggers(tx, tables)
  await createV3Guards(tx)
  await changePhase(tx, 'synced')
}

async function repair(tx: Executor, who: string): Promise<void> {
  const tables = await readSyncedTables(tx)
  await lockV1(tx, tables)
  await catchUp(tx, tables)
  await recordAct(tx, 'repaired', who)
}

/**
 * Makes V3 follow V1: a statement's changes are in the companion when it ends, and in V3 at commit. Catches up first; where the sync is
 * installed already, retries what failed.
 *
 * @throws {DbError} SYNC_REFUSED       V1 stands in another database, is not three plain tables, or was altered since the move
 * @throws {DbError} NOT_MIGRATED       no applied move stands here
 * @throws {DbError} MIGRATION_RUNNING  another runner is at work
 * @throws {DbError} QUERY_FAILED       V1 stayed locked by others over ten tries of a second
 */
export async function installSync(source: LegacySource, target: Database, options: SyncOptions): Promise<SyncStatus> {
  requireSameDatabase(source)
  await asOnlyRunner(target, () =>
    asOwner(() =>
      inWritingTransaction(target, { claim: null, isolation: 'read committed' }, async (tx) => {
        const phase = await readPhase(tx)
        if (phase === 'finished')
          throw new DbError(
            'SYNC_REFUSED',
            'the move is finished: V3 is the authority, and V1 an archive; take that back with: mon-ps migrate resume',
          )
        await (phase === 'none' ? installInside(tx, options.who) : repair(tx, options.who))
      }),
    ),
  )
  return syncStatus(source, target)
}
