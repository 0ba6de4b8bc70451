import {
  MIGRATION_ACTIONS,
  type MigrationAction,
  type MigrationOutcome,
  type MigrationReport,
  migrationOutcome,
} from '@mon-ps/contract/migration'
import { MIGRATION_JOB, newestJobsByAction } from '@mon-ps/db/repositories/jobs'
import { defineForm } from '@mon-ps/db/stored/form'
import type { OnProgress } from '@mon-ps/legacy-v1/types'
import { ApiError } from '../../errors.ts'
import { createJobs, type Jobs, type JobsOptions } from '../../jobs/jobs.ts'
import { isFinal, type JobState, type ProgressBoard } from '../../jobs/progress-board.ts'
import type { Serially } from '../../jobs/long-work.ts'
import { type MigrationOrder, NO_OUTCOME, runMigration, type RunMigrationDeps } from './run-migration.ts'

/**
 * The migration jobs of a process. Starting one says INVALID_INPUT for `apply` without a plan, and CONFLICT while another migration
 * or a calculation goes on.
 */
export interface Migrations extends Jobs<MigrationOrder, MigrationOutcome> {
  /** @throws {ApiError} JOB_NOT_FOUND */
  readonly report: (jobId: number) => Promise<MigrationReport>
  /** The newest ended one of each action, of this process or another; null where there was none. */
  readonly newest: () => Promise<Readonly<Record<MigrationAction, number | null>>>
  /**
   * Does a piece of writing of the move that needs no job, while nothing else writes.
   *
   * @throws {ApiError} CONFLICT  another migration or a calculation goes on
   */
  readonly alone: <Result>(what: string, work: () => Promise<Result>) => Promise<Result>
}

export interface MigrationsOptions extends JobsOptions, RunMigrationDeps {
  readonly serially: Serially
}

/** The migration jobs of this process: one at a time. The table of jobs may only come with the move, or go with its rollback. */
export function createMigrations(options: MigrationsOptions): Migrations {
  const { database, longWork, serially } = options
  const jobs = createJobs<MigrationOrder, MigrationOrder, MigrationOutcome>(options, {
    kind: MIGRATION_JOB,
    noun: 'a migration',
    latestProcedure: 'migration.status',
    phases: [],
    // The report of a move is kept as it is answered.
    result: defineForm('migration', 1, migrationOutcome),
    refusesSecond: true,
    prepare: async (order) => {
      if (order.action === 'apply' && order.planSha256 === undefined)
        throw new ApiError(
          'INVALID_INPUT',
          'got apply without planSha256, expected the hash of a plan that was read; migration.plan has it',
        )
      return { order, params: { action: order.action } }
    },
    work: (order, { board, signal }) => serially(() => runMigration(options, order, { onProgress: reportTo(board), signal })),
  })
  return {
    ...jobs,
    async report(jobId) {
      const { params, status, error, result } = await jobs.read(jobId)
      return { jobId, action: actionFor(params), status, error, ...(result ?? NO_OUTCOME) }
    },
    async newest() {
      const kept = await newestJobsByAction(database.db, MIGRATION_JOB)
      const ended = jobs.recent().filter(({ status }) => isFinal(status))
      const newestFor = (action: MigrationAction) => {
        const own = ended.findLast(({ params }) => params['action'] === action)?.jobId ?? 0
        return Math.max(own, kept[action] ?? 0) || null
      }
      return { rehearse: newestFor('rehearse'), apply: newestFor('apply'), verify: newestFor('verify'), rollback: newestFor('rollback') }
    },
    async alone(what, work) {
      const leave = longWork.enter(what)
      try {
        return await serially(work)
      } finally {
        leave()
      }
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

/** What a migration job was asked to do. */
export function actionFor(params: JobState<unknown>['params']): MigrationAction {
  const action = MIGRATION_ACTIONS.find((known) => known === params['action'])
  if (!action) throw new Error(`a kept migration job says that its action was ${String(params['action'])}`)
  return action
}
