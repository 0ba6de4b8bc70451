import { z } from 'zod'
import { stat, teamRef, ROW_ORIGINS } from './answer.ts'
import { profileGap } from './reason.ts'

const ARCHETYPES = ['COMPLETE', 'ATTACK_LED', 'DEFENCE_LED', 'BALANCED', 'BLUNT', 'EXPOSED', 'STRUGGLING'] as const
const PROFILE_MARKETS = ['home_win', 'away_win', 'draw', 'over_2_5', 'under_2_5'] as const

/** A number that a sentence may say: never without its interval. */
const reported = z.object({ value: z.number(), interval: z.tuple([z.number(), z.number()]).readonly(), n: z.number().int() })
/** With its place among the league's teams, 0–100. */
const ranked = reported.extend({ percentile: z.number() })
/** A fraction of the stakes. */
const yieldFraction = z.object({ value: z.number().nullable(), interval: z.tuple([z.number(), z.number()]).readonly().nullable() })
const toldMarkets = z
  .array(
    z.object({
      market: z.enum(PROFILE_MARKETS),
      bets: z.number().int(),
      yieldFraction,
      /** After the correction for every market that was looked at. */
      qValue: z.number().nullable(),
    }),
  )
  .readonly()

const narrativeFactsSchema = z.object({
  place: z.object({ team: z.string(), league: z.string(), rank: z.number(), teams: z.number().int(), tier: z.string() }).nullable(),
  archetype: z.object({ archetype: z.enum(ARCHETYPES), probability: z.number(), attack: reported, defence: reported }).nullable(),
  shots: z.object({ own: ranked, against: ranked }).nullable(),
  fouls: ranked.nullable(),
  /** Fair closing odds of the team's win: between `low` and `high` in four matches of five. */
  prices: z.object({ favourite: reported, median: reported, low: z.number(), high: z.number() }).nullable(),
  results: z.object({ won: reported, wonExpected: z.number().nullable(), over: reported, overExpected: z.number().nullable() }).nullable(),
  /** Of the logarithm of the fair probability of its win. */
  drift: reported.nullable(),
  /** Goals a match beyond what the market expected: seen so far, and expected of the next matches. */
  luck: z
    .object({
      seen: z.number(),
      seenMatches: z.number().int(),
      nextMatches: z.number().int(),
      expected: z.number(),
      interval: reported.shape.interval,
    })
    .nullable(),
  opponent: reported.extend({ name: z.string(), couldBeChance: z.boolean() }).nullable(),
  exploit: toldMarkets,
  avoid: toldMarkets,
  noMarket: profileGap.nullable(),
  best: z.object({ strategy: z.string(), bets: z.number().int(), yieldFraction }).nullable(),
  noStrategy: profileGap.nullable(),
})
/** What the sentences of a team's narrative say, one entry each; null where there is no number to say. */
export interface NarrativeFacts extends z.infer<typeof narrativeFactsSchema> {}
export const narrativeFacts: z.ZodType<NarrativeFacts, NarrativeFacts> = narrativeFactsSchema

const archetypeAxisSchema = z.object({
  key: z.string(),
  name: z.string(),
  unit: z.string(),
  stat,
  /** Standard deviations of the league's teams from their mean. */
  standardised: z.number(),
  level: z.enum(['high', 'mid', 'low']),
})
export interface ArchetypeAxis extends z.infer<typeof archetypeAxisSchema> {}
const archetypeAxis: z.ZodType<ArchetypeAxis, ArchetypeAxis> = archetypeAxisSchema

const archetypeSchema = z
  .object({
    archetype: z.string().nullable(),
    probability: z.number().nullable(),
    /** Of every archetype, likeliest first. */
    chances: z.array(z.object({ archetype: z.string(), probability: z.number() })),
    axes: z.array(archetypeAxis),
    /** Why there is none. */
    reason: profileGap.nullable(),
  })
  .meta({ id: 'Archetype' })
/** What a team lives from, with the probability that the word is right. */
export interface Archetype extends z.infer<typeof archetypeSchema> {}
const archetype: z.ZodType<Archetype, Archetype> = archetypeSchema

const teamMarketSchema = z
  .object({
    market: z.string(),
    bets: z.number().int(),
    /** Profit / turnover. */
    roi: stat,
    clv: stat,
    /** Benjamini–Hochberg over all markets of all teams; null with too few bets to test. */
    qValue: z.number().nullable(),
  })
  .meta({ id: 'TeamMarket' })
/** One market of one team: a unit on each of its matches at the opening average. */
export interface TeamMarket extends z.infer<typeof teamMarketSchema> {}
const teamMarket: z.ZodType<TeamMarket, TeamMarket> = teamMarketSchema

const provenMarketsSchema = z
  .object({ items: z.array(teamMarket), reason: profileGap.nullable(), cellsLookedAt: z.number().int() })
  .meta({ id: 'ProvenMarkets' })
/** What is proven, and nothing else: empty with the reason. */
export interface ProvenMarkets extends z.infer<typeof provenMarketsSchema> {}
const provenMarkets: z.ZodType<ProvenMarkets, ProvenMarkets> = provenMarketsSchema

const provenStrategySchema = z.object({
  strategy: z.string(),
  /** 1 = the one that surely earned most. */
  priority: z.number().int(),
  /** Null for both grounds. */
  ground: z.enum(['home', 'away']).nullable(),
  bets: z.number().int(),
  roi: stat,
  clv: stat,
})
export interface ProvenStrategy extends z.infer<typeof provenStrategySchema> {}
const provenStrategy: z.ZodType<ProvenStrategy, ProvenStrategy> = provenStrategySchema

const provenStrategiesSchema = z
  .object({
    items: z.array(provenStrategy),
    reason: profileGap.nullable(),
    cellsLookedAt: z.number().int(),
  })
  .meta({ id: 'ProvenStrategies' })
export interface ProvenStrategies extends z.infer<typeof provenStrategiesSchema> {}
const provenStrategies: z.ZodType<ProvenStrategies, ProvenStrategies> = provenStrategiesSchema

const opponentRecordSchema = z
  .object({
    opponent: teamRef,
    meetings: z.number().int(),
    won: z.number().int(),
    drawn: z.number().int(),
    lost: z.number().int(),
    /** Goal difference per meeting beyond the closing odds', as it was. */
    raw: stat,
    /** The same, shrunk over the meetings. */
    shrunk: stat,
    reliability: z.number().nullable(),
    couldBeChance: z.boolean(),
  })
  .meta({ id: 'OpponentRecord' })
/** A team's record against one opponent of its season. */
export interface OpponentRecord extends z.infer<typeof opponentRecordSchema> {}
const opponentRecord: z.ZodType<OpponentRecord, OpponentRecord> = opponentRecordSchema

const similarTeamSchema = z
  .object({
    team: teamRef,
    leagueCode: z.string(),
    /** Root mean square of the standardised differences. */
    distance: z.number(),
    /** What the metrics' own errors would make of it. */
    error: z.number(),
    /** What the distance is made of, largest first; in standard deviations of each team's own league. */
    metrics: z.array(z.object({ key: z.string(), name: z.string(), difference: z.number() })),
  })
  .meta({ id: 'SimilarTeam' })
export interface SimilarTeam extends z.infer<typeof similarTeamSchema> {}
const similarTeam: z.ZodType<SimilarTeam, SimilarTeam> = similarTeamSchema

const identityNumberSchema = z.object({
  key: z.string(),
  stat,
  /** What closing odds expected of the same matches; null where they say nothing of it. */
  expected: z.number().nullable(),
})
/** One number of what a team is to a bettor. */
export interface IdentityNumber extends z.infer<typeof identityNumberSchema> {}
const identityNumber: z.ZodType<IdentityNumber, IdentityNumber> = identityNumberSchema

const teamProfileSchema = z
  .object({
    /** Null in a row of before the facts were kept: `narrativeProfile` then has the words alone. */
    narrative: narrativeFacts.nullable(),
    archetype,
    identity: z.array(identityNumber),
    /** Every market that was looked at. */
    markets: z.array(teamMarket),
    exploitMarkets: provenMarkets.nullable(),
    avoidMarkets: provenMarkets.nullable(),
    optimalStrategies: provenStrategies.nullable(),
    optimalScenarios: provenStrategies.nullable(),
    /** Of the best strategy among those that are evidence; null without one. */
    priority: z.object({ value: z.number().int().nullable(), reason: profileGap.nullable() }),
    /** The hardest by the shrunk record first. */
    opponents: z.array(opponentRecord),
    similar: z.object({ inLeague: z.array(similarTeam), elsewhere: z.array(similarTeam) }),
  })
  .meta({ id: 'TeamProfile' })
/** The words and numbers of a team's row, as a calculation of ours wrote them. */
export interface TeamProfile extends z.infer<typeof teamProfileSchema> {}
export const teamProfile: z.ZodType<TeamProfile, TeamProfile> = teamProfileSchema

const publishedStrategySchema = z
  .object({
    strategyName: z.string(),
    strategyVersion: z.string().nullable(),
    season: z.string().nullable(),
    isBest: z.boolean(),
    /** Units. */
    profit: stat,
    /** A fraction of the stakes. */
    roi: stat,
    origin: z.enum(ROW_ORIGINS),
  })
  .meta({ id: 'PublishedStrategy' })
export interface PublishedStrategy extends z.infer<typeof publishedStrategySchema> {}
const publishedStrategy: z.ZodType<PublishedStrategy, PublishedStrategy> = publishedStrategySchema

const publishedPairSchema = z
  .object({
    frictionId: z.number().int(),
    opponent: teamRef,
    season: z.string().nullable(),
    /** 0–100. */
    frictionScore: stat,
    chaosPotential: stat,
    origin: z.enum(ROW_ORIGINS),
  })
  .meta({ id: 'PublishedPair' })
export interface PublishedPair extends z.infer<typeof publishedPairSchema> {}
const publishedPair: z.ZodType<PublishedPair, PublishedPair> = publishedPairSchema

export const teamPublishedInput = z.object({ teamId: z.number().int().positive() })
export interface TeamPublishedInput extends z.output<typeof teamPublishedInput> {}

const teamPublishedSchema = z
  .object({
    teamId: z.number().int(),
    strategies: z.array(publishedStrategy),
    /** How many pairs V3 has of the team, at home or away. */
    pairs: z.number().int(),
    hardestPairs: z.array(publishedPair),
  })
  .meta({ id: 'TeamPublished' })
/** What V3 shows of one team beside its DNA: every strategy, the best first, and its pairs with the most friction. */
export interface TeamPublished extends z.infer<typeof teamPublishedSchema> {}
export const teamPublished: z.ZodType<TeamPublished, TeamPublished> = teamPublishedSchema
