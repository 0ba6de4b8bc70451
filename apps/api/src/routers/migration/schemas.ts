import { z } from 'zod'
import { JOB_STATUSES, type JobStatus, type PhaseWire } from '../calculation/schemas.ts'
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
  /** The job that runs, else the last one; null where there was none. */
  readonly job: { readonly jobId: number; readonly action: MigrationAction; readonly status: JobStatus } | null
}

const stage = z.enum(MIGRATION_STAGES)
const state = z.enum(MIGRATION_STATES)
const action = z.enum(MIGRATION_ACTIONS)
const jobId = z.number().int().positive()

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
    job: z.object({ jobId, action, status: z.enum(JOB_STATUSES) }).nullable(),
  })
  .meta({ id: 'MigrationStatus' })

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in 64 hexadecimal digits')
/** Decision id to option id. */
const decisions = z.record(z.string().min(1).max(300), z.string().min(1).max(200))
const timeZone = z.string().min(1).max(64).describe('IANA zone of the legacy’s naive times, for example Europe/Paris')

export const migrationPlanInput = z.object({ decisions: decisions.optional(), timeZone: timeZone.optional() })

export const migrationStartInput = z.object({
  action,
  /** The plan that was agreed to; `apply` needs it. */
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
  readonly phases: readonly PhaseWire[]
  readonly current: string | null
  readonly elapsedMs: number
  readonly error: { readonly code: string; readonly message: string } | null
}

export const migrationProgressWire: z.ZodType<MigrationProgressWire, MigrationProgressWire> = z
  .object({
    jobId,
    action,
    status: z.enum(JOB_STATUSES),
    phases: z.array(z.object({ name: z.string(), done: z.number(), total: z.number() })),
    current: z.string().nullable(),
    elapsedMs: z.number(),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
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
  readonly error: { readonly code: string; readonly message: string } | null
}

export const migrationReportOutput: z.ZodType<MigrationReportWire, MigrationReportWire> = z
  .object({
    jobId,
    action,
    status: z.enum(JOB_STATUSES),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
    ...outcomeShape,
  })
  .meta({ id: 'MigrationReport' })

const SYNC_ACTIONS = ['install', 'switch', 'unswitch'] as const

export const migrationSyncInput = z.object({ action: z.enum(SYNC_ACTIONS) })

export const migrationCompareInput = z.object({
  sample: z.number().int().min(1).max(10_000_000).optional().describe('At most so many pairs are asked about; all when absent'),
})

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
