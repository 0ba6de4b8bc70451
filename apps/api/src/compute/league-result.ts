import type {
  EvaluationOptions,
  Friction,
  HeadToHead,
  LeagueMoments,
  MatchPrediction,
  PerformanceByContext,
  StoredPrediction,
  StrategyReport,
  StyleDescription,
  TeamDna,
  TeamOutline,
  TeamRef,
  TierPlace,
} from '@mon-ps/core'
import type { ModelSettingsWire } from '../routers/matchup/schemas.ts'
import type { Reasons } from '../use-cases/describe-matchup.ts'
import type { PackedBets } from './packed-bets.ts'

/** One ordered pair as it is stored. */
export interface CalculatedPair {
  readonly friction: Friction
  /** Estimates of the main markets; the score matrix and the list of markets are made again from `stored`. */
  readonly estimates: Pick<MatchPrediction, 'home' | 'draw' | 'away' | 'over25' | 'btts' | 'totalGoals'>
  readonly stored: StoredPrediction
  readonly reasons: Reasons
  readonly headToHead: Omit<HeadToHead, 'meetings'> & { readonly lastDay: number | null }
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
  readonly tiers: readonly TierPlace[]
  /** What the model behind the pairs was fitted with. */
  readonly model: ModelSettingsWire
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
}
