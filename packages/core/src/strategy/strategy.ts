import type { Estimate } from '../numeric/estimate.ts'

/** A rule as data: what it backs, and when. */
export interface StrategyRule {
  /** For example `VALUE_EDGE_2`. */
  readonly name: string
  readonly version: string
  readonly title: string
  readonly type: 'MARKET' | 'CONTEXT' | 'COMPOUND'
  readonly marketFamily: 'OVER' | 'UNDER' | 'BTTS' | '1X2' | 'AH' | 'OTHER'
  readonly kind: 'always' | 'value'
  /** For `always`: the one selection. For `value`: those it may choose from. */
  readonly selections: readonly BetSelection[]
  /** For `value`: probability x odds - 1 must exceed it. */
  readonly minimumEdge: number | null
}

export interface BetSelection {
  readonly market: '1x2' | 'ou'
  readonly side: 'home' | 'draw' | 'away' | 'over' | 'under'
  /** Goals line; 0 for 1x2. */
  readonly line: number
}

/** One settled bet of one unit. */
export interface SettledBet {
  readonly matchId: number
  readonly homeId: number
  readonly awayId: number
  /** Days since 1970-01-01. */
  readonly day: number
  readonly season: string
  readonly selection: BetSelection
  /** Decimal odds taken: the opening average. */
  readonly price: number
  /** The model's probability before the match; null for rules that ask no model. */
  readonly modelProbability: number | null
  readonly outcome: 'won' | 'lost' | 'void'
  /** Of one unit staked, to the millionth: -1 when lost, 0 when void. */
  readonly profitUnits: number
  /** Fair closing probability of the same side and line; null where the source has no sharp close. */
  readonly closeProbability: number | null
  /** price x closeProbability - 1. */
  readonly closingLineValue: number | null
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
  /** Benjamini-Hochberg over every record that was looked at together; null below the minimum number of bets. */
  readonly qValue: number | null
  /** Bets at which this yield would be told from zero (80 % power, 5 %); null when the yield is not positive. */
  readonly betsNeeded: number | null
  readonly verdict: EvidenceVerdict
}
