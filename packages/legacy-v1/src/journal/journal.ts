import type { MigrationRollbackReport, MigrationStateWire } from '@mon-ps/contract/migration-report'
import { type SQL, sql } from 'drizzle-orm'
import { DbError } from '@mon-ps/db/errors'
import type { Executor } from '@mon-ps/db/client'
import type { MigrationPlan, MigrationStage, MoveReport } from '../types.ts'
import { journalExists, refuseSwitched } from './read-journal.ts'

/** A runner's claim to the move: its writes are refused once another runner raises the fence. */
export interface Claim {
  readonly migrationId: number
  readonly fence: number
}

interface JournalSource {
  readonly address: string
  readonly same: boolean
  readonly tables: readonly { readonly table: string; readonly rows: number; readonly digest: string | null }[]
}

/** What apply created; `migrations` where it only added migrations to an existing `mon_ps`. */
export type Created = 'quantum' | 'mon_ps' | 'legacy_v1' | 'migrations'

/** Digests of V1 and V3, see backup/manifest.ts. */
export type StateDigest = Readonly<Record<string, string>>

export interface JournalEntry {
  readonly id: number
  readonly state: MigrationStateWire
  readonly stage: MigrationStage
  readonly planSha256: string
  readonly plan: MigrationPlan
  readonly decisions: readonly { readonly id: string; readonly chosen: string; readonly who: string; readonly at: string }[]
  readonly who: string
  readonly source: JournalSource
  readonly runId: number | null
  readonly created: readonly Created[]
  readonly before: StateDigest | null
  readonly report: MoveReport | null
  readonly fence: number
  readonly startedAt: string
  readonly finishedAt: string | null
}

const COLUMNS =
  sql.raw(`id, state, stage, plan_sha256 as "planSha256", plan, decisions, who, source, run_id as "runId", created, before, report,
  fence, started_at as "startedAt", finished_at as "finishedAt"`)

const json = (value: unknown) => sql`${JSON.stringify(value)}::text::jsonb`

/**
 * The newest move, finished or not; null where none was ever begun.
 *
 * @throws {DbError} MIGRATION_BLOCKED  an older version made V1's names views
 */
export async function latestEntry(executor: Executor): Promise<JournalEntry | null> {
  await refuseSwitched(executor)
  if (!(await journalExists(executor))) return null
  const [row] = await executor.execute<JournalEntry & Record<string, unknown>>(
    sql`select ${COLUMNS} from quantum_backup.migration order by id desc limit 1`,
  )
  return row ?? null
}

/** Records the start of a move and its decisions. */
export async function beginEntry(
  tx: Executor,
  entry: Pick<JournalEntry, 'plan' | 'who' | 'source'> & { readonly codeVersion: string },
): Promise<Claim> {
  const decided = entry.plan.decisions.map(({ id, chosen, proposed }) => ({ id, chosen: chosen ?? proposed }))
  const [row] = await tx.execute<{ id: number; fence: number }>(sql`
    insert into quantum_backup.migration (state, stage, plan_sha256, plan, decisions, who, code_version, source)
    select 'planned', 'schema', ${entry.plan.planSha256}, ${json(entry.plan)},
      coalesce((select jsonb_agg(d || jsonb_build_object('who', ${entry.who}::text, 'at', now())) from jsonb_array_elements(${json(decided)}) d), '[]'),
      ${entry.who}, ${entry.codeVersion}, ${json(entry.source)}
    returning id, fence`)
  if (row === undefined) throw new DbError('QUERY_FAILED', 'the journal row was not written')
  return { migrationId: row.id, fence: row.fence }
}

/** Raises the fence, so that the previous holder cannot write any more. */
export async function claimEntry(tx: Executor, migrationId: number): Promise<Claim> {
  const [row] = await tx.execute<{ fence: number }>(
    sql`update quantum_backup.migration set fence = fence + 1, error = null where id = ${migrationId} returning fence`,
  )
  if (row === undefined) throw new DbError('NOT_FOUND', `no move ${migrationId} in quantum_backup.migration`, { migrationId })
  return { migrationId, fence: row.fence }
}

/**
 * Holds the journal's row until the transaction ends, so that its effect and the row change together or not at all.
 *
 * @throws {DbError} MIGRATION_RUNNING  another runner took the move over
 */
export async function holdEntry(tx: Executor, claim: Claim): Promise<void> {
  const [row] = await tx.execute<{ fence: number }>(
    sql`select fence from quantum_backup.migration where id = ${claim.migrationId} for update`,
  )
  if (row?.fence !== claim.fence)
    throw new DbError(
      'MIGRATION_RUNNING',
      `another runner took over move ${claim.migrationId}; wait until it is done, then ask for its state`,
      {
        ...claim,
      },
    )
}

type EntryChanges = Partial<Pick<JournalEntry, 'state' | 'stage' | 'runId' | 'created' | 'before' | 'report'>> & {
  readonly rollbackReport?: MigrationRollbackReport
  readonly error?: { readonly code: string; readonly message: string }
  readonly finished?: true
}

const ASSIGNMENTS: Readonly<Record<keyof EntryChanges, (value: unknown) => SQL>> = {
  state: (value) => sql`state = ${value}`,
  stage: (value) => sql`stage = ${value}`,
  runId: (value) => sql`run_id = ${value}`,
  created: (value) => sql`created = ${json(value)}`,
  before: (value) => sql`before = ${json(value)}`,
  report: (value) => sql`report = ${json(value)}`,
  rollbackReport: (value) => sql`rollback_report = ${json(value)}`,
  error: (value) => sql`error = ${json(value)}`,
  finished: () => sql`finished_at = clock_timestamp()`,
}

const KEYS = Object.keys(ASSIGNMENTS) as (keyof EntryChanges)[]

/** Changes the row; only in the transaction of the effect that the change describes, after {@link holdEntry}. */
export async function changeEntry(tx: Executor, claim: Claim, changes: EntryChanges): Promise<void> {
  const assignments = KEYS.filter((key) => changes[key] !== undefined).map((key) => ASSIGNMENTS[key](changes[key]))
  const rows = await tx.execute(sql`
    update quantum_backup.migration set ${sql.join(assignments, sql`, `)}
    where id = ${claim.migrationId} and fence = ${claim.fence} returning 1`)
  if (rows.length === 0) throw new DbError('MIGRATION_RUNNING', `another runner took over move ${claim.migrationId}`, { ...claim })
}

/** A finished chunk of ids, or a whole stage where `table` is null. */
interface JournalStep {
  readonly stage: MigrationStage
  readonly table: string | null
  readonly lo: number | null
  readonly hi: number | null
  readonly rows: number
  readonly elapsedMs: number
}

export async function recordStep(tx: Executor, claim: Claim, step: JournalStep): Promise<void> {
  await tx.execute(sql`
    insert into quantum_backup.migration_step (migration, seq, stage, table_name, lo, hi, rows, elapsed_ms)
    select ${claim.migrationId}, coalesce(max(seq), 0) + 1, ${step.stage}, ${step.table}::text, ${step.lo}::bigint, ${step.hi}::bigint,
      ${step.rows}::bigint, ${Math.round(step.elapsedMs)}::int
    from quantum_backup.migration_step where migration = ${claim.migrationId}`)
}

/** The last id of a table whose chunk was committed; null before the first. */
export async function copiedUpTo(executor: Executor, migrationId: number, table: string): Promise<number | null> {
  const [row] = await executor.execute<{ hi: number | null }>(sql`
    select max(hi) as hi from quantum_backup.migration_step where migration = ${migrationId} and stage = 'copy' and table_name = ${table}`)
  return row?.hi ?? null
}

/** How long each stage took and how many rows it wrote, over all runs of the move. */
export async function stageTimes(executor: Executor, migrationId: number): Promise<MoveReport['stages']> {
  const rows = await executor.execute<{ stage: MigrationStage; elapsedMs: number; rows: number }>(sql`
    select stage, sum(elapsed_ms)::int as "elapsedMs", sum(rows)::bigint as rows from quantum_backup.migration_step
    where migration = ${migrationId} group by stage order by min(seq)`)
  return [...rows]
}

/**
 * Records how V1 and V3 live beside each other, in the transaction that installs or removes the sync, finishes or resumes.
 *
 * @throws {DbError} NOT_MIGRATED  no move stands here that was applied
 */
export async function changePhase(tx: Executor, phase: 'applied' | 'synced' | 'finished'): Promise<void> {
  const rows = (await journalExists(tx))
    ? await tx.execute(
        sql`update quantum_backup.migration set state = ${phase} where state in ('applied', 'synced', 'finished') returning id`,
      )
    : []
  if (rows.length === 0)
    throw new DbError('NOT_MIGRATED', 'no applied move stands here; apply one first with: mon-ps migrate apply --plan SHA')
}
