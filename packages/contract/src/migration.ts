import { z } from 'zod'
import type { Immutable } from './answer.ts'
import { JOB_STATUSES, jobError, jobShape } from './job.ts'
import { migrationPlan } from './migration-plan.ts'
import {
  MIGRATION_STAGES,
  MIGRATION_STATES,
  migrationMoveReport,
  migrationRollbackReport,
  migrationVerifyReport,
} from './migration-report.ts'
import { CLEANUP_CHOICES } from './migration-upkeep.ts'

/** The work that takes a while: it runs as a job, one at a time. */
export const MIGRATION_ACTIONS = ['rehearse', 'apply', 'verify', 'rollback'] as const
export type MigrationAction = (typeof MIGRATION_ACTIONS)[number]

const stage = z.enum(MIGRATION_STAGES)
const state = z.enum(MIGRATION_STATES)
const action = z.enum(MIGRATION_ACTIONS)
const { jobId } = jobShape
const error = jobError.extend({
  /** Of an undoing that was refused: what `start` takes as `discard` from somebody who agrees to lose those writes. */
  discard: z.string().optional(),
})

const migrationStatusSchema = z
  .object({
    state,
    migrationId: z.number().int().nullable(),
    planSha256: z.string().nullable(),
    startedAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
    /** Where a run that was cut off goes on, or null. */
    resumable: stage.nullable(),
    history: z.array(
      z.object({
        migrationId: z.number().int(),
        state,
        planSha256: z.string(),
        startedAt: z.string(),
        finishedAt: z.string().nullable(),
      }),
    ),
    /** Another process is at work on the move: its progress is not known here, and whatever would begin now is refused. */
    busyElsewhere: z.boolean(),
    /** The job that runs, else the last one; null where there was none. */
    job: z.object({ jobId, action, status: z.enum(JOB_STATUSES) }).nullable(),
    /** The newest ended job of each action, whose report can be asked for. */
    reports: z.object({ rehearse: jobId.nullable(), apply: jobId.nullable(), verify: jobId.nullable(), rollback: jobId.nullable() }),
  })
  .meta({ id: 'MigrationStatus' })
export interface MigrationStatusWire extends Immutable<z.infer<typeof migrationStatusSchema>> {}
export const migrationStatus: z.ZodType<MigrationStatusWire, MigrationStatusWire> = migrationStatusSchema

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in 64 hexadecimal digits')
/** Decision id to option id. */
const decisions = z.record(z.string().min(1).max(300), z.string().min(1).max(200))
const timeZone = z.string().min(1).max(64).describe('IANA zone of the legacy’s naive times, for example Europe/Paris')

export const migrationPlanInput = z.object({ decisions: decisions.optional(), timeZone: timeZone.optional() })
export interface MigrationPlanInput extends z.output<typeof migrationPlanInput> {}

export const migrationStartInput = z.object({
  action,
  /** The plan that was read: `apply` needs it, and a rehearsal of another plan is refused. */
  planSha256: sha256.optional(),
  decisions: decisions.optional(),
  timeZone: timeZone.optional(),
  /** For `rollback`: the digest of later writes that may be lost, as ROLLBACK_WOULD_DISCARD names it. */
  discard: z.string().min(1).max(128).optional(),
})

export const migrationStartOutput = z.object({ jobId })

const migrationProgressSchema = z.object({ ...jobShape, action, error: error.nullable() }).meta({ id: 'MigrationProgress' })
/** Where a migration job stands; `report` has what it brought once it ended. */
export interface MigrationProgressWire extends Immutable<z.infer<typeof migrationProgressSchema>> {}
export const migrationProgress: z.ZodType<MigrationProgressWire, MigrationProgressWire> = migrationProgressSchema

export const migrationReportInput = z.object({ jobId })

const outcomeShape = {
  move: migrationMoveReport.nullable(),
  verify: migrationVerifyReport.nullable(),
  rollback: migrationRollbackReport.nullable(),
}

const migrationOutcomeSchema = z.object(outcomeShape)
/** What a job brought: `move` of a rehearsal or an application, `verify`, or `rollback`; the others are null. */
export interface MigrationOutcome extends Immutable<z.infer<typeof migrationOutcomeSchema>> {}
export const migrationOutcome: z.ZodType<MigrationOutcome, MigrationOutcome> = migrationOutcomeSchema

const migrationReportSchema = z
  .object({
    jobId,
    action,
    status: z.enum(JOB_STATUSES),
    error: error.nullable(),
    ...outcomeShape,
  })
  .meta({ id: 'MigrationReport' })
/** A job and what it brought; all three are null while it runs and where it failed. */
export interface MigrationReport extends Immutable<z.infer<typeof migrationReportSchema>> {}
export const migrationReport: z.ZodType<MigrationReport, MigrationReport> = migrationReportSchema

const migrationRecordSchema = z
  .object({
    migrationId: z.number().int(),
    plan: migrationPlan,
    /** What it did; null until it has been applied. */
    move: migrationMoveReport.nullable(),
    /** How it was undone; null unless it was. */
    rollback: migrationRollbackReport.nullable(),
  })
  .meta({ id: 'MigrationRecord' })
/** The newest move as its journal keeps it: whoever made it, and after whatever restart. */
export interface MigrationRecord extends Immutable<z.infer<typeof migrationRecordSchema>> {}
export const migrationRecord: z.ZodType<MigrationRecord, MigrationRecord> = migrationRecordSchema

export const migrationSyncInput = z.object({ action: z.literal('install') })

export const migrationFinishInput = z.object({
  quietMinutes: z.number().int().min(0).max(525_600).describe('So long the legacy must not have written V1'),
})

export const migrationResumeInput = z.object({ discard: sha256.optional() })

export const migrationCleanupInput = z.object({
  planSha256: sha256,
  decisions: z
    .array(
      z.object({
        name: z.string().min(1).max(200).describe('schema.table'),
        choice: z.enum(CLEANUP_CHOICES),
        why: z.string().trim().min(1).max(500),
      }),
    )
    .min(1)
    .max(500),
})
export interface MigrationCleanupInput extends z.output<typeof migrationCleanupInput> {}
