import type { MovedNumbers } from '../shapes/moved-numbers.ts'
import type { RecountFigure } from '@mon-ps/core/provenance/contribution'
import type { ProvenanceMatch, ProvenanceMigrated } from '@mon-ps/contract/provenance'
import type { Database } from '@mon-ps/db/client'
import type { LeagueTraces } from '../shapes/league-traces.ts'
import type { PendingSnapshot } from '../../jobs/pending-snapshot.ts'

/** What following a number needs. */
export type Tracing = {
  readonly database: Database
  readonly snapshot: PendingSnapshot
  readonly traces: LeagueTraces
  readonly moved: MovedNumbers
}

/** A number with everything that made it, before a page of it is shown. */
export interface TracedNumber {
  /** In words. */
  readonly name: string
  readonly unit: string
  readonly shown: number | null
  readonly n: number | null
  readonly formula: string
  /** Null for a count of what is loaded: no run made it. */
  readonly runId: number | null
  /** Null where it cannot be calculated again. */
  readonly recount: { readonly value: number | null; readonly figures: readonly RecountFigure[] } | null
  readonly noRecount: string | null
  readonly migrated: ProvenanceMigrated | null
  /** Newest first; made only for the page that is shown. */
  readonly total: number
  readonly rowsBetween: (start: number, end: number) => ProvenanceMatch[]
}
