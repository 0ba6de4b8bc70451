import { named } from '@mon-ps/db/engine/sql-text'
import { V1_SCHEMA } from '../copy/move-tables.ts'
import { qualified } from '@mon-ps/db/catalogue/digest'
import type { Database, Executor } from '@mon-ps/db/client'
import { DbError } from '@mon-ps/db/errors'
import { PUBLISHED_KINDS } from '@mon-ps/db/publish/published-kinds'
import { V1_TABLES } from '@mon-ps/db/schema/legacy-move'
import { sql } from 'drizzle-orm'
import { keepMovedTimes, publishMigrated } from '../copy/publish-moved.ts'
import { changePhase, type JournalEntry, latestEntry } from '../journal/journal.ts'
import { asOnlyRunner, inWritingTransaction } from '../journal/runner.ts'
import { asOwner, installInside, requireSameDatabase, type SyncOptions, removeSync, requireLatest } from '../sync/install-sync.ts'
import { readDependants } from '../sync/dependants.ts'
import { syncStatus } from '../sync/sync-status.ts'
import { archiveName, v1Table } from '../sync/synced-tables.ts'
import type { FinishReport, LegacySource, SyncStatus } from '../types.ts'
import { type LaterWrite, requireAgreedLoss } from './later-writes.ts'
import { proveMove } from './verify-migration.ts'

/** The V3 rows that showed moved versions at finish; resume compares V3 with them. */
const FINISHED_ROWS = 'legacy_v1.finished_row'

async function rename(tx: Executor, from: string, to: string): Promise<void> {
  const [taken] = await tx.execute(sql`select 1 where to_regclass(${`${V1_SCHEMA}.${to}`}) is not null`)
  if (taken !== undefined)
    throw new DbError(
      'CONFLICT',
      `${V1_SCHEMA}.${from} cannot be called ${to}: something else has that name; rename or drop it, nothing was changed`,
    )
  await tx.execute(sql`alter table ${qualified(V1_SCHEMA, from)} rename to ${sql.identifier(to)}`)
}

/** Renames V1's tables to archives; rows, keys, rights, sequences and dependants stay. */
async function archiveV1(tx: Executor, who: string): Promise<readonly string[]> {
  await tx.execute(sql.raw(`create table legacy_v1.finished as select '${who.replaceAll("'", "''")}'::text as who, now() as at`))
  await tx.execute(
    sql.raw(`create table ${FINISHED_ROWS} as select table_name, row_id, version_id from mon_ps.v3_row_source where origin = 'migrated'`),
  )
  for (const table of V1_TABLES) await rename(tx, table, archiveName(table))
  return V1_TABLES.map((table) => `${V1_SCHEMA}.${archiveName(table)}`)
}

/** @throws {DbError} SYNC_REFUSED  an archive was dropped by a decision of the cleanup */
export async function restoreV1(tx: Executor): Promise<void> {
  for (const table of V1_TABLES) {
    const archive = `${V1_SCHEMA}.${archiveName(table)}`
    const [found] = await tx.execute(sql`select 1 where to_regclass(${archive}) is not null`)
    if (found === undefined)
      throw new DbError(
        'SYNC_REFUSED',
        `the archive ${archive} is gone, by a decision of the cleanup: there is no way back to V1; nothing was changed`,
      )
    await rename(tx, archiveName(table), table)
  }
  await tx.execute(sql.raw(`drop table if exists ${FINISHED_ROWS}, legacy_v1.finished`))
}

/** The V3 columns that V1 fills, each with the version's column. */
const ownedColumns = ({ keys, payload, leftToOthers, id }: (typeof PUBLISHED_KINDS)[number]) => [
  ...keys.filter(([v3]) => v3 !== id),
  ...payload.filter((column) => !leftToOthers.includes(column)).map((column) => [column, column] as const),
]

/** Rows that showed a moved version and that no recorded decision shows otherwise since. */
const STILL_V1 = `coalesce(s.origin, 'legacy_sql') in ('migrated', 'legacy_sql', 'manual')`

/** V1's cells that were changed in V3 since finish, and deleted rows. */
async function cellsChangedSince(tx: Executor): Promise<readonly LaterWrite[]> {
  const writes: LaterWrite[] = []
  for (const kind of PUBLISHED_KINDS) {
    const cells = ownedColumns(kind).map(([v3, version]) => `('${v3}', t.${named(v3)}::text, v.${named(version)}::text)`)
    const rows = await tx.execute<{ key: string; cell: string; now: string | null; was: string | null }>(
      sql.raw(`select f.row_id::text as key, case when t.${named(kind.id)} is null then '' else d.name end as cell, min(d.now) as now, min(d.was) as was
        from ${FINISHED_ROWS} f join mon_ps.${kind.versions} v on v.version_id = f.version_id
        left join quantum.${kind.v3} t on t.${named(kind.id)} = f.row_id
        left join mon_ps.v3_row_source s on s.table_name = f.table_name and s.row_id = f.row_id
        cross join lateral (values ${cells.join(', ')}) d (name, now, was)
        where f.table_name = '${kind.v3}' and ${STILL_V1} and (t.${named(kind.id)} is null or d.now is distinct from d.was)
        group by f.row_id, 2 order by f.row_id, 2`),
    )
    for (const { key, cell, now, was } of rows)
      writes.push(
        cell === ''
          ? { what: `quantum.${kind.v3} has no more the row`, key, content: 'deleted' }
          : { what: `quantum.${kind.v3} ${cell} is ${now ?? 'null'}, V1 says ${was ?? 'null'}, in row`, key, content: `${cell} ${now}` },
      )
  }
  return writes
}

async function revertCells(tx: Executor, runId: number): Promise<void> {
  for (const kind of PUBLISHED_KINDS) {
    await tx.execute(sql`select set_config('mon_ps.run_id', ${String(runId)}, true)`)
    const keys = kind.keys.filter(([v3]) => v3 !== kind.id)
    if (keys.length > 0)
      await tx.execute(
        sql.raw(`update quantum.${kind.v3} t set ${keys.map(([v3, version]) => `${named(v3)} = v.${named(version)}`).join(', ')}
          from ${FINISHED_ROWS} f join mon_ps.${kind.versions} v on v.version_id = f.version_id
          where f.table_name = '${kind.v3}' and t.${named(kind.id)} = f.row_id
            and (${keys.map(([v3, version]) => `t.${named(v3)} is distinct from v.${named(version)}`).join(' or ')})`),
      )
    await tx.execute(
      sql.raw(`update mon_ps.v3_row_source s set origin = 'migrated', version_id = v.version_id, run_id = v.run_id, published_by_run = ${runId}
        from ${FINISHED_ROWS} f join mon_ps.${kind.versions} v on v.version_id = f.version_id
        where f.table_name = '${kind.v3}' and s.table_name = f.table_name and s.row_id = f.row_id and s.origin in ('legacy_sql', 'manual')`),
    )
  }
  await publishMigrated(tx, runId)
}

interface FinishOptions extends SyncOptions {
  /** V1 must not have been written for so long. */
  readonly quietMinutes: number
}

interface ResumeOptions extends SyncOptions {
  /** As the refusal ROLLBACK_WOULD_DISCARD names it. */
  readonly discard?: string | undefined
}

async function requireEntry(tx: Executor, state: 'synced' | 'finished', remedy: string): Promise<JournalEntry> {
  const entry = await latestEntry(tx)
  if (entry?.state === state) return entry
  throw new DbError('SYNC_REFUSED', `the move is ${entry?.state ?? 'not begun'}, expected ${state}; ${remedy}`, {
    state: entry?.state ?? 'none',
  })
}

/** The last write that the sync saw, or its installation. */
async function requireQuiet(tx: Executor, minutes: number): Promise<string> {
  const [row] = await tx.execute<{ at: string; quiet: boolean }>(sql`
    select at::text as at, at <= clock_timestamp() - make_interval(mins => ${minutes}::int) as quiet
    from (select coalesce(projected_at, (history -> 0 ->> 'at')::timestamptz) as at from legacy_v1.sync_state) state`)
  if (row?.quiet === true) return row.at
  throw new DbError(
    'SYNC_REFUSED',
    `V1 was written, or began to be followed, at ${row?.at ?? 'an unknown time'}, expected no write for ${minutes} minutes; ` +
      'stop the legacy, wait, then finish again. Nothing was changed',
    { lastWriteAt: row?.at ?? null, quietMinutes: minutes },
  )
}

/**
 * Ends the coexistence in one transaction: verifies V3 once more, removes the sync and archives V1. From then on V3 is the authority.
 *
 * @throws {DbError} SYNC_REFUSED         no sync is installed, V1 stands in another database, or the legacy wrote of late
 * @throws {DbError} VERIFICATION_FAILED  V1 and V3 differ; the message says where
 * @throws {DbError} CONFLICT             an archive's name is taken
 * @throws {DbError} MIGRATION_RUNNING    another runner is at work
 */
export async function finishCoexistence(source: LegacySource, target: Database, options: FinishOptions): Promise<FinishReport> {
  requireSameDatabase(source)
  return asOnlyRunner(target, () =>
    asOwner(() =>
      inWritingTransaction(target, { claim: null }, async (tx) => {
        const entry = await requireEntry(tx, 'synced', 'let V3 follow V1 first with: mon-ps migrate sync install')
        for (const table of V1_TABLES) await tx.execute(sql`lock table ${v1Table(table)} in access exclusive mode`)
        await requireLatest(tx)
        const lastWriteAt = await requireQuiet(tx, options.quietMinutes)
        await keepMovedTimes(tx, entry.runId ?? 0)
        const verify = await proveMove(tx, entry, { executor: tx, same: true })
        if (!verify.passed) {
          const failed = verify.checks.filter(({ passed }) => !passed)
          const words = failed.map(({ id, differences }) => `${id} ${differences.slice(0, 3).join(', ')}`)
          throw new DbError('VERIFICATION_FAILED', `V3 is not what V1 says: ${words.join('; ')}. Nothing was changed`, { checks: failed })
        }
        const dependants = await readDependants(tx, V1_SCHEMA, V1_TABLES)
        await removeSync(tx)
        const archived = await archiveV1(tx, options.who)
        await changePhase(tx, 'finished')
        return { migrationId: entry.id, state: 'finished', archived, lastWriteAt, dependants, verify }
      }),
    ),
  )
}

/**
 * Undoes {@link finishCoexistence} in one transaction: V1's tables have their names again and V3 follows them.
 *
 * @throws {DbError} SYNC_REFUSED            the move is not finished, or an archive is gone
 * @throws {DbError} ROLLBACK_WOULD_DISCARD  V1's cells were changed in V3 since; the context has them and their `digest`
 * @throws {DbError} CONFLICT                something else has V1's names by now
 * @throws {DbError} MIGRATION_RUNNING       another runner is at work
 */
export async function resumeCoexistence(source: LegacySource, target: Database, options: ResumeOptions): Promise<SyncStatus> {
  requireSameDatabase(source)
  await asOnlyRunner(target, () =>
    asOwner(() =>
      inWritingTransaction(target, { claim: null }, async (tx) => {
        const entry = await requireEntry(tx, 'finished', 'there is nothing to resume')
        const changed = await cellsChangedSince(tx)
        requireAgreedLoss(changed, options.discard, 'resume')
        // Also rows that somebody put right by hand: they are the move's again, and may be finished again.
        await revertCells(tx, entry.runId ?? 0)
        await restoreV1(tx)
        await changePhase(tx, 'applied')
        await installInside(tx, options.who)
      }),
    ),
  )
  return syncStatus(source, target)
}
