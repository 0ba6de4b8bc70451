import type { EnrichmentRule, UnprovenReason } from '../mapping/enrich-rules.ts'
import type { V3TableName } from '@mon-ps/db/schema/publish'

/** A value that something proves, with what stands behind it. */
export interface Proof {
  /** In the column's own unit; JSON columns hold an object. */
  readonly value: number | Readonly<Record<string, unknown>>
  /** Matches, picks or bets behind it; null where nobody counted. */
  readonly n: number | null
  /** 95 %, in core's units: fractions where the column is percent. */
  readonly interval: readonly [number, number] | null
  /** Of the calculation that it comes from; null for picks. */
  readonly season: string | null
}

/** One cell of a migrated row that is null: what proves a value, or why nothing does. */
export interface Evidence {
  readonly v1Id: number
  readonly name: string
  readonly found: Proof | UnprovenReason
}

/** What is known of one column: rows that have a value already, and the evidence about the others. */
export interface ColumnEvidence {
  readonly column: string
  readonly filled: number
  readonly open: readonly Evidence[]
}

/** A cell that enrichment fills. Before, it is null. */
export interface EnrichedCell extends Proof {
  readonly table: V3TableName
  readonly column: string
  readonly v1Id: number
  /** A team, a pair, or a team and its strategy. */
  readonly name: string
  readonly rule: EnrichmentRule
}

export interface UnprovenCells {
  readonly reason: UnprovenReason
  readonly rows: number
  /** Names of the first few. */
  readonly examples: readonly string[]
}

/** One column before and after. */
export interface EnrichedColumnPlan {
  readonly table: V3TableName
  readonly column: string
  readonly rule: EnrichmentRule | null
  readonly note: string
  readonly rows: number
  readonly filledBefore: number
  readonly proven: number
  readonly unproven: readonly UnprovenCells[]
}

/** What enrichment would change, and the hash that stands for all of it. */
export interface EnrichmentPlan {
  readonly planSha256: string
  readonly columns: readonly EnrichedColumnPlan[]
  readonly cells: readonly EnrichedCell[]
}

export interface EnrichmentBy {
  /** As the audit log names them. */
  readonly who: string
  readonly why: string
  readonly codeVersion: string
}

export interface EnrichmentDone {
  /** Null when there was nothing to do. */
  readonly runId: number | null
  readonly cells: number
  /** V3 rows that show a changed version. */
  readonly rows: number
  /** The plan was applied before and stands: nothing was changed. */
  readonly alreadyApplied: boolean
}
