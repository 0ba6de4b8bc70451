import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { JobEvent, JobStatus } from '@mon-ps/contract/job'
import type { Database } from '@mon-ps/db/client'
import { DbError } from '@mon-ps/db/errors'
import {
  createJob,
  findJob,
  isAbandoned,
  type JobLease,
  type JobRow,
  jobTableExists,
  latestJob,
  markExpiredJobs,
  renewLease,
  saveJobEnd,
  startJob,
} from '@mon-ps/db/repositories/jobs'
import type { JobError } from '@mon-ps/db/schema/runs'
import type { StoredForm } from '@mon-ps/db/stored/form'
import { codedError } from '../error-map.ts'
import { ApiError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { LongWork } from './long-work.ts'
import {
  createProgressBoard,
  eventId,
  isFinal,
  type JobParams,
  type JobState,
  type PlannedPhase,
  type ProgressBoard,
  watchBoard,
} from './progress-board.ts'

/** Jobs of one kind, as routers and services see them. */
export interface Jobs<Request, Result> {
  /**
   * Starts one; while one of the kind runs, answers with that one, or refuses where the kind says so.
   *
   * @throws {ApiError} CONFLICT  other long work goes on; and what preparing the request can say
   */
  readonly start: (request: Request) => Promise<{ jobId: number; alreadyRunning: boolean }>
  /** @throws {ApiError} JOB_NOT_FOUND */
  readonly watch: (
    query: { jobId: number; lastEventId?: string | null | undefined },
    signal?: AbortSignal,
  ) => AsyncIterable<JobEvent<JobState<Result>>>
  /** @throws {ApiError} JOB_NOT_FOUND */
  readonly read: (jobId: number) => Promise<JobState<Result>>
  /** The one that runs, else the last one, of whichever process. */
  readonly latest: () => Promise<JobState<Result> | null>
  /** Those that this process ran of late, the newest last. */
  readonly recent: () => readonly JobState<Result>[]
  /** @throws {ApiError} JOB_NOT_FOUND */
  readonly cancel: (jobId: number) => Promise<{ jobId: number; status: JobStatus }>
  /** Interrupts what runs and waits until it has ended. */
  readonly stop: () => Promise<void>
}

/** A job as whoever does its work sees it. */
export interface JobAtWork<Result> {
  readonly jobId: number
  readonly board: ProgressBoard<Result>
  readonly signal: AbortSignal
}

export interface JobsOptions {
  readonly database: Database
  readonly log: Log
  readonly longWork: LongWork
}

/** What makes one kind of job different from another. */
export interface JobKind<Request, Order, Result> {
  /** As the table of jobs names it, for example `calculate`. */
  readonly kind: string
  /** One of them in words: `a calculation`. */
  readonly noun: string
  /** The procedure that names the last one. */
  readonly latestProcedure: string
  /** Those that are known before it begins. */
  readonly phases: readonly PlannedPhase[]
  /** How the result stands beside the ended job. */
  readonly result: StoredForm<Result>
  /** A second request is not the first one again: it is refused while one runs. */
  readonly refusesSecond?: boolean
  /** What is asked for, refused before there is a job; `params` stands beside the job. */
  readonly prepare: (request: Request) => Promise<{ readonly order: Order; readonly params: JobParams }>
  readonly work: (order: Order, job: JobAtWork<Result>) => Promise<Result>
}

interface Running<Result> {
  readonly board: ProgressBoard<Result>
  readonly abort: AbortController
  /** Null where only this process may work, or where there is no table of jobs yet. */
  readonly lease: JobLease | null
  readonly startedAt: string
}

const BOARDS_KEPT = 20
/** This process, among those that may share a database. */
const OWNER = `${hostname()} ${process.pid} ${randomUUID().slice(0, 8)}`
const LEASE_SECONDS = 30
const RENEW_EVERY_MS = (LEASE_SECONDS * 1000) / 3

/** Jobs of one kind in this process: one at a time, the progress in memory, and begin, lease and end in the database. */
export function createJobs<Request, Order, Result extends object>(
  { database, log, longWork }: JobsOptions,
  { kind, noun, latestProcedure, phases, result: form, refusesSecond = false, prepare, work }: JobKind<Request, Order, Result>,
): Jobs<Request, Result> {
  // Boards of this process: a watcher that comes a moment after the end still sees how far each phase came.
  const boards = new Map<number, ProgressBoard<Result>>()
  let running: (Running<Result> & { readonly ended: Promise<void> }) | null = null
  let starting: Promise<unknown> = Promise.resolve()
  let stopping = false

  const end = async ({ board, startedAt }: Running<Result>, how: Ending<Result>): Promise<void> => {
    const { status, result = null, error = null } = how
    const row = { id: board.jobId, kind, params: board.snapshot().params, startedAt, lastEvent: board.sequence + 1 }
    await saveJobEnd(database.db, { ...row, status, result: result && form.write(result), error }).catch((err: unknown) =>
      log.error({ err, jobId: board.jobId }, 'the end of a job was not saved'),
    )
    board.end(status, { ...(result && { result }), ...(error && { error }) })
  }

  const run = async (job: Running<Result>, order: Order, leave: () => void): Promise<void> => {
    const { board, abort } = job
    const stopRenewing = keepLease(job)
    try {
      const result = await work(order, { jobId: board.jobId, board, signal: abort.signal })
      await end(job, { status: 'succeeded', result })
    } catch (cause) {
      if (abort.signal.aborted) await end(job, { status: stopping ? 'interrupted' : 'cancelled' })
      else await end(job, { status: 'failed', error: describeFailure(cause, board) })
    } finally {
      stopRenewing()
      if (running?.board === board) running = null
      leave()
    }
  }

  /** A long job that says nothing is still at work as long as its lease is renewed. */
  const keepLease = ({ board, lease }: Running<Result>): (() => void) => {
    if (lease === null) return () => undefined
    const renew = () =>
      renewLease(database.db, board.jobId, lease, board.sequence).catch((err: unknown) =>
        log.warn({ err, jobId: board.jobId }, 'the lease of a job was not renewed'),
      )
    const timer = setInterval(() => void renew(), RENEW_EVERY_MS)
    return () => clearInterval(timer)
  }

  const describeFailure = (cause: unknown, { jobId, phase }: ProgressBoard<Result>): JobError => {
    const coded = codedError(cause)
    if (coded) return { code: coded.code, message: coded.message, ...discardFor(coded) }
    log.error({ err: cause, jobId }, `${noun} failed`)
    // The words of a driver quote SQL and values, and stay in the log.
    const where = phase === null ? 'before its first phase' : `in the phase "${phase}"`
    const message = `${capitalised(noun)} failed ${where}; the log has the reason under jobId ${jobId}. Mend it, then start again.`
    return { code: 'INTERNAL', message }
  }

  /** Puts a job into the table of jobs, where that stands. */
  const enter = async (params: JobParams): Promise<Pick<Running<Result>, 'lease'> & { jobId: number }> => {
    if (!(await jobTableExists(database.db))) return { jobId: Math.max(0, ...boards.keys()) + 1, lease: null }
    await markExpiredJobs(database.db)
    const lease = database.engine === 'postgres' ? { owner: OWNER, seconds: LEASE_SECONDS } : null
    const jobId = await createJob(database.db, kind, params)
    await startJob(database.db, jobId, lease ?? undefined)
    return { jobId, lease }
  }

  const begin = async (request: Request): Promise<{ jobId: number; alreadyRunning: boolean }> => {
    if (running && !refusesSecond) return { jobId: running.board.jobId, alreadyRunning: true }
    const { order, params } = await prepare(request)
    const leave = longWork.enter(noun)
    try {
      const { jobId, lease } = await enter(params)
      const board = createProgressBoard<Result>({ jobId, params }, phases)
      const job = { board, abort: new AbortController(), lease, startedAt: new Date().toISOString() }
      boards.set(jobId, board)
      for (const old of [...boards.keys()].slice(0, -BOARDS_KEPT)) boards.delete(old)
      running = { ...job, ended: run(job, order, leave) }
      return { jobId, alreadyRunning: false }
    } catch (error) {
      leave()
      throw error
    }
  }

  const read = async (jobId: number): Promise<JobState<Result>> => {
    const board = boards.get(jobId)
    if (board) return board.snapshot()
    const row = await findJob(database.db, jobId)
    // Its row stands a moment before its board.
    if (row && !isFinal(row.status)) await starting
    const begun = boards.get(jobId)
    if (begun) return begun.snapshot()
    if (row?.kind !== kind)
      throw new ApiError('JOB_NOT_FOUND', `got job ${jobId}, which is not ${noun}; ${latestProcedure} names the last one`)
    return toState(await withoutOwner(row), form)
  }

  /** A job that its owner abandoned is over, though no process has marked it yet. */
  const withoutOwner = async (row: JobRow): Promise<JobRow> =>
    !isFinal(row.status) && (await isAbandoned(database.db, row.id)) ? { ...row, status: 'interrupted' } : row

  return {
    start(request) {
      // Two that ask at once must not both begin.
      const next = starting.then(() => begin(request))
      starting = next.catch(() => undefined)
      return next
    },
    async *watch({ jobId, lastEventId }, signal) {
      const board = boards.get(jobId)
      if (board) {
        yield* watchBoard(board, lastEventId ?? null, signal)
        return
      }
      const data = await read(jobId)
      const row = await findJob(database.db, jobId)
      const id = eventId(jobId, row?.lastEvent ?? 0)
      if (lastEventId !== id) yield { id, data }
    },
    read,
    async latest() {
      if (running) return running.board.snapshot()
      const row = await latestJob(database.db, kind)
      // What ended where there was no table of jobs is known to this process alone.
      const jobId = Math.max(row?.id ?? 0, ...boards.keys())
      return jobId === 0 ? null : read(jobId)
    },
    recent: () => [...boards.values()].map((board) => board.snapshot()),
    async cancel(jobId) {
      const state = await read(jobId)
      if (running?.board.jobId !== jobId) return { jobId, status: state.status }
      running.abort.abort()
      await running.ended
      return { jobId, status: (await read(jobId)).status }
    },
    async stop() {
      stopping = true
      await starting
      running?.abort.abort()
      await running?.ended
    },
  }
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** How a job ended, for its board and its row. */
interface Ending<Result> {
  readonly status: 'succeeded' | 'failed' | 'interrupted' | 'cancelled'
  readonly result?: Result
  readonly error?: JobError
}

/** What the refusal of an undoing names, for whoever agrees to it. */
function discardFor(error: ReturnType<typeof codedError>): { discard?: string } {
  if (!(error instanceof DbError) || error.code !== 'ROLLBACK_WOULD_DISCARD') return {}
  const { digest } = error.context
  return typeof digest === 'string' ? { discard: digest } : {}
}

/** A job of an earlier process, from what it left in the database. */
function toState<Result>(row: JobRow, form: StoredForm<Result>): JobState<Result> {
  const startedAt = Date.parse(row.startedAt ?? row.createdAt)
  return {
    jobId: row.id,
    params: row.params,
    status: row.status,
    phases: row.phase === null ? [] : [{ name: row.phase, done: row.done, total: row.total }],
    current: null,
    elapsedMs: row.finishedAt === null ? 0 : Math.max(0, Date.parse(row.finishedAt) - startedAt),
    remainingMs: isFinal(row.status) ? 0 : null,
    result: form.read(row.result),
    error: row.error,
  }
}
