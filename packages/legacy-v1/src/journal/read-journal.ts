import type { MigrationStatusWire } from '@mon-ps/contract/migration'
import type { MigrationRollbackReport, MigrationStateWire } from '@mon-ps/contract/migration-report'
import type { Database, Executor } from '@mon-ps/db/client'
import { DbError } from '@mon-ps/db/errors'
import { V1_TABLES } from '@mon-ps/db/schema/legacy-move'
import { sql } from 'drizzle-orm'
import type { MigrationPlan, MigrationStage, MoveReport } from '../types.ts'

/** Outside of `mon_ps`, which a rollback may have to remove: the journal of the move and the backups. Both stay. */
export const BACKUP_SCHEMA = 'quantum_backup'

const STATEMENTS = [
  `create schema if not exists ${BACKUP_SCHEMA}`,
  `revoke all on schema ${BACKUP_SCHEMA} from public`,
  `create table if not exists ${BACKUP_SCHEMA}.migration (
    id bigint generated always as identity primary key,
    state text not null,
    -- The stage that is under way or comes next.
    stage text not null,
    plan_sha256 text not null,
    plan jsonb not null,
    -- Each decision of the plan: what was chosen, by whom and when.
    decisions jsonb not null,
    who text not null,
    code_version text not null,
    -- Where V1 stands and the digest of each of its tables.
    source jsonb not null,
    -- mon_ps.run of the move; no foreign key, because mon_ps may go and this stays.
    run_id bigint,
    -- What apply created and rollback may remove.
    created jsonb not null default '[]',
    -- Digests of V1 and V3 before the first write.
    before jsonb,
    report jsonb,
    rollback_report jsonb,
    -- Raised by each runner; a writer that holds an older one writes nothing.
    fence bigint not null default 1,
    started_at timestamptz not null default clock_timestamp(),
    finished_at timestamptz,
    error jsonb)`,
  // At most one move is active.
  `create unique index if not exists uq_migration_standing on ${BACKUP_SCHEMA}.migration ((true)) where state not in ('rolled_back')`,
  `create table if not exists ${BACKUP_SCHEMA}.migration_step (
    migration bigint not null references ${BACKUP_SCHEMA}.migration (id),
    seq integer not null,
    stage text not null,
    table_name text,
    lo bigint,
    hi bigint,
    rows bigint not null,
    elapsed_ms integer not null,
    at timestamptz not null default clock_timestamp(),
    primary key (migration, seq))`,
  `create table if not exists ${BACKUP_SCHEMA}.manifest (
    migration bigint not null references ${BACKUP_SCHEMA}.migration (id),
    source_schema text not null,
    source_table text not null,
    backup_table text not null,
    rows bigint not null,
    digest text not null,
    -- Per column: values that are not null, and for numbers their exact sum as text.
    columns jsonb not null,
    ddl text not null,
    ddl_sha256 text not null,
    -- Name and last value of the sequences that the table draws from.
    sequences jsonb not null,
    privileges text,
    comment text,
    restored_at timestamptz,
    primary key (migration, source_schema, source_table))`,
] as const

/** @throws {DbError} MIGRATION_BLOCKED  it stands, and this role may not read it */
export async function journalExists(executor: Executor): Promise<boolean> {
  const [row] = await executor.execute<{ readable: boolean; role: string }>(sql`
    select has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select') as readable, current_user as role
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = ${BACKUP_SCHEMA} and c.relname = 'migration'`)
  if (row?.readable === false)
    throw new DbError(
      'MIGRATION_BLOCKED',
      `got the role ${row.role}, which may not read ${BACKUP_SCHEMA}.migration, the journal of the move; use the role that made it, ` +
        `or grant USAGE on the schema ${BACKUP_SCHEMA} and the rights on its tables`,
      { role: row.role },
    )
  return row !== undefined
}

/** The last commit whose `mon-ps migrate sync unswitch` makes V1's views tables again. */
const LAST_WITH_SWITCH = 'af1fa39'

/**
 * Until version 0.1.0 `mon-ps migrate sync switch` made V1's names views on the companions. This version cannot work with such a database.
 *
 * @throws {DbError} MIGRATION_BLOCKED  it is one; the message names the version that takes it back
 */
export async function refuseSwitched(executor: Executor): Promise<void> {
  const views = await executor.execute<{ name: string }>(sql`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where to_regclass('legacy_v1.sync_state') is not null and n.nspname = 'quantum' and c.relkind = 'v' and c.relname in ${V1_TABLES} order by 1`)
  if (views.length === 0) return
  throw new DbError(
    'MIGRATION_BLOCKED',
    `this database was switched: ${views.map(({ name }) => `quantum.${name}`).join(', ')} are views on the companions in legacy_v1, which this ` +
      `version does not work with. Take it back with version 0.1.0 (commit ${LAST_WITH_SWITCH}): mon-ps migrate sync unswitch; nothing was changed`,
    { views: views.map(({ name }) => name) },
  )
}

export async function createJournal(tx: Executor): Promise<void> {
  for (const statement of STATEMENTS) await tx.execute(sql.raw(statement))
}

interface Row extends Record<string, unknown> {
  readonly migrationId: number
  readonly state: MigrationStateWire
  readonly stage: MigrationStage
  readonly planSha256: string
  readonly startedAt: string
  readonly finishedAt: string | null
}

/** What the journal knows of it; jobs are the server's. */
type JournalStatus = Omit<MigrationStatusWire, 'busyElsewhere' | 'job' | 'reports'>

const NEVER: JournalStatus = {
  state: 'none',
  migrationId: null,
  planSha256: null,
  startedAt: null,
  finishedAt: null,
  resumable: null,
  history: [],
}

/** How far the move is, and every move before it, the newest first. Works where there is no table of ours; writes nothing. */
export async function migrationStatus(target: Database): Promise<JournalStatus> {
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

/** The newest move: what was agreed to, what was done, and how it was undone. */
interface MoveRecord {
  readonly migrationId: number
  readonly plan: MigrationPlan
  /** Null until it has been applied. */
  readonly report: MoveReport | null
  /** Null unless it was undone. */
  readonly rollbackReport: MigrationRollbackReport | null
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
