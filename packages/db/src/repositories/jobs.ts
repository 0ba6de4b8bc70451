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
