import { z } from 'zod'
import type { CappedWire } from '../migration/plan-wire.ts'

const V3_TABLES = ['team_quantum_dna_v3', 'quantum_friction_matrix_v3', 'quantum_strategies_v3'] as const
type V3Table = (typeof V3_TABLES)[number]

/** A cell of a migrated row that would be filled. Before, it is null. */
export interface EnrichmentCellWire {
  readonly table: V3Table
  readonly column: string
  readonly v1Id: number
  /** A team, a pair, or a team and its strategy. */
  readonly name: string
  /** In the column's own unit, percent where V3 has percent; an object for JSON columns. */
  readonly value: number | Readonly<Record<string, unknown>>
  /** Matches, picks or bets behind it; null where nobody counted. */
  readonly n: number | null
  /** 95 %, a fraction where the column is percent. */
  readonly interval: readonly [number, number] | null
  readonly rule: string
  /** Of the calculation that it comes from; null for picks. */
  readonly season: string | null
}

export interface EnrichmentColumnWire {
  readonly table: V3Table
  readonly column: string
  /** By which it can be proven; null: by none. */
  readonly rule: string | null
  /** What the rule does. */
  readonly meaning: string | null
  readonly note: string
  readonly rows: number
  readonly filledBefore: number
  /** Cells that would be filled. */
  readonly proven: number
  /** Cells that stay null, by reason, with the first few names. */
  readonly unproven: readonly {
    readonly reason: string
    readonly why: string
    readonly rows: number
    readonly examples: readonly string[]
  }[]
}

export interface EnrichmentPlanWire {
  /** Stands for every cell with its value and source: what `apply` has to be given. */
  readonly planSha256: string
  readonly columns: readonly EnrichmentColumnWire[]
  readonly cells: CappedWire<EnrichmentCellWire>
}

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const table = z.enum(V3_TABLES)

const cellWire: z.ZodType<EnrichmentCellWire, EnrichmentCellWire> = z.object({
  table,
  column: z.string(),
  v1Id: z.number().int(),
  name: z.string(),
  value: z.union([z.number(), z.record(z.string(), z.unknown())]),
  n: z.number().int().nullable(),
  interval: z.tuple([z.number(), z.number()]).nullable(),
  rule: z.string(),
  season: z.string().nullable(),
})

const columnWire: z.ZodType<EnrichmentColumnWire, EnrichmentColumnWire> = z.object({
  table,
  column: z.string(),
  rule: z.string().nullable(),
  meaning: z.string().nullable(),
  note: z.string(),
  rows: z.number().int(),
  filledBefore: z.number().int(),
  proven: z.number().int(),
  unproven: z.array(z.object({ reason: z.string(), why: z.string(), rows: z.number().int(), examples: z.array(z.string()) })),
})

export const enrichmentPlanOutput: z.ZodType<EnrichmentPlanWire, EnrichmentPlanWire> = z
  .object({
    planSha256: sha256,
    columns: z.array(columnWire),
    cells: z.object({ total: z.number().int(), rows: z.array(cellWire) }),
  })
  .meta({ id: 'EnrichmentPlan' })

const why = z.string().trim().min(1).max(500).describe('The reason, kept with the run, the decisions and in the audit log')

export const enrichmentApplyInput = z.object({ planSha256: sha256.describe('The plan that was read'), why })

export const enrichmentUndoInput = z.object({
  runId: z.number().int().positive().optional().describe('Which enrichment; the latest that stands when not given'),
  why,
})

export interface EnrichmentDoneWire {
  /** Null when there was nothing to do. */
  readonly runId: number | null
  readonly cells: number
  /** V3 rows that changed. */
  readonly rows: number
  /** The plan was applied before and stands. */
  readonly alreadyApplied: boolean
}

export const enrichmentDoneOutput: z.ZodType<EnrichmentDoneWire, EnrichmentDoneWire> = z.object({
  runId: z.number().int().nullable(),
  cells: z.number().int(),
  rows: z.number().int(),
  alreadyApplied: z.boolean(),
})
