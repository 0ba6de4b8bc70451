import { named } from '@mon-ps/db/engine/sql-text'
import type { Executor } from '@mon-ps/db/client'
import { sql } from 'drizzle-orm'
import { TABLE_MAPPINGS } from '../mapping/table-mappings.ts'
import type { MigrationPlan } from '../types.ts'

export const V1_SCHEMA = 'quantum'
/** For the companions, what the move remembers until it is rolled back, and the functions of the sync. */
export const COMPANION_SCHEMA = 'legacy_v1'

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

/** Also records the sequences' values before the move draws from them. */
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
 * Resets the sequences to their values before the move, unless a remaining row uses a later number. RESTART makes the change
 * transactional.
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

/** Makes numbers drawn in this transaction available again if it is rolled back. */
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

export const COMPANION_TABLES: readonly string[] = [
  ...TABLE_MAPPINGS.map(({ v1 }) => v1),
  'move_setting',
  'replaced_v3_row',
  'sequence_before',
  // Created by finish.
  'finished_row',
  'finished',
]

/** The server refuses while other objects depend on them. */
export async function dropCompanions(target: Executor): Promise<void> {
  for (const table of COMPANION_TABLES) await target.execute(sql.raw(`drop table if exists ${COMPANION_SCHEMA}.${named(table)}`))
  await target.execute(sql.raw(`drop schema if exists ${COMPANION_SCHEMA}`))
}

/** Analyses grown tables and turns off JIT, which takes longer than the generated statements themselves. */
export async function tunePlanner(target: Executor, tables: readonly string[]): Promise<void> {
  await target.execute(sql`set local jit = off`)
  await target.execute(sql`set local statement_timeout = 0`)
  for (const table of tables) {
    const [known] = await target.execute<{ grown: boolean }>(sql`
      select reltuples <= 0 or pg_relation_size(oid) > 2 * 8192 * greatest(relpages, 1)::bigint as grown from pg_class where oid = to_regclass(${table})`)
    if (known?.grown === true) await analyzeTable(target, table)
  }
}

/** A fifth of the usual sample is enough here, and fast on wide JSON rows. */
const SAMPLE_TARGET = 20

export async function analyzeTable(target: Executor, table: string): Promise<void> {
  await target.execute(sql.raw(`set local default_statistics_target = ${SAMPLE_TARGET}`))
  await target.execute(sql.raw(`analyze ${table}`))
}

/** V1's ids are kept below our own, which begin here. */
const FIRST_OWN_TEAM = 10_001

/** Core's `normaliseTeamName` in SQL. Accents are removed before lower-casing, so that an ASCII-only collation gives the same. */
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
 * Stores the plan's teams, aliases, rulings and time zone. Existing rows stay, so that an interrupted run can continue.
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
