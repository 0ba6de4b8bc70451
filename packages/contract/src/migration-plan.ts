import { z } from 'zod'
import type { Immutable, ImmutableLists } from './answer.ts'

const SEVERITIES = ['info', 'warning', 'decision', 'blocking'] as const

export const V1_TABLES = ['team_profiles', 'matchup_friction', 'team_strategies'] as const

const migrationFindingSchema = z
  .object({
    /** Stable: `P06:team_profiles:json-not-an-object`. */
    id: z.string(),
    check: z.string(),
    table: z.string(),
    severity: z.enum(SEVERITIES),
    count: z.number().int(),
    message: z.string(),
    /** At most 20. */
    examples: z.array(z.object({ v1Id: z.number().nullable(), what: z.string() })),
    /** What the plan does about it; null where nothing is to be done. */
    remedy: z.string().nullable(),
  })
  .meta({ id: 'MigrationFinding' })
/** What a preflight check found, P01 to P20. */
export interface MigrationFinding extends Immutable<z.infer<typeof migrationFindingSchema>> {}
const migrationFinding: z.ZodType<MigrationFinding, MigrationFinding> = migrationFindingSchema

const migrationSourceTableSchema = z
  .object({
    table: z.enum([...V1_TABLES, 'odds', 'tracking_clv_picks', 'manual_bets']),
    present: z.boolean(),
    kind: z.enum(['table', 'view', 'other']).nullable(),
    rows: z.number().int(),
    columns: z.array(z.object({ name: z.string(), type: z.string() })),
    /** Digest of all rows; null where the table is absent. */
    digest: z.string().nullable(),
  })
  .meta({ id: 'MigrationSourceTable' })
export interface MigrationSourceTable extends Immutable<z.infer<typeof migrationSourceTableSchema>> {}
const migrationSourceTable: z.ZodType<MigrationSourceTable, MigrationSourceTable> = migrationSourceTableSchema

const migrationInspectionSchema = z
  .object({
    /** Where V1 stands, without password. */
    source: z.string(),
    target: z.string(),
    sameDatabase: z.boolean(),
    tables: z.array(migrationSourceTable),
    findings: z.array(migrationFinding),
    /** The V2 tables and how many rows each holds. */
    v2Tables: z.array(z.object({ name: z.string(), rows: z.number().int() })),
    v3Present: z.boolean(),
  })
  .meta({ id: 'MigrationInspection' })
/** What stands in V1 and what preflight found there. */
export interface MigrationInspection extends Immutable<z.infer<typeof migrationInspectionSchema>> {}
export const migrationInspection: z.ZodType<MigrationInspection, MigrationInspection> = migrationInspectionSchema

const cappedSchema = <Row>(row: z.ZodType<Row, Row>) => z.object({ total: z.number().int(), rows: z.array(row) })
/** A list that may be long: how many there are, and the first of them. */
export type Capped<Row> = ImmutableLists<z.infer<ReturnType<typeof cappedSchema<Row>>>>
export const capped = <Row>(row: z.ZodType<Row, Row>): z.ZodType<Capped<Row>, Capped<Row>> => cappedSchema(row)

const migrationDecisionSchema = z
  .object({
    id: z.string(),
    question: z.string(),
    options: z.array(z.object({ id: z.string(), meaning: z.string() })),
    /** What the plan takes when nobody says otherwise; null when somebody must. */
    proposed: z.string().nullable(),
    /** What somebody said; null leaves it at what is proposed, and open where nothing is. */
    chosen: z.string().nullable(),
  })
  .meta({ id: 'MigrationDecision' })
/** A choice that the plan made or that a person must make; it is part of the plan's hash. */
export interface MigrationDecision extends Immutable<z.infer<typeof migrationDecisionSchema>> {}
const migrationDecision: z.ZodType<MigrationDecision, MigrationDecision> = migrationDecisionSchema

const migrationRulingSchema = z
  .object({
    table: z.enum(V1_TABLES),
    v1Id: z.number().int(),
    kind: z.enum(['quarantine', 'league', 'profile', 'value']),
    column: z.string(),
    value: z.string().nullable(),
    reason: z.string(),
  })
  .meta({ id: 'MigrationRuling' })
/** What the plan decided about one row or value. */
export interface MigrationRuling extends Immutable<z.infer<typeof migrationRulingSchema>> {}
const migrationRuling: z.ZodType<MigrationRuling, MigrationRuling> = migrationRulingSchema

const migrationTeamSchema = z
  .object({
    v1Id: z.number().int(),
    name: z.string(),
    /** An existing team of ours; null when a new one is made. */
    teamId: z.number().int().nullable(),
    evidence: z.string(),
    /** Names that the team gets in other sources. */
    aliases: z.array(z.object({ source: z.string(), alias: z.string(), evidence: z.string() })),
  })
  .meta({ id: 'MigrationTeam' })
/** Which team a V1 profile becomes. */
export interface MigrationTeam extends Immutable<z.infer<typeof migrationTeamSchema>> {}
const migrationTeam: z.ZodType<MigrationTeam, MigrationTeam> = migrationTeamSchema

const migrationPredictionSchema = z
  .object({ table: z.string(), measure: z.string(), v1: z.string(), v3: z.string() })
  .meta({ id: 'MigrationPrediction' })
/** A figure of V1 and what it will be in V3, as exact text. */
export interface MigrationPrediction extends Immutable<z.infer<typeof migrationPredictionSchema>> {}
const migrationPrediction: z.ZodType<MigrationPrediction, MigrationPrediction> = migrationPredictionSchema

const migrationMappingSchema = z
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
/** Where every column of one V3 table comes from, and what only the companion keeps. */
export interface MigrationMapping extends Immutable<z.infer<typeof migrationMappingSchema>> {}
const migrationMapping: z.ZodType<MigrationMapping, MigrationMapping> = migrationMappingSchema

const migrationPlanSchema = z
  .object({
    planSha256: z.string(),
    ruleVersions: z.record(z.string(), z.number()),
    /** The zone in which the legacy's naive times are read. */
    timeZone: z.string(),
    source: z.array(migrationSourceTable),
    mapping: z.array(migrationMapping),
    /** Top-level keys of quantum_dna: in how many profiles each stands, and where it goes. */
    jsonKeys: capped(z.object({ key: z.string(), profiles: z.number().int(), goesTo: z.string() })),
    predictions: z.array(migrationPrediction),
    findings: z.array(migrationFinding),
    /** Open ones first. */
    decisions: capped(migrationDecision),
    rulings: capped(migrationRuling),
    teams: capped(migrationTeam),
    /** What would be created; empty where everything is there. */
    ddl: z.array(z.string()),
    /** Locks that the move takes, the worst per table. */
    locks: z.array(z.object({ table: z.string(), lock: z.string(), why: z.string() })),
    bytesNeeded: z.number(),
    bytesFree: z.number().nullable(),
    /** The copy goes in committed chunks. */
    chunked: z.boolean(),
    /** False while a finding blocks or a decision is open. */
    ready: z.boolean(),
  })
  .meta({ id: 'MigrationPlan' })
/** All that decides what the move will do, and a hash of it. */
export interface MigrationPlanWire extends Immutable<z.infer<typeof migrationPlanSchema>> {}
export const migrationPlan: z.ZodType<MigrationPlanWire, MigrationPlanWire> = migrationPlanSchema
