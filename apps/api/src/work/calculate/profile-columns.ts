import { describeGap, narrate, narrativeText } from '@mon-ps/messages/narrative/narrate'
import type { ProfileGapWire } from '@mon-ps/contract/team-profile'
import { type TeamProfile } from '@mon-ps/core/dna/profile/team-profile'
import { type TeamDnaRow } from '@mon-ps/db/repositories/team-dna'
import { PROFILE_FORM } from '@mon-ps/db/stored/v3-columns'

type ProfileColumns = Pick<
  TeamDnaRow,
  | 'teamArchetype'
  | 'bettingIdentity'
  | 'exploitMarkets'
  | 'avoidMarkets'
  | 'optimalScenarios'
  | 'optimalStrategies'
  | 'bestStrategy'
  | 'narrativeProfile'
>

/** A row keeps the reason of what is missing in both languages. */
const inWords = <Part extends { readonly reason: ProfileGapWire | null }>(part: Part) => ({
  ...part,
  reason: part.reason && describeGap(part.reason),
})

/**
 * A profile as V3's columns keep it: lists as `{ items, reason, cellsLookedAt }`, both languages of the narrative in one text, and in
 * `betting_identity` all that has no column of its own: the archetype's probability, the identity's numbers, every market that was looked
 * at, opponents and teams alike. Nothing of it is read without its form.
 */
export function profileColumns(profile: TeamProfile | undefined): ProfileColumns {
  if (profile === undefined) return {}
  const { archetype, identity, markets, strategies, similar, opponents, facts } = profile
  return {
    teamArchetype: archetype.archetype,
    bettingIdentity: {
      form: PROFILE_FORM,
      archetype: inWords({ ...archetype, teamId: undefined }),
      numbers: identity.numbers,
      markets: markets?.looked ?? [],
      priority: inWords({ value: strategies.priority, reason: strategies.reason }),
      opponents,
      similar,
    },
    exploitMarkets: markets && inWords(markets.exploit),
    avoidMarkets: markets && inWords(markets.avoid),
    optimalScenarios: inWords(strategies.optimalScenarios),
    optimalStrategies: inWords(strategies.optimalStrategies),
    bestStrategy: strategies.bestStrategy,
    narrativeProfile: narrativeText(narrate(facts)),
  }
}
