import { V1_SCHEMA } from '../copy/move-tables.ts'
import { qualified } from '@mon-ps/db/catalogue/digest'
import type { Database, Executor } from '@mon-ps/db/client'
import { plannedChanges } from '@mon-ps/db/migrate'
import { V1_TABLES } from '@mon-ps/db/schema/legacy-move'
import { sql } from 'drizzle-orm'
import { createHash } from 'node:crypto'
import { statfs } from 'node:fs/promises'
import { toCheckInput } from '../inspect/check.ts'
import { examine, type Examined, knownZone, onSnapshot } from '../inspect/inspect-legacy.ts'
import { type V1Shape } from '../inspect/read-shape.ts'
import { TEAM_NAMES_VERSION } from '../mapping/club-names.ts'
import { quantumDnaKey } from '../mapping/profile-rules.ts'
import { MAPPING_RULES } from '../mapping/rules.ts'
import { TABLE_MAPPINGS } from '../mapping/table-mappings.ts'
import type { LegacySource, MigrationPlan } from '../types.ts'
import { decideRows } from './decide-rows.ts'
import { decideLeagues, decideTeams } from './decide-teams.ts'
import { DecisionBook, RulingBook, treatRows } from './decision-book.ts'
import { predict } from './predict.ts'

/** JSON with sorted keys, so that equal values give equal texts. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`
}

/** Raised when the same facts would be written into V3 in another way. */
const PLAN_VERSION = 2

/**
 * SHA-256 of what a person agrees to: V1's shape, the rules and their mapping, the decisions, the zone and the DDL. V1's rows are
 * not part of it, nor what follows from them alone: rulings, teams, figures and findings.
 */
function planHash(plan: Omit<MigrationPlan, 'planSha256'>): string {
  const { ruleVersions, mapping, timeZone } = plan
  // quantum_backup stays after a rollback, and the plan must be the same then.
  const ddl = plan.ddl.filter((statement) => !statement.includes('quantum_backup'))
  const source = plan.source
    .filter(({ table }) => V1_TABLES.some((name) => name === table))
    .map(({ table, kind, columns }) => ({ table, kind, columns }))
  const decisions = plan.decisions.map(({ id, chosen, proposed }) => ({ id, taken: chosen ?? proposed }))
  const facts = { version: PLAN_VERSION, source, ruleVersions, mapping, decisions, timeZone, ddl }
  return createHash('sha256').update(canonicalJson(facts)).digest('hex')
}

/** Each rule's name and version, and the version of the dictionary of names. */
function ruleVersions(): Readonly<Record<string, number>> {
  const rules = MAPPING_RULES.map(({ id }) => {
    const at = id.lastIndexOf('@')
    return [id.slice(0, at), Number(id.slice(at + 1))] as const
  })
  return Object.fromEntries([...rules, ['team-names', TEAM_NAMES_VERSION] as const].sort(([x], [y]) => (x < y ? -1 : 1)))
}

function describeMapping({ tables }: V1Shape): MigrationPlan['mapping'] {
  return TABLE_MAPPINGS.map(({ v1, v3, columns, companionOnly, v1Columns }) => {
    const own = new Set(v1Columns.map(({ name }) => name))
    const extra = (tables.find(({ table }) => table === v1)?.columns ?? []).filter(({ name }) => !own.has(name))
    return {
      v1,
      v3,
      columns: columns.map(({ target, sources, rule, note }) => ({ target, sources, rule, note, lossy: 'no' as const })),
      companionOnly: [...companionOnly, ...extra.map(({ name }) => ({ column: name, reason: 'not one of V1’s own columns' }))],
    }
  })
}

async function describeJsonKeys(executor: Executor, { relations }: V1Shape): Promise<MigrationPlan['jsonKeys']> {
  const rows = await executor.execute<{ key: string; profiles: number }>(sql`
    select entry.key, count(*) as profiles from (${relations.team_profiles.body}) r
    cross join lateral jsonb_object_keys(case when jsonb_typeof(r.quantum_dna) = 'object' then r.quantum_dna end) as entry(key) group by 1 order by entry.key collate "C"`)
  return rows.map(({ key, profiles }) => {
    const columns = quantumDnaKey(key)?.goesTo ?? []
    return { key, profiles, goesTo: [...columns, 'quantum_dna_legacy'].join(', ') }
  })
}

/** Rows of V1 above which the copy goes in committed chunks. */
const ONE_TRANSACTION_ROWS = 50_000

interface Growth {
  readonly ddl: readonly string[]
  readonly bytesFree: number | null
}

/** What applying would create, and free disk space. Reads only the target, outside of any transaction. */
async function describeGrowth(target: Database): Promise<Growth> {
  const { creates } = await plannedChanges(target)
  const schemas = await target.db.execute<{ name: string }>(sql`select nspname as name from pg_namespace`)
  const there = new Set(schemas.map(({ name }) => name))
  const missing = ['mon_ps', V1_SCHEMA, 'legacy_v1', 'quantum_backup'].filter((schema) => !there.has(schema))
  const companions = await target.db.execute<{ name: string }>(
    sql`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'legacy_v1'`,
  )
  const made = new Set(companions.map(({ name }) => name))
  return {
    ddl: [
      ...missing.map((schema) => `create schema ${schema}`),
      ...creates.map((table) => `create table ${table}`),
      ...V1_TABLES.filter((table) => !made.has(table)).map((table) => `create table legacy_v1.${table}, as V1’s is`),
    ],
    bytesFree: await bytesFree(target),
  }
}

async function bytesFree({ dataDir }: Database): Promise<number | null> {
  if (dataDir === null) return null
  const disk = await statfs(dataDir)
  return disk.bavail * disk.bsize
}

/** Every row is stored as companion, version, V3 and backup, with indexes, and once more in the log. */
const COPIES = 6

/** Estimated from the size of V1's tables. */
async function bytesNeeded(source: Executor, { relations }: V1Shape): Promise<number> {
  let bytes = 0
  for (const table of V1_TABLES.filter((name) => relations[name].present)) {
    const [row] = await source.execute<{ bytes: number }>(sql`
      select greatest(pg_total_relation_size(format('%I.%I', ${V1_SCHEMA}::text, ${table}::text)::regclass),
        (select coalesce(sum(pg_column_size(t.*)), 0) from ${qualified(V1_SCHEMA, table)} t))::float8 as bytes`)
    bytes += row?.bytes ?? 0
  }
  return bytes * COPIES
}

const isChunked = ({ tables }: V1Shape): boolean =>
  V1_TABLES.reduce((rows, name) => rows + (tables.find(({ table }) => table === name)?.rows ?? 0), 0) > ONE_TRANSACTION_ROWS

function listLocks(): MigrationPlan['locks'] {
  return [
    ...V1_TABLES.map((table) => ({
      table: `${V1_SCHEMA}.${table}`,
      lock: 'ACCESS SHARE',
      why: 'it is only read, in one snapshot: its writers do not wait',
    })),
    ...['team_quantum_dna_v3', 'quantum_friction_matrix_v3', 'quantum_strategies_v3'].map((table) => ({
      table: `quantum.${table}`,
      lock: 'ROW EXCLUSIVE',
      why: 'rows are published in one transaction; readers see all of them or none',
    })),
    { table: 'legacy_v1.*', lock: 'ACCESS EXCLUSIVE', why: 'while they are made: nobody reads them yet' },
  ]
}

export interface PlanOptions {
  /** Decision id → option id. */
  readonly decisions?: Readonly<Record<string, string>> | undefined
  /** IANA zone in which the legacy's naive times are read; UTC when nobody says otherwise. */
  readonly timeZone?: string | undefined
}

type Decided = Pick<MigrationPlan, 'decisions' | 'rulings' | 'teams'>

/** Decisions about profiles determine those about their pairs and strategies. */
async function decide(source: Executor, target: Executor, examined: Examined, given: Readonly<Record<string, string>>): Promise<Decided> {
  const { shape, profiles, rowChecks } = examined
  const findings = new Map(examined.findings.map((finding) => [finding.id, finding]))
  const books = { decisions: new DecisionBook(given), rulings: new RulingBook() }
  await treatRows(source, 'team_profiles', toCheckInput('team_profiles', shape.relations), { checks: rowChecks, findings }, books)
  const leagues = decideLeagues(profiles, books)
  const teams = await decideTeams(target, profiles, leagues, books)
  await decideRows(source, 'matchup_friction', examined, findings, books)
  await decideRows(source, 'team_strategies', examined, findings, books)
  return { decisions: books.decisions.close(), rulings: books.rulings.all(), teams }
}

async function assemble(
  source: LegacySource,
  executors: { readonly source: Executor; readonly target: Executor },
  growth: Growth,
  options: PlanOptions,
): Promise<MigrationPlan> {
  const timeZone = await knownZone(executors.source, options.timeZone)
  const examined = await examine(executors.source, executors.target, source.address, timeZone)
  const { shape, findings } = examined
  const decided = await decide(executors.source, executors.target, examined, options.decisions ?? {})
  const plan: Omit<MigrationPlan, 'planSha256'> = {
    ruleVersions: ruleVersions(),
    timeZone,
    source: shape.tables,
    mapping: describeMapping(shape),
    jsonKeys: await describeJsonKeys(executors.source, shape),
    predictions: await predict(executors.source, shape.relations, decided.rulings),
    findings,
    ...decided,
    ddl: growth.ddl,
    locks: listLocks(),
    bytesNeeded: await bytesNeeded(executors.source, shape),
    bytesFree: growth.bytesFree,
    chunked: isChunked(shape),
    ready:
      findings.every(({ severity }) => severity !== 'blocking') &&
      decided.decisions.every(({ chosen, proposed }) => (chosen ?? proposed) !== null),
  }
  return { planSha256: planHash(plan), ...plan }
}

/**
 * Plans the move under one snapshot of V1 and hashes the plan. Writes nothing. With `rulings` and `teams` every row of V1 has its row in
 * V3 or a reason why not.
 *
 * @throws {DbError} LEGACY_NOT_FOUND  none of the three V1 tables is there
 * @throws {DbError} INVALID_ARGUMENT  a decision, an option or a time zone that is not known; the message names near ones
 * @example const plan = await planMigration(source, target, { decisions: { 'P06:team_profiles:no-league:12': 'Serie A' } })
 */
export async function planMigration(source: LegacySource, target: Database, options: PlanOptions): Promise<MigrationPlan> {
  // The embedded engine has one connection, which the snapshot occupies.
  const growth = await describeGrowth(target)
  return onSnapshot(source, target, (from, to) => assemble(source, { source: from, target: to }, growth, options))
}
