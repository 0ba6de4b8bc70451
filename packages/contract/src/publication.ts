import { z } from 'zod'
import { pageInfo } from './answer.ts'

const V3_TABLES = ['team_quantum_dna_v3', 'quantum_friction_matrix_v3', 'quantum_strategies_v3'] as const
export type V3Table = (typeof V3_TABLES)[number]

const SHOWN = ['migrated', 'calculated'] as const

const publicationVersionSchema = z
  .object({ versionId: z.number().int(), figures: z.record(z.string(), z.number().nullable()) })
  .meta({ id: 'PublicationVersion' })
/** What one version says: units, scores and counts by the names of V3's columns. */
export interface PublicationVersion extends z.infer<typeof publicationVersionSchema> {}
const publicationVersion: z.ZodType<PublicationVersion, PublicationVersion> = publicationVersionSchema

const publicationRowSchema = z
  .object({
    table: z.enum(V3_TABLES),
    rowId: z.number().int(),
    /** A team, a pair, or a team and its strategy. */
    name: z.string(),
    season: z.string().nullable(),
    shows: z.enum(SHOWN),
    migrated: publicationVersion,
    calculated: publicationVersion,
    /** The latest decision about the row; null where there is none. */
    decisionId: z.number().int().nullable(),
  })
  .meta({ id: 'PublicationRow' })
/** A V3 row for which what was moved and what was calculated stand side by side. */
export interface PublicationRow extends z.infer<typeof publicationRowSchema> {}
const publicationRow: z.ZodType<PublicationRow, PublicationRow> = publicationRowSchema

const page = { limit: z.number().int().min(1).max(200).default(50), cursor: z.string().max(500).optional() }
const id = z.number().int().positive()

export const publicationRowsInput = z.object({
  ...page,
  table: z.enum(V3_TABLES).optional(),
  rowId: id.optional().describe('Only this row; with `table`'),
})
export interface PublicationRowsInput extends z.output<typeof publicationRowsInput> {}

const publicationRowsSchema = z.object({
  data: z.array(publicationRow),
  page: pageInfo,
})
export interface PublicationRows extends z.infer<typeof publicationRowsSchema> {}
export const publicationRows: z.ZodType<PublicationRows, PublicationRows> = publicationRowsSchema

const publicationDecisionSchema = z
  .object({
    decisionId: z.number().int(),
    table: z.enum(V3_TABLES),
    /** The row's key, its parts joined by `|`. */
    rowKey: z.string(),
    /** What the row is about; null once its version is gone. */
    name: z.string().nullable(),
    fromVersion: z.number().int().nullable(),
    toVersion: z.number().int(),
    shows: z.enum(SHOWN).nullable(),
    /** No later decision is about the same row. */
    latest: z.boolean(),
    who: z.string(),
    why: z.string(),
    at: z.string(),
  })
  .meta({ id: 'PublicationDecision' })
/** Who decided what a row shows, and why. */
export interface PublicationDecision extends z.infer<typeof publicationDecisionSchema> {}
const publicationDecision: z.ZodType<PublicationDecision, PublicationDecision> = publicationDecisionSchema

export const publicationDecisionsInput = z.object(page)
export interface PublicationDecisionsInput extends z.output<typeof publicationDecisionsInput> {}

const publicationDecisionsSchema = z.object({
  data: z.array(publicationDecision),
  page: pageInfo,
})
export interface PublicationDecisions extends z.infer<typeof publicationDecisionsSchema> {}
export const publicationDecisions: z.ZodType<PublicationDecisions, PublicationDecisions> = publicationDecisionsSchema

const why = z.string().trim().min(1).max(500).describe('The reason, kept with the decision and in the audit log')

export const publicationDecideInput = z.object({
  table: z.enum(V3_TABLES),
  rowId: id,
  toVersion: id.describe('Which version the row is to show: one of its own key'),
  why,
})
export interface PublicationDecideInput extends z.output<typeof publicationDecideInput> {}

export const publicationUndoInput = z.object({ decisionId: id, why })
export interface PublicationUndoInput extends z.output<typeof publicationUndoInput> {}

/** The decision that was recorded; undoing is one, too. */
export const publicationDecidedOutput = z.object({ decisionId: z.number().int() })
