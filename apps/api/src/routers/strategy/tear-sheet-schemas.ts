import { z } from 'zod'
import { type MetaWire, metaWire, ORIGINS } from '../../wire/page.ts'
import { type StatWire, statWire } from '../../wire/stat.ts'
import { RULE_ROLES, STRATEGY_SCOPES, type StrategyWire, strategyWire } from './schemas.ts'

/** Where one record stands, as `strategy.list` gave it. */
export const strategyIdInput = z.object({
  strategyId: z.number().int().positive(),
  scope: z.enum(STRATEGY_SCOPES).default('team'),
  origin: z.enum(ORIGINS).default('published'),
})

export interface BetSelectionWire {
  market: string
  side: string
  /** Goals line, or the home side's handicap; 0 for 1x2 and btts. */
  line: number
}

export interface RuleConditionWire {
  quantity: string
  is: string
  value: number | string
  /** The selection that it is asked of; null asks it of all. */
  of: BetSelectionWire | null
}

/** The rule as data: everything that decides its bets. */
export interface StrategyRuleWire {
  name: string
  version: string
  title: string
  role: (typeof RULE_ROLES)[number]
  forecast: string
  prices: string
  units: number
  choose: string
  selections: BetSelectionWire[]
  conditions: RuleConditionWire[]
  /** Where the rule comes from. */
  source: string
  /** What is not as in that source; null when nothing is. */
  differs: string | null
  /** Why the rule is listed and never bets; null for a rule that does. */
  unrecorded: string | null
}

/** What names a backtest: the same four give the same bets, to the byte. */
export interface BacktestWire {
  /** SHA-256 of rule, data, seed and version. */
  name: string
  snapshot: string
  seed: number
  version: string
}

export interface StrategyFiguresWire {
  voids: number
  halfWins: number
  halfLosses: number
  /** Bets / (bets + selections that were wanted and nobody quoted); null where nothing was wanted, or where only teams are looked at. */
  priceCoverage: number | null
  /** Losing bets in a row: the longest run, and the one to be expected of as many bets at their closing probabilities. */
  longestLosingRun: { actual: number; expected: number | null } | null
  /** Sums of the probabilities that lost bets were bad luck, and that they were not; n = lost bets with evidence. */
  unluckyLosses: StatWire
  badAnalysisLosses: StatWire
  /** Probability that the Sharpe ratio is above the best of all trials by luck. */
  deflatedSharpe: number | null
  /** Share of histories redrawn at the closing probabilities that earn at least as much. */
  permutationP: number | null
  /** Standard deviations by which the profit lies above what the closing probabilities promise. */
  luckZ: number | null
  /** The same bets at a quarter of Kelly's stake, from a bankroll of 1. */
  quarterKelly: { growth: number; finalBankroll: number; maxDrawdown: number } | null
  /** Rules and variants that it was corrected for. */
  trials: number
}

type Band = [number, number]

/** The running profit at the end of a match week, and where chance would have it. Units. */
export interface EquityPointWire {
  /** Bets so far. */
  bet: number
  /** Day of the week's last bet. */
  playedOn: string
  profit: number
  /** Bets so far that have a close, and what it says these were worth; null before the first of them. */
  closed: number
  expectedByClose: number | null
  /** Deepest fall from the highest profit so far, within the week. */
  drawdown: number
  /** Where 50, 80 and 95 of 100 such histories would stand if no bet had an edge. */
  band50: Band
  band80: Band
  band95: Band
}

export interface StrategyContextWire {
  /** How the record is split. */
  by: 'season' | 'league' | 'venue' | 'odds'
  /** The part: a season, a league's code, `home`, `2-3`, `10-`. */
  part: string
  bets: number
  profit: number
  roi: StatWire
  avgClv: StatWire
}

export interface LossCountsWire {
  won: number
  lost: number
}

/** Won or lost against the closing line: a good bet can lose, and a bad one win. */
export interface StrategyLossesWire {
  /** At better odds than the close. */
  beatClose: LossCountsWire
  /** At the close's odds or worse. */
  missedClose: LossCountsWire
  /** No closing line: nobody can say. */
  noClose: LossCountsWire
  /** Lost bets about which nothing is known. */
  withoutEvidence: number
}

/** One record with everything that is known of it. */
export interface StrategyTearSheetWire {
  record: StrategyWire
  /** Null where the rule is not one of ours. */
  rule: StrategyRuleWire | null
  /** Null where the record was not made by a calculation of ours. */
  backtest: BacktestWire | null
  /** A later calculation has replaced this record. */
  replaced: boolean
  figures: StrategyFiguresWire | null
  /** Null where no bet of the record is kept. */
  equity: EquityPointWire[] | null
  contexts: StrategyContextWire[]
  losses: StrategyLossesWire | null
  meta: MetaWire
}

const selectionWire: z.ZodType<BetSelectionWire, BetSelectionWire> = z.object({
  market: z.string(),
  side: z.string(),
  line: z.number(),
})

const ruleWire: z.ZodType<StrategyRuleWire, StrategyRuleWire> = z
  .object({
    name: z.string(),
    version: z.string(),
    title: z.string(),
    role: z.enum(RULE_ROLES),
    forecast: z.string(),
    prices: z.string(),
    units: z.number(),
    choose: z.string(),
    selections: z.array(selectionWire),
    conditions: z.array(
      z.object({ quantity: z.string(), is: z.string(), value: z.union([z.number(), z.string()]), of: selectionWire.nullable() }),
    ),
    source: z.string(),
    differs: z.string().nullable(),
    unrecorded: z.string().nullable(),
  })
  .meta({ id: 'StrategyRule' })

const figuresWire: z.ZodType<StrategyFiguresWire, StrategyFiguresWire> = z.object({
  voids: z.number().int(),
  halfWins: z.number().int(),
  halfLosses: z.number().int(),
  priceCoverage: z.number().nullable(),
  longestLosingRun: z.object({ actual: z.number().int(), expected: z.number().nullable() }).nullable(),
  unluckyLosses: statWire,
  badAnalysisLosses: statWire,
  deflatedSharpe: z.number().nullable(),
  permutationP: z.number().nullable(),
  luckZ: z.number().nullable(),
  quarterKelly: z.object({ growth: z.number(), finalBankroll: z.number(), maxDrawdown: z.number() }).nullable(),
  trials: z.number().int(),
})

const band = z.tuple([z.number(), z.number()])

const equityWire: z.ZodType<EquityPointWire, EquityPointWire> = z.object({
  bet: z.number().int(),
  playedOn: z.string(),
  profit: z.number(),
  closed: z.number().int(),
  expectedByClose: z.number().nullable(),
  drawdown: z.number(),
  band50: band,
  band80: band,
  band95: band,
})

const contextWire: z.ZodType<StrategyContextWire, StrategyContextWire> = z.object({
  by: z.enum(['season', 'league', 'venue', 'odds']),
  part: z.string(),
  bets: z.number().int(),
  profit: z.number(),
  roi: statWire,
  avgClv: statWire,
})

const lossCounts: z.ZodType<LossCountsWire, LossCountsWire> = z.object({ won: z.number().int(), lost: z.number().int() })

export const strategyTearSheetOutput: z.ZodType<StrategyTearSheetWire, StrategyTearSheetWire> = z
  .object({
    record: strategyWire,
    rule: ruleWire.nullable(),
    backtest: z.object({ name: z.string(), snapshot: z.string(), seed: z.number().int(), version: z.string() }).nullable(),
    replaced: z.boolean(),
    figures: figuresWire.nullable(),
    equity: z.array(equityWire).nullable(),
    contexts: z.array(contextWire),
    losses: z.object({ beatClose: lossCounts, missedClose: lossCounts, noClose: lossCounts, withoutEvidence: z.number().int() }).nullable(),
    meta: metaWire,
  })
  .meta({ id: 'StrategyTearSheet' })
