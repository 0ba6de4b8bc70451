import type { CalculationResult, JobStatus } from '@mon-ps/contract/calculation'
import type { ModelEvaluationResult } from '@mon-ps/contract/model'
import type { Database } from '@mon-ps/db/client'
import { createJob, findJob, finishJob, type JobRow, latestJob, startJob } from '@mon-ps/db/repositories/jobs'
import type { z } from 'zod'
import { codedError } from '../error-map.ts'
import { ApiError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { LongWork } from './long-work.ts'
import {
  createProgressBoard,
  eventId,
  isFinal,
  type JobState,
  type PlannedPhase,
  type ProgressBoard,
  type ProgressEvent,
  watchBoard,
} from './progress-board.ts'

/** Jobs of one kind, as routers and use cases see them. */
export interface StoredJobs<Request, Result> {
  /**
   * Starts one; while one of the kind runs, answers with that one.
   *
   * @throws {ApiError} CONFLICT  other long work goes on; and what preparing the request can say
   */
  readonly start: (request: Request) => Promise<{ jobId: number; alreadyRunning: boolean }>
  /** @throws {ApiError} JOB_NOT_FOUND */
  readonly watch: (
    query: { jobId: number; lastEventId?: string | null | undefined },
    signal?: AbortSignal,
  ) => AsyncIterable<ProgressEvent<JobState<Result>>>
  readonly latest: () => Promise<JobState<Result> | null>
  /** @throws {ApiError} JOB_NOT_FOUND */
  readonly cancel: (jobId: number) => Promise<{ jobId: number; status: JobStatus }>
  /** Interrupts what runs and waits until it has ended. */
  readonly stop: () => Promise<void>
}

/**
 * The calculations of a process, of these leagues, or of all. Besides what every job can say, starting says NOTHING_TO_CALCULATE,
 * LEAGUE_NOT_FOUND, INVALID_INPUT.
 */
export type Calculations = StoredJobs<readonly string[] | null, CalculationResult>

/** The evaluations of a process, of all leagues that are loaded. Starting says NOTHING_TO_CALCULATE besides what every job can say. */
export type Evaluations = StoredJobs<null, ModelEvaluationResult>

const BOARDS_KEPT = 20

/** A job as whoever does its work sees it. */
export interface JobAtWork<Result> {
  readonly jobId: number
  readonly board: ProgressBoard<Result>
  readonly signal: AbortSignal
}

export interface StoredJobsOptions<Request, Order, Result> {
  readonly database: Database
  readonly log: Log
  readonly longWork: LongWork
  /** As the table of jobs names it, for example `calculate`. */
  readonly kind: string
  /** One of them in words: `a calculation`. */
  readonly noun: string
  /** The procedure that names the last one. */
  readonly latestProcedure: string
  readonly phases: readonly PlannedPhase[]
  readonly resultWire: z.ZodType<Result>
  /** What is asked for, refused before there is a job; `params` stands beside the job. */
  readonly prepare: (request: Request) => Promise<{ readonly order: Order; readonly params: Readonly<Record<string, unknown>> }>
  readonly work: (order: Order, job: JobAtWork<Result>) => Promise<Result>
}

interface Running<Result> {
  readonly board: ProgressBoard<Result>
  readonly abort: AbortController
  readonly ended: Promise<void>
}

/** Jobs of one kind in this process: one at a time, the progress in memory and the end in the database. */
export function createStoredJobs<Request, Order, Result extends object>(
  options: StoredJobsOptions<Request, Order, Result>,
): StoredJobs<Request, Result> {
  const { database, log, longWork, kind, noun, latestProcedure, phases, resultWire, prepare, work } = options
  let running: Running<Result> | null = null
  let stopping = false

  const run = async ({ board, abort }: Omit<Running<Result>, 'ended'>, order: Order, leave: () => void): Promise<void> => {
    try {
      const result = await work(order, { jobId: board.jobId, board, signal: abort.signal })
      await finishJob(database.db, board.jobId, { status: 'succeeded', result: Object.fromEntries(Object.entries(result)) })
      board.end('succeeded', { result })
    } catch (cause) {
      const status = abort.signal.aborted ? (stopping ? 'interrupted' : 'cancelled') : 'failed'
      const coded = codedError(cause)
      if (status === 'failed' && !coded) log.error({ err: cause, jobId: board.jobId }, `${noun} failed`)
      const error = {
        code: coded?.code ?? 'INTERNAL',
        message: coded?.message ?? `${capitalised(noun)} failed; the log has the details.`,
      }
      const end = status === 'failed' ? ({ status, error } as const) : ({ status } as const)
      await finishJob(database.db, board.jobId, end).catch((err: unknown) =>
        log.error({ err, jobId: board.jobId }, 'the end of a job was not saved'),
      )
      board.end(status, status === 'failed' ? { error } : {})
    } finally {
      if (running?.board === board) running = null
      leave()
    }
  }

  const begin = async (request: Request): Promise<{ jobId: number; alreadyRunning: boolean }> => {
    if (running) return { jobId: running.board.jobId, alreadyRunning: true }
    const { order, params } = await prepare(request)
    const leave = longWork.enter(noun)
    try {
      const jobId = await createJob(database.db, kind, params)
      await startJob(database.db, jobId)
      const board = createProgressBoard<Result>(jobId, phases)
      const abort = new AbortController()
      running = { board, abort, ended: run({ board, abort }, order, leave) }
      recent.set(jobId, board)
      for (const old of [...recent.keys()].slice(0, -BOARDS_KEPT)) recent.delete(old)
      return { jobId, alreadyRunning: false }
    } catch (error) {
      leave()
      throw error
    }
  }

  // Boards of this process: a watcher that comes a moment after the end still sees how far each phase came.
  const recent = new Map<number, ProgressBoard<Result>>()
  let starting: Promise<unknown> = Promise.resolve()

  const readProgress = async (jobId: number): Promise<JobState<Result>> => {
    const board = recent.get(jobId)
    if (board) return board.snapshot()
    const row = await findJob(database.db, jobId)
    if (!row || row.kind !== kind)
      throw new ApiError('JOB_NOT_FOUND', `got job ${jobId}, which is not ${noun}; ${latestProcedure} names the last one`)
    return stateOfRow(row, resultWire)
  }

  return {
    start(request) {
      // Two that ask at once must not both begin.
      const next = starting.then(() => begin(request))
      starting = next.catch(() => undefined)
      return next
    },
    async *watch({ jobId, lastEventId }, signal) {
      const board = recent.get(jobId)
      if (board) {
        yield* watchBoard(board, lastEventId ?? null, signal)
        return
      }
      const progress = await readProgress(jobId)
      const id = eventId(jobId, 'end')
      if (lastEventId !== id) yield { id, progress }
    },
    async latest() {
      if (running) return running.board.snapshot()
      const row = await latestJob(database.db, kind)
      return row ? readProgress(row.id) : null
    },
    async cancel(jobId) {
      const progress = await readProgress(jobId)
      if (running?.board.jobId !== jobId) return { jobId, status: progress.status }
      running.abort.abort()
      await running.ended
      return { jobId, status: (await readProgress(jobId)).status }
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

/** A job of an earlier process, from what it left in the database. */
function stateOfRow<Result>(row: JobRow, resultWire: z.ZodType<Result>): JobState<Result> {
  const result = resultWire.safeParse(row.result).data ?? null
  const startedAt = Date.parse(row.startedAt ?? row.createdAt)
  const elapsedMs = row.finishedAt === null ? 0 : Math.max(0, Date.parse(row.finishedAt) - startedAt)
  const phases = row.phase === null ? [] : [{ name: row.phase, done: row.done, total: row.total }]
  const remainingMs = isFinal(row.status) ? 0 : null
  return { jobId: row.id, status: row.status, phases, current: null, elapsedMs, remainingMs, result, error: row.error }
}
