import { narrativeText } from '@mon-ps/core/dna/profile/narrative'
import { PROFILE_FORM } from '@mon-ps/db/stored/v3-columns'
import type { TeamProfile } from '@mon-ps/core/dna/profile/team-profile'
import type { TeamDnaRow } from '@mon-ps/db/repositories/team-dna'

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

/**
 * A profile as V3's columns keep it: lists as `{ items, reason, cellsLookedAt }`, both languages of the narrative in one text, and in
 * `betting_identity` all that has no column of its own: the archetype's probability, the identity's numbers, every market that was looked
 * at, opponents and teams alike. Nothing of it is read without its form.
 */
export function profileColumns(profile: TeamProfile | undefined): ProfileColumns {
  if (profile === undefined) return {}
  const { archetype, identity, markets, strategies, similar, opponents, narrative } = profile
  return {
    teamArchetype: archetype.archetype,
    bettingIdentity: {
      form: PROFILE_FORM,
      archetype: { ...archetype, teamId: undefined },
      numbers: identity.numbers,
      markets: markets?.looked ?? [],
      priority: { value: strategies.priority, reason: strategies.reason },
      opponents,
      similar,
    },
    exploitMarkets: markets?.exploit ?? null,
    avoidMarkets: markets?.avoid ?? null,
    optimalScenarios: strategies.optimalScenarios,
    optimalStrategies: strategies.optimalStrategies,
    bestStrategy: strategies.bestStrategy,
    narrativeProfile: narrativeText(narrative),
  }
}
