/**
 * What the move from V1 to V3 reports, as packages/contract declares it. The wire caps long lists; here they are whole.
 */
import type {
  MigrationDecision,
  MigrationFinding,
  MigrationPlanWire,
  MigrationRuling,
  MigrationTeam,
} from '@mon-ps/contract/migration-plan'
import type { MIGRATION_STAGES, MigrationMoveReport, MigrationVerifyReport } from '@mon-ps/contract/migration-report'
import type { MigrationFinish, MigrationSync } from '@mon-ps/contract/migration-upkeep'
import type { Database } from '@mon-ps/db/client'

/** V1 where it stands. `same` when V1 and V3 are one database, which is what the sync needs. */
export interface LegacySource {
  readonly database: Database
  readonly same: boolean
  /** For people: where it is, without password. */
  readonly address: string
  close(): Promise<void>
}

export type Severity = MigrationFinding['severity']
export type FindingExample = MigrationFinding['examples'][number]

/** The wire's report with its capped list whole. */
type Whole<Report, Lists> = Omit<Report, keyof Lists> & Lists

export type MigrationPlan = Whole<
  MigrationPlanWire,
  {
    readonly jsonKeys: MigrationPlanWire['jsonKeys']['rows']
    readonly decisions: readonly MigrationDecision[]
    readonly rulings: readonly MigrationRuling[]
    readonly teams: readonly MigrationTeam[]
  }
>
export type MoveReport = Whole<MigrationMoveReport, { readonly quarantined: MigrationMoveReport['quarantined']['rows'] }>
export type SyncStatus = Whole<MigrationSync, { readonly failures: MigrationSync['failures']['rows'] }>
export type FinishReport = MigrationFinish & { readonly verify: MigrationVerifyReport }

export type MigrationStage = (typeof MIGRATION_STAGES)[number]

export type OnProgress = (progress: {
  readonly stage: MigrationStage
  readonly table: string | null
  readonly done: number
  readonly total: number
}) => void
