import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, jsonb, text } from 'drizzle-orm/pg-core'
import { bytea, createdAt, instant, monPs, oneOf, sha256 } from './columns.ts'
import { snapshot } from './snapshots.ts'

export const RUN_KINDS = ['import', 'calculate', 'backtest', 'migrate', 'enrich', 'sync', 'publish'] as const
export const RUN_STATUSES = ['running', 'succeeded', 'failed', 'interrupted', 'cancelled'] as const
export const JOB_STATUSES = ['queued', 'running', 'succeeded', 'failed', 'interrupted', 'cancelled'] as const

/** What made a number: the one provenance key of every stored result. */
export const run = monPs.table(
  'run',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text({ enum: RUN_KINDS }).notNull(),
    snapshotId: text().references(() => snapshot.id),
    params: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
    paramsSha256: sha256().notNull(),
    codeVersion: text().notNull(),
    modelVersion: text(),
    ruleVersions: jsonb().$type<Readonly<Record<string, unknown>>>().notNull().default({}),
    seed: bigint({ mode: 'number' }),
    nodeVersion: text().notNull(),
    status: text({ enum: RUN_STATUSES }).notNull(),
    /** What it did, in counts. */
    result: jsonb().$type<Readonly<Record<string, unknown>>>(),
    startedAt: createdAt(),
    finishedAt: instant(),
  },
  (t) => [
    check('ck_run_kind', oneOf(t.kind, RUN_KINDS)),
    check('ck_run_status', oneOf(t.status, RUN_STATUSES)),
    check('ck_run_snapshot', sql`${t.kind} not in ('calculate', 'backtest') or ${t.snapshotId} is not null`),
    index('ix_run_kind').on(t.kind, t.id),
    index('ix_run_snapshot').on(t.snapshotId),
  ],
)

/**
 * What is executing, or how it ended: one row per long task, so that a restart can tell what was cut off. A job belongs to the
 * server that owns it until its lease runs out.
 */
export const job = monPs.table(
  'job',
  {
    /** A job that made these tables, or took them away, brings its own number at its end. */
    id: bigint({ mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
    kind: text().notNull(),
    status: text({ enum: JOB_STATUSES }).notNull().default('queued'),
    phase: text(),
    done: integer().notNull().default(0),
    total: integer().notNull().default(0),
    params: jsonb().$type<Readonly<Record<string, unknown>>>().notNull().default({}),
    result: jsonb().$type<Readonly<Record<string, unknown>>>(),
    error: jsonb().$type<JobError>(),
    runId: bigint({ mode: 'number' }).references(() => run.id),
    createdAt: createdAt(),
    startedAt: instant(),
    finishedAt: instant(),
    /** The server process that works on it; null before it is started and where only one process may. */
    owner: text(),
    /** Until when its owner may be silent. */
    leaseUntil: instant(),
    /** Number of the newest progress event: where a watcher on another server goes on. */
    lastEvent: bigint({ mode: 'number' }).notNull().default(0),
  },
  (t) => [
    check('ck_job_status', oneOf(t.status, JOB_STATUSES)),
    check('ck_job_progress', sql`${t.done} >= 0 and ${t.total} >= 0`),
    check('ck_job_lease', sql`${t.owner} is not null or ${t.leaseUntil} is null`),
    index('ix_job_kind').on(t.kind, t.id),
    index('ix_job_run').on(t.runId),
  ],
)

export interface JobError {
  readonly code: string
  readonly message: string
  /** Of an undoing that was refused: the digest of the later writes, by which somebody agrees to lose them. */
  readonly discard?: string
}

/**
 * What workers made of tasks, and inputs of tasks that are too big for a queue. The key is the hash of everything that the content
 * depends on, so a task that is done twice, by whomever, is one row. Nothing rests on a row: what is gone is made again.
 */
export const workResult = monPs.table(
  'work_result',
  {
    key: sha256().primaryKey(),
    /** Name of the task, for people. */
    kind: text().notNull(),
    /** Compressed, as the worker wrote it. */
    data: bytea().notNull(),
    /** When it was made, or last asked for: rows that nobody asks for are removed. */
    usedAt: instant().notNull().defaultNow(),
  },
  (t) => [index('ix_work_result_used').on(t.usedAt)],
)
