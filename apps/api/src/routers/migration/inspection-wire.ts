import { z } from 'zod'

export const SEVERITIES = ['info', 'warning', 'decision', 'blocking'] as const

export const V1_TABLES = ['team_profiles', 'matchup_friction', 'team_strategies'] as const
export type V1TableWire = (typeof V1_TABLES)[number]

/** What a preflight check found, P01 to P20. */
export interface MigrationFindingWire {
  /** Stable: `P06:team_profiles:json-not-an-object`. */
  readonly id: string
  readonly check: string
  readonly table: string
  readonly severity: (typeof SEVERITIES)[number]
  readonly count: number
  readonly message: string
  /** At most 20. */
  readonly examples: readonly { readonly v1Id: number | null; readonly what: string }[]
  /** What the plan does about it; null where nothing is to be done. */
  readonly remedy: string | null
}

export const migrationFindingWire: z.ZodType<MigrationFindingWire, MigrationFindingWire> = z
  .object({
    id: z.string(),
    check: z.string(),
    table: z.string(),
    severity: z.enum(SEVERITIES),
    count: z.number().int(),
    message: z.string(),
    examples: z.array(z.object({ v1Id: z.number().nullable(), what: z.string() })),
    remedy: z.string().nullable(),
  })
  .meta({ id: 'MigrationFinding' })

export interface MigrationSourceTableWire {
  readonly table: V1TableWire | 'odds' | 'tracking_clv_picks' | 'manual_bets'
  readonly present: boolean
  readonly kind: 'table' | 'view' | 'other' | null
  readonly rows: number
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  /** Digest of all rows; null where the table is absent. */
  readonly digest: string | null
}

export const migrationSourceTableWire: z.ZodType<MigrationSourceTableWire, MigrationSourceTableWire> = z
  .object({
    table: z.enum([...V1_TABLES, 'odds', 'tracking_clv_picks', 'manual_bets']),
    present: z.boolean(),
    kind: z.enum(['table', 'view', 'other']).nullable(),
    rows: z.number().int(),
    columns: z.array(z.object({ name: z.string(), type: z.string() })),
    digest: z.string().nullable(),
  })
  .meta({ id: 'MigrationSourceTable' })

/** What stands in V1 and what preflight found there. */
export interface MigrationInspectionWire {
  /** Where V1 stands, without password. */
  readonly source: string
  readonly target: string
  readonly sameDatabase: boolean
  readonly tables: readonly MigrationSourceTableWire[]
  readonly findings: readonly MigrationFindingWire[]
  /** The V2 tables and how many rows each holds. */
  readonly v2Tables: readonly { readonly name: string; readonly rows: number }[]
  readonly v3Present: boolean
}

export const migrationInspectionWire: z.ZodType<MigrationInspectionWire, MigrationInspectionWire> = z
  .object({
    source: z.string(),
    target: z.string(),
    sameDatabase: z.boolean(),
    tables: z.array(migrationSourceTableWire),
    findings: z.array(migrationFindingWire),
    v2Tables: z.array(z.object({ name: z.string(), rows: z.number().int() })),
    v3Present: z.boolean(),
  })
  .meta({ id: 'MigrationInspection' })
