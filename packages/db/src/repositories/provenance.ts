import { type SQL, sql } from 'drizzle-orm'
import type { Origin } from '../schema/columns.ts'
import type { Executor } from '../client.ts'

/** Which rows a read takes: V3 as published, or the current versions of one origin beside it. */
export type OriginChoice = 'published' | Extract<Origin, 'calculated' | 'migrated'>

/** What made a row and what it rests on; `source` is `unknown` where a row names no competition of ours. */
export type Provenance = {
  readonly origin: Origin
  readonly runId: number
  /** ISO instant at which the run ended; null while it has not. */
  readonly computedAt: string | null
  readonly snapshotId: string | null
  readonly modelVersion: string | null
  readonly source: 'football-data' | 'demo' | 'unknown'
  readonly leagueCode: string | null
}

/** ISO text of a timestamptz, UTC, the same on every engine and in every session zone. */
const isoInstant = (column: SQL): SQL => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/**
 * Columns of {@link Provenance}; wants a `run` as `r` and a left-joined `competition` as `c`.
 *
 * @param source  which data a row rests on; its competition's when not given
 */
export const provenanceColumns = (origin: SQL, source: SQL = sql`c.source`): SQL => sql`
  ${origin} as "origin", coalesce(r.id, 0)::int as "runId", ${isoInstant(sql`r.finished_at`)} as "computedAt",
  r.snapshot_id as "snapshotId", r.model_version as "modelVersion",
  coalesce(${source}, 'unknown') as "source", c.code as "leagueCode"`

/** Keeps rows of a competition named by code or by name. A moved row is of none of ours and has only the league's name: a code finds it by that. */
export const inLeague = (league: string | undefined, leagueName: SQL): SQL =>
  league === undefined
    ? sql`true`
    : sql`(c.code = ${league} or ${leagueName} = ${league}
        or (c.code is null and ${leagueName} = (select named.name from mon_ps.competition named where named.code = ${league})))`

/** A move shows nothing of itself before it has succeeded; wants the version's `run` as `r`. */
export const visibleRun: SQL = sql`(v.origin <> 'migrated' or r.status = 'succeeded')`

/** The first rows of a ranking, and of how many rows they are the first: rows without the figure do not count. */
export interface Leaders<Row> {
  readonly rows: readonly Row[]
  readonly n: number
}

export interface LeaderQuery {
  readonly origin: OriginChoice
  readonly limit: number
}

export interface Ranking {
  readonly columns: SQL
  /** With its conditions: the figure is among them. */
  readonly from: SQL
  readonly order: SQL
  readonly limit: number
}

/** The first rows of a ranking of versions `v`, each with its estimates. */
export const selectLeaders = ({ columns, from, order, limit }: Ranking): SQL =>
  sql`select ${columns}, coalesce(v.estimates, '{}'::jsonb) as "estimates" from ${from} order by ${order} limit ${limit}`

export async function countRanked(executor: Executor, { from }: Ranking): Promise<number> {
  const [total] = await executor.execute<{ n: number }>(sql`select count(*)::int as n from ${from}`)
  return total?.n ?? 0
}
