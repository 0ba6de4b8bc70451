import { and, count, desc, eq, getTableColumns, isNotNull, isNull, max, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Executor } from '../client.ts'
import { competition } from '../schema/competitions.ts'
import type { Estimates } from '../schema/columns.ts'
import { frictionPayload, frictionVersion, quantumFrictionMatrixV3 } from '../schema/friction.ts'
import { v3RowSource } from '../schema/publish.ts'
import { run } from '../schema/runs.ts'
import { teamQuantumDnaV3 } from '../schema/team-dna.ts'
import { keysetClauses, type Page, type PageRequest, toPage } from './keyset.ts'
import {
  build,
  inLeague,
  isVisible,
  type LeaderQuery,
  type Leaders,
  type OriginChoice,
  provenanceFields,
  type RowOf,
  type SortedRow,
  selectProvenance,
} from './provenance.ts'
import { saveVersions, type VersionRow, type VersionSet, type VersionTable } from './versions.ts'

export type FrictionSortKey = 'friction' | 'chaos' | 'uncertainty' | 'goals'

const V3 = alias(quantumFrictionMatrixV3, 'p')
const version = alias(frictionVersion, 'v')

/** The league of a row whose competition is not one of ours: the one that the DNA rows of both teams name; null where they name two. */
function leagueName(homeId: SQLWrapper, awayId: SQLWrapper) {
  const [home, away] = [alias(teamQuantumDnaV3, 'h'), alias(teamQuantumDnaV3, 'a')]
  const ofBoth = build
    .select({ league: home.league })
    .from(home)
    .innerJoin(away, eq(away.league, home.league))
    .where(and(eq(home.teamId, homeId), eq(away.teamId, awayId), isNull(version.competitionId)))
  return sql<string | null>`coalesce(${competition.name}, (${ofBoth}))`.as('league')
}

/** What stands beside a pair's row, whichever table it is read from. */
const BESIDE = {
  homeWinProb: version.homeWinProb,
  uncertainty: version.uncertainty,
  estimates: sql<Estimates>`coalesce(${version.estimates}, '{}'::jsonb)`.as('estimates'),
  orientation: sql<'ordered' | 'unordered'>`coalesce(${version.orientation}, 'ordered')`.as('orientation'),
}

/** Pairs of V3, or the current versions of one origin, as `t`: the keys of a pair have other names in V3 than in the versions. */
function selectPairs(origin: OriginChoice) {
  if (origin === 'published')
    return build
      .select({
        ...getTableColumns(V3),
        ...BESIDE,
        id: sql<number>`${V3.frictionId}`.as('id'),
        homeId: sql<number>`${V3.teamHomeId}`.as('home_id'),
        awayId: sql<number>`${V3.teamAwayId}`.as('away_id'),
        league: leagueName(V3.teamHomeId, V3.teamAwayId),
        // A row without a recorded source was written by raw SQL before the trigger stood.
        ...provenanceFields(sql`coalesce(${v3RowSource.origin}, 'legacy_sql')`),
      })
      .from(V3)
      .leftJoin(v3RowSource, and(eq(v3RowSource.tableName, 'quantum_friction_matrix_v3'), eq(v3RowSource.rowId, V3.frictionId)))
      .leftJoin(version, eq(version.versionId, v3RowSource.versionId))
      .leftJoin(competition, eq(competition.id, version.competitionId))
      .leftJoin(run, eq(run.id, v3RowSource.runId))
      .as('t')
  return build
    .select({
      ...getTableColumns(version),
      ...BESIDE,
      id: sql<number>`${version.versionId}::int`.as('id'),
      league: leagueName(version.homeId, version.awayId),
      ...provenanceFields(version.origin),
    })
    .from(version)
    .leftJoin(competition, eq(competition.id, version.competitionId))
    .innerJoin(run, eq(run.id, version.runId))
    .where(and(eq(version.origin, origin), isNull(version.retiredAt), isVisible(version.origin)))
    .as('t')
}

type Pairs = ReturnType<typeof selectPairs>

/**
 * One pair as a list shows it. Scores 0–100, probabilities 0–1; an edge above 0 is the home side's. The two sides change places where
 * `flipped` holds: an unordered pair that was asked for in the other order.
 */
const rowFields = (t: Pairs, flipped?: SQL) => {
  const sided = <Value>(own: SQLWrapper, other: SQLWrapper) =>
    flipped === undefined ? sql<Value>`${own}` : sql<Value>`case when ${flipped} then ${other} else ${own} end`
  return {
    id: t.id,
    homeId: sided<number>(t.homeId, t.awayId),
    homeName: sided<string>(t.teamHomeName, t.teamAwayName),
    awayId: sided<number>(t.awayId, t.homeId),
    awayName: sided<string>(t.teamAwayName, t.teamHomeName),
    league: t.league,
    season: t.season,
    frictionScore: t.frictionScore,
    chaosPotential: t.chaosPotential,
    styleHome: sided<string | null>(t.styleHome, t.styleAway),
    styleAway: sided<string | null>(t.styleAway, t.styleHome),
    psychologicalEdge: sided<number | null>(t.psychologicalEdge, sql`0 - ${t.psychologicalEdge}`),
    predictedGoals: t.predictedGoals,
    predictedBttsProb: t.predictedBttsProb,
    predictedOver25Prob: t.predictedOver25Prob,
    predictedWinner: sided<string | null>(
      t.predictedWinner,
      sql`case ${t.predictedWinner} when 'home' then 'away' when 'away' then 'home' else ${t.predictedWinner} end`,
    ),
    homeWinProb: sided<number | null>(t.homeWinProb, sql`null`),
    uncertainty: sided<number | null>(t.uncertainty, sql`null`),
    h2hMatches: t.h2hMatches,
    h2hHomeWins: sided<number | null>(t.h2hHomeWins, t.h2hAwayWins),
    h2hAwayWins: sided<number | null>(t.h2hAwayWins, t.h2hHomeWins),
    matchesAnalyzed: t.matchesAnalyzed,
    confidenceLevel: t.confidenceLevel,
    estimates: t.estimates,
    orientation: t.orientation,
    ...selectProvenance(t),
  }
}

/** One pair as a list shows it. Scores 0–100, probabilities 0–1. */
export type FrictionRow = SortedRow<ReturnType<typeof rowFields>>

/** What a single pair has besides. */
const detailFields = ({ h2hDraws, h2hAvgGoals, frictionVector, historicalFriction }: Pairs) => ({
  h2hDraws,
  h2hAvgGoals,
  frictionVector,
  historicalFriction,
})

export type FrictionDetailRow = FrictionRow & RowOf<ReturnType<typeof detailFields>>

const SORTS = {
  friction: 'frictionScore',
  chaos: 'chaosPotential',
  uncertainty: 'uncertainty',
  goals: 'predictedGoals',
} as const satisfies Readonly<Record<FrictionSortKey, keyof Pairs>>

const inSeason = (t: Pairs, season: string | undefined) => (season === undefined ? undefined : eq(t.season, season))

export interface FrictionQuery {
  readonly origin: OriginChoice
  readonly league?: string | undefined
  readonly season?: string | undefined
  /** Pairs in which this team plays, at home or away. */
  readonly teamId?: number | undefined
  readonly sort: FrictionSortKey
  readonly page: PageRequest
}

/** One page of pairs. */
export async function listFrictions(executor: Executor, query: FrictionQuery): Promise<Page<FrictionRow>> {
  const t = selectPairs(query.origin)
  const sort = t[SORTS[query.sort]]
  const { where, orderBy } = keysetClauses(sort, { id: t.id, page: query.page, neverNull: query.sort === 'friction' })
  const ofTeam = query.teamId === undefined ? undefined : sql`${query.teamId} in (${t.homeId}, ${t.awayId})`
  const rows = await executor
    .select({ ...rowFields(t), sortValue: sort })
    .from(t)
    .where(and(where, inLeague(t, query.league), inSeason(t, query.season), ofTeam))
    .orderBy(orderBy)
    .limit(query.page.limit + 1)
  return toPage(rows, query.page.limit)
}

export interface PairKey {
  readonly origin: OriginChoice
  readonly homeId: number
  readonly awayId: number
  /** The latest when absent. */
  readonly season?: string | undefined
}

/**
 * One pair, home side first; null when it was not measured. A pair whose source knew no home side is found in either order, its
 * sides as they were asked for; one that was measured in this order goes before it within a season.
 */
export async function findFriction(executor: Executor, key: PairKey): Promise<FrictionDetailRow | null> {
  const t = selectPairs(key.origin)
  const plays = (home: number, away: number) => sql`(${t.homeId} = ${home} and ${t.awayId} = ${away})`
  const flipped = sql<boolean>`not ${plays(key.homeId, key.awayId)}`
  const [found] = await executor
    .select({ ...rowFields(t, flipped), ...detailFields(t), flipped })
    .from(t)
    .where(
      and(or(plays(key.homeId, key.awayId), and(plays(key.awayId, key.homeId), eq(t.orientation, 'unordered'))), inSeason(t, key.season)),
    )
    .orderBy(sql`${t.season} desc nulls last`, flipped)
    .limit(1)
  if (found === undefined) return null
  const { flipped: turned, ...row } = found
  return { ...row, estimates: turned ? turnEstimates(row.estimates) : row.estimates, sortValue: null }
}

/** What stands behind an edge that changed its sign with the order. */
function turnEstimates(estimates: Estimates): Estimates {
  const { psychologicalEdge: edge } = estimates
  if (!edge?.interval) return estimates
  return { ...estimates, psychologicalEdge: { ...edge, interval: [-edge.interval[1], -edge.interval[0]] } }
}

export interface FrictionPairsKey {
  readonly origin: OriginChoice
  readonly league: string
  /** The latest that the league has when absent; moved pairs have none, which is before every other. */
  readonly season?: string | undefined
}

/** The few columns that a matrix of all pairs wants. */
const pairFields = (t: Pairs) => ({
  homeId: t.homeId,
  homeName: t.teamHomeName,
  awayId: t.awayId,
  awayName: t.teamAwayName,
  league: t.league,
  orientation: t.orientation,
  friction: t.frictionScore,
  chaos: t.chaosPotential,
  goals: t.predictedGoals,
  homeWin: t.homeWinProb,
  uncertainty: t.uncertainty,
  matchesAnalyzed: t.matchesAnalyzed,
  ...selectProvenance(t),
})

export type FrictionPairRow = RowOf<ReturnType<typeof pairFields>>

/** All measured pairs of one league and season. */
export async function listFrictionPairs(
  executor: Executor,
  key: FrictionPairsKey,
): Promise<{ readonly season: string | null; readonly pairs: readonly FrictionPairRow[] }> {
  const t = selectPairs(key.origin)
  const ofLeague = inLeague(t, key.league)
  const latest = executor
    .select({ season: max(t.season) })
    .from(t)
    .where(ofLeague)
  const rows = await executor
    .select({ ...pairFields(t), season: t.season })
    .from(t)
    .where(and(ofLeague, sql`${t.season} is not distinct from ${key.season ?? sql`(${latest})`}`))
    .orderBy(t.homeId, t.awayId)
  return { season: key.season ?? rows[0]?.season ?? null, pairs: rows.map(({ season: _, ...pair }) => pair) }
}

const leaderFields = (t: Pairs) => ({
  id: t.id,
  homeId: t.homeId,
  homeName: t.teamHomeName,
  awayId: t.awayId,
  awayName: t.teamAwayName,
  season: t.season,
  chaosPotential: t.chaosPotential,
  frictionScore: t.frictionScore,
  matchesAnalyzed: t.matchesAnalyzed,
  estimates: t.estimates,
  origin: t.origin,
})

export type LeadingFrictionRow = RowOf<ReturnType<typeof leaderFields>>

/** Pairs by chaos, 0–100; ties by friction, then by id. */
export async function listFrictionLeaders(executor: Executor, { origin, limit }: LeaderQuery): Promise<Leaders<LeadingFrictionRow>> {
  const t = selectPairs(origin)
  const ranked = isNotNull(t.chaosPotential)
  const rows = await executor
    .select(leaderFields(t))
    .from(t)
    .where(ranked)
    .orderBy(desc(t.chaosPotential), desc(t.frictionScore), t.id)
    .limit(limit)
  const [total] = await executor.select({ n: count() }).from(t).where(ranked)
  return { rows, n: total?.n ?? 0 }
}

/** A pair's friction. */
export type FrictionVersionRow = VersionRow<typeof frictionVersion.$inferInsert>

const FRICTION: VersionTable = {
  table: frictionVersion,
  keys: ['homeId', 'awayId', 'season'],
  payload: Object.keys(frictionPayload()),
  defaults: { estimates: {}, scope: 'domestic', orientation: 'ordered', matchesAnalyzed: 0 },
}

/** @returns  how many versions were written */
export const saveFrictions = (executor: Executor, set: VersionSet<FrictionVersionRow>): Promise<number> =>
  saveVersions(executor, FRICTION, { ...set, rows: set.rows.map((row) => ({ ...row })) })
