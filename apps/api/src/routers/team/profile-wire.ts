import { z } from 'zod'
import { type StatWire, statWire } from '../../wire/stat.ts'
import { type TeamRefWire, teamRefWire } from './team-ref.ts'

/** A sentence in both languages in which a row is written. */
export interface LocalTextWire {
  en: string
  fr: string
}

export interface ArchetypeAxisWire {
  key: string
  name: string
  unit: string
  stat: StatWire
  /** Standard deviations of the league's teams from their mean. */
  standardised: number
  level: 'high' | 'mid' | 'low'
}

/** What a team lives from, with the probability that the word is right. */
export interface ArchetypeWire {
  archetype: string | null
  probability: number | null
  /** Of every archetype, likeliest first. */
  chances: { archetype: string; probability: number }[]
  axes: ArchetypeAxisWire[]
  /** Why there is none. */
  reason: LocalTextWire | null
}

/** One number of what a team is to a bettor. */
export interface IdentityNumberWire {
  key: string
  stat: StatWire
  /** What closing odds expected of the same matches; null where they say nothing of it. */
  expected: number | null
}

/** One market of one team: a unit on each of its matches at the opening average. */
export interface TeamMarketWire {
  market: string
  bets: number
  /** Profit / turnover. */
  roi: StatWire
  clv: StatWire
  /** Benjamini–Hochberg over all markets of all teams; null with too few bets to test. */
  qValue: number | null
}

/** What is proven, and nothing else: empty with the reason. */
export interface ProvenMarketsWire {
  items: TeamMarketWire[]
  reason: LocalTextWire | null
  cellsLookedAt: number
}

export interface ProvenStrategyWire {
  strategy: string
  /** 1 = the one that surely earned most. */
  priority: number
  /** Null for both grounds. */
  ground: 'home' | 'away' | null
  bets: number
  roi: StatWire
  clv: StatWire
}

export interface ProvenStrategiesWire {
  items: ProvenStrategyWire[]
  reason: LocalTextWire | null
  cellsLookedAt: number
}

/** A team's record against one opponent of its season. */
export interface OpponentRecordWire {
  opponent: TeamRefWire
  meetings: number
  won: number
  drawn: number
  lost: number
  /** Goal difference per meeting beyond the closing odds', as it was. */
  raw: StatWire
  /** The same, shrunk over the meetings. */
  shrunk: StatWire
  reliability: number | null
  couldBeChance: boolean
}

export interface SimilarTeamWire {
  team: TeamRefWire
  leagueCode: string
  /** Root mean square of the standardised differences. */
  distance: number
  /** What the metrics' own errors would make of it. */
  error: number
  /** What the distance is made of, largest first; in standard deviations of each team's own league. */
  metrics: { key: string; name: string; difference: number }[]
}

/** The words and numbers of a team's row, as a calculation of ours wrote them. */
export interface TeamProfileWire {
  narrative: LocalTextWire | null
  archetype: ArchetypeWire
  identity: IdentityNumberWire[]
  /** Every market that was looked at. */
  markets: TeamMarketWire[]
  exploitMarkets: ProvenMarketsWire | null
  avoidMarkets: ProvenMarketsWire | null
  optimalStrategies: ProvenStrategiesWire | null
  optimalScenarios: ProvenStrategiesWire | null
  /** Of the best strategy among those that are evidence; null without one. */
  priority: { value: number | null; reason: LocalTextWire | null }
  /** The hardest by the shrunk record first. */
  opponents: OpponentRecordWire[]
  similar: { inLeague: SimilarTeamWire[]; elsewhere: SimilarTeamWire[] }
}

const localText: z.ZodType<LocalTextWire, LocalTextWire> = z.object({ en: z.string(), fr: z.string() }).meta({ id: 'LocalText' })

const archetype: z.ZodType<ArchetypeWire, ArchetypeWire> = z
  .object({
    archetype: z.string().nullable(),
    probability: z.number().nullable(),
    chances: z.array(z.object({ archetype: z.string(), probability: z.number() })),
    axes: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        unit: z.string(),
        stat: statWire,
        standardised: z.number(),
        level: z.enum(['high', 'mid', 'low']),
      }),
    ),
    reason: localText.nullable(),
  })
  .meta({ id: 'Archetype' })

const market: z.ZodType<TeamMarketWire, TeamMarketWire> = z
  .object({ market: z.string(), bets: z.number().int(), roi: statWire, clv: statWire, qValue: z.number().nullable() })
  .meta({ id: 'TeamMarket' })

const provenMarkets: z.ZodType<ProvenMarketsWire, ProvenMarketsWire> = z
  .object({ items: z.array(market), reason: localText.nullable(), cellsLookedAt: z.number().int() })
  .meta({ id: 'ProvenMarkets' })

const provenStrategies: z.ZodType<ProvenStrategiesWire, ProvenStrategiesWire> = z
  .object({
    items: z.array(
      z.object({
        strategy: z.string(),
        priority: z.number().int(),
        ground: z.enum(['home', 'away']).nullable(),
        bets: z.number().int(),
        roi: statWire,
        clv: statWire,
      }),
    ),
    reason: localText.nullable(),
    cellsLookedAt: z.number().int(),
  })
  .meta({ id: 'ProvenStrategies' })

const opponent: z.ZodType<OpponentRecordWire, OpponentRecordWire> = z
  .object({
    opponent: teamRefWire,
    meetings: z.number().int(),
    won: z.number().int(),
    drawn: z.number().int(),
    lost: z.number().int(),
    raw: statWire,
    shrunk: statWire,
    reliability: z.number().nullable(),
    couldBeChance: z.boolean(),
  })
  .meta({ id: 'OpponentRecord' })

const similarTeam: z.ZodType<SimilarTeamWire, SimilarTeamWire> = z
  .object({
    team: teamRefWire,
    leagueCode: z.string(),
    distance: z.number(),
    error: z.number(),
    metrics: z.array(z.object({ key: z.string(), name: z.string(), difference: z.number() })),
  })
  .meta({ id: 'SimilarTeam' })

export const teamProfileWire: z.ZodType<TeamProfileWire, TeamProfileWire> = z
  .object({
    narrative: localText.nullable(),
    archetype,
    identity: z.array(z.object({ key: z.string(), stat: statWire, expected: z.number().nullable() })),
    markets: z.array(market),
    exploitMarkets: provenMarkets.nullable(),
    avoidMarkets: provenMarkets.nullable(),
    optimalStrategies: provenStrategies.nullable(),
    optimalScenarios: provenStrategies.nullable(),
    priority: z.object({ value: z.number().int().nullable(), reason: localText.nullable() }),
    opponents: z.array(opponent),
    similar: z.object({ inLeague: z.array(similarTeam), elsewhere: z.array(similarTeam) }),
  })
  .meta({ id: 'TeamProfile' })
