import { z } from 'zod'
import type { Immutable } from './answer.ts'

const V3_TABLES = ['team_quantum_dna_v3', 'quantum_friction_matrix_v3', 'quantum_strategies_v3'] as const

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const table = z.enum(V3_TABLES)

const enrichmentCellSchema = z.object({
  table,
  column: z.string(),
  v1Id: z.number().int(),
  /** A team, a pair, or a team and its strategy. */
  name: z.string(),
  /** In the column's own unit, percent where V3 has percent; an object for JSON columns. */
  value: z.union([z.number(), z.record(z.string(), z.unknown())]),
  /** Matches, picks or bets behind it; null where nobody counted. */
  n: z.number().int().nullable(),
  /** 95 %, a fraction where the column is percent. */
  interval: z.tuple([z.number(), z.number()]).nullable(),
  rule: z.string(),
  /** Of the calculation that it comes from; null for picks. */
  season: z.string().nullable(),
})
/** A cell of a migrated row that would be filled. Before, it is null. */
export interface EnrichmentCell extends Immutable<z.infer<typeof enrichmentCellSchema>> {}
const enrichmentCell: z.ZodType<EnrichmentCell, EnrichmentCell> = enrichmentCellSchema

const enrichmentColumnSchema = z.object({
  table,
  column: z.string(),
  /** By which it can be proven; null: by none. */
  rule: z.string().nullable(),
  /** What the rule does. */
  meaning: z.string().nullable(),
  note: z.string(),
  rows: z.number().int(),
  filledBefore: z.number().int(),
  /** Cells that would be filled. */
  proven: z.number().int(),
  /** Cells that stay null, by reason, with the first few names. */
  unproven: z.array(z.object({ reason: z.string(), why: z.string(), rows: z.number().int(), examples: z.array(z.string()) })),
})
export interface EnrichmentColumn extends Immutable<z.infer<typeof enrichmentColumnSchema>> {}
const enrichmentColumn: z.ZodType<EnrichmentColumn, EnrichmentColumn> = enrichmentColumnSchema

const enrichmentPlanSchema = z
  .object({
    /** Stands for every cell with its value and source: what `apply` has to be given. */
    planSha256: sha256,
    columns: z.array(enrichmentColumn),
    cells: z.object({ total: z.number().int(), rows: z.array(enrichmentCell) }),
  })
  .meta({ id: 'EnrichmentPlan' })
export interface EnrichmentPlanWire extends Immutable<z.infer<typeof enrichmentPlanSchema>> {}
export const enrichmentPlan: z.ZodType<EnrichmentPlanWire, EnrichmentPlanWire> = enrichmentPlanSchema

const why = z.string().trim().min(1).max(500).describe('The reason, kept with the run, the decisions and in the audit log')

export const enrichmentApplyInput = z.object({ planSha256: sha256.describe('The plan that was read'), why })
export interface EnrichmentApplyInput extends z.output<typeof enrichmentApplyInput> {}

export const enrichmentUndoInput = z.object({
  runId: z.number().int().positive().optional().describe('Which enrichment; the latest that stands when not given'),
  why,
})
export interface EnrichmentUndoInput extends z.output<typeof enrichmentUndoInput> {}

const enrichmentDoneSchema = z.object({
  /** Null when there was nothing to do. */
  runId: z.number().int().nullable(),
  cells: z.number().int(),
  /** V3 rows that changed. */
  rows: z.number().int(),
  /** The plan was applied before and stands. */
  alreadyApplied: z.boolean(),
})
export interface EnrichmentDone extends Immutable<z.infer<typeof enrichmentDoneSchema>> {}
export const enrichmentDone: z.ZodType<EnrichmentDone, EnrichmentDone> = enrichmentDoneSchema
