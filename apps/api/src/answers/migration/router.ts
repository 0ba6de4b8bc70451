import { jobProcedures } from '../../job-procedures.ts'
import { ADMINS, EVERYONE, procedure, router } from '../../trpc.ts'
import { actionFor } from '../../work/move/migrations.ts'
import { planMigration } from '../../work/move/plan-migration.ts'
import { inspectLegacy, readDrift, readLive, readMigrationRecord, readMigrationStatus } from './read-migration.ts'
import { applyCleanup, finishMigration, installSync, planCleanup, readSync, resumeMigration } from './coexist.ts'
import {
  migrationCleanupInput,
  migrationFinishInput,
  migrationPlanInput,
  migrationProgress,
  migrationRecord,
  migrationReport,
  migrationReportInput,
  migrationResumeInput,
  migrationStartInput,
  migrationStartOutput,
  migrationStatus,
  migrationSyncInput,
} from '@mon-ps/contract/migration'
import { migrationInspection, migrationPlan } from '@mon-ps/contract/migration-plan'
import { migrationCleanup, migrationDrift, migrationFinish, migrationLive, migrationSync } from '@mon-ps/contract/migration-upkeep'

/** A move is stopped with the process that makes it, and `status` names the newest one. */
const { progress } = jobProcedures({
  jobs: (app) => app.migrations,
  progress: migrationProgress,
  starters: ADMINS,
  toProgress: ({ params, ...state }) => ({ ...state, action: actionFor(params) }),
})

export const migrationRouter = router({
  status: procedure({
    roles: EVERYONE,
    cost: 1,
    openapi: { method: 'GET', path: '/migrations', summary: 'Where the move from V1 stands', tags: ['migrations'] },
  })
    .output(migrationStatus)
    .query(({ ctx }) => readMigrationStatus(ctx.app)),

  inspect: procedure({
    roles: ADMINS,
    cost: 10,
    openapi: { method: 'GET', path: '/migrations/inspect', summary: 'What stands in V1 and what preflight found', tags: ['migrations'] },
  })
    .output(migrationInspection)
    .query(({ ctx }) => inspectLegacy(ctx.app)),

  /** Writes nothing; a mutation since its decisions may be too long for an address, and its REST twin is a POST. */
  plan: procedure({
    roles: ADMINS,
    cost: 10,
    openapi: {
      method: 'POST',
      path: '/migrations/plan',
      summary: 'What the move will do, and the hash to agree to; writes nothing',
      tags: ['migrations'],
    },
  })
    .input(migrationPlanInput)
    .output(migrationPlan)
    .mutation(({ ctx, input }) => planMigration(ctx.app, input)),

  /** Begins rehearsing, applying, verifying or rolling back. */
  start: procedure({ roles: ADMINS, cost: 10 })
    .input(migrationStartInput)
    .output(migrationStartOutput)
    .mutation(({ ctx, input }) => ctx.app.migrations.start(input)),

  progress,

  report: procedure({ roles: EVERYONE, cost: 1 })
    .input(migrationReportInput)
    .output(migrationReport)
    .query(({ ctx, input }) => ctx.app.migrations.report(input.jobId)),

  /** The newest move as its journal keeps it: plan, report, and how it was undone. */
  record: procedure({ roles: EVERYONE, cost: 1 })
    .output(migrationRecord.nullable())
    .query(({ ctx }) => readMigrationRecord(ctx.app)),

  syncStatus: procedure({ roles: EVERYONE, cost: 1 })
    .output(migrationSync)
    .query(({ ctx }) => readSync(ctx.app)),

  sync: procedure({ roles: ADMINS, cost: 10 })
    .input(migrationSyncInput)
    .output(migrationSync)
    .mutation(({ ctx }) => installSync(ctx.app)),

  /** Ends the coexistence: the sync is taken away, V1 archived, V3 the authority. */
  finish: procedure({ roles: ADMINS, cost: 10 })
    .input(migrationFinishInput)
    .output(migrationFinish)
    .mutation(({ ctx, input }) => finishMigration(ctx.app, input)),

  /** Takes a finish back. */
  resume: procedure({ roles: ADMINS, cost: 10 })
    .input(migrationResumeInput)
    .output(migrationSync)
    .mutation(({ ctx, input }) => resumeMigration(ctx.app, input)),

  cleanupPlan: procedure({ roles: ADMINS, cost: 5 })
    .output(migrationCleanup)
    .query(({ ctx }) => planCleanup(ctx.app)),

  cleanupApply: procedure({ roles: ADMINS, cost: 10 })
    .input(migrationCleanupInput)
    .output(migrationCleanup)
    .mutation(({ ctx, input }) => applyCleanup(ctx.app, input)),

  /** The legacy's live tables: odds, picks and bets, checked where they stand. */
  live: procedure({ roles: EVERYONE, cost: 10 })
    .output(migrationLive)
    .query(({ ctx }) => readLive(ctx.app)),

  drift: procedure({ roles: EVERYONE, cost: 10 })
    .output(migrationDrift)
    .query(({ ctx }) => readDrift(ctx.app)),
})
