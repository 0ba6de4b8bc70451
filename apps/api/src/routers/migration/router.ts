import { tracked } from '@trpc/server'
import { procedure, router, trackedEvents } from '../../trpc.ts'
import { applyCleanup, planCleanup } from '../../use-cases/migration/cleanup.ts'
import { inspectLegacy } from '../../use-cases/migration/inspect-legacy.ts'
import { planMigration } from '../../use-cases/migration/plan-migration.ts'
import { readDrift } from '../../use-cases/migration/read-drift.ts'
import { readLive } from '../../use-cases/migration/read-live.ts'
import { readMigrationRecord } from '../../use-cases/migration/read-migration-record.ts'
import { readMigrationStatus } from '../../use-cases/migration/read-migration-status.ts'
import { finishMigration, installSync, readSync, resumeMigration } from '../../use-cases/migration/sync.ts'
import { migrationInspectionWire } from './inspection-wire.ts'
import { migrationLiveWire } from './live-wire.ts'
import { migrationPlanWire } from './plan-wire.ts'
import {
  migrationCancelInput,
  migrationCancelOutput,
  migrationCleanupInput,
  migrationFinishInput,
  migrationResumeInput,
  migrationPlanInput,
  migrationProgressInput,
  migrationProgressWire,
  migrationRecordOutput,
  migrationReportInput,
  migrationReportOutput,
  migrationStartInput,
  migrationStartOutput,
  migrationStatusOutput,
  migrationSyncInput,
} from './schemas.ts'
import { migrationCleanupWire, migrationDriftWire, migrationFinishWire, migrationSyncWire } from './upkeep-wire.ts'

export const migrationRouter = router({
  status: procedure
    .meta({ openapi: { method: 'GET', path: '/migrations', summary: 'Where the move from V1 stands', tags: ['migrations'] } })
    .output(migrationStatusOutput)
    .query(({ ctx }) => readMigrationStatus(ctx.app)),

  inspect: procedure
    .meta({
      openapi: { method: 'GET', path: '/migrations/inspect', summary: 'What stands in V1 and what preflight found', tags: ['migrations'] },
    })
    .output(migrationInspectionWire)
    .query(({ ctx }) => inspectLegacy(ctx.app)),

  /** Writes nothing; a mutation since its decisions may be too long for an address, and its REST twin is a POST. */
  plan: procedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/migrations/plan',
        summary: 'What the move will do, and the hash to agree to; writes nothing',
        tags: ['migrations'],
      },
    })
    .input(migrationPlanInput)
    .output(migrationPlanWire)
    .mutation(({ ctx, input }) => planMigration(ctx.app, input)),

  /** Begins rehearsing, applying, verifying or rolling back. */
  start: procedure
    .input(migrationStartInput)
    .output(migrationStartOutput)
    .mutation(({ ctx, input }) => ctx.app.migrations.start(input)),

  /** Where such a job stands, at most ten times a second, until it has ended. */
  progress: procedure
    .input(migrationProgressInput)
    .output(trackedEvents(migrationProgressWire))
    .subscription(async function* ({ ctx, input, signal }) {
      for await (const { id, progress } of ctx.app.migrations.watch(input, signal)) yield tracked(id, progress)
    }),

  report: procedure
    .input(migrationReportInput)
    .output(migrationReportOutput)
    .query(({ ctx, input }) => ctx.app.migrations.report(input.jobId)),

  /** The newest move as its journal keeps it: plan, report, and how it was undone. */
  record: procedure.output(migrationRecordOutput.nullable()).query(({ ctx }) => readMigrationRecord(ctx.app)),

  cancel: procedure
    .input(migrationCancelInput)
    .output(migrationCancelOutput)
    .mutation(({ ctx, input }) => ctx.app.migrations.cancel(input.jobId)),

  syncStatus: procedure.output(migrationSyncWire).query(({ ctx }) => readSync(ctx.app)),

  sync: procedure
    .input(migrationSyncInput)
    .output(migrationSyncWire)
    .mutation(({ ctx }) => installSync(ctx.app)),

  /** Ends the coexistence: the sync is taken away, V1 archived, V3 the authority. */
  finish: procedure
    .input(migrationFinishInput)
    .output(migrationFinishWire)
    .mutation(({ ctx, input }) => finishMigration(ctx.app, input)),

  /** Takes a finish back. */
  resume: procedure
    .input(migrationResumeInput)
    .output(migrationSyncWire)
    .mutation(({ ctx, input }) => resumeMigration(ctx.app, input)),

  cleanupPlan: procedure.output(migrationCleanupWire).query(({ ctx }) => planCleanup(ctx.app)),

  cleanupApply: procedure
    .input(migrationCleanupInput)
    .output(migrationCleanupWire)
    .mutation(({ ctx, input }) => applyCleanup(ctx.app, input)),

  /** The legacy's live tables: odds, picks and bets, checked where they stand. */
  live: procedure.output(migrationLiveWire).query(({ ctx }) => readLive(ctx.app)),

  drift: procedure.output(migrationDriftWire).query(({ ctx }) => readDrift(ctx.app)),
})
