import { availableParallelism } from 'node:os'
import { type Database, type JobRow, repositoriesOf } from '@mon-ps/db'
import { codedError } from '../error-map.ts'
import { ApiError } from '../errors.ts'
import {
  CALCULATION_PHASES,
  type CalculationProgressWire,
  type CalculationResultWire,
  calculationResultWire,
} from '../routers/calculation/schemas.ts'
import type { App } from '../use-cases/app.ts'
import { calculateLeagues, type LeagueSelection, selectLeagues } from '../use-cases/calculate-leagues.ts'
import type { Calculations } from './calculations-port.ts'
import type { LongWork } from './long-work.ts'
import { createProgressBoard, eventId, isFinal, type PlannedPhase, type ProgressBoard, watchBoard } from './progress-board.ts'

const KIND = 'calculate'
const MAX_WORKERS = 2
const BOARDS_KEPT = 20

/** What a unit of each phase costs beside the others, measured on five leagues: only the time left rests on it. */
const COST: Readonly<Record<(typeof CALCULATION_PHASES)[number], number>> = {
  load: 0.2,
  fit: 0.2,
  dna: 1,
  friction: 1,
  strategies: 6,
  save: 2,
  publish: 3,
}

interface Running {
  readonly board: ProgressBoard<CalculationResultWire>
  readonly abort: AbortController
  readonly ended: Promise<void>
}

/** Marks calculations that a process before this one left running. */
export async function markInterruptedCalculations(database: Database): Promise<void> {
  await repositoriesOf(database.db).jobs.markInterruptedJobs()
}

export interface CalculationsOptions extends Pick<App, 'database' | 'log' | 'serially' | 'snapshot'> {
  readonly longWork: LongWork
  /** Threads that calculate; results are the same however many. */
  readonly workers?: number | undefined
}

/** The calculations of this process: one at a time, its progress in memory and its end in the database. */
export function createCalculations({ database, log, serially, snapshot, longWork, workers }: CalculationsOptions): Calculations {
  const { jobs } = repositoriesOf(database.db)
  const threads = workers ?? Math.min(MAX_WORKERS, availableParallelism())
  let running: Running | null = null
  let stopping = false

  const run = async ({ board, abort }: Omit<Running, 'ended'>, selection: LeagueSelection, leave: () => void): Promise<void> => {
    try {
      const result = await calculateLeagues(
        { database, serially, snapshot, workers: threads },
        { ...selection, jobId: board.jobId, board, signal: abort.signal },
      )
      await jobs.finishJob(board.jobId, { status: 'succeeded', result: { ...result } })
      board.end('succeeded', { result })
    } catch (cause) {
      const status = abort.signal.aborted ? (stopping ? 'interrupted' : 'cancelled') : 'failed'
      const coded = codedError(cause)
      if (status === 'failed' && !coded) log.error({ err: cause, jobId: board.jobId }, 'a calculation failed')
      const error = { code: coded?.code ?? 'INTERNAL', message: coded?.message ?? 'The calculation failed; the log has the details.' }
      const end = status === 'failed' ? ({ status, error } as const) : ({ status } as const)
      await jobs
        .finishJob(board.jobId, end)
        .catch((err: unknown) => log.error({ err, jobId: board.jobId }, 'the end of a job was not saved'))
      board.end(status, status === 'failed' ? { error } : {})
    } finally {
      if (running?.board === board) running = null
      leave()
    }
  }

  const begin = async (codes: readonly string[] | null): Promise<{ jobId: number; alreadyRunning: boolean }> => {
    if (running) return { jobId: running.board.jobId, alreadyRunning: true }
    const selection = await selectLeagues(database, codes)
    const leave = longWork.enter('a calculation')
    try {
      const jobId = await jobs.createJob(KIND, { leagues: selection.leagues.map(({ code }) => code) })
      await jobs.startJob(jobId)
      const phases = CALCULATION_PHASES.map((name): PlannedPhase => ({ name, total: 1, cost: COST[name] }))
      const board = createProgressBoard<CalculationResultWire>(jobId, phases)
      const abort = new AbortController()
      running = { board, abort, ended: run({ board, abort }, selection, leave) }
      recent.set(jobId, board)
      for (const old of [...recent.keys()].slice(0, -BOARDS_KEPT)) recent.delete(old)
      return { jobId, alreadyRunning: false }
    } catch (error) {
      leave()
      throw error
    }
  }

  // Boards of this process: a watcher that comes a moment after the end still sees how far each phase came.
  const recent = new Map<number, ProgressBoard<CalculationResultWire>>()
  let starting: Promise<unknown> = Promise.resolve()

  const progressOf = async (jobId: number): Promise<CalculationProgressWire> => {
    const board = recent.get(jobId)
    if (board) return board.snapshot()
    const row = await jobs.findJob(jobId)
    if (!row || row.kind !== KIND)
      throw new ApiError('JOB_NOT_FOUND', `got job ${jobId}, which is no calculation; calculation.latest names the last one`)
    return progressOfRow(row)
  }

  return {
    start(leagues) {
      // Two that ask at once must not both begin.
      const next = starting.then(() => begin(leagues))
      starting = next.catch(() => undefined)
      return next
    },
    async *watch({ jobId, lastEventId }, signal) {
      const board = recent.get(jobId)
      if (board) {
        yield* watchBoard(board, lastEventId ?? null, signal)
        return
      }
      const progress = await progressOf(jobId)
      const id = eventId(jobId, 'end')
      if (lastEventId !== id) yield { id, progress }
    },
    async latest() {
      if (running) return running.board.snapshot()
      const row = await jobs.latestJob(KIND)
      return row ? progressOf(row.id) : null
    },
    async cancel(jobId) {
      const progress = await progressOf(jobId)
      if (running?.board.jobId !== jobId) return { jobId, status: progress.status }
      running.abort.abort()
      await running.ended
      return { jobId, status: (await progressOf(jobId)).status }
    },
    async stop() {
      stopping = true
      await starting
      running?.abort.abort()
      await running?.ended
    },
  }
}

/** A job of an earlier process, from what it left in the database. */
function progressOfRow(row: JobRow): CalculationProgressWire {
  const result = calculationResultWire.safeParse(row.result).data ?? null
  const startedAt = Date.parse(row.startedAt ?? row.createdAt)
  const elapsedMs = row.finishedAt === null ? 0 : Math.max(0, Date.parse(row.finishedAt) - startedAt)
  const phases = row.phase === null ? [] : [{ name: row.phase, done: row.done, total: row.total }]
  const remainingMs = isFinal(row.status) ? 0 : null
  return { jobId: row.id, status: row.status, phases, current: null, elapsedMs, remainingMs, result, error: row.error }
}
