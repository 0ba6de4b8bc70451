import { z } from 'zod'
import { DATA_SOURCES, listShape, ORIGINS, pageInput, ROW_ORIGINS, stat, teamRef } from './answer.ts'

/** Every rule of the product. What reads an answer takes names as text: V1 had others. */
export type RuleName =
  | 'BACK_HOME'
  | 'BACK_DRAW'
  | 'BACK_AWAY'
  | 'BACK_OVER_25'
  | 'BACK_UNDER_25'
  | 'VALUE_EDGE_2'
  | 'SHARP_VALUE_2'
  | 'RANDOM_BETS'
  | 'QUANT_BEST_MARKET'
  | 'CONVERGENCE_OVER_PURE'
  | 'CONVERGENCE_OVER_MC'
  | 'CONVERGENCE_UNDER_PURE'
  | 'CONVERGENCE_UNDER_MC'
  | 'MONTE_CARLO_PURE'
  | 'TOTAL_CHAOS'
  | 'ADAPTIVE_ENGINE'
  | 'MC_V2_PURE'
  | 'HOME_FORTRESS'

export const VERDICTS = ['evidence', 'promising', 'indistinguishable_from_luck', 'losing', 'not_enough_bets'] as const
export const STRATEGY_SCOPES = ['team', 'league', 'overall'] as const
/** What a rule is in the product for; see `docs/models/strategies.md`. */
export const RULE_ROLES = ['reference', 'control', 'null', 'benchmark', 'legacy'] as const

const strategySchema = z
  .object({
    /** Stable within its scope. */
    strategyId: z.number().int(),
    scope: z.enum(STRATEGY_SCOPES),
    /** Null outside scope `team`. */
    team: teamRef.nullable(),
    /** Null in scope `overall`. */
    league: z.string().nullable(),
    leagueCode: z.string().nullable(),
    strategyName: z.string(),
    /** What the rule does, in words; null where it is not one of ours. */
    strategyTitle: z.string().nullable(),
    strategyVersion: z.string().nullable(),
    /** What the rule is for; null where it is not one of ours. */
    role: z.enum(RULE_ROLES).nullable(),
    strategyType: z.string().nullable(),
    marketFamily: z.string().nullable(),
    isBestStrategy: z.boolean().nullable(),
    season: z.string().nullable(),
    totalBets: z.number().int(),
    wins: z.number().int().nullable(),
    losses: z.number().int().nullable(),
    winRate: stat,
    breakEvenRate: z.number().nullable(),
    /** Units. */
    profit: stat,
    roi: stat,
    shrunkRoi: stat,
    avgClv: stat,
    maxDrawdown: z.number().nullable(),
    qValue: z.number().nullable(),
    betsNeeded: z.number().nullable(),
    /** Null where the record was not made by a calculation of ours. */
    verdict: z.enum(VERDICTS).nullable(),
    isActive: z.boolean(),
    origin: z.enum(ROW_ORIGINS),
    source: z.enum(DATA_SOURCES),
    runId: z.number().int(),
  })
  .meta({ id: 'Strategy' })
/** One rule's record: over one team's matches, one league's, or all. */
export interface Strategy extends z.infer<typeof strategySchema> {}
export const strategy: z.ZodType<Strategy, Strategy> = strategySchema

/** Where one record stands, as `strategy.list` gave it. */
export const strategyIdInput = z.object({
  strategyId: z.number().int().positive(),
  scope: z.enum(STRATEGY_SCOPES).default('team'),
  origin: z.enum(ORIGINS).default('published'),
})
export interface StrategyIdInput extends z.output<typeof strategyIdInput> {}

const STRATEGY_SORTS = ['roiLowerBound', 'profit', 'roi', 'avgClv', 'totalBets', 'qValue'] as const

export const strategyListInput = z.object({
  ...pageInput,
  scope: z.enum(STRATEGY_SCOPES).default('team'),
  league: z.string().max(50).optional(),
  teamId: z.number().int().positive().optional(),
  strategy: z.string().max(100).optional(),
  minBets: z.number().int().min(0).max(100_000).default(0),
  bestOnly: z.boolean().default(false).describe("Only each team's best strategy"),
  sort: z.enum(STRATEGY_SORTS).default('roiLowerBound'),
})
export interface StrategyListInput extends z.output<typeof strategyListInput> {}

/** A record whose q-value lies below it counts as significant. */
export const SIGNIFICANT_Q = 0.05

const strategyListSchema = z.object({
  ...listShape(strategy),
  /** Records under the same filters, of all pages. */
  total: z.number().int().describe('Records under the same filters, of all pages: how many were looked at together'),
  /** Of these, records with enough bets to be tested at all. */
  tested: z.number().int().describe('Of these, records with enough bets to be tested'),
  /** How many of the tested would look significant at 5 % by luck alone. */
  byLuck: z.number().describe('How many of the tested would look significant at 5 % by luck alone'),
  /** Of the tested, records whose q-value lies below 0.05. */
  significant: z.number().int().describe(`Of the tested, records whose q-value lies below ${SIGNIFICANT_Q}`),
  /** Different rules and variants that were ever tried on data of this kind, the dropped ones too. */
  trials: z.number().int().describe('Different rules and variants ever tried on data of this kind, the dropped ones too'),
})
/** A page of records, with how many were looked at together: a find among many looks says less than the same find alone. */
export interface StrategyList extends z.infer<typeof strategyListSchema> {}
export const strategyList: z.ZodType<StrategyList, StrategyList> = strategyListSchema

const BET_OUTCOMES = ['won', 'half_won', 'void', 'half_lost', 'lost'] as const
const BET_RESULTS = ['won', 'lost', 'void'] as const
const BET_SORTS = ['playedOn', 'profit', 'clv', 'price', 'unlucky'] as const

const lossCausesSchema = z.object({
  /** The backed side's share of the shots on target. */
  shotShare: z.number().nullable(),
  /** Red cards that spoke against the bet less those that spoke for it. */
  redCards: z.number().int().nullable(),
  /** Probability of bad luck; null without evidence. Never a verdict. */
  probabilityUnlucky: z.number().nullable(),
})
/** Evidence about a lost bet; what is not known is null. */
export interface LossCauses extends z.infer<typeof lossCausesSchema> {}
const lossCauses: z.ZodType<LossCauses, LossCauses> = lossCausesSchema

const strategyBetSchema = z
  .object({
    betNo: z.number().int(),
    matchId: z.number().int(),
    playedOn: z.string(),
    season: z.string(),
    league: z.string(),
    home: teamRef,
    away: teamRef,
    homeGoals: z.number().int().nullable(),
    awayGoals: z.number().int().nullable(),
    selection: z.object({ market: z.string(), side: z.string(), line: z.number() }),
    price: z.number(),
    stake: z.number(),
    profit: z.number(),
    outcome: z.enum(BET_OUTCOMES),
    /** The forecast's, before the match; null for a rule that asks none. */
    modelProbability: z.number().nullable(),
    /** Quarter Kelly, a fraction of the bankroll; null without a forecast. */
    kellyFraction: z.number().nullable(),
    /** Fair closing probability; null where the source has no sharp close. */
    closeProbability: z.number().nullable(),
    /** ln(price x closing probability). */
    clv: z.number().nullable(),
    /** Null for a bet that did not lose. */
    loss: lossCauses.nullable(),
  })
  .meta({ id: 'StrategyBet' })
/** One settled bet. Stake and profit in units. */
export interface StrategyBet extends z.infer<typeof strategyBetSchema> {}
const strategyBet: z.ZodType<StrategyBet, StrategyBet> = strategyBetSchema

const { limit, cursor, order } = pageInput

export const strategyBetsInput = strategyIdInput.extend({
  limit,
  cursor,
  order,
  result: z.enum(BET_RESULTS).optional().describe('Half of a win or a loss counts as one'),
  season: z.string().max(10).optional(),
  sort: z.enum(BET_SORTS).default('playedOn'),
})
export interface StrategyBetsInput extends z.output<typeof strategyBetsInput> {}

const strategyBetsSchema = z.object({
  ...listShape(strategyBet),
  /** Bets under the same filters, of all pages. */
  total: z.number().int().describe('Bets under the same filters, of all pages'),
})
export interface StrategyBets extends z.infer<typeof strategyBetsSchema> {}
export const strategyBets: z.ZodType<StrategyBets, StrategyBets> = strategyBetsSchema

const strategyVariationSchema = z.object({
  /** A price source, a league's code, or what was left out. */
  key: z.string(),
  bets: z.number().int(),
  /** Of the record's bets, those that this variation still has; 1 where none is missing. */
  coverage: z.number(),
  profit: z.number(),
  roi: stat,
})
/** A record that one thing is changed of: another price, a league left out. */
export interface StrategyVariation extends z.infer<typeof strategyVariationSchema> {}
const strategyVariation: z.ZodType<StrategyVariation, StrategyVariation> = strategyVariationSchema

const strategyRobustnessSchema = z.object({
  /** The same bets, taken at other prices. */
  prices: z.array(strategyVariation),
  /** Without one league at a time. */
  withoutLeague: z.array(strategyVariation),
  /** Without one season at a time. */
  withoutSeason: z.array(strategyVariation),
  /** Without the five bets that earned most. */
  withoutBestBets: strategyVariation.nullable(),
})
export interface StrategyRobustness extends z.infer<typeof strategyRobustnessSchema> {}
export const strategyRobustness: z.ZodType<StrategyRobustness, StrategyRobustness> = strategyRobustnessSchema
