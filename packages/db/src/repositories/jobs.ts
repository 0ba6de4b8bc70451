import { and, desc, eq, inArray, isNull, lt, not, or, type SQL, sql } from 'drizzle-orm'
import { DbError } from '../errors.ts'
import { type JobError, job, run } from '../schema/runs.ts'
import type { Executor } from '../client.ts'

export type JobRow = typeof job.$inferSelect

/** The kind of the move's jobs: they are nobody's work, so a rollback may take their table away with them. */
export const MIGRATION_JOB = 'migration'

export interface JobProgress {
  readonly phase: string
  readonly done: number
  readonly total: number
  /** The run that it makes. */
  readonly runId?: number
  /** Number of the newest progress event. */
  readonly lastEvent?: number
}

/** The server that works on a job, and for how long it may be silent. */
export interface JobLease {
  readonly owner: string
  readonly seconds: number
}

export interface JobEnd {
  readonly status: 'succeeded' | 'failed' | 'interrupted' | 'cancelled'
  readonly result?: Readonly<Record<string, unknown>> | null
  readonly error?: JobError | null
}

/** How a job ended, with all that its row says: where the move made the tables, or took them away, there is none of it yet. */
export interface EndedJob extends Required<JobEnd> {
  readonly id: number
  readonly kind: string
  readonly params: Readonly<Record<string, unknown>>
  /** ISO instant. */
  readonly startedAt: string
  /** Number of the last progress event. */
  readonly lastEvent: number
}

const UNFINISHED = inArray(job.status, ['queued', 'running'])

/** Queues a task. */
export async function createJob(executor: Executor, kind: string, params: Readonly<Record<string, unknown>> = {}): Promise<number> {
  const [row] = await executor.insert(job).values({ kind, params }).returning({ id: job.id })
  if (row === undefined) throw new DbError('QUERY_FAILED', 'the job was not written')
  return row.id
}

async function changeJob(executor: Executor, jobId: number, values: Parameters<ReturnType<typeof updateJobs>['set']>[0]): Promise<void> {
  const rows = await updateJobs(executor)
    .set(values)
    .where(and(eq(job.id, jobId), UNFINISHED))
    .returning({ id: job.id })
  if (rows.length === 0) throw new DbError('NOT_FOUND', `no job ${jobId} that is queued or running`, { jobId })
}

const updateJobs = (executor: Executor) => executor.update(job)

const leaseEnd = (seconds: number) => sql`clock_timestamp() + make_interval(secs => ${seconds})`

/** Marks a queued job as running; on a server that others may share, under a lease. */
export const startJob = (executor: Executor, jobId: number, lease?: JobLease): Promise<void> =>
  changeJob(executor, jobId, {
    status: 'running',
    startedAt: sql`clock_timestamp()`,
    ...(lease && { owner: lease.owner, leaseUntil: leaseEnd(lease.seconds) }),
  })

/** Keeps how far it came and which run it makes, so that another process can see it. */
export const saveJobProgress = (executor: Executor, jobId: number, progress: JobProgress): Promise<void> =>
  changeJob(executor, jobId, progress)

/** The owner is still at work: its lease runs from now on again. */
export const renewLease = (executor: Executor, jobId: number, { owner, seconds }: JobLease, lastEvent: number): Promise<void> =>
  changeJob(executor, jobId, { owner, leaseUntil: leaseEnd(seconds), lastEvent })

/** Ends a job: `error` says why it failed, `result` what it made. */
export const finishJob = (executor: Executor, jobId: number, end: JobEnd): Promise<void> =>
  changeJob(executor, jobId, { ...end, leaseUntil: null, finishedAt: sql`clock_timestamp()` })

/** A move may begin before the table of jobs stands, and a rollback may take it away. Raw: the server's catalogue is asked. */
export async function jobTableExists(executor: Executor): Promise<boolean> {
  const [row] = await executor.execute<{ exists: boolean }>(sql`select to_regclass('mon_ps.job') is not null as exists`)
  return row?.exists ?? false
}

/**
 * Writes down how a job ended, also where its row was not there yet or is gone; nothing where there is no table of jobs. One that
 * has ended already, as an abandoned one, stays as it is.
 */
export async function saveJobEnd(executor: Executor, { id, kind, params, startedAt, ...rest }: EndedJob): Promise<void> {
  if (!(await jobTableExists(executor))) return
  const end = { ...rest, leaseUntil: null, finishedAt: sql`clock_timestamp()` }
  await executor
    .insert(job)
    .values({ id, kind, params, startedAt, ...end })
    .onConflictDoUpdate({ target: job.id, set: end, setWhere: UNFINISHED })
  // A row that brought its own number is ahead of the sequence, whose next number must be free. Raw: a sequence is no table.
  await executor.execute(sql`
    select setval('mon_ps.job_id_seq', ${id}::bigint) from mon_ps.job_id_seq
    where last_value < ${id}::bigint or (last_value = ${id}::bigint and not is_called)`)
}

/** Null where there is none, or no table of jobs. */
export async function findJob(executor: Executor, jobId: number): Promise<JobRow | null> {
  if (!(await jobTableExists(executor))) return null
  const [row] = await executor.select().from(job).where(eq(job.id, jobId))
  return row ?? null
}

/** The newest job of a kind, whatever became of it; null where there is none, or no table of jobs. */
export async function latestJob(executor: Executor, kind: string): Promise<JobRow | null> {
  if (!(await jobTableExists(executor))) return null
  const [row] = await executor.select().from(job).where(eq(job.kind, kind)).orderBy(desc(job.id)).limit(1)
  return row ?? null
}

/** The newest ended job of a kind for each value of its parameter `action`; none where there is no table of jobs. */
export async function newestJobsByAction(executor: Executor, kind: string): Promise<Readonly<Record<string, number>>> {
  if (!(await jobTableExists(executor))) return {}
  const action = sql<string>`${job.params} ->> 'action'`
  const rows = await executor
    .select({ action, id: sql<number>`max(${job.id})` })
    .from(job)
    .where(and(eq(job.kind, kind), not(UNFINISHED), sql`${job.params} ? 'action'`))
    .groupBy(action)
  return Object.fromEntries(rows.map(({ action: name, id }) => [name, id]))
}

/** Nobody works on an unfinished job any more: it is under no lease, or its lease ran out. */
const WITHOUT_OWNER = and(UNFINISHED, or(isNull(job.leaseUntil), lt(job.leaseUntil, sql`clock_timestamp()`)))

/** Whether a job that its process did not end was left alone. */
export async function isAbandoned(executor: Executor, jobId: number): Promise<boolean> {
  const rows = await executor
    .select({ id: job.id })
    .from(job)
    .where(and(eq(job.id, jobId), WITHOUT_OWNER))
  return rows.length > 0
}

/**
 * At the start of a process that runs jobs: whatever counts as unfinished and is under nobody's lease was cut off with the
 * process before. Its runs are marked, too.
 *
 * @returns  how many jobs were cut off
 */
export const markInterruptedJobs = (executor: Executor): Promise<number> => interruptJobs(executor, WITHOUT_OWNER)

/** At the start of a job: those whose owner let the lease run out. One without a lease may be this process's own. */
export const markExpiredJobs = (executor: Executor): Promise<number> =>
  interruptJobs(executor, and(UNFINISHED, lt(job.leaseUntil, sql`clock_timestamp()`)))

async function interruptJobs(executor: Executor, which: SQL | undefined): Promise<number> {
  const ended = { status: 'interrupted' as const, finishedAt: sql`clock_timestamp()` }
  const rows = await executor
    .update(job)
    .set({ ...ended, leaseUntil: null })
    .where(which)
    .returning({ runId: job.runId })
  const runs = rows.flatMap(({ runId }) => (runId === null ? [] : [runId]))
  if (runs.length > 0)
    await executor
      .update(run)
      .set(ended)
      .where(and(inArray(run.id, runs), eq(run.status, 'running')))
  return rows.length
}
