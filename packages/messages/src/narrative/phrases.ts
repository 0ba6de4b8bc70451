import type { ProfileGap } from '@mon-ps/contract/reason'
import type { NarrativeFacts } from '@mon-ps/contract/team-profile'

/** What one sentence is told from. */
export type Said<Key extends keyof NarrativeFacts> = NonNullable<NarrativeFacts[Key]>

/** One language's sentences: each is given its numbers, and says nothing that they do not. */
export interface NarrativePhrases {
  readonly place: (fact: Said<'place'>) => string
  readonly archetype: (fact: Said<'archetype'>) => string
  readonly shots: (fact: Said<'shots'>) => string
  readonly fouls: (fact: Said<'fouls'>) => string
  readonly prices: (fact: Said<'prices'>) => string
  readonly results: (fact: Said<'results'>) => string
  readonly drift: (fact: Said<'drift'>) => string
  readonly luck: (fact: Said<'luck'>) => string
  readonly opponent: (fact: Said<'opponent'>) => string
  readonly exploit: (cells: Said<'exploit'>) => string
  readonly avoid: (cells: Said<'avoid'>) => string
  readonly best: (fact: Said<'best'>) => string
  /** Why there is nothing to show. */
  readonly gap: (gap: ProfileGap) => string
}
