import { sql } from 'drizzle-orm'
import type { Executor } from '@mon-ps/db/client'
import type { MigrationPlan } from '../types.ts'
import { createMoveTables, ownSequences } from './move-tables.ts'

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
