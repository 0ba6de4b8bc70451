/**
 * What a team's sentences say, as codes and facts: `facts` of a team's DNA version. V3's own columns hold the same in words. A row of
 * before the column was there, and a moved one, has none.
 */
import { z } from 'zod'
import { defineForm } from './form.ts'

export const storedMetricGap = z.object({
  code: z.enum([
    'data_lack_it',
    'season_lacks_it',
    'fit_lacks_it',
    'team_lacks_it',
    'too_few_recent_matches',
    'too_few_meetings',
    'teams_not_told_apart',
    'spectators_not_recorded',
    'nothing_to_tell_it_from',
  ]),
  metric: z.string(),
})

const vectorGap = z.discriminatedUnion('code', [
  z.object({ code: z.literal('line_ups_not_imported') }),
  z.object({ code: z.literal('metrics_not_measured'), metrics: z.array(storedMetricGap).readonly() }),
])

const profileGap = z.discriminatedUnion('code', [
  z.object({ code: z.literal('strengths_not_reliable'), minReliability: z.number() }),
  z.object({ code: z.literal('too_few_teams') }),
  z.object({ code: z.literal('no_market_with_enough_bets'), minBets: z.number() }),
  z.object({ code: z.enum(['no_market_earns', 'no_market_loses']), tested: z.number(), cellsLookedAt: z.number() }),
  z.object({ code: z.literal('no_bets') }),
  z.object({ code: z.literal('no_rule_is_evidence'), rules: z.number() }),
  z.object({ code: z.literal('no_rule_names_a_ground') }),
])

const interval = z.tuple([z.number(), z.number()]).readonly()
const reported = z.object({ value: z.number(), interval, n: z.number() })
const ranked = reported.extend({ percentile: z.number() })
const yieldFraction = z.object({ value: z.number().nullable(), interval: interval.nullable() })
const markets = z
  .array(
    z.object({
      market: z.enum(['home_win', 'away_win', 'draw', 'over_2_5', 'under_2_5']),
      bets: z.number(),
      yieldFraction,
      qValue: z.number().nullable(),
    }),
  )
  .readonly()

const narrative = z.object({
  place: z.object({ team: z.string(), league: z.string(), rank: z.number(), teams: z.number(), tier: z.string() }).nullable(),
  archetype: z
    .object({
      archetype: z.enum(['COMPLETE', 'ATTACK_LED', 'DEFENCE_LED', 'BALANCED', 'BLUNT', 'EXPOSED', 'STRUGGLING']),
      probability: z.number(),
      attack: reported,
      defence: reported,
    })
    .nullable(),
  shots: z.object({ own: ranked, against: ranked }).nullable(),
  fouls: ranked.nullable(),
  prices: z.object({ favourite: reported, median: reported, low: z.number(), high: z.number() }).nullable(),
  results: z.object({ won: reported, wonExpected: z.number().nullable(), over: reported, overExpected: z.number().nullable() }).nullable(),
  drift: reported.nullable(),
  luck: z.object({ seen: z.number(), seenMatches: z.number(), nextMatches: z.number(), expected: z.number(), interval }).nullable(),
  opponent: reported.extend({ name: z.string(), couldBeChance: z.boolean() }).nullable(),
  exploit: markets,
  avoid: markets,
  noMarket: profileGap.nullable(),
  best: z.object({ strategy: z.string(), bets: z.number(), yieldFraction }).nullable(),
  noStrategy: profileGap.nullable(),
})

const teamFactsSchema = z.object({
  /** Why each vector, or a part of it, is not measured; only those of which that is so. */
  vectors: z.partialRecord(z.enum(['market', 'context', 'risk', 'temporal', 'nemesis', 'psyche', 'roster', 'physical', 'luck']), vectorGap),
  /** Null for a team that no profile was made of. */
  profile: z
    .object({
      narrative,
      archetype: profileGap.nullable(),
      exploitMarkets: profileGap.nullable(),
      avoidMarkets: profileGap.nullable(),
      optimalStrategies: profileGap.nullable(),
      optimalScenarios: profileGap.nullable(),
      priority: profileGap.nullable(),
    })
    .nullable(),
})
export type TeamFacts = z.output<typeof teamFactsSchema>
export const teamFacts = defineForm('team-facts', 1, teamFactsSchema)
