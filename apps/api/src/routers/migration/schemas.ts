import { z } from 'zod'
import { type MigrationPlanWire, migrationPlanWire } from './plan-wire.ts'
import { JOB_STATUSES, type JobStatus, type Phase } from '@mon-ps/contract/calculation'
import {
  MIGRATION_STAGES,
  MIGRATION_STATES,
  type MigrationMoveReportWire,
  type MigrationRollbackReportWire,
  type MigrationStateWire,
  type MigrationVerifyReportWire,
  migrationMoveReportWire,
  migrationRollbackReportWire,
  migrationVerifyReportWire,
} from './report-wire.ts'
import { CLEANUP_CHOICES } from './upkeep-wire.ts'

/** The work that takes a while: it runs as a job, one at a time. */
export const MIGRATION_ACTIONS = ['rehearse', 'apply', 'verify', 'rollback'] as const
export type MigrationAction = (typeof MIGRATION_ACTIONS)[number]

export interface MigrationStatusWire {
  readonly state: MigrationStateWire
  readonly migrationId: number | null
  readonly planSha256: string | null
  readonly startedAt: string | null
  readonly finishedAt: string | null
  /** Where a run that was cut off goes on, or null. */
  readonly resumable: (typeof MIGRATION_STAGES)[number] | null
  readonly history: readonly {
    readonly migrationId: number
    readonly state: MigrationStateWire
    readonly planSha256: string
    readonly startedAt: string
    readonly finishedAt: string | null
  }[]
  /** Another process is at work on the move: its progress is not known here, and whatever would begin now is refused. */
  readonly busyElsewhere: boolean
  /** The job that runs, else the last one; null where there was none. */
  readonly job: { readonly jobId: number; readonly action: MigrationAction; readonly status: JobStatus } | null
  /** The newest ended job of each action, whose report can be asked for. */
  readonly reports: Readonly<Record<MigrationAction, number | null>>
}

/** Why a job failed. */
interface MigrationErrorWire {
  readonly code: string
  readonly message: string
  /** Of an undoing that was refused: what `start` takes as `discard` from somebody who agrees to lose those writes. */
  readonly discard?: string | undefined
}

const stage = z.enum(MIGRATION_STAGES)
const state = z.enum(MIGRATION_STATES)
const action = z.enum(MIGRATION_ACTIONS)
const jobId = z.number().int().positive()
const error = z.object({ code: z.string(), message: z.string(), discard: z.string().optional() })

export const migrationStatusOutput: z.ZodType<MigrationStatusWire, MigrationStatusWire> = z
  .object({
    state,
    migrationId: z.number().int().nullable(),
    planSha256: z.string().nullable(),
    startedAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
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
    busyElsewhere: z.boolean(),
    job: z.object({ jobId, action, status: z.enum(JOB_STATUSES) }).nullable(),
    reports: z.object({ rehearse: jobId.nullable(), apply: jobId.nullable(), verify: jobId.nullable(), rollback: jobId.nullable() }),
  })
  .meta({ id: 'MigrationStatus' })

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in 64 hexadecimal digits')
/** Decision id to option id. */
const decisions = z.record(z.string().min(1).max(300), z.string().min(1).max(200))
const timeZone = z.string().min(1).max(64).describe('IANA zone of the legacy’s naive times, for example Europe/Paris')

export const migrationPlanInput = z.object({ decisions: decisions.optional(), timeZone: timeZone.optional() })

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

/** Where a migration job stands; `report` has what it brought once it ended. */
export interface MigrationProgressWire {
  readonly jobId: number
  readonly action: MigrationAction
  readonly status: JobStatus
  /** In the order in which they began; more may come. */
  readonly phases: readonly Phase[]
  readonly current: string | null
  readonly elapsedMs: number
  readonly error: MigrationErrorWire | null
}

export const migrationProgressWire: z.ZodType<MigrationProgressWire, MigrationProgressWire> = z
  .object({
    jobId,
    action,
    status: z.enum(JOB_STATUSES),
    phases: z.array(z.object({ name: z.string(), done: z.number(), total: z.number() })),
    current: z.string().nullable(),
    elapsedMs: z.number(),
    error: error.nullable(),
  })
  .meta({ id: 'MigrationProgress' })

export const migrationProgressInput = z.object({ jobId, lastEventId: z.string().max(60).nullish() })
export const migrationCancelInput = z.object({ jobId })
export const migrationCancelOutput = z.object({ jobId, status: z.enum(JOB_STATUSES) })
export const migrationReportInput = z.object({ jobId })

/** What a job brought: `move` of a rehearsal or an application, `verify`, or `rollback`; the others are null. */
export interface MigrationOutcomeWire {
  readonly move: MigrationMoveReportWire | null
  readonly verify: MigrationVerifyReportWire | null
  readonly rollback: MigrationRollbackReportWire | null
}

const outcomeShape = {
  move: migrationMoveReportWire.nullable(),
  verify: migrationVerifyReportWire.nullable(),
  rollback: migrationRollbackReportWire.nullable(),
}

export const migrationOutcomeWire: z.ZodType<MigrationOutcomeWire, MigrationOutcomeWire> = z.object(outcomeShape)

/** A job and what it brought; all three are null while it runs and where it failed. */
export interface MigrationReportWire extends MigrationOutcomeWire {
  readonly jobId: number
  readonly action: MigrationAction
  readonly status: JobStatus
  readonly error: MigrationErrorWire | null
}

export const migrationReportOutput: z.ZodType<MigrationReportWire, MigrationReportWire> = z
  .object({
    jobId,
    action,
    status: z.enum(JOB_STATUSES),
    error: error.nullable(),
    ...outcomeShape,
  })
  .meta({ id: 'MigrationReport' })

/** The newest move as its journal keeps it: whoever made it, and after whatever restart. */
export interface MigrationRecordWire {
  readonly migrationId: number
  readonly plan: MigrationPlanWire
  /** What it did; null until it has been applied. */
  readonly move: MigrationMoveReportWire | null
  /** How it was undone; null unless it was. */
  readonly rollback: MigrationRollbackReportWire | null
}

export const migrationRecordOutput: z.ZodType<MigrationRecordWire, MigrationRecordWire> = z
  .object({
    migrationId: z.number().int(),
    plan: migrationPlanWire,
    move: migrationMoveReportWire.nullable(),
    rollback: migrationRollbackReportWire.nullable(),
  })
  .meta({ id: 'MigrationRecord' })

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
