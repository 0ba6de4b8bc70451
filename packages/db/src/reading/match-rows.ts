import { sql } from 'drizzle-orm'
import type { Reader } from './reader.ts'

/** A played match as a list shows it. */
export type MatchRow = {
  readonly id: number
  readonly playedOn: string
  readonly season: string
  readonly homeId: number
  readonly homeName: string
  readonly awayId: number
  readonly awayName: string
  readonly homeGoals: number
  readonly awayGoals: number
  /** Decimal closing prices of a sharp bookmaker; null where the source has none. */
  readonly closeHome: number | null
  readonly closeDraw: number | null
  readonly closeAway: number | null
}

const SELECT = sql`
  select m.id as "id", to_char(m.kickoff_on, 'YYYY-MM-DD') as "playedOn", s.code as "season", m.home_id as "homeId", h.name as "homeName",
    m.away_id as "awayId", a.name as "awayName", m.home_goals as "homeGoals", m.away_goals as "awayGoals",
    q.price_1::float8 as "closeHome", q.price_x::float8 as "closeDraw", q.price_2::float8 as "closeAway"
  from mon_ps.match m
  join mon_ps.season s on s.id = m.season_id
  join mon_ps.team h on h.id = m.home_id
  join mon_ps.team a on a.id = m.away_id
  left join lateral (
    select o.price_1, o.price_x, o.price_2 from mon_ps.odds_quote o join mon_ps.bookmaker b on b.code = o.bookmaker and b.sharp
    where o.match_id = m.id and o.market = '1x2' and o.phase = 'close' order by o.bookmaker limit 1
  ) q on true`

/** Every played match between two teams at either ground, newest first. */
export async function listMatchesBetween(db: Reader, teamId: number, otherId: number): Promise<readonly MatchRow[]> {
  return db.execute<MatchRow>(sql`${SELECT}
    where m.status = 'played' and m.home_id in (${teamId}, ${otherId}) and m.away_id in (${teamId}, ${otherId})
    order by m.kickoff_on desc, m.id desc`)
}

/** A team's last played matches, newest first. */
export async function listMatchesOfTeam(db: Reader, teamId: number, limit: number): Promise<readonly MatchRow[]> {
  return db.execute<MatchRow>(sql`${SELECT}
    where m.status = 'played' and (m.home_id = ${teamId} or m.away_id = ${teamId})
    order by m.kickoff_on desc, m.id desc limit ${limit}`)
}
