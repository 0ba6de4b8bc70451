import { z } from 'zod'
import { V1_TABLES, type V1TableWire } from './inspection-wire.ts'
import { type CappedWire, cappedWire } from './plan-wire.ts'

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

/** One proof, named after the invariant it checks. */
export interface MigrationCheckWire {
  readonly id: string
  readonly name: string
  readonly passed: boolean
  readonly compared: number
  /** Which column of which row, at most 20. */
  readonly differences: readonly string[]
}

export interface MigrationVerifyReportWire {
  readonly passed: boolean
  readonly checks: readonly MigrationCheckWire[]
  readonly counts: readonly { readonly table: V1TableWire; readonly v1: number; readonly v3: number; readonly quarantined: number }[]
  /** Non-null values per V3 column, with the rule that made them. */
  readonly fill: readonly {
    readonly table: string
    readonly column: string
    readonly filled: number
    readonly rows: number
    readonly rule: string | null
  }[]
}

export const migrationVerifyReportWire: z.ZodType<MigrationVerifyReportWire, MigrationVerifyReportWire> = z
  .object({
    passed: z.boolean(),
    checks: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        passed: z.boolean(),
        compared: z.number(),
        differences: z.array(z.string()),
      }),
    ),
    counts: z.array(z.object({ table: z.enum(V1_TABLES), v1: z.number().int(), v3: z.number().int(), quarantined: z.number().int() })),
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

/** A V1 row as it was, and the V3 row it became. */
export interface MigrationSampleWire {
  readonly table: V1TableWire
  readonly v1Id: number
  readonly v1: Readonly<Record<string, unknown>>
  readonly v3: Readonly<Record<string, unknown>>
}

/** What a rehearsal or the move did. */
export interface MigrationMoveReportWire {
  readonly migrationId: number
  readonly planSha256: string
  readonly state: MigrationStateWire
  /** Nothing was to be done: the same plan had been applied. */
  readonly alreadyApplied: boolean
  readonly verify: MigrationVerifyReportWire
  readonly published: { readonly inserted: number; readonly replaced: number; readonly kept: number }
  readonly quarantined: CappedWire<{ readonly table: string; readonly v1Id: number; readonly reason: string }>
  /** Remarkable but decided: names that fell to OTHER, sources of best_strategy that disagree. */
  readonly notes: readonly {
    readonly id: string
    readonly count: number
    readonly message: string
    readonly examples: readonly string[]
  }[]
  readonly backup: readonly {
    readonly table: string
    readonly backup: string
    readonly rows: number
    readonly digest: string
    readonly restoredAndCompared: boolean
  }[]
  readonly samples: readonly MigrationSampleWire[]
  readonly elapsedMs: number
  readonly stages: readonly { readonly stage: (typeof MIGRATION_STAGES)[number]; readonly elapsedMs: number; readonly rows: number }[]
}

const jsonRow = z.record(z.string(), z.unknown())

export const migrationMoveReportWire: z.ZodType<MigrationMoveReportWire, MigrationMoveReportWire> = z
  .object({
    migrationId: z.number().int(),
    planSha256: z.string(),
    state: z.enum(MIGRATION_STATES),
    alreadyApplied: z.boolean(),
    verify: migrationVerifyReportWire,
    published: z.object({ inserted: z.number().int(), replaced: z.number().int(), kept: z.number().int() }),
    quarantined: cappedWire(z.object({ table: z.string(), v1Id: z.number().int(), reason: z.string() })),
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
    samples: z.array(z.object({ table: z.enum(V1_TABLES), v1Id: z.number().int(), v1: jsonRow, v3: jsonRow })),
    elapsedMs: z.number(),
    stages: z.array(z.object({ stage: z.enum(MIGRATION_STAGES), elapsedMs: z.number(), rows: z.number().int() })),
  })
  .meta({ id: 'MigrationMoveReport' })

export interface MigrationRollbackReportWire {
  readonly migrationId: number
  readonly state: MigrationStateWire
  /** Digests before the move and after the rollback: equal. */
  readonly digests: readonly { readonly what: string; readonly before: string; readonly after: string }[]
  /** What stayed because something later rests on it, in words. */
  readonly kept: readonly string[]
  readonly elapsedMs: number
}

export const migrationRollbackReportWire: z.ZodType<MigrationRollbackReportWire, MigrationRollbackReportWire> = z
  .object({
    migrationId: z.number().int(),
    state: z.enum(MIGRATION_STATES),
    digests: z.array(z.object({ what: z.string(), before: z.string(), after: z.string() })),
    kept: z.array(z.string()),
    elapsedMs: z.number(),
  })
  .meta({ id: 'MigrationRollbackReport' })
