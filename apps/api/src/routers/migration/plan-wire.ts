import { z } from 'zod'
import {
  type MigrationFindingWire,
  type MigrationSourceTableWire,
  migrationFindingWire,
  migrationSourceTableWire,
  V1_TABLES,
  type V1TableWire,
} from './inspection-wire.ts'

/** A list that may be long: how many there are, and the first of them. */
export interface CappedWire<Row> {
  readonly total: number
  readonly rows: readonly Row[]
}

export function cappedWire<Row>(row: z.ZodType<Row, Row>): z.ZodType<CappedWire<Row>, CappedWire<Row>> {
  return z.object({ total: z.number().int(), rows: z.array(row) })
}

/** A choice that the plan made or that a person must make; it is part of the plan's hash. */
export interface MigrationDecisionWire {
  readonly id: string
  readonly question: string
  readonly options: readonly { readonly id: string; readonly meaning: string }[]
  /** What the plan takes when nobody says otherwise; null when somebody must. */
  readonly proposed: string | null
  /** What somebody said; null leaves it at what is proposed, and open where nothing is. */
  readonly chosen: string | null
}

const decisionWire: z.ZodType<MigrationDecisionWire, MigrationDecisionWire> = z
  .object({
    id: z.string(),
    question: z.string(),
    options: z.array(z.object({ id: z.string(), meaning: z.string() })),
    proposed: z.string().nullable(),
    chosen: z.string().nullable(),
  })
  .meta({ id: 'MigrationDecision' })

/** What the plan decided about one row or value. */
export interface MigrationRulingWire {
  readonly table: V1TableWire
  readonly v1Id: number
  readonly kind: 'quarantine' | 'league' | 'profile' | 'value'
  readonly column: string
  readonly value: string | null
  readonly reason: string
}

const rulingWire: z.ZodType<MigrationRulingWire, MigrationRulingWire> = z
  .object({
    table: z.enum(V1_TABLES),
    v1Id: z.number().int(),
    kind: z.enum(['quarantine', 'league', 'profile', 'value']),
    column: z.string(),
    value: z.string().nullable(),
    reason: z.string(),
  })
  .meta({ id: 'MigrationRuling' })

/** Which team a V1 profile becomes. */
export interface MigrationTeamWire {
  readonly v1Id: number
  readonly name: string
  /** An existing team of ours; null when a new one is made. */
  readonly teamId: number | null
  readonly evidence: string
  /** Names that the team gets in other sources. */
  readonly aliases: readonly { readonly source: string; readonly alias: string; readonly evidence: string }[]
}

const teamWire: z.ZodType<MigrationTeamWire, MigrationTeamWire> = z
  .object({
    v1Id: z.number().int(),
    name: z.string(),
    teamId: z.number().int().nullable(),
    evidence: z.string(),
    aliases: z.array(z.object({ source: z.string(), alias: z.string(), evidence: z.string() })),
  })
  .meta({ id: 'MigrationTeam' })

/** A figure of V1 and what it will be in V3, as exact text. */
export interface MigrationPredictionWire {
  readonly table: string
  readonly measure: string
  readonly v1: string
  readonly v3: string
}

const predictionWire: z.ZodType<MigrationPredictionWire, MigrationPredictionWire> = z
  .object({ table: z.string(), measure: z.string(), v1: z.string(), v3: z.string() })
  .meta({ id: 'MigrationPrediction' })

/** Where every column of one V3 table comes from, and what only the companion keeps. */
export interface MigrationMappingWire {
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
}

const mappingWire: z.ZodType<MigrationMappingWire, MigrationMappingWire> = z
  .object({
    v1: z.string(),
    v3: z.string(),
    columns: z.array(
      z.object({
        target: z.string(),
        sources: z.array(z.string()),
        rule: z.string(),
        note: z.string().nullable(),
        lossy: z.literal('no'),
      }),
    ),
    companionOnly: z.array(z.object({ column: z.string(), reason: z.string() })),
  })
  .meta({ id: 'MigrationMapping' })

/** All that decides what the move will do, and a hash of it. */
export interface MigrationPlanWire {
  readonly planSha256: string
  readonly ruleVersions: Readonly<Record<string, number>>
  /** The zone in which the legacy's naive times are read. */
  readonly timeZone: string
  readonly source: readonly MigrationSourceTableWire[]
  readonly mapping: readonly MigrationMappingWire[]
  /** Top-level keys of quantum_dna: in how many profiles each stands, and where it goes. */
  readonly jsonKeys: CappedWire<{ readonly key: string; readonly profiles: number; readonly goesTo: string }>
  readonly predictions: readonly MigrationPredictionWire[]
  readonly findings: readonly MigrationFindingWire[]
  /** Open ones first. */
  readonly decisions: CappedWire<MigrationDecisionWire>
  readonly rulings: CappedWire<MigrationRulingWire>
  readonly teams: CappedWire<MigrationTeamWire>
  /** What would be created; empty where everything is there. */
  readonly ddl: readonly string[]
  /** Locks that the move takes, the worst per table. */
  readonly locks: readonly { readonly table: string; readonly lock: string; readonly why: string }[]
  readonly bytesNeeded: number
  readonly bytesFree: number | null
  /** The copy goes in committed chunks. */
  readonly chunked: boolean
  /** False while a finding blocks or a decision is open. */
  readonly ready: boolean
}

export const migrationPlanWire: z.ZodType<MigrationPlanWire, MigrationPlanWire> = z
  .object({
    planSha256: z.string(),
    ruleVersions: z.record(z.string(), z.number()),
    timeZone: z.string(),
    source: z.array(migrationSourceTableWire),
    mapping: z.array(mappingWire),
    jsonKeys: cappedWire(z.object({ key: z.string(), profiles: z.number().int(), goesTo: z.string() })),
    predictions: z.array(predictionWire),
    findings: z.array(migrationFindingWire),
    decisions: cappedWire(decisionWire),
    rulings: cappedWire(rulingWire),
    teams: cappedWire(teamWire),
    ddl: z.array(z.string()),
    locks: z.array(z.object({ table: z.string(), lock: z.string(), why: z.string() })),
    bytesNeeded: z.number(),
    bytesFree: z.number().nullable(),
    chunked: z.boolean(),
    ready: z.boolean(),
  })
  .meta({ id: 'MigrationPlan' })
