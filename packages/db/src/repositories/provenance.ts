import { and, eq, isNull, ne, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { alias, QueryBuilder } from 'drizzle-orm/pg-core'
import type { SelectResultField } from 'drizzle-orm/query-builders/select.types'
import type { Origin } from '../schema/columns.ts'
import { competition } from '../schema/competitions.ts'
import { run } from '../schema/runs.ts'

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

/** Says parts of a query without a database at hand. */
export const build = new QueryBuilder({ casing: 'snake_case' })

/**
 * Fields of {@link Provenance}, for a query that joins `run` and left-joins `competition`.
 *
 * @param source  which data a row rests on; its competition's when not given
 */
export const provenanceFields = (origin: SQLWrapper, source: SQLWrapper = competition.source) => ({
  origin: sql<Origin>`${origin}`.as('origin'),
  runId: sql<number>`coalesce(${run.id}, 0)::int`.as('run_id'),
  // The same text on every engine and in every session's time zone.
  computedAt: sql<string | null>`to_char(${run.finishedAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`.as('computed_at'),
  snapshotId: sql<string | null>`${run.snapshotId}`.as('snapshot_id'),
  modelVersion: sql<string | null>`${run.modelVersion}`.as('model_version'),
  source: sql<Provenance['source']>`coalesce(${source}, 'unknown')`.as('data_source'),
  leagueCode: sql<string | null>`${competition.code}`.as('league_code'),
})

/** Those fields alone, out of a selection that holds them. */
export function selectProvenance(fields: ReturnType<typeof provenanceFields>) {
  const { origin, runId, computedAt, snapshotId, modelVersion, source, leagueCode } = fields
  return { origin, runId, computedAt, snapshotId, modelVersion, source, leagueCode }
}

/** What a query answers with that selects these fields. */
export type RowOf<Fields> = { readonly [Key in keyof Fields]: SelectResultField<Fields[Key]> }

/** A row of a page carries what it was sorted by. */
export type SortedRow<Fields> = RowOf<Fields> & { readonly sortValue: number | string | null }

/** Keeps rows of a league named by code or by name. A moved row is of none of our competitions and has only a name: a code finds it by that. */
export function inLeague(
  row: { readonly leagueCode: SQLWrapper; readonly league: SQLWrapper },
  league: string | undefined,
): SQL | undefined {
  if (league === undefined) return undefined
  const named = alias(competition, 'named')
  const nameOfCode = build.select({ name: named.name }).from(named).where(eq(named.code, league))
  return or(eq(row.leagueCode, league), eq(row.league, league), and(isNull(row.leagueCode), sql`${row.league} = (${nameOfCode})`))
}

/** A move shows nothing of itself before it has succeeded; for a query that joins `run`. */
export const isVisible = (origin: SQLWrapper): SQL | undefined => or(ne(origin, 'migrated'), eq(run.status, 'succeeded'))

/** The first rows of a ranking, and of how many rows they are the first: rows without the figure do not count. */
export interface Leaders<Row> {
  readonly rows: readonly Row[]
  readonly n: number
}

export interface LeaderQuery {
  readonly origin: OriginChoice
  readonly limit: number
}
