import { and, eq, inArray, max, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { DbError } from '../errors.ts'
import type { Source } from '../schema/columns.ts'
import { season } from '../schema/competitions.ts'
import { team, teamAlias, teamSeason } from '../schema/teams.ts'
import type { Executor } from '../client.ts'
import { insertRecords } from './records.ts'

export interface TeamName {
  readonly id: number
  readonly name: string
}

export interface NewTeams {
  readonly source: Source
  readonly teams: readonly NewTeam[]
  readonly country: string | null
  readonly runId: number
}

export interface NewTeam {
  /** As the source writes it. */
  readonly name: string
  /** As core's `normaliseTeamName` gives it: what a person's spelling is compared with. */
  readonly normalized: string
}

/** Team ids by the names that `source` uses. A name that is not in the map is unknown: never a guess. */
export async function resolveTeams(executor: Executor, source: Source, names: readonly string[]): Promise<Map<string, number>> {
  if (names.length === 0) return new Map()
  const rows = await executor
    .select({ alias: teamAlias.alias, teamId: teamAlias.teamId })
    .from(teamAlias)
    .where(and(eq(teamAlias.source, source), inArray(teamAlias.alias, [...new Set(names)])))
  return new Map(rows.map((row) => [row.alias, row.teamId]))
}

/**
 * Makes teams that a source names for the first time, with the alias by which it will name them again. A
 * team that has exactly this name already gets the alias.
 *
 * @returns  ids by name
 * @throws {DbError} CONFLICT  a demo team would share its name with a real one, or the other way round
 */
export async function createTeams(executor: Executor, wanted: NewTeams): Promise<Map<string, number>> {
  const normalized = new Map(wanted.teams.map((one) => [one.name, one.normalized]))
  const names = [...normalized.keys()]
  if (names.length === 0) return new Map()
  const values = [...normalized].map(([name, nameNormalized]) => ({ name, nameNormalized, country: wanted.country, source: wanted.source }))
  await insertRecords(executor, team, values, sql`on conflict (name) do nothing`)
  const rows = await executor.select({ id: team.id, name: team.name, source: team.source }).from(team).where(inArray(team.name, names))
  for (const row of rows) {
    if ((row.source === 'demo') !== (wanted.source === 'demo'))
      throw new DbError('CONFLICT', `a team called ${row.name} came from ${row.source} already; remove the demo or rename the team`, {
        name: row.name,
      })
  }
  const aliases = rows.map((row) => ({
    source: wanted.source,
    alias: row.name,
    aliasNormalized: normalized.get(row.name),
    teamId: row.id,
    evidence: 'the name in this source',
    runId: wanted.runId,
  }))
  await insertRecords(executor, teamAlias, aliases, sql`on conflict (source, alias) do nothing`)
  return new Map(rows.map((row) => [row.name, row.id]))
}

/** Teams of a competition's season in the order of their names; of its latest season when none is given. */
export async function listTeamsOfSeason(executor: Executor, competitionId: number, seasonCode?: string): Promise<TeamName[]> {
  const other = alias(season, 's')
  const latest = executor
    .select({ code: max(other.code) })
    .from(other)
    .where(eq(other.competitionId, competitionId))
  return executor
    .select({ id: team.id, name: team.name })
    .from(teamSeason)
    .innerJoin(season, eq(season.id, teamSeason.seasonId))
    .innerJoin(team, eq(team.id, teamSeason.teamId))
    .where(and(eq(season.competitionId, competitionId), eq(season.code, seasonCode ?? sql`(${latest})`)))
    .orderBy(team.name)
}

/** Names by team id; an id that is nobody's is left out. */
export async function readTeamNames(executor: Executor, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map()
  const rows = await executor
    .select({ id: team.id, name: team.name })
    .from(team)
    .where(inArray(team.id, [...new Set(ids)]))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** The teams that each name stands for, in any source; several where sources disagree, and no entry for an unknown name. */
export async function teamsByAnyName(executor: Executor, names: readonly string[]): Promise<Map<string, readonly number[]>> {
  // Raw: the builder cannot read a parameter as rows (jsonb_array_elements).
  const rows = await executor.execute<{ name: string; ids: number[] }>(sql`
    select wanted.name, jsonb_agg(distinct coalesce(t.merged_into, t.id)) as ids
    from jsonb_array_elements_text(${JSON.stringify([...new Set(names)])}::jsonb) as wanted(name)
    join mon_ps.team t on t.name = wanted.name
      or exists (select from mon_ps.team_alias a where a.team_id = t.id and a.alias = wanted.name)
    group by wanted.name`)
  return new Map(rows.map(({ name, ids }) => [name, ids]))
}
