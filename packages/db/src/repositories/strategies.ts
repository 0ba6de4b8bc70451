import { and, count, desc, eq, getTableColumns, gte, isNotNull, isNull, lt, type SQLWrapper, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Executor } from '../client.ts'
import { competition } from '../schema/competitions.ts'
import type { Estimates } from '../schema/columns.ts'
import { v3RowSource } from '../schema/publish.ts'
import { run } from '../schema/runs.ts'
import { quantumStrategiesV3, type STRATEGY_SCOPES, strategyPayload, strategyVersion } from '../schema/strategies.ts'
import { teamQuantumDnaV3 } from '../schema/team-dna.ts'
import { PERCENT_COLUMNS, withPercent } from '../units.ts'
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

export type StrategyScope = (typeof STRATEGY_SCOPES)[number]

export type StrategySortKey = 'roiLowerBound' | 'profit' | 'roi' | 'avgClv' | 'totalBets' | 'qValue'

const SORTS = {
  roiLowerBound: 'roiLow',
  profit: 'profit',
  roi: 'roi',
  avgClv: 'avgClv',
  totalBets: 'totalBets',
  qValue: 'qValue',
} as const satisfies Readonly<Record<StrategySortKey, keyof Records>>

const V3 = alias(quantumStrategiesV3, 'p')
const version = alias(strategyVersion, 'v')

/** A moved record is of no competition of ours: what its team's DNA row says. */
function leagueName(teamId: SQLWrapper) {
  const ofTeam = build
    .select({ league: teamQuantumDnaV3.league })
    .from(teamQuantumDnaV3)
    .where(and(eq(teamQuantumDnaV3.teamId, teamId), isNull(version.competitionId)))
  return sql<string | null>`coalesce(${competition.name}, (${ofTeam}))`.as('league_name')
}

/** A record over all leagues has no competition and says itself what it rests on. */
const ofLeagueOrItself = (source: SQLWrapper) =>
  sql`coalesce(${competition.source}, case when ${source} in ('football-data', 'demo') then ${source} end)`

/** What stands beside a record, whichever table it is read from. */
const BESIDE = {
  competitionId: version.competitionId,
  retiredAt: version.retiredAt,
  priceSource: version.priceSource,
  voids: version.voids,
  breakEvenRate: version.breakEvenRate,
  roiLow: version.roiLow,
  shrunkRoi: version.shrunkRoi,
  maxDrawdown: version.maxDrawdown,
  qValue: version.qValue,
  betsNeeded: version.betsNeeded,
  verdict: version.verdict,
  estimates: sql<Estimates>`coalesce(${version.estimates}, '{}'::jsonb)`.as('estimates'),
  seed: sql<number | null>`${run.seed}::float8`.as('seed'),
  strategiesVersion: sql<string | null>`${run.ruleVersions} ->> 'strategies'`.as('strategies_version'),
}

type RecordPlace = Pick<StrategyFilter, 'origin' | 'scope'>

/** Only records of teams are published in V3; those of a league and of all are read where they were written. */
const isInV3 = ({ origin, scope }: RecordPlace) => origin === 'published' && scope === 'team'

/** Records of V3, or the versions of one scope and origin, those that a later run replaced among them, as `t`. */
function selectRecords(place: RecordPlace) {
  if (isInV3(place))
    return build
      .select({
        ...getTableColumns(V3),
        ...BESIDE,
        id: sql<number>`${V3.strategyId}`.as('id'),
        scope: sql<StrategyScope>`'team'`.as('scope'),
        league: leagueName(V3.teamId),
        ...provenanceFields(sql`coalesce(${v3RowSource.origin}, 'legacy_sql')`, ofLeagueOrItself(V3.source)),
      })
      .from(V3)
      .leftJoin(v3RowSource, and(eq(v3RowSource.tableName, 'quantum_strategies_v3'), eq(v3RowSource.rowId, V3.strategyId)))
      .leftJoin(version, eq(version.versionId, v3RowSource.versionId))
      .leftJoin(competition, eq(competition.id, version.competitionId))
      .leftJoin(run, eq(run.id, v3RowSource.runId))
      .as('t')
  const origin = place.origin === 'published' ? 'calculated' : place.origin
  return build
    .select({
      ...getTableColumns(version),
      ...BESIDE,
      id: sql<number>`${version.versionId}::int`.as('id'),
      league: leagueName(version.teamId),
      ...provenanceFields(version.origin, ofLeagueOrItself(version.source)),
    })
    .from(version)
    .leftJoin(competition, eq(competition.id, version.competitionId))
    .innerJoin(run, eq(run.id, version.runId))
    .where(and(eq(version.scope, place.scope), eq(version.origin, origin), isVisible(version.origin)))
    .as('t')
}

type Records = ReturnType<typeof selectRecords>

/** Leaves out what a later run replaced; V3 shows what it shows. */
const isCurrent = (t: Records, place: RecordPlace) => (isInV3(place) ? undefined : isNull(t.retiredAt))

export interface StrategyFilter {
  readonly origin: OriginChoice
  readonly scope: StrategyScope
  readonly league?: string | undefined
  readonly teamId?: number | undefined
  readonly strategy?: string | undefined
  readonly minBets: number
  readonly bestOnly: boolean
}

export interface StrategyQuery extends StrategyFilter {
  readonly sort: StrategySortKey
  readonly page: PageRequest
}

const matches = (t: Records, { league, minBets, teamId, strategy, bestOnly }: StrategyFilter) =>
  and(
    inLeague(t, league),
    gte(t.totalBets, minBets),
    teamId === undefined ? undefined : eq(t.teamId, teamId),
    strategy === undefined ? undefined : eq(t.strategyName, strategy),
    bestOnly ? eq(t.isBestStrategy, true) : undefined,
  )

/** How many records a filter leaves, how many of them were tested, and how many of these have a q-value below `qBelow`. */
export type StrategyCount = { readonly total: number; readonly tested: number; readonly significant: number }

/** Counts the records of all pages. */
export async function countStrategies(executor: Executor, filter: StrategyFilter, qBelow: number): Promise<StrategyCount> {
  const t = selectRecords(filter)
  const [counted] = await executor
    .select({
      total: count(),
      tested: count(t.qValue),
      significant: sql<number>`(count(*) filter (where ${lt(t.qValue, qBelow)}))::int`,
    })
    .from(t)
    .where(and(isCurrent(t, filter), matches(t, filter)))
  return counted ?? { total: 0, tested: 0, significant: 0 }
}

/** One rule's record. `winRate`, `roi` and `avgClv` in percent, `estimates`, `shrunkRoi` and `breakEvenRate` in fractions. */
const rowFields = (t: Records) => ({
  id: t.id,
  scope: t.scope,
  teamId: t.teamId,
  teamName: t.teamName,
  league: t.league,
  strategyName: t.strategyName,
  strategyVersion: t.strategyVersion,
  strategyType: t.strategyType,
  marketFamily: t.marketFamily,
  isBestStrategy: t.isBestStrategy,
  season: t.season,
  totalBets: t.totalBets,
  wins: t.wins,
  losses: t.losses,
  winRate: t.winRate,
  profit: t.profit,
  roi: t.roi,
  avgClv: t.avgClv,
  isActive: t.isActive,
  breakEvenRate: t.breakEvenRate,
  shrunkRoi: t.shrunkRoi,
  maxDrawdown: t.maxDrawdown,
  qValue: t.qValue,
  betsNeeded: t.betsNeeded,
  verdict: t.verdict,
  estimates: t.estimates,
  ...selectProvenance(t),
})

export type StrategyRow = SortedRow<ReturnType<typeof rowFields>>

/** One page of records. */
export async function listStrategies(executor: Executor, query: StrategyQuery): Promise<Page<StrategyRow>> {
  const t = selectRecords(query)
  const sort = t[SORTS[query.sort]]
  const { where, orderBy } = keysetClauses(sort, { id: t.id, page: query.page, neverNull: query.sort === 'totalBets' })
  const rows = await executor
    .select({ ...rowFields(t), sortValue: sort })
    .from(t)
    .where(and(isCurrent(t, query), where, matches(t, query)))
    .orderBy(orderBy)
    .limit(query.page.limit + 1)
  return toPage(rows, query.page.limit)
}

/** Where one record stands: its id is that of its scope and origin. */
export interface StrategyKey extends RecordPlace {
  readonly id: number
}

/** What a single record has besides, and what names the run that made it. */
const detailFields = (t: Records) => ({
  competitionId: t.competitionId,
  priceSource: t.priceSource,
  voids: t.voids,
  unluckyCount: t.unluckyCount,
  badAnalysisCount: t.badAnalysisCount,
  contextFilters: t.contextFilters,
  performanceByContext: t.performanceByContext,
  parameters: t.parameters,
  seed: t.seed,
  strategiesVersion: t.strategiesVersion,
})

export type StrategyDetail = StrategyRow &
  RowOf<ReturnType<typeof detailFields>> & {
    /** A later run replaced it; it is kept for a while. */
    readonly retired: boolean
  }

/** One record, also where a later run has replaced it; null when there is none. */
export async function findStrategy(executor: Executor, key: StrategyKey): Promise<StrategyDetail | null> {
  const t = selectRecords(key)
  const [row] = await executor
    .select({ ...rowFields(t), ...detailFields(t), retiredAt: t.retiredAt })
    .from(t)
    .where(sql`${t.id} = ${key.id}`)
  if (row === undefined) return null
  const { retiredAt, ...found } = row
  return { ...found, sortValue: null, retired: retiredAt !== null }
}

const leaderFields = (t: Records) => ({
  id: t.id,
  // Records of teams name their team: a check constraint holds it.
  teamId: sql<number>`${t.teamId}`,
  teamName: sql<string>`${t.teamName}`,
  strategyName: t.strategyName,
  season: t.season,
  totalPnl: t.totalPnl,
  totalBets: t.totalBets,
  estimates: t.estimates,
  origin: t.origin,
})

export type LeadingStrategyRow = RowOf<ReturnType<typeof leaderFields>>

/** Strategies by profit in units, each team's best one only; ties by id. */
export async function listStrategyLeaders(executor: Executor, { origin, limit }: LeaderQuery): Promise<Leaders<LeadingStrategyRow>> {
  const place: RecordPlace = { origin, scope: 'team' }
  const t = selectRecords(place)
  const ranked = and(isCurrent(t, place), eq(t.isBestStrategy, true), isNotNull(t.totalPnl))
  const rows = await executor.select(leaderFields(t)).from(t).where(ranked).orderBy(desc(t.totalPnl), t.id).limit(limit)
  const [total] = await executor.select({ n: count() }).from(t).where(ranked)
  return { rows, n: total?.n ?? 0 }
}

/** A strategy's record. `winRate`, `roi` and `avgClv` as fractions; stored in percent. */
export type StrategyVersionRow = VersionRow<typeof strategyVersion.$inferInsert>

const STRATEGY: VersionTable = {
  table: strategyVersion,
  keys: ['scope', 'teamId', 'competitionId', 'strategyName', 'strategyVersion', 'season'],
  payload: ['teamName', ...Object.keys(strategyPayload())],
  defaults: { estimates: {}, totalBets: 0, isActive: true },
}

/** @returns  how many versions were written */
export const saveStrategies = (executor: Executor, set: VersionSet<StrategyVersionRow>): Promise<number> =>
  saveVersions(executor, STRATEGY, { ...set, rows: set.rows.map((row) => withPercent(row, PERCENT_COLUMNS.strategy)) })
