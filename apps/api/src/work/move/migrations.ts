import { DbError } from '@mon-ps/db/errors'
import {
  type EndedJob,
  findJob,
  type JobRow,
  latestJob,
  MIGRATION_JOB,
  newestJobsByAction,
  saveEndedJob,
} from '@mon-ps/db/repositories/jobs'
import type { OnProgress } from '@mon-ps/legacy-v1/types'
import { codedError } from '../../error-map.ts'
import { ApiError } from '../../errors.ts'
import {
  MIGRATION_ACTIONS,
  type MigrationAction,
  migrationOutcome,
  type MigrationProgressWire,
  type MigrationReport,
} from '@mon-ps/contract/migration'
import type { Database } from '@mon-ps/db/client'
import type { Serially } from '../../jobs/serially.ts'
import type { Log } from '../../log.ts'
import { type MigrationOutcome, NO_OUTCOME, runMigration } from './run-migration.ts'
import type { LongWork } from '../../jobs/long-work.ts'
import type { MigrationOrder, Migrations } from './migrations-port.ts'
import { createProgressBoard, eventId, type JobState, type ProgressBoard, watchBoard } from '../../jobs/progress-board.ts'

const JOBS_KEPT = 20

export interface MigrationsOptions {
  readonly database: Database
  readonly legacyUrl: string | null
  readonly log: Log
  /** What is kept of the data; forgotten where a move changes them. */
  readonly models: { readonly forget: () => void }
  readonly serially: Serially
  readonly longWork: LongWork
  /** The tables of ours must stand for this process to go on: a server's do, also after a rollback. */
  readonly keepTables: boolean
}

interface Job {
  readonly order: MigrationOrder
  readonly board: ProgressBoard<MigrationOutcome>
  readonly abort: AbortController
  readonly startedAt: string
  ended: Promise<void>
}

/**
 * The migration jobs of this process: one at a time, in memory while they run, since the table of jobs may only come with
 * the move or go with its rollback; written down at their end where it stands.
 */
export function createMigrations(options: MigrationsOptions): Migrations {
  const { database, log, longWork, serially } = options
  const recent = new Map<number, Job>()
  let running: Job | null = null
  let stopping = false

  const run = async (job: Job, leave: () => void): Promise<void> => {
    const { board, order, abort } = job
    try {
      const result = await serially(() => runMigration(options, order, { onProgress: reportTo(board), signal: abort.signal }))
      await keep(job, { status: 'succeeded', result: { ...result }, error: null })
      board.end('succeeded', { result })
    } catch (cause) {
      const status = abort.signal.aborted ? (stopping ? 'interrupted' : 'cancelled') : 'failed'
      const coded = codedError(cause)
      if (status === 'failed' && !coded) log.error({ err: cause, jobId: board.jobId }, 'a migration failed')
      const error =
        status === 'failed'
          ? {
              code: coded?.code ?? 'INTERNAL',
              message: coded?.message ?? unforeseen(board),
              ...discardOf(coded),
            }
          : null
      await keep(job, { status, result: null, error })
      board.end(status, error ? { error } : {})
    } finally {
      running = null
      leave()
    }
  }

  const keep = async ({ board, order, startedAt }: Job, end: Pick<EndedJob, 'status' | 'result' | 'error'>): Promise<void> => {
    await saveEndedJob(database.db, { kind: MIGRATION_JOB, id: board.jobId, params: { action: order.action }, startedAt, ...end }).catch(
      (err: unknown) => log.error({ err, jobId: board.jobId }, 'the end of a job was not saved'),
    )
  }

  const keptReport = async (jobId: number): Promise<MigrationReport> => {
    const kept = await findJob(database.db, jobId)
    if (kept?.kind !== MIGRATION_JOB)
      throw new ApiError('JOB_NOT_FOUND', `got job ${jobId}, which is no migration; migration.status names the last one`)
    const outcome = migrationOutcome.safeParse(kept.result).data ?? NO_OUTCOME
    return { jobId, action: actionOf(kept), status: kept.status, error: kept.error, ...outcome }
  }

  return {
    start(order) {
      if (order.action === 'apply' && order.planSha256 === undefined)
        throw new ApiError(
          'INVALID_INPUT',
          'got apply without planSha256, expected the hash of a plan that was read; migration.plan has it',
        )
      const leave = longWork.enter(`a migration (${order.action})`)
      const now = new Date()
      // A number that no row of the table of jobs has, and that rises: only one runs at a time.
      const jobId = Math.max(now.getTime(), ...[...recent.keys()].map((key) => key + 1))
      const board = createProgressBoard<MigrationOutcome>(jobId, [])
      const job: Job = { order, board, abort: new AbortController(), startedAt: now.toISOString(), ended: Promise.resolve() }
      running = job
      recent.set(jobId, job)
      for (const old of [...recent.keys()].slice(0, -JOBS_KEPT)) recent.delete(old)
      job.ended = run(job, leave)
      return { jobId }
    },
    async *watch({ jobId, lastEventId }, signal) {
      const job = recent.get(jobId)
      if (job) {
        for await (const { id, progress } of watchBoard(job.board, lastEventId ?? null, signal))
          yield { id, progress: progressOf(progress, job.order) }
        return
      }
      const { action, status, error } = await keptReport(jobId)
      const id = eventId(jobId, 'end')
      if (lastEventId !== id) yield { id, progress: { jobId, action, status, phases: [], current: null, elapsedMs: 0, error } }
    },
    async report(jobId) {
      const job = recent.get(jobId)
      if (!job) return keptReport(jobId)
      const { status, error, result } = job.board.snapshot()
      return { jobId, action: job.order.action, status, error, ...(result ?? NO_OUTCOME) }
    },
    async latest() {
      const job = running ?? [...recent.values()].at(-1)
      const kept = job === running && job ? null : await latestJob(database.db, MIGRATION_JOB)
      if (job && job.board.jobId >= (kept?.id ?? 0))
        return { jobId: job.board.jobId, action: job.order.action, status: job.board.snapshot().status }
      return kept && { jobId: kept.id, action: actionOf(kept), status: kept.status }
    },
    async newest() {
      const kept = await newestJobsByAction(database.db, MIGRATION_JOB)
      const ended = [...recent.values()].filter(({ board }) => board.ended)
      const newestOf = (action: MigrationAction) => {
        const own = ended.findLast(({ order }) => order.action === action)?.board.jobId ?? 0
        return Math.max(own, kept[action] ?? 0) || null
      }
      return { rehearse: newestOf('rehearse'), apply: newestOf('apply'), verify: newestOf('verify'), rollback: newestOf('rollback') }
    },
    async cancel(jobId) {
      const job = recent.get(jobId)
      if (!job) return { jobId, status: (await keptReport(jobId)).status }
      if (job === running) {
        job.abort.abort()
        await job.ended
      }
      return { jobId, status: job.board.snapshot().status }
    },
    async alone(what, work) {
      const leave = longWork.enter(what)
      try {
        return await serially(work)
      } finally {
        leave()
      }
    },
    async stop() {
      stopping = true
      running?.abort.abort()
      await running?.ended
    },
  }
}

/**
 * A phase is a stage of the move; the copy, which is what takes long, has one per table. A stage opens and closes with a
 * report without table, and counts tables in between.
 */
function reportTo(board: ProgressBoard<MigrationOutcome>): OnProgress {
  const tables = new Map<string, number>()
  return ({ stage, table, done, total }) => {
    if (stage === 'done') return
    if (stage === 'copy') {
      if (table !== null) board.reach(`copy ${table}`, { done, total }, table)
      return
    }
    if (table !== null) tables.set(stage, total)
    const counted = table === null ? (tables.get(stage) ?? total) : total
    board.reach(stage, { done: table === null && done === total ? counted : done, total: counted }, table ?? stage)
  }
}

function progressOf(state: JobState<MigrationOutcome>, { action }: MigrationOrder): MigrationProgressWire {
  const { jobId, status, phases, current, elapsedMs, error } = state
  return { jobId, action, status, phases, current, elapsedMs, error }
}

/** The words of a driver quote SQL and values, and stay in the log. */
function unforeseen({ jobId, snapshot }: ProgressBoard<MigrationOutcome>): string {
  const stage = snapshot().phases.at(-1)?.name
  const where = stage === undefined ? 'before its first stage' : `in the stage "${stage}"`
  return `it failed ${where}, for a reason that the database gave and that is none of those we know; the log has it under jobId ${jobId}. Mend it, then start again`
}

/** What the refusal of an undoing names, for whoever agrees to it. */
function discardOf(error: ReturnType<typeof codedError>): { discard?: string } {
  if (!(error instanceof DbError) || error.code !== 'ROLLBACK_WOULD_DISCARD') return {}
  const { digest } = error.context
  return typeof digest === 'string' ? { discard: digest } : {}
}

function actionOf({ params }: JobRow): (typeof MIGRATION_ACTIONS)[number] {
  const action = MIGRATION_ACTIONS.find((known) => known === params['action'])
  if (!action) throw new Error(`a kept migration job says that its action was ${String(params['action'])}`)
  return action
}
