import { z } from 'zod'
import { meta, stat } from './answer.ts'
import { RULE_ROLES, strategy } from './strategy.ts'

const betSelectionSchema = z.object({
  market: z.string(),
  side: z.string(),
  /** Goals line, or the home side's handicap; 0 for 1x2 and btts. */
  line: z.number(),
})
export interface BetSelection extends z.infer<typeof betSelectionSchema> {}
const betSelection: z.ZodType<BetSelection, BetSelection> = betSelectionSchema

const ruleConditionSchema = z.object({
  quantity: z.string(),
  is: z.string(),
  value: z.union([z.number(), z.string()]),
  /** The selection that it is asked of; null asks it of all. */
  of: betSelection.nullable(),
})
export interface RuleCondition extends z.infer<typeof ruleConditionSchema> {}
const ruleCondition: z.ZodType<RuleCondition, RuleCondition> = ruleConditionSchema

const strategyRuleSchema = z
  .object({
    name: z.string(),
    version: z.string(),
    title: z.string(),
    role: z.enum(RULE_ROLES),
    forecast: z.string(),
    prices: z.string(),
    units: z.number(),
    choose: z.string(),
    selections: z.array(betSelection),
    conditions: z.array(ruleCondition),
    /** Where the rule comes from. */
    source: z.string(),
    /** What is not as in that source; null when nothing is. */
    differs: z.string().nullable(),
    /** Why the rule is listed and never bets; null for a rule that does. */
    unrecorded: z.string().nullable(),
  })
  .meta({ id: 'StrategyRule' })
/** The rule as data: everything that decides its bets. */
export interface StrategyRuleWire extends z.infer<typeof strategyRuleSchema> {}
const strategyRule: z.ZodType<StrategyRuleWire, StrategyRuleWire> = strategyRuleSchema

const strategyFiguresSchema = z.object({
  voids: z.number().int(),
  halfWins: z.number().int(),
  halfLosses: z.number().int(),
  /** Bets / (bets + selections that were wanted and nobody quoted); null where nothing was wanted, or where only teams are looked at. */
  priceCoverage: z.number().nullable(),
  /** Losing bets in a row: the longest run, and the one to be expected of as many bets at their closing probabilities. */
  longestLosingRun: z.object({ actual: z.number().int(), expected: z.number().nullable() }).nullable(),
  /** Sums of the probabilities that lost bets were bad luck, and that they were not; n = lost bets with evidence. */
  unluckyLosses: stat,
  badAnalysisLosses: stat,
  /** Probability that the Sharpe ratio is above the best of all trials by luck. */
  deflatedSharpe: z.number().nullable(),
  /** Share of histories redrawn at the closing probabilities that earn at least as much. */
  permutationP: z.number().nullable(),
  /** Standard deviations by which the profit lies above what the closing probabilities promise. */
  luckZ: z.number().nullable(),
  /** The same bets at a quarter of Kelly's stake, from a bankroll of 1. */
  quarterKelly: z.object({ growth: z.number(), finalBankroll: z.number(), maxDrawdown: z.number() }).nullable(),
  /** Rules and variants that it was corrected for. */
  trials: z.number().int(),
})
export interface StrategyFigures extends z.infer<typeof strategyFiguresSchema> {}
const strategyFigures: z.ZodType<StrategyFigures, StrategyFigures> = strategyFiguresSchema

const band = z.tuple([z.number(), z.number()])

const equityPointSchema = z.object({
  /** Bets so far. */
  bet: z.number().int(),
  /** Day of the week's last bet. */
  playedOn: z.string(),
  profit: z.number(),
  /** Bets so far that have a close, and what it says these were worth; null before the first of them. */
  closed: z.number().int(),
  expectedByClose: z.number().nullable(),
  /** Deepest fall from the highest profit so far, within the week. */
  drawdown: z.number(),
  /** Where 50, 80 and 95 of 100 such histories would stand if no bet had an edge. */
  band50: band,
  band80: band,
  band95: band,
})
/** The running profit at the end of a match week, and where chance would have it. Units. */
export interface EquityPoint extends z.infer<typeof equityPointSchema> {}
const equityPoint: z.ZodType<EquityPoint, EquityPoint> = equityPointSchema

const strategyContextSchema = z.object({
  /** How the record is split. */
  by: z.enum(['season', 'league', 'venue', 'odds']),
  /** The part: a season, a league's code, `home`, `2-3`, `10-`. */
  part: z.string(),
  bets: z.number().int(),
  profit: z.number(),
  roi: stat,
  avgClv: stat,
})
export interface StrategyContext extends z.infer<typeof strategyContextSchema> {}
const strategyContext: z.ZodType<StrategyContext, StrategyContext> = strategyContextSchema

const lossCountsSchema = z.object({ won: z.number().int(), lost: z.number().int() })
export interface LossCounts extends z.infer<typeof lossCountsSchema> {}
const lossCounts: z.ZodType<LossCounts, LossCounts> = lossCountsSchema

const backtestSchema = z.object({
  /** SHA-256 of rule, data, seed and version. */
  name: z.string(),
  snapshot: z.string(),
  seed: z.number().int(),
  version: z.string(),
})
/** What names a backtest: the same four give the same bets, to the byte. */
export interface Backtest extends z.infer<typeof backtestSchema> {}
const backtest: z.ZodType<Backtest, Backtest> = backtestSchema

const strategyLossesSchema = z.object({
  /** At better odds than the close. */
  beatClose: lossCounts,
  /** At the close's odds or worse. */
  missedClose: lossCounts,
  /** No closing line: nobody can say. */
  noClose: lossCounts,
  /** Lost bets about which nothing is known. */
  withoutEvidence: z.number().int(),
})
/** Won or lost against the closing line: a good bet can lose, and a bad one win. */
export interface StrategyLosses extends z.infer<typeof strategyLossesSchema> {}
const strategyLosses: z.ZodType<StrategyLosses, StrategyLosses> = strategyLossesSchema

const strategyTearSheetSchema = z
  .object({
    record: strategy,
    /** Null where the rule is not one of ours. */
    rule: strategyRule.nullable(),
    /** Null where the record was not made by a calculation of ours. */
    backtest: backtest.nullable(),
    /** A later calculation has replaced this record. */
    replaced: z.boolean(),
    figures: strategyFigures.nullable(),
    /** Null where no bet of the record is kept. */
    equity: z.array(equityPoint).nullable(),
    contexts: z.array(strategyContext),
    losses: strategyLosses.nullable(),
    meta,
  })
  .meta({ id: 'StrategyTearSheet' })
/** One record with everything that is known of it. */
export interface StrategyTearSheet extends z.infer<typeof strategyTearSheetSchema> {}
export const strategyTearSheet: z.ZodType<StrategyTearSheet, StrategyTearSheet> = strategyTearSheetSchema
