import { z } from 'zod'
import type { Immutable } from './answer.ts'
import { V1_TABLES, capped } from './migration-plan.ts'

export const MIGRATION_STATES = [
  'none',
  'planned',
  'backed_up',
  'copying',
  'applied',
  'synced',
  'finished',
  'rolling_back',
  'rolled_back',
  'failed',
] as const
export type MigrationStateWire = (typeof MIGRATION_STATES)[number]

export const MIGRATION_STAGES = ['schema', 'backup', 'backup-check', 'copy', 'verify', 'publish', 'restore', 'done'] as const

const migrationCheckSchema = z.object({
  id: z.string(),
  name: z.string(),
  passed: z.boolean(),
  compared: z.number(),
  /** Which column of which row, at most 20. */
  differences: z.array(z.string()),
})
/** One proof, named after the invariant it checks. */
export interface MigrationCheck extends Immutable<z.infer<typeof migrationCheckSchema>> {}
const migrationCheck: z.ZodType<MigrationCheck, MigrationCheck> = migrationCheckSchema

const migrationVerifyReportSchema = z
  .object({
    passed: z.boolean(),
    checks: z.array(migrationCheck),
    counts: z.array(z.object({ table: z.enum(V1_TABLES), v1: z.number().int(), v3: z.number().int(), quarantined: z.number().int() })),
    /** Non-null values per V3 column, with the rule that made them. */
    fill: z.array(
      z.object({
        table: z.string(),
        column: z.string(),
        filled: z.number().int(),
        rows: z.number().int(),
        rule: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'MigrationVerifyReport' })
export interface MigrationVerifyReport extends Immutable<z.infer<typeof migrationVerifyReportSchema>> {}
export const migrationVerifyReport: z.ZodType<MigrationVerifyReport, MigrationVerifyReport> = migrationVerifyReportSchema

const jsonRow = z.record(z.string(), z.unknown())

const migrationSampleSchema = z.object({ table: z.enum(V1_TABLES), v1Id: z.number().int(), v1: jsonRow, v3: jsonRow })
/** A V1 row as it was, and the V3 row it became. */
export interface MigrationSample extends Immutable<z.infer<typeof migrationSampleSchema>> {}
const migrationSample: z.ZodType<MigrationSample, MigrationSample> = migrationSampleSchema

const migrationMoveReportSchema = z
  .object({
    migrationId: z.number().int(),
    planSha256: z.string(),
    state: z.enum(MIGRATION_STATES),
    /** Nothing was to be done: the same plan had been applied. */
    alreadyApplied: z.boolean(),
    verify: migrationVerifyReport,
    published: z.object({ inserted: z.number().int(), replaced: z.number().int(), kept: z.number().int() }),
    quarantined: capped(z.object({ table: z.string(), v1Id: z.number().int(), reason: z.string() })),
    /** Remarkable but decided: names that fell to OTHER, sources of best_strategy that disagree. */
    notes: z.array(z.object({ id: z.string(), count: z.number().int(), message: z.string(), examples: z.array(z.string()) })),
    backup: z.array(
      z.object({
        table: z.string(),
        backup: z.string(),
        rows: z.number().int(),
        digest: z.string(),
        restoredAndCompared: z.boolean(),
      }),
    ),
    samples: z.array(migrationSample),
    elapsedMs: z.number(),
    stages: z.array(z.object({ stage: z.enum(MIGRATION_STAGES), elapsedMs: z.number(), rows: z.number().int() })),
  })
  .meta({ id: 'MigrationMoveReport' })
/** What a rehearsal or the move did. */
export interface MigrationMoveReport extends Immutable<z.infer<typeof migrationMoveReportSchema>> {}
export const migrationMoveReport: z.ZodType<MigrationMoveReport, MigrationMoveReport> = migrationMoveReportSchema

const migrationRollbackReportSchema = z
  .object({
    migrationId: z.number().int(),
    state: z.enum(MIGRATION_STATES),
    /** Digests before the move and after the rollback: equal. */
    digests: z.array(z.object({ what: z.string(), before: z.string(), after: z.string() })),
    /** What stayed because something later rests on it, in words. */
    kept: z.array(z.string()),
    elapsedMs: z.number(),
  })
  .meta({ id: 'MigrationRollbackReport' })
export interface MigrationRollbackReport extends Immutable<z.infer<typeof migrationRollbackReportSchema>> {}
export const migrationRollbackReport: z.ZodType<MigrationRollbackReport, MigrationRollbackReport> = migrationRollbackReportSchema
