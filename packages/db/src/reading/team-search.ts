import { sql } from 'drizzle-orm'
import type { Reader } from './reader.ts'

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

/** Escapes what LIKE reads as a pattern. */
const literal = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)

/**
 * Teams whose name, or a name that a source gives them, is the query; after them those whose names contain it.
 * Only an exact name or alias may be taken without asking: a part of a name never decides which team is meant.
 */
export async function searchTeams(db: Reader, search: TeamSearch): Promise<readonly TeamMatch[]> {
  const pattern = `%${literal(search.normalized)}%`
  return db.execute<TeamMatch>(sql`
    with found as (
      select t.id, min(case
          when t.name = ${search.query} or t.name_normalized = ${search.normalized} then 0
          when a.alias = ${search.query} or a.alias_normalized = ${search.normalized} then 1
          else 2 end) as rank
      from mon_ps.team t left join mon_ps.team_alias a on a.team_id = t.id
      where t.merged_into is null
        and (t.name_normalized like ${pattern} or a.alias_normalized like ${pattern} or t.name = ${search.query} or a.alias = ${search.query})
      group by t.id
    ), latest as (
      select distinct on (ts.team_id) ts.team_id, c.name as league, c.code as league_code, c.source
      from mon_ps.team_season ts join mon_ps.season s on s.id = ts.season_id join mon_ps.competition c on c.id = s.competition_id
      where ts.team_id in (select id from found)
      order by ts.team_id, s.code desc, c.id
    )
    select t.id as "id", t.name as "name", l.league as "league", l.league_code as "leagueCode", coalesce(l.source, 'unknown') as "source",
      case f.rank when 0 then 'exact' when 1 then 'alias' else 'near' end as "match"
    from found f join mon_ps.team t on t.id = f.id left join latest l on l.team_id = f.id
    order by f.rank, t.name collate "und-x-icu", t.id
    limit ${search.limit}`)
}
