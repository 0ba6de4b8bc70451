import { named } from '@mon-ps/db/engine/sql-text'
import type { Executor } from '@mon-ps/db/client'
import { sql } from 'drizzle-orm'
import { TABLE_MAPPINGS } from '../mapping/table-mappings.ts'
import type { MigrationPlan } from '../types.ts'

/** Where V1 is. */
export const V1_SCHEMA = 'quantum'
/** Where the companions are, with what the move has to remember until it is rolled back, and the functions of the sync. */
export const COMPANION_SCHEMA = 'legacy_v1'

/** What the move keeps beside the companions: its settings, and of each V3 row that it replaced what no version says. */
const STATEMENTS = [
  `create schema if not exists ${COMPANION_SCHEMA}`,
  `create table if not exists ${COMPANION_SCHEMA}.move_setting (
    only_row boolean primary key default true check (only_row),
    time_zone text not null)`,
  `insert into ${COMPANION_SCHEMA}.move_setting (time_zone) values ('UTC') on conflict do nothing`,
  `create table if not exists ${COMPANION_SCHEMA}.replaced_v3_row (
    table_name text not null, row_id integer not null, version_id bigint, published_by_run bigint, row_sha256 text, season text,
    created_at timestamptz not null, updated_at timestamptz not null,
    primary key (table_name, row_id))`,
  `create table if not exists ${COMPANION_SCHEMA}.sequence_before (name text primary key, last_value bigint not null, is_called boolean not null)`,
]

/** Tables that a projection reads. */
export const MOVED_TABLES: readonly string[] = [
  ...TABLE_MAPPINGS.map(({ v1 }) => `${COMPANION_SCHEMA}.${v1}`),
  'mon_ps.legacy_team',
  'mon_ps.legacy_ruling',
]

/** Sequences that the move may draw from, with the column that they fill. */
export const DRAWN_SEQUENCES = [
  { sequence: 'mon_ps.team_id_seq', table: 'mon_ps.team', column: 'id' },
  { sequence: 'quantum.quantum_friction_matrix_v3_friction_id_seq', table: 'quantum.quantum_friction_matrix_v3', column: 'friction_id' },
  { sequence: 'quantum.quantum_strategies_v3_strategy_id_seq', table: 'quantum.quantum_strategies_v3', column: 'strategy_id' },
] as const

/** Makes what is missing of it, and remembers where the sequences stood before the move drew from them. */
export async function createMoveTables(target: Executor): Promise<void> {
  for (const statement of STATEMENTS) await target.execute(sql.raw(statement))
  for (const { sequence } of DRAWN_SEQUENCES)
    await target.execute(
      sql.raw(
        `insert into ${COMPANION_SCHEMA}.sequence_before select '${sequence}', last_value, is_called from ${sequence} on conflict do nothing`,
      ),
    )
}

/**
 * Puts the sequences back to where they stood before the move, unless a row that stays holds a number drawn since.
 * In the transaction: a sequence that is restarted first is a new one, which goes with the transaction.
 */
export async function restoreSequences(target: Executor): Promise<void> {
  for (const { sequence, table, column } of DRAWN_SEQUENCES) {
    const [state] = await target.execute<{ last: number; called: boolean }>(
      sql.raw(`select b.last_value as last, b.is_called as called from ${COMPANION_SCHEMA}.sequence_before b, ${sequence} s
        where b.name = '${sequence}' and (s.last_value, s.is_called) <> (b.last_value, b.is_called)
          and not exists (select from ${table} t where t.${column} > b.last_value or (t.${column} = b.last_value and not b.is_called))`),
    )
    if (state === undefined) continue
    await target.execute(sql.raw(`alter sequence ${sequence} restart`))
    await target.execute(sql.raw(`select setval('${sequence}', ${state.last}, ${state.called})`))
  }
}

/** From here on, numbers that this transaction draws are free again when it is rolled back. */
export async function ownSequences(target: Executor): Promise<void> {
  for (const { sequence } of DRAWN_SEQUENCES) {
    const [state] = await target.execute<{ last: number; called: boolean }>(
      sql.raw(`select last_value as last, is_called as called from ${sequence}`),
    )
    if (state === undefined) continue
    await target.execute(sql.raw(`alter sequence ${sequence} restart`))
    await target.execute(sql.raw(`select setval('${sequence}', ${state.last}, ${state.called})`))
  }
}

/** The companions and what the move keeps beside them. */
export const COMPANION_TABLES: readonly string[] = [
  ...TABLE_MAPPINGS.map(({ v1 }) => v1),
  'move_setting',
  'replaced_v3_row',
  'sequence_before',
  // Of a move that is finished.
  'finished_row',
  'finished',
]

/** Drops the companions and what stands beside them. Refused by the server while something still rests on them. */
export async function dropCompanions(target: Executor): Promise<void> {
  for (const table of COMPANION_TABLES) await target.execute(sql.raw(`drop table if exists ${COMPANION_SCHEMA}.${named(table)}`))
  await target.execute(sql.raw(`drop schema if exists ${COMPANION_SCHEMA}`))
}

/**
 * For the rest of the transaction: the long generated statements are planned with what the tables hold by now, and are not compiled,
 * which takes longer than running them.
 */
export async function tunePlanner(target: Executor, tables: readonly string[]): Promise<void> {
  await target.execute(sql`set local jit = off`)
  await target.execute(sql`set local statement_timeout = 0`)
  for (const table of tables) {
    const [known] = await target.execute<{ grown: boolean }>(sql`
      select reltuples <= 0 or pg_relation_size(oid) > 2 * 8192 * greatest(relpages, 1)::bigint as grown from pg_class where oid = to_regclass(${table})`)
    if (known?.grown === true) await analyzeTable(target, table)
  }
}

/** A fifth of the usual sample: enough to tell keys from flags, and not slower than copying many thousand rows of JSON. */
const SAMPLE_TARGET = 20

/** Tells the planner how large a table is and what it holds. */
export async function analyzeTable(target: Executor, table: string): Promise<void> {
  await target.execute(sql.raw(`set local default_statistics_target = ${SAMPLE_TARGET}`))
  await target.execute(sql.raw(`analyze ${table}`))
}

/** V1's ids are kept below our own, which begin here. */
const FIRST_OWN_TEAM = 10_001

/**
 * What a person's spelling is compared with, as core's `normaliseTeamName` gives it: accents go before the case does, so
 * that a server whose collation knows only ASCII says the same.
 */
export const normalizedName = (name: string): string => `normalize(translate(lower(regexp_replace(
    normalize(btrim(regexp_replace(${name}, '\\s+', ' ', 'g')), NFD), '[\\u0300-\\u036f\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff]', '', 'g')), 'ıØÆŒĐŁÞÐ', 'iøæœđłþð'), NFC)`

const records = (rows: readonly unknown[]) => sql`jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)`

async function storeTeams(target: Executor, teams: MigrationPlan['teams'], runId: number): Promise<void> {
  const planned = sql`${records(teams)} as p("v1Id" integer, name text, "teamId" integer, evidence text)`
  await target.execute(sql`
    insert into mon_ps.team (id, name, name_normalized, source)
    select case when p."v1Id" < ${FIRST_OWN_TEAM} and not exists (select from mon_ps.team t where t.id = p."v1Id")
        and not exists (select from quantum.team_quantum_dna_v3 t where t.team_id = p."v1Id") then p."v1Id"
      else nextval('mon_ps.team_id_seq')::int end, p.name, ${sql.raw(normalizedName('p.name'))}, 'legacy'
    from (select * from ${planned} order by 1) p
    where p."teamId" is null and not exists (select from mon_ps.legacy_team l where l.v1_id = p."v1Id")`)
  await target.execute(sql`
    insert into mon_ps.legacy_team (v1_id, team_id, name, evidence, run_id)
    select p."v1Id", coalesce(p."teamId", (select t.id from mon_ps.team t where t.name = p.name)), p.name, p.evidence, ${runId}::bigint from ${planned}
    on conflict (v1_id) do nothing`)
  const aliases = teams.flatMap(({ v1Id, aliases: names }) => names.map((alias) => ({ v1Id, ...alias })))
  await target.execute(sql`
    insert into mon_ps.team_alias (source, alias, alias_normalized, team_id, evidence, run_id)
    select a.source, a.alias, ${sql.raw(normalizedName('a.alias'))}, l.team_id, a.evidence, ${runId}::bigint
    from ${records(aliases)} as a("v1Id" integer, source text, alias text, evidence text)
    join mon_ps.legacy_team l on l.v1_id = a."v1Id"
    on conflict (source, alias) do nothing`)
}

/**
 * Writes down what the plan decided: which team each profile is (a new team keeps V1's id where that is free), the names
 * that teams have elsewhere, the rulings about single rows and values, and the zone of V1's naive times. What is
 * written already stays, so that a run that was cut off can go on.
 *
 * @throws {DbError} CONFLICT  a team that the plan takes for new has been made since by somebody else
 */
export async function storePlan(
  target: Executor,
  plan: Pick<MigrationPlan, 'teams' | 'rulings' | 'timeZone'>,
  runId: number,
): Promise<void> {
  await createMoveTables(target)
  await ownSequences(target)
  await target.execute(sql`update legacy_v1.move_setting set time_zone = ${plan.timeZone} where time_zone <> ${plan.timeZone}`)
  await storeTeams(target, plan.teams, runId)
  await target.execute(sql`
    insert into mon_ps.legacy_ruling (table_name, v1_id, kind, column_name, value, reason, run_id)
    select r."table", r."v1Id", r.kind, r."column", r.value, r.reason, ${runId}::bigint
    from ${records(plan.rulings)} as r("table" text, "v1Id" integer, kind text, "column" text, value text, reason text)
    on conflict (table_name, v1_id, kind, column_name) do nothing`)
}
