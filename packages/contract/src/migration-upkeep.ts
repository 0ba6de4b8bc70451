import { z } from 'zod'
import type { Immutable } from './answer.ts'
import { V1_TABLES, capped } from './migration-plan.ts'

const LIVE_TABLES = ['odds', 'tracking_clv_picks', 'manual_bets'] as const

const liveCountSchema = z
  .object({ count: z.number().int(), examples: z.array(z.object({ id: z.string().nullable(), what: z.string() })) })
  .meta({ id: 'LiveCount' })
/** How many rows, and some of them: at most 20. */
export interface LiveCountWire extends Immutable<z.infer<typeof liveCountSchema>> {}
const liveCount: z.ZodType<LiveCountWire, LiveCountWire> = liveCountSchema

const n = z.number().int()

const liveResolutionSchema = z.object({
  toTeams: n,
  toMatches: n,
  withoutTeams: liveCount,
  withoutMatch: liveCount,
})
/** How many rows name two teams of ours, and how many a match of ours. */
export interface LiveResolutionWire extends Immutable<z.infer<typeof liveResolutionSchema>> {}
const liveResolution: z.ZodType<LiveResolutionWire, LiveResolutionWire> = liveResolutionSchema

const livePricesSchema = z.object({
  oddsNotUsable: liveCount,
  usableOdds: n,
  withClosingOdds: n,
  withoutClosingOdds: liveCount,
})
/** Prices taken, and closing prices of those that can be used. */
export interface LivePrices extends Immutable<z.infer<typeof livePricesSchema>> {}
const livePrices: z.ZodType<LivePrices, LivePrices> = livePricesSchema

const mean = z.object({ n, mean: z.number().nullable() })
const liveClvSchema = z.object({ recorded: mean, recomputed: mean, different: liveCount })
/** Closing-line value, percent as the table writes it. */
export interface LiveClvWire extends Immutable<z.infer<typeof liveClvSchema>> {}
const liveClv: z.ZodType<LiveClvWire, LiveClvWire> = liveClvSchema

const sum = z.object({ n, sum: z.string() })
const liveProfitSchema = z.object({
  recorded: sum,
  recomputed: sum,
  /** The rows that have both: here the two sums compare. */
  both: z.object({ n, recorded: z.string(), recomputed: z.string() }),
  different: liveCount,
})
/** Units, exact decimal text. */
export interface LiveProfitWire extends Immutable<z.infer<typeof liveProfitSchema>> {}
const liveProfit: z.ZodType<LiveProfitWire, LiveProfitWire> = liveProfitSchema

const checks = {
  resolution: liveResolution,
  prices: livePrices,
  unknownMarkets: liveCount,
  pushesBookedAsLosses: liveCount,
  resultAgainstScore: liveCount,
  clv: liveClv,
  profit: liveProfit,
}

const migrationLiveSchema = z
  .object({
    tables: z.array(
      z.object({
        table: z.enum(LIVE_TABLES),
        present: z.boolean(),
        /** False where it stands there and this role may not read it. */
        readable: z.boolean(),
        rows: n,
        columns: z.array(z.string()),
        /** Declared and not there: read as null. */
        missingColumns: z.array(z.string()),
        /** There and not declared: left alone. */
        extraColumns: z.array(z.string()),
      }),
    ),
    odds: z.object({ notUsable: n, bookmakers: n, matches: n }).nullable(),
    picks: z
      .object({
        ...checks,
        repeats: liveCount,
        markets: z.array(z.object({ market: z.string(), spellings: z.array(z.object({ spelling: z.string(), rows: n })) })),
        marketsWithVariants: n,
      })
      .nullable(),
    bets: z.object({ ...checks, results: z.record(z.string(), n) }).nullable(),
  })
  .meta({ id: 'MigrationLive' })
/** What the legacy's live tables hold, read where they stand. A part is null where its table is absent. */
export interface MigrationLive extends Immutable<z.infer<typeof migrationLiveSchema>> {}
export const migrationLive: z.ZodType<MigrationLive, MigrationLive> = migrationLiveSchema

const migrationSyncSchema = z
  .object({
    phase: z.enum(['none', 'synced', 'finished']),
    /** V1 and V3 are one database; else sync is not possible. */
    possible: z.boolean(),
    tables: z.array(
      z.object({
        table: z.enum(V1_TABLES),
        v1Rows: z.number().int(),
        companionRows: z.number().int(),
        different: z.number().int(),
      }),
    ),
    failures: capped(
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
/** Whether V3 follows V1, and where it does not. */
export interface MigrationSync extends Immutable<z.infer<typeof migrationSyncSchema>> {}
export const migrationSync: z.ZodType<MigrationSync, MigrationSync> = migrationSyncSchema

export const CLEANUP_CHOICES = ['keep', 'archive', 'drop'] as const

const migrationCleanupItemSchema = z
  .object({
    /** `schema.table`. */
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
/** A table of the old system, what would be lost with it, and what was decided about it. */
export interface MigrationCleanupItem extends Immutable<z.infer<typeof migrationCleanupItemSchema>> {}
const migrationCleanupItem: z.ZodType<MigrationCleanupItem, MigrationCleanupItem> = migrationCleanupItemSchema

const migrationCleanupSchema = z
  .object({
    planSha256: z.string(),
    items: z.array(migrationCleanupItem),
    /** What was just done, in words; empty in a plan. */
    done: z.array(z.string()),
  })
  .meta({ id: 'MigrationCleanup' })
export interface MigrationCleanup extends Immutable<z.infer<typeof migrationCleanupSchema>> {}
export const migrationCleanup: z.ZodType<MigrationCleanup, MigrationCleanup> = migrationCleanupSchema

/** `ours`: not as our migrations made it; the others are about the live tables of the legacy. */
const DRIFT_CLASSES = ['ours', 'legacy-missing', 'legacy-extra', 'legacy-type', 'legacy-shape'] as const

const migrationDriftDifferenceSchema = z.object({
  id: z.string(),
  object: z.string(),
  expected: z.string().nullable(),
  found: z.string().nullable(),
  classification: z.enum(DRIFT_CLASSES),
  accepted: z.object({ reason: z.string(), owner: z.string(), expires: z.string() }).nullable(),
  unexpected: z.boolean(),
})
/** One way in which the live schema is not the declared one. */
export interface MigrationDriftDifference extends Immutable<z.infer<typeof migrationDriftDifferenceSchema>> {}
const migrationDriftDifference: z.ZodType<MigrationDriftDifference, MigrationDriftDifference> = migrationDriftDifferenceSchema

const migrationDriftSchema = z
  .object({
    /** `not_created` where none of our tables exists yet: then nothing of ours differs. */
    state: z.enum(['not_created', 'created']),
    objects: z.number().int(),
    differences: capped(migrationDriftDifference),
    /** Differences that no baseline entry, or only an expired one, accepts. */
    unexpected: z.number().int(),
    /** Baseline entries that nothing matches any more. */
    obsolete: z.array(z.string()),
  })
  .meta({ id: 'MigrationDrift' })
export interface MigrationDrift extends Immutable<z.infer<typeof migrationDriftSchema>> {}
export const migrationDrift: z.ZodType<MigrationDrift, MigrationDrift> = migrationDriftSchema

const migrationFinishSchema = z
  .object({
    migrationId: z.number().int(),
    state: z.literal('finished'),
    /** V1's tables under their names as archives. */
    archived: z.array(z.string()),
    lastWriteAt: z.string(),
    /** What rests on V1's tables and goes on resting on the archives. */
    dependants: z.array(z.string()),
  })
  .meta({ id: 'MigrationFinish' })
/** V1 is an archive, and V3 the authority. */
export interface MigrationFinish extends Immutable<z.infer<typeof migrationFinishSchema>> {}
export const migrationFinish: z.ZodType<MigrationFinish, MigrationFinish> = migrationFinishSchema
