import type { ContextFilters, PerformanceByContext } from '@mon-ps/core/strategy/performance-by-context'
import type { EvaluationOptions } from '@mon-ps/core/strategy/evaluate-strategies'
import type { Friction } from '@mon-ps/core/friction/friction'
import type { HeadToHead } from '@mon-ps/core/friction/meetings'
import type { HistoricalFriction } from '@mon-ps/core/friction/historical-friction'
import type { LeagueMoments } from '@mon-ps/core/dna/reliability-moments'
import type { MatchPrediction, StoredPrediction, CauseInGoals } from '@mon-ps/core/forecasting/predict-match'
import type { StrategyReport, StrategyRule } from '@mon-ps/core/strategy/strategy'
import type { StyleDescription, ClassPlace } from '@mon-ps/core/dna/classify-teams'
import type { TeamDna } from '@mon-ps/core/dna/team-dna'
import type { TeamOutline } from '@mon-ps/core/dna/profile/team-profile'
import type { TeamRef } from '@mon-ps/core/football/match-table'
import type { Trial } from '@mon-ps/core/strategy/trials'
import type { ModelSettings } from '@mon-ps/contract/matchup'
import type { PackedBets } from './packed-bets.ts'

/** One ordered pair as it is stored. */
export interface CalculatedPair {
  readonly friction: Friction
  /** Estimates of the main markets; the score matrix and the list of markets are made again from `stored`. */
  readonly estimates: Pick<MatchPrediction, 'home' | 'draw' | 'away' | 'over25' | 'btts' | 'totalGoals'>
  readonly stored: StoredPrediction
  readonly reasons: CauseInGoals[]
  readonly headToHead: Omit<HeadToHead, 'meetings'> & { readonly lastDay: number | null }
  /** Friction of the same pair in earlier seasons. */
  readonly earlier: HistoricalFriction
}

/** What one thread makes of one league. */
export interface CalculatedLeague {
  readonly competition: string
  /** The latest. */
  readonly season: string
  /** Teams of that season. */
  readonly teams: readonly TeamRef[]
  readonly dna: readonly TeamDna[]
  /** What the reliability of its metrics is told from. */
  readonly reliability: LeagueMoments
  /** What the league alone says of each team, in the order of `dna`. */
  readonly outlines: readonly TeamOutline[]
  readonly styles: readonly StyleDescription[]
  readonly classes: readonly ClassPlace[]
  /** What the model behind the pairs was fitted with. */
  readonly model: ModelSettings
  readonly pairs: readonly CalculatedPair[]
  readonly bets: PackedBets
}

/** All records that are looked at together, for their q-values count one another. */
export interface RecordsTask extends EvaluationOptions {
  readonly leagues: readonly { readonly bets: PackedBets; readonly teamIds: readonly number[] }[]
}

/** One rule's record over one team, one league or all. */
export interface CalculatedRecord {
  readonly scope: 'team' | 'league' | 'overall'
  readonly competition: string | null
  readonly teamId: number | null
  readonly report: StrategyReport
  readonly contexts: PerformanceByContext
  /** Of all records together: the correction counts every context that was looked at. */
  readonly contextFilters: ContextFilters
}

/** What one rule did on all the data, as if it had been looked at alone: nothing in it depends on other rules. */
export interface CalculatedBacktest {
  readonly rule: StrategyRule
  /** Null for a rule that wanted nothing. */
  readonly trial: Trial | null
  /** Of all its bets, league by league, in the order in which they were made. */
  readonly betsSha256: string
  readonly report: StrategyReport
}

/** All records, and the backtest of every rule. */
export interface CalculatedRecords {
  readonly records: readonly CalculatedRecord[]
  readonly backtests: readonly CalculatedBacktest[]
}
