/** A difference that somebody decided to live with for a while. */
export interface AcceptedDifference {
  readonly id: string
  readonly reason: string
  readonly owner: string
  /** `yyyy-mm-dd`: the last day on which it is accepted. */
  readonly expires: string
}

/**
 * What a difference is about:
 * `ours`            what our migrations made is not as they made it
 * `legacy-missing`  a column or key that the legacy's live table is said to have is not there: its values are unknown
 * `legacy-extra`    the live table has a column that nobody here reads
 * `legacy-type`     a column has a type of another kind: what is read may mean something else
 * `legacy-shape`    the same kind of value, with another length, precision, default or nullability
 */
export type DriftClass = 'ours' | 'legacy-missing' | 'legacy-extra' | 'legacy-type' | 'legacy-shape'

export interface DriftDifference {
  /** Stable: `column:quantum.team_quantum_dna_v3.roi:type`; of the legacy's live tables it begins with `legacy:`. */
  readonly id: string
  readonly object: string
  /** As the server would write it; null where it should not be there, or has no such thing. */
  readonly expected: string | null
  readonly found: string | null
  readonly classification: DriftClass
  /** The baseline's entry for it, expired or not. */
  readonly accepted: Omit<AcceptedDifference, 'id'> | null
  /** No baseline entry accepts it, or only one that has expired. */
  readonly unexpected: boolean
}

export interface DriftReport {
  /** `not_created` where none of our tables exists yet: then nothing of ours differs. */
  readonly state: 'not_created' | 'created'
  /** How many tables, columns, constraints, indexes, triggers, sequences and functions were expected. */
  readonly objects: number
  /** Ours first, each group by its ids. */
  readonly differences: readonly DriftDifference[]
  readonly unexpected: number
  /** Baseline entries that nothing matches any more: to be deleted. */
  readonly obsolete: readonly string[]
}

/**
 * Differences that are accepted for now, each with who answers for it and until when. Empty is the normal state: an entry
 * is a debt, and one that has expired counts as unexpected again.
 */
export const BASELINE: readonly AcceptedDifference[] = []
