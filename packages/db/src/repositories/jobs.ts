import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { DbError } from '../errors.ts'
import { type JobError, job, run } from '../schema/runs.ts'
import type { Executor } from './executor.ts'

export type JobRow = typeof job.$inferSelect

export interface JobProgress {
  readonly phase: string
  readonly done: number
  readonly total: number
}

/** Queues a task. */
export async function createJob(executor: Executor, kind: string, params: Readonly<Record<string, unknown>> = {}): Promise<number> {
  const [row] = await executor.insert(job).values({ kind, params }).returning({ id: job.id })
  if (row === undefined) throw new DbError('QUERY_FAILED', 'the job was not written')
  return row.id
}

async function change(executor: Executor, jobId: number, values: Parameters<ReturnType<typeof updateOf>['set']>[0]): Promise<void> {
  const rows = await updateOf(executor)
    .set(values)
    .where(and(eq(job.id, jobId), inArray(job.status, ['queued', 'running'])))
    .returning({ id: job.id })
  if (rows.length === 0) throw new DbError('NOT_FOUND', `no job ${jobId} that is queued or running`, { jobId })
}

const updateOf = (executor: Executor) => executor.update(job)

/** Marks a queued job as running. */
export const startJob = (executor: Executor, jobId: number): Promise<void> =>
  change(executor, jobId, { status: 'running', startedAt: sql`clock_timestamp()` })

/** Keeps how far it came and which run it makes, so that another process can see it. */
export const saveJobProgress = (executor: Executor, jobId: number, progress: JobProgress & { readonly runId?: number }): Promise<void> =>
  change(executor, jobId, progress)

export interface JobEnd {
  readonly status: 'succeeded' | 'failed' | 'interrupted' | 'cancelled'
  readonly result?: Readonly<Record<string, unknown>>
  readonly error?: JobError
}

/** Ends a job: `error` says why it failed, `result` what it made. */
export const finishJob = (executor: Executor, jobId: number, end: JobEnd): Promise<void> =>
  change(executor, jobId, { ...end, finishedAt: sql`clock_timestamp()` })

export async function findJob(executor: Executor, jobId: number): Promise<JobRow | null> {
  const [row] = await executor.select().from(job).where(eq(job.id, jobId))
  return row ?? null
}

/** The newest job of a kind, whatever became of it. */
export async function latestJob(executor: Executor, kind: string): Promise<JobRow | null> {
  const [row] = await executor.select().from(job).where(eq(job.kind, kind)).orderBy(desc(job.id)).limit(1)
  return row ?? null
}

/**
 * At the start of the only process that runs jobs: whatever still counts as running was cut off with the
 * process before. Its runs are marked, too.
 *
 * @returns  how many jobs were cut off
 */
export async function markInterruptedJobs(executor: Executor): Promise<number> {
  const ended = { status: 'interrupted' as const, finishedAt: sql`clock_timestamp()` }
  const rows = await executor
    .update(job)
    .set(ended)
    .where(inArray(job.status, ['queued', 'running']))
    .returning({ runId: job.runId })
  const runs = rows.flatMap(({ runId }) => (runId === null ? [] : [runId]))
  if (runs.length > 0)
    await executor
      .update(run)
      .set(ended)
      .where(and(inArray(run.id, runs), eq(run.status, 'running')))
  return rows.length
}

/** The kind of the move's jobs: they are nobody's work, so a rollback may take their table away with them. */
export const MIGRATION_JOB = 'migration'

/** A job that is written down only once it has ended: while it ran, the table of jobs may not have been there. */
export interface KeptJob {
  readonly kind: string
  /** The number by which its process knew it. */
  readonly key: number
  readonly params: Readonly<Record<string, unknown>>
  readonly status: 'succeeded' | 'failed' | 'interrupted' | 'cancelled'
  readonly result: Readonly<Record<string, unknown>> | null
  readonly error: JobError | null
  /** ISO instant. */
  readonly startedAt: string
}

async function tableStands(executor: Executor): Promise<boolean> {
  const [row] = await executor.execute<{ stands: boolean }>(sql`select to_regclass('mon_ps.job') is not null as stands`)
  return row?.stands ?? false
}

/**
 * Writes an ended job down, where the table of jobs stands.
 *
 * @returns  whether it was written
 */
export async function keepJob(executor: Executor, { kind, key, params, status, result, error, startedAt }: KeptJob): Promise<boolean> {
  if (!(await tableStands(executor))) return false
  const json = (value: object | null) => (value === null ? null : JSON.stringify(value))
  await executor.execute(sql`
    insert into mon_ps.job (kind, status, params, result, error, started_at, finished_at)
    values (${kind}, ${status}, ${json({ ...params, key })}::jsonb, ${json(result)}::jsonb, ${json(error)}::jsonb,
      ${startedAt}::timestamptz, clock_timestamp())`)
  return true
}

const COLUMNS = sql`kind as "kind", (params->>'key')::float8 as "key", params - 'key' as "params", status as "status",
  result as "result", error as "error", to_char(started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "startedAt"`

/** An ended job by the number that its process gave it; null where there is none, or no table of jobs. */
export async function findKeptJob(executor: Executor, kind: string, key: number): Promise<KeptJob | null> {
  if (!(await tableStands(executor))) return null
  const [row] = await executor.execute<KeptJob & Record<string, unknown>>(
    sql`select ${COLUMNS} from mon_ps.job where kind = ${kind} and params->>'key' = ${String(key)}`,
  )
  return row ?? null
}

/** The newest ended job of a kind; null where there is none, or no table of jobs. */
export async function latestKeptJob(executor: Executor, kind: string): Promise<KeptJob | null> {
  if (!(await tableStands(executor))) return null
  const [row] = await executor.execute<KeptJob & Record<string, unknown>>(
    sql`select ${COLUMNS} from mon_ps.job where kind = ${kind} and params ? 'key' order by id desc limit 1`,
  )
  return row ?? null
}

/** The newest ended job of a kind for each action, by the number that its process gave it; none where there is no table of jobs. */
export async function newestKeptJobs(executor: Executor, kind: string): Promise<Readonly<Record<string, number>>> {
  if (!(await tableStands(executor))) return {}
  const rows = await executor.execute<{ action: string; key: number }>(sql`
    select params->>'action' as action, max((params->>'key')::float8) as key from mon_ps.job
    where kind = ${kind} and params ?& array['key', 'action'] group by 1`)
  return Object.fromEntries(rows.map(({ action, key }) => [action, key]))
}
