import type { Estimate } from '../numeric/estimate.ts'

/** Where a price comes from. "best" is the source's own maximum over its books (`Max`, before 2019/20 `BbMx`), "average" their mean. */
export type PriceSource = 'open_average' | 'open_best' | 'open_pinnacle' | 'close_average' | 'close_best' | 'close_pinnacle'

/** Source of a selection's probability: none, the goals model, or Pinnacle's opening prices without their margin (power method). */
export type ForecastSource = 'none' | 'goals_model' | 'sharp_open'

/** What a condition may look at. All of it is known when the bet is made. */
export type Quantity =
  /** Of the selection: probability x price - 1. */
  | 'edge'
  /** Of the selection: the forecast's probability. */
  | 'probability'
  /** Of the selection: decimal odds at the rule's price source. */
  | 'price'
  /** Goals of both sides that the goals model expects. */
  | 'expected_goals'
  /** The goals model's probability of more than 2.5 goals, and of fewer. */
  | 'over25_probability'
  | 'under25_probability'
  /** 'over' or 'under': what a team's best goals market of its earlier matches bets on. */
  | 'home_tendency'
  | 'away_tendency'
  /** 'yes' when one team's tendency is over and the other's under, else 'no'. */
  | 'tendency_clash'
  /** Yield (fraction of turnover) of a team's best market over its earlier matches; only for `team_best_market`. */
  | 'team_best_yield'

/** True when the quantity is known and compares so. */
export interface Condition {
  readonly quantity: Quantity
  readonly is: 'above' | 'at_least' | 'below' | 'at_most' | 'equals'
  readonly value: number | string
  /** The selection that it is asked of; null asks it of all. */
  readonly of: BetSelection | null
}

export interface BetSelection {
  /** No source in the data quotes `btts`: a bet on it is wanted and has no price. */
  readonly market: '1x2' | 'ou' | 'btts' | 'ah'
  readonly side: 'home' | 'draw' | 'away' | 'over' | 'under' | 'yes' | 'no'
  /** Goals line, or the home side's handicap for both sides; 0 for 1x2 and btts. */
  readonly line: number
}

/** A rule as data: what it backs, at which prices, and when. */
export interface StrategyRule {
  /** For example `VALUE_EDGE_2`. */
  readonly name: string
  readonly version: string
  readonly type: 'MARKET' | 'CONTEXT' | 'COMPOUND'
  readonly marketFamily: 'OVER' | 'UNDER' | 'BTTS' | '1X2' | 'AH' | 'OTHER'
  /**
   * benchmark  backs one side always: what a market costs
   * control    the model against the market's average: known to lose
   * reference  the sharp book against the best price: the one rule with a reason to win
   * null       sides drawn at random at the control's matches and prices
   * legacy     the original's, under its name
   */
  readonly role: 'reference' | 'control' | 'null' | 'benchmark' | 'legacy'
  readonly forecast: ForecastSource
  readonly prices: PriceSource
  /** Flat stake of each bet, in units. */
  readonly units: number
  /**
   * every             each selection that meets its conditions
   * best_edge         of each market only the selection with the most edge
   * random_side       in each market in which a selection meets the conditions, one of its sides drawn at random
   * team_best_market  of each team its best goals market, on the team's own account
   */
  readonly choose: 'every' | 'best_edge' | 'random_side' | 'team_best_market'
  /** Those it may back. */
  readonly selections: readonly BetSelection[]
  /** All must hold. */
  readonly conditions: readonly Condition[]
  /** Where the rule comes from. */
  readonly source: string
  /** What is not as in the source; null when nothing is. */
  readonly differs: string | null
  /** Why the rule is listed and never bets; null for a rule that does. */
  readonly unrecorded: string | null
}

/** Evidence whether a lost bet was bad luck or a bad bet. */
export interface LossCauses {
  /** The backed side's share of both teams' shots on target (`over`: of this match's and an average match's; `under`: its complement); null without counts, and for a draw. */
  readonly shotShare: number | null
  /** Red cards of the backed side less the other's; of both sides for bets on goals, their difference for a draw; null without counts. */
  readonly redCards: number | null
  /**
   * Probability of winning the bet if the match were played again with the same prices, shots on target and red cards (`lossAutopsy`);
   * null without such evidence. One less it is the probability that the bet was badly analysed.
   */
  readonly probabilityUnlucky: number | null
}

/** One settled bet. */
export interface SettledBet {
  readonly matchId: number
  readonly homeId: number
  readonly awayId: number
  /** Days since 1970-01-01. */
  readonly day: number
  readonly season: string
  readonly selection: BetSelection
  /** Whose record the bet belongs to: that of the team which the rule backed or asked, or of both. */
  readonly account: 'home' | 'away' | 'both'
  /** Decimal odds taken at the rule's price source. */
  readonly price: number
  readonly stakeUnits: number
  /** The forecast's probability before the match; null for rules that ask none. */
  readonly modelProbability: number | null
  readonly outcome: 'won' | 'half_won' | 'void' | 'half_lost' | 'lost'
  /** Of the whole stake, to the millionth: -stakeUnits when lost, 0 when void. Yield = sum of profits / sum of stakes. */
  readonly profitUnits: number
  /** Quarter Kelly, as a fraction of the bankroll, at the forecast's probability; 0 without edge, null without a forecast. */
  readonly kellyFraction: number | null
  /** Fair closing probability of the same side and line; null where the source has no sharp close. */
  readonly closeProbability: number | null
  /** ln(price x closeProbability). */
  readonly closingLineValue: number | null
  /** Only of lost bets with evidence. */
  readonly lossCauses: LossCauses | null
}

export type EvidenceVerdict = 'evidence' | 'promising' | 'indistinguishable_from_luck' | 'losing' | 'not_enough_bets'

/** The honest record of a rule over a set of bets. Fractions, units; n with every estimate. */
export interface StrategyReport {
  readonly strategy: string
  readonly bets: number
  readonly wins: number
  readonly losses: number
  readonly voids: number
  readonly winRate: Estimate
  /** Mean of 1 / price: the win rate that breaks even. */
  readonly breakEvenRate: number | null
  readonly profitUnits: Estimate
  /** Profit / turnover, interval from a bootstrap over weeks. */
  readonly yieldFraction: Estimate
  /** Pulled towards the rule's own record over all teams. */
  readonly shrunkYield: Estimate
  /** n = bets with a closing price. */
  readonly closingLineValue: Estimate
  /** Largest fall of the running profit, units. */
  readonly maxDrawdownUnits: number
  readonly halfWins: number
  readonly halfLosses: number
  /** Bets / (bets + wanted selections without a price); null where nothing was wanted. */
  readonly priceCoverage: number | null
  /** Losing bets in a row: the longest run, and the one expected of as many bets at their closing probabilities. */
  readonly longestLosingRun: { readonly actual: number; readonly expected: number | null } | null
  /** Sums of the probabilities that lost bets were unlucky, and that they were not; n = lost bets with evidence. */
  readonly unluckyLosses: Estimate
  readonly badAnalysisLosses: Estimate
  /** Probability that the Sharpe ratio is above the best of so many trials by luck. */
  readonly deflatedSharpe: number | null
  /** Share of redrawn records, the same stakes and odds at the closing probabilities, that earn at least as much. */
  readonly permutationP: number | null
  /** Standard deviations by which the profit lies above what the closing probabilities promise. */
  readonly luckZ: number | null
  /** One-sided, that the yield is above 0; null below the minimum number of bets. */
  readonly pValue: number | null
  /** The same bets staked at a quarter of Kelly's fraction, the bankroll 1 at first; growth: its logarithm per bet. Null for rules without a forecast. */
  readonly quarterKelly: { readonly growth: number; readonly finalBankroll: number; readonly maxDrawdown: number } | null
  /** Rules and variants that were looked at together. */
  readonly trials: number
  /** Benjamini-Hochberg over every record that was looked at together; null below the minimum number of bets. */
  readonly qValue: number | null
  /** Bets needed to tell this yield from zero (80 % power, 5 %); null when the yield is not positive, or takes more than 10^9. */
  readonly betsNeeded: number | null
  readonly verdict: EvidenceVerdict
}
