import { describeProfileGap, narrate } from '@mon-ps/messages/narrative/narrate'
import type { ProfileGap } from '@mon-ps/contract/reason'
import { type TeamProfile } from '@mon-ps/core/dna/profile/team-profile'
import { type TeamDnaRow } from '@mon-ps/db/repositories/team-dna'
import type { TeamFacts } from '@mon-ps/db/stored/team-facts'
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

/** V3's JSON columns keep a reason in both languages. */
const inWords = <Part extends { readonly reason: ProfileGap | null }>(part: Part) => ({
  ...part,
  reason: part.reason && { en: describeProfileGap(part.reason, 'en'), fr: describeProfileGap(part.reason, 'fr') },
})

/**
 * A profile as V3's columns keep it: lists as `{ items, reason, cellsLookedAt }`, the narrative in English, a sentence a line, and in
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
    narrativeProfile: narrate(facts).join('\n'),
  }
}

/** What the words of {@link profileColumns} say, as codes and facts. */
export function profileFacts(profile: TeamProfile | undefined): TeamFacts['profile'] {
  if (profile === undefined) return null
  const { archetype, markets, strategies, facts } = profile
  return {
    narrative: facts,
    archetype: archetype.reason,
    exploitMarkets: markets?.exploit.reason ?? null,
    avoidMarkets: markets?.avoid.reason ?? null,
    optimalStrategies: strategies.optimalStrategies.reason,
    optimalScenarios: strategies.optimalScenarios.reason,
    priority: strategies.reason,
  }
}
