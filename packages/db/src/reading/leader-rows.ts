import { type SQL, sql } from 'drizzle-orm'
import { type FrictionRow, pairSource } from './friction-rows.ts'
import type { OriginChoice, Reader } from './reader.ts'
import { recordSource, type StrategyRow } from './strategy-rows.ts'
import { inSeason, teamOrigin, type TeamRow, teamSource } from './team-rows.ts'

/** The first rows of a ranking, and of how many rows they are the first: rows without the figure do not count. */
export interface Leaders<Row> {
  readonly rows: readonly Row[]
  readonly n: number
}

export interface LeaderQuery {
  readonly origin: OriginChoice
  readonly limit: number
}

export type LeadingTeamRow = Pick<TeamRow, 'id' | 'teamName' | 'league' | 'totalPnl' | 'totalBets' | 'estimates' | 'origin'>

export type LeadingFrictionRow = Pick<
  FrictionRow,
  | 'id'
  | 'homeId'
  | 'homeName'
  | 'awayId'
  | 'awayName'
  | 'season'
  | 'chaosPotential'
  | 'frictionScore'
  | 'matchesAnalyzed'
  | 'estimates'
  | 'origin'
>

export type LeadingStrategyRow = Pick<StrategyRow, 'id' | 'strategyName' | 'season' | 'totalBets' | 'estimates' | 'origin'> & {
  readonly teamId: number
  readonly teamName: string
  readonly totalPnl: number | null
}

interface Ranking {
  readonly columns: SQL
  /** With its conditions: the figure is among them. */
  readonly from: SQL
  readonly order: SQL
  readonly limit: number
}

const first = ({ columns, from, order, limit }: Ranking): SQL =>
  sql`select ${columns}, coalesce(v.estimates, '{}'::jsonb) as "estimates" from ${from} order by ${order} limit ${limit}`

async function countOf(db: Reader, { from }: Ranking): Promise<number> {
  const [total] = await db.execute<{ n: number }>(sql`select count(*)::int as n from ${from}`)
  return total?.n ?? 0
}

/** Teams by profit in units; ties by id. */
export async function listTeamLeaders(db: Reader, { origin, limit }: LeaderQuery): Promise<Leaders<LeadingTeamRow>> {
  const columns = sql`t.team_id as "id", t.team_name as "teamName", t.league as "league", t.total_pnl as "totalPnl",
    t.total_bets as "totalBets", ${teamOrigin(origin)} as "origin"`
  const from = sql`${teamSource(origin)} where t.total_pnl is not null and ${inSeason({ origin })}`
  const ranking = { columns, from, order: sql`t.total_pnl desc, t.team_id`, limit }
  return { rows: await db.execute<LeadingTeamRow>(first(ranking)), n: await countOf(db, ranking) }
}

/** Pairs by chaos, 0–100; ties by friction, then by id. */
export async function listFrictionLeaders(db: Reader, { origin, limit }: LeaderQuery): Promise<Leaders<LeadingFrictionRow>> {
  const source = pairSource(origin)
  const columns = sql`${source.id} as "id", ${source.homeId} as "homeId", t.team_home_name as "homeName", ${source.awayId} as "awayId",
    t.team_away_name as "awayName", t.season as "season", t.chaos_potential as "chaosPotential", t.friction_score as "frictionScore",
    t.matches_analyzed as "matchesAnalyzed", ${source.origin} as "origin"`
  const from = sql`${source.from} where t.chaos_potential is not null`
  const ranking = { columns, from, order: sql`t.chaos_potential desc, t.friction_score desc, ${source.id}`, limit }
  return { rows: await db.execute<LeadingFrictionRow>(first(ranking)), n: await countOf(db, ranking) }
}

/** Strategies by profit in units, each team's best one only; ties by id. */
export async function listStrategyLeaders(db: Reader, { origin, limit }: LeaderQuery): Promise<Leaders<LeadingStrategyRow>> {
  const source = recordSource(origin, 'team')
  const columns = sql`${source.id} as "id", t.team_id as "teamId", t.team_name as "teamName", t.strategy_name as "strategyName",
    t.season as "season", t.total_pnl as "totalPnl", t.total_bets as "totalBets", ${source.origin} as "origin"`
  const from = sql`${source.from} where ${source.current} and t.is_best_strategy and t.total_pnl is not null`
  const ranking = { columns, from, order: sql`t.total_pnl desc, ${source.id}`, limit }
  return { rows: await db.execute<LeadingStrategyRow>(first(ranking)), n: await countOf(db, ranking) }
}
