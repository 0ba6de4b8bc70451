import type { MovedNumbers } from './answers/shapes/moved-numbers.ts'
import type { Database } from '@mon-ps/db/client'
import type { Calculations } from './work/calculate/calculations.ts'
import type { Evaluations } from './work/evaluate/evaluations.ts'
import type { Serially } from './jobs/long-work.ts'
import type { Log } from './log.ts'
import type { LeagueTraces } from './answers/shapes/league-traces.ts'
import type { MatchupModels } from './answers/shapes/matchup-models.ts'
import type { TierForecasts } from './work/forecast/tier-forecasts.ts'
import type { PendingSnapshot } from './jobs/pending-snapshot.ts'
import type { Migrations } from './work/move/migrations.ts'

/** What every procedure is given. */
export interface Context {
  readonly requestId: string
  readonly log: Log
  readonly app: App
}

/**
 * What the doors hand on: an open, migrated database and what this process keeps beside it. Only doors know it whole; a service
 * states the two or three things that it takes.
 */
export interface App {
  readonly database: Database
  readonly calculations: Calculations
  readonly evaluations: Evaluations
  readonly migrations: Migrations
  readonly models: MatchupModels
  /** Pairs by the tiers, league by league. */
  readonly forecasts: TierForecasts
  /** The leagues behind the numbers that somebody follows to their matches. */
  readonly traces: LeagueTraces
  /** V1's answers about the numbers that the move brought. */
  readonly moved: MovedNumbers
  /** Where V1 stands; null: where V3 does. */
  readonly legacyUrl: string | null
  /** Where seasons are fetched from. */
  readonly footballDataUrl: string
  /** Where rows are written before the cleanup drops their table; null: in the folder of the database, which a server does not have. */
  readonly exportFolder: string | null
  readonly log: Log
  /** What imports still owe; whoever reads a snapshot builds it first. */
  readonly snapshot: PendingSnapshot
  /** Does one piece of writing after the other: two imports of one league would otherwise meet in its snapshot. */
  readonly serially: Serially
}
