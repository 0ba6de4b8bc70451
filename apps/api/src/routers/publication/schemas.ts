import { z } from 'zod'
import { type PageWire, pageWire } from '../../wire/page.ts'

const V3_TABLES = ['team_quantum_dna_v3', 'quantum_friction_matrix_v3', 'quantum_strategies_v3'] as const
export type V3TableWire = (typeof V3_TABLES)[number]

const SHOWN = ['migrated', 'calculated'] as const

/** What one version says: units, scores and counts by the names of V3's columns. */
export interface PublicationVersionWire {
  readonly versionId: number
  readonly figures: Readonly<Record<string, number | null>>
}

const versionWire: z.ZodType<PublicationVersionWire, PublicationVersionWire> = z
  .object({ versionId: z.number().int(), figures: z.record(z.string(), z.number().nullable()) })
  .meta({ id: 'PublicationVersion' })

/** A V3 row for which what was moved and what was calculated stand side by side. */
export interface PublicationRowWire {
  readonly table: V3TableWire
  readonly rowId: number
  /** A team, a pair, or a team and its strategy. */
  readonly name: string
  readonly season: string | null
  readonly shows: (typeof SHOWN)[number]
  readonly migrated: PublicationVersionWire
  readonly calculated: PublicationVersionWire
  /** The latest decision about the row; null where there is none. */
  readonly decisionId: number | null
}

const rowWire: z.ZodType<PublicationRowWire, PublicationRowWire> = z
  .object({
    table: z.enum(V3_TABLES),
    rowId: z.number().int(),
    name: z.string(),
    season: z.string().nullable(),
    shows: z.enum(SHOWN),
    migrated: versionWire,
    calculated: versionWire,
    decisionId: z.number().int().nullable(),
  })
  .meta({ id: 'PublicationRow' })

export interface PublicationRowsWire {
  readonly data: PublicationRowWire[]
  readonly page: PageWire
}

const page = { limit: z.number().int().min(1).max(200).default(50), cursor: z.string().max(500).optional() }
const id = z.number().int().positive()

export const publicationRowsInput = z.object({
  ...page,
  table: z.enum(V3_TABLES).optional(),
  rowId: id.optional().describe('Only this row; with `table`'),
})

export const publicationRowsOutput: z.ZodType<PublicationRowsWire, PublicationRowsWire> = z.object({
  data: z.array(rowWire),
  page: pageWire,
})

/** Who decided what a row shows, and why. */
export interface PublicationDecisionWire {
  readonly decisionId: number
  readonly table: V3TableWire
  /** The row's key, its parts joined by `|`. */
  readonly rowKey: string
  /** What the row is about; null once its version is gone. */
  readonly name: string | null
  readonly fromVersion: number | null
  readonly toVersion: number
  readonly shows: (typeof SHOWN)[number] | null
  /** No later decision is about the same row. */
  readonly latest: boolean
  readonly who: string
  readonly why: string
  readonly at: string
}

const decisionWire: z.ZodType<PublicationDecisionWire, PublicationDecisionWire> = z
  .object({
    decisionId: z.number().int(),
    table: z.enum(V3_TABLES),
    rowKey: z.string(),
    name: z.string().nullable(),
    fromVersion: z.number().int().nullable(),
    toVersion: z.number().int(),
    shows: z.enum(SHOWN).nullable(),
    latest: z.boolean(),
    who: z.string(),
    why: z.string(),
    at: z.string(),
  })
  .meta({ id: 'PublicationDecision' })

export interface PublicationDecisionsWire {
  readonly data: PublicationDecisionWire[]
  readonly page: PageWire
}

export const publicationDecisionsInput = z.object(page)

export const publicationDecisionsOutput: z.ZodType<PublicationDecisionsWire, PublicationDecisionsWire> = z.object({
  data: z.array(decisionWire),
  page: pageWire,
})

const why = z.string().trim().min(1).max(500).describe('The reason, kept with the decision and in the audit log')

export const publicationDecideInput = z.object({
  table: z.enum(V3_TABLES),
  rowId: id,
  toVersion: id.describe('Which version the row is to show: one of its own key'),
  why,
})

export const publicationUndoInput = z.object({ decisionId: id, why })

/** The decision that was recorded; undoing is one, too. */
export const publicationDecidedOutput = z.object({ decisionId: z.number().int() })
