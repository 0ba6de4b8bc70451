import type { Database } from '@mon-ps/db/client'
import type { Logger } from 'pino'
import type { Calculations } from '../jobs/calculations-port.ts'
import type { Evaluations } from '../jobs/evaluations-port.ts'
import type { Migrations } from '../jobs/migrations-port.ts'
import type { MatchupModels } from './matchup-models.ts'
import type { PendingSnapshot } from './pending-snapshot.ts'
import type { LeagueTraces } from './provenance/league-traces.ts'
import type { MovedNumbers } from './provenance/moved-numbers.ts'
import type { Serially } from './serially.ts'
import type { TierForecasts } from './tier-forecasts.ts'

export type Log = Pick<Logger, 'error' | 'warn' | 'info' | 'debug'>

/** What use cases work with: an open, migrated database and what this process keeps beside it. */
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
