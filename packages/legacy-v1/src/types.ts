/**
 * What the move from V1 to V3 says: to the command line, the API and the page alike. Plain JSON, counts as numbers,
 * exact sums as text, instants as ISO text.
 */
import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import type { Database } from '@mon-ps/db/client'

/** V1 where it stands. `same` when V1 and V3 are one database, which is what the sync needs. */
export interface LegacySource {
  readonly database: Database
  readonly same: boolean
  /** For people: where it is, without password. */
  readonly address: string
  close(): Promise<void>
}

export type Severity = 'info' | 'warning' | 'decision' | 'blocking'

/** One row or value that a check found. */
export interface FindingExample {
  readonly v1Id: number | null
  readonly what: string
}

/** What a preflight check found, P01 to P20. */
export interface Finding {
  /** Stable: `P06:team_profiles:json-not-an-object`. */
  readonly id: string
  readonly check: string
  readonly table: string
  readonly severity: Severity
  readonly count: number
  readonly message: string
  /** At most 20, in the order of their ids. */
  readonly examples: readonly FindingExample[]
  /** What the plan does about it; null where nothing is to be done. */
  readonly remedy: string | null
}

export interface SourceTable {
  readonly table: V1TableName | 'odds' | 'tracking_clv_picks' | 'manual_bets'
  readonly present: boolean
  readonly kind: 'table' | 'view' | 'other' | null
  readonly rows: number
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  /** Digest of all rows, see catalogue/digest.ts; null where the table is absent. */
  readonly digest: string | null
}

export interface Inspection {
  readonly source: string
  readonly target: string
  readonly sameDatabase: boolean
  readonly tables: readonly SourceTable[]
  readonly findings: readonly Finding[]
  /** The V2 tables and how many rows each holds. */
  readonly v2Tables: readonly { readonly name: string; readonly rows: number }[]
  readonly v3Present: boolean
}

/** A choice that the plan made or that a person must make; it is part of the plan's hash. */
export interface PlanDecision {
  /** The finding's id, followed by `:` and the row ids where it is about single rows. */
  readonly id: string
  readonly question: string
  readonly options: readonly { readonly id: string; readonly meaning: string }[]
  /** What the plan takes when nobody says otherwise; null when somebody must. */
  readonly proposed: string | null
  readonly chosen: string | null
}

/** A ruling about a row or a value, as `mon_ps.legacy_ruling` keeps it. */
export interface PlannedRuling {
  readonly table: V1TableName
  readonly v1Id: number
  readonly kind: 'quarantine' | 'league' | 'profile' | 'value'
  readonly column: string
  readonly value: string | null
  readonly reason: string
}

/** Which team a profile becomes. */
export interface PlannedTeam {
  readonly v1Id: number
  readonly name: string
  /** An existing team of ours; null when a new one is made, with the V1 id where it is free. */
  readonly teamId: number | null
  readonly evidence: string
  /** Names that the team gets in other sources. */
  readonly aliases: readonly { readonly source: string; readonly alias: string; readonly evidence: string }[]
}

/** A figure of V1 and what it will be in V3: counts, sums of `::numeric`, numbers of nulls. */
export interface Prediction {
  readonly table: string
  readonly measure: string
  readonly v1: string
  readonly v3: string
}

export interface MigrationPlan {
  readonly planSha256: string
  readonly ruleVersions: Readonly<Record<string, number>>
  /** The zone in which the legacy's naive times are read. */
  readonly timeZone: string
  readonly source: readonly SourceTable[]
  readonly mapping: readonly {
    readonly v1: string
    readonly v3: string
    readonly columns: readonly {
      readonly target: string
      readonly sources: readonly string[]
      readonly rule: string
      readonly note: string | null
      readonly lossy: 'no'
    }[]
    readonly companionOnly: readonly { readonly column: string; readonly reason: string }[]
  }[]
  /** Top-level keys of quantum_dna: in how many profiles each stands, and where it goes. */
  readonly jsonKeys: readonly { readonly key: string; readonly profiles: number; readonly goesTo: string }[]
  readonly predictions: readonly Prediction[]
  readonly findings: readonly Finding[]
  readonly decisions: readonly PlanDecision[]
  readonly rulings: readonly PlannedRuling[]
  readonly teams: readonly PlannedTeam[]
  /** What would be created, table by table or statement by statement; empty where everything is there. */
  readonly ddl: readonly string[]
  /** Locks that the move takes, the worst per table. */
  readonly locks: readonly { readonly table: string; readonly lock: string; readonly why: string }[]
  readonly bytesNeeded: number
  readonly bytesFree: number | null
  /** Rows above which the copy goes in committed chunks. */
  readonly chunked: boolean
  /** False while a finding blocks or a decision is open. */
  readonly ready: boolean
}

export type MigrationStage = 'schema' | 'backup' | 'backup-check' | 'copy' | 'verify' | 'publish' | 'restore' | 'done'

export interface MigrationProgress {
  readonly stage: MigrationStage
  readonly table: string | null
  readonly done: number
  readonly total: number
}

export type OnProgress = (progress: MigrationProgress) => void

/** One proof, named after the invariant it checks. */
export interface VerifyCheck {
  /** I1 lossless, I2 total, I3 keys, I4 columns, I5 aggregates, I18 nothing invented, leaders, sequences. */
  readonly id: string
  readonly name: string
  readonly passed: boolean
  readonly compared: number
  /** Which column of which row, at most 20. */
  readonly differences: readonly string[]
}

export interface VerifyReport {
  readonly passed: boolean
  readonly checks: readonly VerifyCheck[]
  /** Rows of V1, of V3 from the move, and in quarantine, by V1 table. */
  readonly counts: readonly { readonly table: V1TableName; readonly v1: number; readonly v3: number; readonly quarantined: number }[]
  /** Non-null values per V3 column, with the rule that made them; `rule` null would be an invention. */
  readonly fill: readonly {
    readonly table: string
    readonly column: string
    readonly filled: number
    readonly rows: number
    readonly rule: string | null
  }[]
}

export type MigrationState =
  | 'none'
  | 'planned'
  | 'backed_up'
  | 'copying'
  | 'applied'
  | 'synced'
  | 'finished'
  | 'rolling_back'
  | 'rolled_back'
  | 'failed'

export interface MigrationStatus {
  readonly state: MigrationState
  readonly migrationId: number | null
  readonly planSha256: string | null
  readonly startedAt: string | null
  readonly finishedAt: string | null
  /** Where a run that was cut off goes on, or null. */
  readonly resumable: MigrationStage | null
  readonly history: readonly {
    readonly migrationId: number
    readonly state: MigrationState
    readonly planSha256: string
    readonly startedAt: string
    readonly finishedAt: string | null
  }[]
}

export interface MoveReport {
  readonly migrationId: number
  readonly planSha256: string
  readonly state: MigrationState
  /** Nothing was to be done: the same plan had been applied. */
  readonly alreadyApplied: boolean
  readonly verify: VerifyReport
  readonly published: { readonly inserted: number; readonly replaced: number; readonly kept: number }
  readonly quarantined: readonly { readonly table: string; readonly v1Id: number; readonly reason: string }[]
  /** Remarkable but decided: names that fell to OTHER, disagreeing sources of best_strategy, ROI that could not be converted. */
  readonly notes: readonly { readonly id: string; readonly count: number; readonly message: string; readonly examples: readonly string[] }[]
  readonly backup: readonly {
    readonly table: string
    readonly backup: string
    readonly rows: number
    readonly digest: string
    readonly restoredAndCompared: boolean
  }[]
  /** A few rows as they were and as they are. */
  readonly samples: readonly {
    readonly table: V1TableName
    readonly v1Id: number
    readonly v1: Readonly<Record<string, unknown>>
    readonly v3: Readonly<Record<string, unknown>>
  }[]
  readonly elapsedMs: number
  readonly stages: readonly { readonly stage: MigrationStage; readonly elapsedMs: number; readonly rows: number }[]
}

export interface RollbackReport {
  readonly migrationId: number
  readonly state: MigrationState
  /** Digests of V1 and V3 before the move and after the rollback: equal. */
  readonly digests: readonly { readonly what: string; readonly before: string; readonly after: string }[]
  /** What stayed because something later rests on it, in words. */
  readonly kept: readonly string[]
  readonly elapsedMs: number
}

export interface SyncStatus {
  readonly phase: 'none' | 'synced' | 'finished'
  /** V1 and V3 are one database; else sync is not possible. */
  readonly possible: boolean
  readonly tables: readonly {
    readonly table: V1TableName
    readonly v1Rows: number
    readonly companionRows: number
    readonly different: number
  }[]
  readonly failures: readonly {
    readonly id: number
    readonly table: string
    readonly v1Ids: readonly number[]
    readonly message: string
    readonly at: string
  }[]
}

/** V3 is the authority: V1's tables are archives, and nothing follows them any more. */
export interface FinishReport {
  readonly migrationId: number
  readonly state: 'finished'
  /** V1's tables under their names as archives. */
  readonly archived: readonly string[]
  /** When the sync last saw the legacy write, or was installed. */
  readonly lastWriteAt: string
  /** What rests on V1's tables and goes on resting on the archives. */
  readonly dependants: readonly string[]
  readonly verify: VerifyReport
}

export interface CleanupItem {
  /** `schema.table`. */
  readonly name: string
  readonly what: string
  readonly rows: number
  readonly bytes: number
  readonly dependants: readonly string[]
  /** What would be lost. */
  readonly loses: string
  readonly decision: {
    readonly choice: 'keep' | 'archive' | 'drop'
    readonly who: string
    readonly why: string
    readonly at: string
  } | null
  readonly state: 'standing' | 'archived' | 'dropped'
}

export interface CleanupReport {
  readonly planSha256: string
  readonly items: readonly CleanupItem[]
  readonly done: readonly string[]
}
