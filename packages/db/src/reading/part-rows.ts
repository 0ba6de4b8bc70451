import { sql } from 'drizzle-orm'
import type { Reader } from './reader.ts'

/** The stored matches of a league in which two teams both play. */
export type SharedPartRow = {
  readonly sha256: string
  readonly league: string
  readonly leagueCode: string
  readonly source: 'football-data' | 'demo'
}

/** The current part of the league that a team was in most recently, and the team's name; null when it never played in one. */
export async function findPartOfTeam(db: Reader, teamId: number): Promise<(SharedPartRow & { readonly teamName: string }) | null> {
  const rows = await db.execute<SharedPartRow & { readonly teamName: string }>(sql`
    select p.sha256 as "sha256", c.name as "league", c.code as "leagueCode", c.source as "source", t.name as "teamName"
    from mon_ps.team t join mon_ps.team_season ts on ts.team_id = t.id join mon_ps.season s on s.id = ts.season_id
    join mon_ps.competition c on c.id = s.competition_id join mon_ps.snapshot_part p on p.competition_id = c.id
    where t.id = ${teamId} and p.is_current and p.rows > 0
    order by s.code desc, c.id limit 1`)
  return rows[0] ?? null
}

/** The current part of the league that both teams were in most recently; null when they never shared one. */
export async function findSharedPart(db: Reader, homeId: number, awayId: number): Promise<SharedPartRow | null> {
  const rows = await db.execute<SharedPartRow>(sql`
    select p.sha256 as "sha256", c.name as "league", c.code as "leagueCode", c.source as "source"
    from mon_ps.snapshot_part p join mon_ps.competition c on c.id = p.competition_id
    cross join lateral (select max(s.code) filter (where ts.team_id = ${homeId}) as home, max(s.code) filter (where ts.team_id = ${awayId}) as away
      from mon_ps.team_season ts join mon_ps.season s on s.id = ts.season_id where s.competition_id = c.id) latest
    where p.is_current and p.rows > 0 and latest.home is not null and latest.away is not null
    order by least(latest.home, latest.away) desc, c.id limit 1`)
  return rows[0] ?? null
}
