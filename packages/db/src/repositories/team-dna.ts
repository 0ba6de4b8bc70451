import { and, count, desc, eq, getTableColumns, isNotNull, isNull, notExists, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Executor } from '../client.ts'
import { competition } from '../schema/competitions.ts'
import type { Estimates } from '../schema/columns.ts'
import { v3RowSource } from '../schema/publish.ts'
import { run } from '../schema/runs.ts'
import { teamDnaPayload, teamDnaVersion, teamQuantumDnaV3 } from '../schema/team-dna.ts'
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

export type TeamSortKey = 'totalPnl' | 'roi' | 'winRate' | 'totalBets' | 'avgClv' | 'teamName' | 'tierRank'

const V3 = alias(teamQuantumDnaV3, 'p')
const version = alias(teamDnaVersion, 'v')

/** What stands beside a team's row, whichever table it is read from. */
const BESIDE = {
  referenceStrategy: version.referenceStrategy,
  facts: version.facts,
  estimates: sql<Estimates>`coalesce(${version.estimates}, '{}'::jsonb)`.as('estimates'),
}

/** Teams of V3, or the current versions of one origin, as `t`. */
function selectTeams(origin: OriginChoice) {
  if (origin === 'published')
    return build
      .select({
        ...getTableColumns(V3),
        ...BESIDE,
        // A row without a recorded source was written by raw SQL before the trigger stood.
        ...provenanceFields(sql`coalesce(${v3RowSource.origin}, 'legacy_sql')`),
      })
      .from(V3)
      .leftJoin(v3RowSource, and(eq(v3RowSource.tableName, 'team_quantum_dna_v3'), eq(v3RowSource.rowId, V3.teamId)))
      .leftJoin(version, eq(version.versionId, v3RowSource.versionId))
      .leftJoin(competition, eq(competition.id, version.competitionId))
      .leftJoin(run, eq(run.id, v3RowSource.runId))
      .as('t')
  return build
    .select({ ...getTableColumns(version), ...BESIDE, ...provenanceFields(version.origin) })
    .from(version)
    .leftJoin(competition, eq(competition.id, version.competitionId))
    .innerJoin(run, eq(run.id, version.runId))
    .where(and(eq(version.origin, origin), isNull(version.retiredAt), isVisible(version.origin)))
    .as('t')
}

type Teams = ReturnType<typeof selectTeams>

/** A row of the leader board. Percent and units as the V3 columns document them; `estimates` in fractions. */
const rowFields = (t: Teams) => ({
  id: t.teamId,
  teamName: t.teamName,
  league: t.league,
  season: t.season,
  tier: t.tier,
  tierRank: t.tierRank,
  currentStyle: t.currentStyle,
  styleConfidence: t.styleConfidence,
  teamArchetype: t.teamArchetype,
  bestStrategy: t.bestStrategy,
  referenceStrategy: t.referenceStrategy,
  totalMatches: t.totalMatches,
  totalBets: t.totalBets,
  totalWins: t.totalWins,
  totalLosses: t.totalLosses,
  winRate: t.winRate,
  totalPnl: t.totalPnl,
  roi: t.roi,
  avgClv: t.avgClv,
  unluckyLosses: t.unluckyLosses,
  badAnalysisLosses: t.badAnalysisLosses,
  dnaFingerprint: t.dnaFingerprint,
  narrativeProfile: t.narrativeProfile,
  estimates: t.estimates,
  ...selectProvenance(t),
})

export type TeamRow = SortedRow<ReturnType<typeof rowFields>>

/** The nine vectors of a team, as JSON. */
const vectorFields = (t: Teams) => ({
  id: t.teamId,
  marketDna: t.marketDna,
  contextDna: t.contextDna,
  riskDna: t.riskDna,
  temporalDna: t.temporalDna,
  nemesisDna: t.nemesisDna,
  psycheDna: t.psycheDna,
  rosterDna: t.rosterDna,
  physicalDna: t.physicalDna,
  luckDna: t.luckDna,
})

export type TeamVectorsRow = RowOf<ReturnType<typeof vectorFields>>

/** What a team's row says in words and lists, as JSON: of another shape in a migrated row than in one of ours. */
const profileFields = (t: Teams) => ({
  bettingIdentity: t.bettingIdentity,
  exploitMarkets: t.exploitMarkets,
  avoidMarkets: t.avoidMarkets,
  optimalScenarios: t.optimalScenarios,
  optimalStrategies: t.optimalStrategies,
  /** As `stored/team-facts` reads it. */
  facts: t.facts,
})

export type TeamProfileRow = RowOf<ReturnType<typeof profileFields>>

/** What a list is sorted by; the order of names is ICU's root order, since the default collation differs between the engines. */
const sortBy = (t: Teams, key: TeamSortKey) => (key === 'teamName' ? sql<string>`${t.teamName} collate "und-x-icu"` : t[key])

export interface TeamQuery {
  readonly origin: OriginChoice
  /** Competition code or name. */
  readonly league?: string | undefined
  readonly season?: string | undefined
  readonly tier?: string | undefined
  readonly sort: TeamSortKey
  readonly page: PageRequest
}

const inSeason = (t: Teams, season: string | undefined) => (season === undefined ? undefined : eq(t.season, season))

/** Versions hold many seasons of a team; without one named, its latest stands for it, as in V3. */
function inSeasonOrLatest(t: Teams, { origin, season }: Pick<TeamQuery, 'origin' | 'season'>): SQL | undefined {
  if (season !== undefined || origin === 'published') return inSeason(t, season)
  const newer = alias(teamDnaVersion, 'newer')
  const isLater = sql`coalesce(${newer.season}, '') > coalesce(${t.season}, '')`
  return notExists(
    build
      .select({ one: sql`1` })
      .from(newer)
      .where(and(eq(newer.teamId, t.teamId), eq(newer.origin, origin), isNull(newer.retiredAt), isLater)),
  )
}

/** One page of the leader board. */
export async function listTeams(executor: Executor, query: TeamQuery): Promise<Page<TeamRow>> {
  const t = selectTeams(query.origin)
  const sort = sortBy(t, query.sort)
  const { where, orderBy } = keysetClauses(sort, { id: t.teamId, page: query.page, neverNull: query.sort === 'teamName' })
  const ofTier = query.tier === undefined ? undefined : eq(t.tier, query.tier)
  const rows = await executor
    .select({ ...rowFields(t), sortValue: sort })
    .from(t)
    .where(and(where, inLeague(t, query.league), inSeasonOrLatest(t, query), ofTier))
    .orderBy(orderBy)
    .limit(query.page.limit + 1)
  return toPage(rows, query.page.limit)
}

export interface TeamKey {
  readonly teamId: number
  readonly origin: OriginChoice
  /** The latest when absent. */
  readonly season?: string | undefined
}

/** One team with its vectors and its profile; null when there is no such row. */
export async function findTeam(executor: Executor, key: TeamKey): Promise<(TeamRow & TeamVectorsRow & TeamProfileRow) | null> {
  const t = selectTeams(key.origin)
  const [row] = await executor
    .select({ ...rowFields(t), ...vectorFields(t), ...profileFields(t) })
    .from(t)
    .where(and(eq(t.teamId, key.teamId), inSeason(t, key.season)))
    .orderBy(sql`${t.season} desc nulls last`)
    .limit(1)
  return row === undefined ? null : { ...row, sortValue: null }
}

/** The vectors of every team of one league and season: what a team's metrics are compared with. */
export async function listLeagueVectors(
  executor: Executor,
  key: { readonly origin: OriginChoice; readonly league: string; readonly season: string | null },
): Promise<readonly TeamVectorsRow[]> {
  const t = selectTeams(key.origin)
  return executor
    .select(vectorFields(t))
    .from(t)
    .where(and(eq(t.league, key.league), sql`${t.season} is not distinct from ${key.season}`))
    .orderBy(t.teamId)
}

const leaderFields = (t: Teams) => ({
  id: t.teamId,
  teamName: t.teamName,
  league: t.league,
  totalPnl: t.totalPnl,
  totalBets: t.totalBets,
  estimates: t.estimates,
  origin: t.origin,
})

export type LeadingTeamRow = RowOf<ReturnType<typeof leaderFields>>

/** Teams by profit in units; ties by id. */
export async function listTeamLeaders(executor: Executor, { origin, limit }: LeaderQuery): Promise<Leaders<LeadingTeamRow>> {
  const t = selectTeams(origin)
  const ranked = and(isNotNull(t.totalPnl), inSeasonOrLatest(t, { origin }))
  const rows = await executor.select(leaderFields(t)).from(t).where(ranked).orderBy(desc(t.totalPnl), t.teamId).limit(limit)
  const [total] = await executor.select({ n: count() }).from(t).where(ranked)
  return { rows, n: total?.n ?? 0 }
}

/** A team's DNA. `winRate`, `roi`, `avgClv` and `unluckyPct` as fractions; stored in percent. */
export type TeamDnaRow = VersionRow<typeof teamDnaVersion.$inferInsert>

const DNA: VersionTable = {
  table: teamDnaVersion,
  keys: ['teamId', 'season'],
  payload: [...Object.keys(teamDnaPayload()), 'lastAuditAt'],
  defaults: { estimates: {} },
}

/** @returns  how many versions were written */
export const saveTeamDna = (executor: Executor, set: VersionSet<TeamDnaRow>): Promise<number> =>
  saveVersions(executor, DNA, { ...set, rows: set.rows.map((row) => withPercent(row, PERCENT_COLUMNS.teamDna)) })
