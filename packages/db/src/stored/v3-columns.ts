/**
 * What calculations of ours keep in the JSON columns of V3 and its versions. They carry no version: `v3_row_source` says what made
 * a row, and what a migration brought has another shape and does not parse. Beside what is read here they hold reasons in words, for
 * whoever reads V3 with SQL; the codes and facts behind those are in `team-facts`.
 */
import { z } from 'zod'
import { storedEstimate, storedInterval } from './form.ts'

const basis = z.enum(['fitted', 'prior'])

/** `friction_vector`: the parts of the score, what has to be kept of the prediction, why its goal rates are what they are, and the model's settings. */
export const frictionVector = z.object({
  components: z.array(z.object({ key: z.string(), level: storedEstimate, weight: z.number(), contribution: z.number().nullable() })),
  prediction: z.object({
    homeId: z.number(),
    awayId: z.number(),
    neutralVenue: z.boolean(),
    basis: z.object({ home: basis, away: basis }),
    homeGoalRate: storedEstimate,
    awayGoalRate: storedEstimate,
    rho: z.number(),
    covariance: z.array(z.number()),
  }),
  reasons: z.array(z.object({ cause: z.string(), homeGoals: z.number(), awayGoals: z.number() })),
  // The first rows did not say.
  model: z.object({ xiPerDay: z.number(), teamPrecision: z.number() }).nullable().default(null),
})

/** `historical_friction`: the score of earlier seasons, or why there is none. */
export const historicalFriction = z.union([
  z.object({ seasons: z.array(z.object({ season: z.string(), score: storedEstimate })), reason: z.null() }),
  z.object({ seasons: z.null(), reason: z.enum(['no_earlier_season', 'never_together', 'parts_not_measured']) }),
])

const METRIC_STATUSES = ['measured', 'not_measured'] as const

/** One of the nine vectors of a team, `market_dna` to `luck_dna`. */
export const teamVector = z.object({
  status: z.enum(METRIC_STATUSES),
  headline: z.string().nullable(),
  metrics: z.array(
    z.object({
      key: z.string(),
      value: z.number().nullable(),
      n: z.number(),
      nEff: z.number().nullable(),
      interval: storedInterval,
      reliability: z.number().nullable(),
      percentile: z.number().nullable(),
      status: z.enum(METRIC_STATUSES),
      evidence: z.enum(['predictive', 'stable_style', 'no_signal']),
      subjectTeamId: z.number().optional(),
      outlook: z
        .object({
          seen: z.number().nullable(),
          seenMatches: z.number().int(),
          nextMatches: z.number().int(),
          expected: z.number(),
          interval: z.tuple([z.number(), z.number()]),
        })
        .optional(),
    }),
  ),
})
export type TeamVector = z.output<typeof teamVector>

const teamMarket = z.object({
  market: z.string(),
  bets: z.number(),
  yieldFraction: storedEstimate,
  closingLineValue: storedEstimate,
  qValue: z.number().nullable(),
})
export type StoredTeamMarket = z.output<typeof teamMarket>

const teamStrategy = z.object({
  strategy: z.string(),
  priority: z.number(),
  ground: z.enum(['home', 'away']).nullable(),
  bets: z.number(),
  yieldFraction: storedEstimate,
  closingLineValue: storedEstimate,
})

const proven = <Item extends z.ZodType>(items: Item) => z.object({ items: z.array(items), cellsLookedAt: z.number() })

/** `exploit_markets` and `avoid_markets`. */
export const provenMarkets = proven(teamMarket)
/** `optimal_strategies` and `optimal_scenarios`. */
export const provenStrategies = proven(teamStrategy)

const similarTeam = z.object({
  teamId: z.number(),
  competition: z.string(),
  distance: z.number(),
  error: z.number(),
  metrics: z.array(z.object({ key: z.string(), difference: z.number() })),
})
export type StoredSimilarTeam = z.output<typeof similarTeam>

/** The form that `betting_identity` names: the one column of V3 that always did. */
export const PROFILE_FORM = 'team-profile-1'

/** `betting_identity`. */
export const bettingIdentity = z.object({
  form: z.literal(PROFILE_FORM),
  archetype: z.object({
    archetype: z.string().nullable(),
    probability: z.number().nullable(),
    chances: z.array(z.object({ archetype: z.string(), probability: z.number() })),
    axes: z.array(
      z.object({
        key: z.string(),
        value: z.number(),
        interval: z.tuple([z.number(), z.number()]),
        n: z.number(),
        standardised: z.number(),
        level: z.enum(['high', 'mid', 'low']),
      }),
    ),
  }),
  numbers: z.array(storedEstimate.extend({ key: z.string(), expected: z.number().nullable() })),
  markets: z.array(teamMarket),
  priority: z.object({ value: z.number().nullable() }),
  opponents: z.array(
    z.object({
      opponentId: z.number(),
      meetings: z.number(),
      won: z.number(),
      drawn: z.number(),
      lost: z.number(),
      n: z.number(),
      rawResidual: z.number().nullable(),
      shrunkResidual: z.number().nullable(),
      interval: storedInterval,
      reliability: z.number().nullable(),
      couldBeChance: z.boolean(),
    }),
  ),
  similar: z.object({ inLeague: z.array(similarTeam), elsewhere: z.array(similarTeam) }),
})
export type BettingIdentity = z.output<typeof bettingIdentity>

/** `performance_by_context` of a strategy's record. */
export const recordFigures = z.object({
  overall: z.object({
    voids: z.number(),
    halfWins: z.number(),
    halfLosses: z.number(),
    priceCoverage: z.number().nullable(),
    longestLosingRun: z.object({ actual: z.number(), expected: z.number().nullable() }).nullable(),
    unluckyLosses: storedEstimate,
    badAnalysisLosses: storedEstimate,
    deflatedSharpe: z.number().nullable(),
    permutationP: z.number().nullable(),
    luckZ: z.number().nullable(),
    quarterKelly: z.object({ growth: z.number(), finalBankroll: z.number(), maxDrawdown: z.number() }).nullable(),
    trials: z.number(),
  }),
})

/** `parameters` of a strategy's record: which version of the rule made it. */
export const ruleParameters = z.object({ version: z.string() })

const scoringGap = z.discriminatedUnion('code', [
  z.object({ code: z.literal('position_unknown') }),
  z.object({ code: z.literal('counts_missing') }),
  z.object({ code: z.literal('too_few_players'), minPlayers: z.number() }),
  z.object({ code: z.literal('part_of_match_unknown'), minutesPerMatch: z.number() }),
  z.object({ code: z.literal('too_few_team_matches'), matches: z.number(), minMatches: z.number() }),
])

/** `timing_dna` of a player: everything that stands behind the three probabilities. */
export const playerScoring = z.object({
  ratePer90: storedEstimate,
  reliability: z.number().nullable(),
  anytime: storedEstimate,
  first: storedEstimate,
  last: storedEstimate,
  // Sentences before reasons had codes.
  reason: scoringGap.nullable().catch(null),
  orderReason: scoringGap.nullable().catch(null),
})

/** `characteristics` of a chess classification. */
export const chessCharacteristics = z.array(
  z.object({
    metric: z.enum(['shots_for', 'shots_against', 'shots_on_target_share', 'fouls_per_match', 'corners_for', 'cards_per_match']),
    side: z.enum(['high', 'low']),
    value: z.number(),
    n: z.number(),
    interval: z.tuple([z.number(), z.number()]),
    reliability: z.number(),
    leagueMiddle: z.number(),
    probability: z.number(),
  }),
)
