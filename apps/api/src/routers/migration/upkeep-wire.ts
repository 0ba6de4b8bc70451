import { z } from 'zod'
import { V1_TABLES, type V1TableWire } from './inspection-wire.ts'
import { type CappedWire, cappedWire } from './plan-wire.ts'

/** Whether V3 follows V1, and where it does not. */
export interface MigrationSyncWire {
  readonly phase: 'none' | 'synced' | 'finished'
  /** V1 and V3 are one database; else sync is not possible. */
  readonly possible: boolean
  readonly tables: readonly {
    readonly table: V1TableWire
    readonly v1Rows: number
    readonly companionRows: number
    readonly different: number
  }[]
  readonly failures: CappedWire<{
    readonly id: number
    readonly table: string
    readonly v1Ids: readonly number[]
    readonly message: string
    readonly at: string
  }>
}

export const migrationSyncWire: z.ZodType<MigrationSyncWire, MigrationSyncWire> = z
  .object({
    phase: z.enum(['none', 'synced', 'finished']),
    possible: z.boolean(),
    tables: z.array(
      z.object({
        table: z.enum(V1_TABLES),
        v1Rows: z.number().int(),
        companionRows: z.number().int(),
        different: z.number().int(),
      }),
    ),
    failures: cappedWire(
      z.object({
        id: z.number().int(),
        table: z.string(),
        v1Ids: z.array(z.number()),
        message: z.string(),
        at: z.string(),
      }),
    ),
  })
  .meta({ id: 'MigrationSync' })

/** V1 is an archive, and V3 the authority. */
export interface MigrationFinishWire {
  readonly migrationId: number
  readonly state: 'finished'
  /** V1's tables under their names as archives. */
  readonly archived: readonly string[]
  readonly lastWriteAt: string
  /** What rests on V1's tables and goes on resting on the archives. */
  readonly dependants: readonly string[]
}

export const migrationFinishWire: z.ZodType<MigrationFinishWire, MigrationFinishWire> = z
  .object({
    migrationId: z.number().int(),
    state: z.literal('finished'),
    archived: z.array(z.string()),
    lastWriteAt: z.string(),
    dependants: z.array(z.string()),
  })
  .meta({ id: 'MigrationFinish' })

export const CLEANUP_CHOICES = ['keep', 'archive', 'drop'] as const

/** A table of the old system, what would be lost with it, and what was decided about it. */
export interface MigrationCleanupItemWire {
  /** `schema.table`. */
  readonly name: string
  readonly what: string
  readonly rows: number
  readonly bytes: number
  readonly dependants: readonly string[]
  readonly loses: string
  readonly decision: {
    readonly choice: (typeof CLEANUP_CHOICES)[number]
    readonly who: string
    readonly why: string
    readonly at: string
  } | null
  readonly state: 'standing' | 'archived' | 'dropped'
}

export interface MigrationCleanupWire {
  readonly planSha256: string
  readonly items: readonly MigrationCleanupItemWire[]
  /** What was just done, in words; empty in a plan. */
  readonly done: readonly string[]
}

const cleanupItemWire: z.ZodType<MigrationCleanupItemWire, MigrationCleanupItemWire> = z
  .object({
    name: z.string(),
    what: z.string(),
    rows: z.number().int(),
    bytes: z.number(),
    dependants: z.array(z.string()),
    loses: z.string(),
    decision: z.object({ choice: z.enum(CLEANUP_CHOICES), who: z.string(), why: z.string(), at: z.string() }).nullable(),
    state: z.enum(['standing', 'archived', 'dropped']),
  })
  .meta({ id: 'MigrationCleanupItem' })

export const migrationCleanupWire: z.ZodType<MigrationCleanupWire, MigrationCleanupWire> = z
  .object({ planSha256: z.string(), items: z.array(cleanupItemWire), done: z.array(z.string()) })
  .meta({ id: 'MigrationCleanup' })

/** `ours`: not as our migrations made it; the others are about the live tables of the legacy. */
export const DRIFT_CLASSES = ['ours', 'legacy-missing', 'legacy-extra', 'legacy-type', 'legacy-shape'] as const

/** One way in which the live schema is not the declared one. */
export interface MigrationDriftDifferenceWire {
  /** Stable: `column:quantum.team_quantum_dna_v3.roi:type`. */
  readonly id: string
  readonly object: string
  readonly expected: string | null
  readonly found: string | null
  readonly classification: (typeof DRIFT_CLASSES)[number]
  /** The baseline's entry for it, expired or not. */
  readonly accepted: { readonly reason: string; readonly owner: string; readonly expires: string } | null
  /** No baseline entry accepts it, or only one that has expired. */
  readonly unexpected: boolean
}

export interface MigrationDriftWire {
  /** `not_created` where none of our tables exists yet: then nothing of ours differs. */
  readonly state: 'not_created' | 'created'
  readonly objects: number
  readonly differences: CappedWire<MigrationDriftDifferenceWire>
  /** Differences that no baseline entry, or only an expired one, accepts. */
  readonly unexpected: number
  /** Baseline entries that nothing matches any more. */
  readonly obsolete: readonly string[]
}

export const migrationDriftWire: z.ZodType<MigrationDriftWire, MigrationDriftWire> = z
  .object({
    state: z.enum(['not_created', 'created']),
    objects: z.number().int(),
    differences: cappedWire(
      z.object({
        id: z.string(),
        object: z.string(),
        expected: z.string().nullable(),
        found: z.string().nullable(),
        classification: z.enum(DRIFT_CLASSES),
        accepted: z.object({ reason: z.string(), owner: z.string(), expires: z.string() }).nullable(),
        unexpected: z.boolean(),
      }),
    ),
    unexpected: z.number().int(),
    obsolete: z.array(z.string()),
  })
  .meta({ id: 'MigrationDrift' })
