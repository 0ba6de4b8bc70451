import { and, eq, inArray, max, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Executor } from '../client.ts'
import { DbError } from '../errors.ts'
import type { Source } from '../schema/columns.ts'
import { season } from '../schema/competitions.ts'
import { team, teamAlias, teamSeason } from '../schema/teams.ts'
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

function countLetterPairs(name: string): Map<string, number> {
  const pairs = new Map<string, number>()
  const padded = ` ${name} `
  for (let at = 0; at < padded.length - 1; at++) {
    const pair = padded.slice(at, at + 2)
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return pairs
}

/**
 * How alike two normalised names are, in [0, 1]: twice the pairs of neighbouring letters that they share, over all
 * pairs of both. For suggestions only.
 *
 * @source  Dice (1945), on letter pairs with the ends counted
 * @example nameSimilarity('arsnal', 'arsenal') // 0.8
 */
export function nameSimilarity(a: string, b: string): number {
  const [left, right] = [countLetterPairs(a), countLetterPairs(b)]
  let shared = 0
  for (const [pair, count] of left) shared += Math.min(count, right.get(pair) ?? 0)
  return (2 * shared) / (a.length + b.length + 2)
}

/** A team found by name. `near`: the name contains the words, and a person should confirm it. */
export type TeamMatch = {
  readonly id: number
  readonly name: string
  readonly league: string | null
  readonly leagueCode: string | null
  readonly source: 'football-data' | 'demo' | 'unknown'
  readonly match: 'exact' | 'alias' | 'near'
}

export interface TeamSearch {
  /** As typed. */
  readonly query: string
  /** As `normaliseTeamName` of core gives it: what `name_normalized` holds. */
  readonly normalized: string
  readonly limit: number
}

/** Below it two names have too little in common to suggest one for the other. */
const ALIKE = 0.45

/** Escapes what LIKE reads as a pattern. */
const literal = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)

/** Teams whose name or alias is the query or contains it: 0 by name, 1 by alias, 2 by a part of either. */
const containing = ({ query, normalized }: TeamSearch): SQL => {
  const pattern = `%${literal(normalized)}%`
  return sql`
    select t.id, min(case
        when t.name = ${query} or t.name_normalized = ${normalized} then 0
        when a.alias = ${query} or a.alias_normalized = ${normalized} then 1
        else 2 end) as rank
    from mon_ps.team t left join mon_ps.team_alias a on a.team_id = t.id
    where t.merged_into is null
      and (t.name_normalized like ${pattern} or a.alias_normalized like ${pattern} or t.name = ${query} or a.alias = ${query})
    group by t.id`
}

/** Teams with a name alike, the likest first: what a misspelling may mean. */
async function alike(executor: Executor, { normalized, limit }: TeamSearch): Promise<SQL> {
  const spellings = await executor.execute<{ id: number; spelling: string }>(sql`
    select id, name_normalized as spelling from mon_ps.team where merged_into is null
    union select t.id, a.alias_normalized from mon_ps.team_alias a join mon_ps.team t on t.id = a.team_id where t.merged_into is null`)
  const best = new Map<number, number>()
  for (const { id, spelling } of spellings) best.set(id, Math.max(best.get(id) ?? 0, nameSimilarity(normalized, spelling)))
  const ranked = [...best].filter(([, score]) => score >= ALIKE).sort(([, a], [, b]) => b - a)
  const found = ranked.slice(0, limit).map(([id], at) => ({ id, rank: at + 2 }))
  return sql`select id, rank from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as x(id int, rank int)`
}

/** Raw, like what it is given: the builder cannot read a parameter as rows (jsonb_to_recordset). `found` as a list shows it: each team with the league in which it played last. */
async function describeTeams(executor: Executor, found: SQL, limit: number): Promise<readonly TeamMatch[]> {
  return executor.execute<TeamMatch>(sql`
    with found as (${found}), latest as (
      select distinct on (ts.team_id) ts.team_id, c.name as league, c.code as league_code, c.source
      from mon_ps.team_season ts join mon_ps.season s on s.id = ts.season_id join mon_ps.competition c on c.id = s.competition_id
      where ts.team_id in (select id from found)
      order by ts.team_id, s.code desc, c.id
    )
    select t.id as "id", t.name as "name", l.league as "league", l.league_code as "leagueCode", coalesce(l.source, 'unknown') as "source",
      case f.rank when 0 then 'exact' when 1 then 'alias' else 'near' end as "match"
    from found f join mon_ps.team t on t.id = f.id left join latest l on l.team_id = f.id
    order by f.rank, t.name collate "und-x-icu", t.id
    limit ${limit}`)
}

/**
 * Teams whose name, or a name that a source gives them, is the query; after them those whose names contain it; where there
 * is none, those with names alike. Only an exact name or alias may be taken without asking: a part of a name, or a
 * likeness, never decides which team is meant.
 */
export async function searchTeams(executor: Executor, search: TeamSearch): Promise<readonly TeamMatch[]> {
  const found = await describeTeams(executor, containing(search), search.limit)
  return found.length > 0 ? found : describeTeams(executor, await alike(executor, search), search.limit)
}
