import { type SQL, sql } from 'drizzle-orm'
import type { Estimates } from '../schema/estimates.ts'
import { teamDnaPayload, teamDnaVersion } from '../schema/team-dna.ts'
import { PERCENT_COLUMNS, withPercent } from '../units.ts'
import type { Executor } from '../client.ts'
import { keysetClauses, type Page, type PageRequest, pageOf } from './keyset.ts'
import {
  inLeague,
  type Leaders,
  type LeaderQuery,
  type OriginChoice,
  type Provenance,
  provenanceColumns,
  countRanked,
  selectLeaders,
  visibleRun,
} from './provenance.ts'
import { saveVersions, type VersionRow, type VersionSet, type VersionTable } from './versions.ts'

/** A row of the leader board. Percent and units as the V3 columns document them; `estimates` in fractions. */
export type TeamRow = Provenance & {
  readonly id: number
  readonly sortValue: number | string | null
  readonly teamName: string
  readonly league: string
  readonly season: string | null
  readonly tier: string | null
  readonly tierRank: number | null
  readonly currentStyle: string | null
  readonly styleConfidence: number | null
  readonly teamArchetype: string | null
  readonly bestStrategy: string | null
  readonly referenceStrategy: string | null
  readonly totalMatches: number | null
  readonly totalBets: number | null
  readonly totalWins: number | null
  readonly totalLosses: number | null
  readonly winRate: number | null
  readonly totalPnl: number | null
  readonly roi: number | null
  readonly avgClv: number | null
  readonly unluckyLosses: number | null
  readonly badAnalysisLosses: number | null
  readonly dnaFingerprint: string | null
  readonly narrativeProfile: string | null
  readonly estimates: Estimates
}

/** The nine vectors of a team, as JSON. */
export type TeamVectorsRow = {
  readonly id: number
  readonly marketDna: unknown
  readonly contextDna: unknown
  readonly riskDna: unknown
  readonly temporalDna: unknown
  readonly nemesisDna: unknown
  readonly psycheDna: unknown
  readonly rosterDna: unknown
  readonly physicalDna: unknown
  readonly luckDna: unknown
}

/** What a team's row says in words and lists, as JSON: of another shape in a migrated row than in one of ours. */
export type TeamProfileRow = {
  readonly bettingIdentity: unknown
  readonly exploitMarkets: unknown
  readonly avoidMarkets: unknown
  readonly optimalScenarios: unknown
  readonly optimalStrategies: unknown
  /** As `stored/team-facts` reads it. */
  readonly facts: unknown
}

export type TeamSortKey = 'totalPnl' | 'roi' | 'winRate' | 'totalBets' | 'avgClv' | 'teamName' | 'tierRank'

const SORTS: Readonly<Record<TeamSortKey, SQL>> = {
  totalPnl: sql`t.total_pnl`,
  roi: sql`t.roi`,
  winRate: sql`t.win_rate`,
  totalBets: sql`t.total_bets`,
  avgClv: sql`t.avg_clv`,
  // ICU's root order puts Ålesund beside Alesund on both engines; the default collation differs between them.
  teamName: sql`t.team_name collate "und-x-icu"`,
  tierRank: sql`t.tier_rank`,
}

/** `t` is the payload, `v` its version, `c` its competition, `r` its run, whichever table it is read from. */
const teamSource = (origin: OriginChoice): SQL =>
  origin === 'published'
    ? sql`quantum.team_quantum_dna_v3 t
        left join mon_ps.v3_row_source s on s.table_name = 'team_quantum_dna_v3' and s.row_id = t.team_id
        left join mon_ps.team_dna_version v on v.version_id = s.version_id
        left join mon_ps.competition c on c.id = v.competition_id
        left join mon_ps.run r on r.id = s.run_id`
    : sql`mon_ps.team_dna_version t
        join mon_ps.team_dna_version v on v.version_id = t.version_id and v.origin = ${origin} and v.retired_at is null
        left join mon_ps.competition c on c.id = v.competition_id
        join mon_ps.run r on r.id = v.run_id and ${visibleRun}`

/** A V3 row without a recorded source was written by raw SQL before the trigger stood. */
const teamOrigin = (origin: OriginChoice): SQL => (origin === 'published' ? sql`coalesce(s.origin, 'legacy_sql')` : sql`v.origin`)

const COLUMNS = sql`
  t.team_id as "id", t.team_name as "teamName", t.league as "league", t.season as "season", t.tier as "tier", t.tier_rank as "tierRank",
  t.current_style as "currentStyle", t.style_confidence as "styleConfidence", t.team_archetype as "teamArchetype",
  t.best_strategy as "bestStrategy", v.reference_strategy as "referenceStrategy", t.total_matches as "totalMatches",
  t.total_bets as "totalBets", t.total_wins as "totalWins", t.total_losses as "totalLosses", t.win_rate as "winRate",
  t.total_pnl as "totalPnl", t.roi as "roi", t.avg_clv as "avgClv", t.unlucky_losses as "unluckyLosses",
  t.bad_analysis_losses as "badAnalysisLosses", t.dna_fingerprint as "dnaFingerprint", t.narrative_profile as "narrativeProfile",
  coalesce(v.estimates, '{}'::jsonb) as "estimates"`

const VECTORS = sql`
  t.team_id as "id", t.market_dna as "marketDna", t.context_dna as "contextDna", t.risk_dna as "riskDna", t.temporal_dna as "temporalDna",
  t.nemesis_dna as "nemesisDna", t.psyche_dna as "psycheDna", t.roster_dna as "rosterDna", t.physical_dna as "physicalDna",
  t.luck_dna as "luckDna"`

const PROFILE = sql`
  t.betting_identity as "bettingIdentity", t.exploit_markets as "exploitMarkets", t.avoid_markets as "avoidMarkets",
  t.optimal_scenarios as "optimalScenarios", t.optimal_strategies as "optimalStrategies", v.facts as "facts"`

export interface TeamQuery {
  readonly origin: OriginChoice
  /** Competition code or name. */
  readonly league?: string | undefined
  readonly season?: string | undefined
  readonly tier?: string | undefined
  readonly sort: TeamSortKey
  readonly page: PageRequest
}

/** Versions hold many seasons of a team; without one named, its latest stands for it, as in V3. */
const inSeason = ({ origin, season }: Pick<TeamQuery, 'origin' | 'season'>): SQL => {
  if (season !== undefined) return sql`t.season = ${season}`
  if (origin === 'published') return sql`true`
  return sql`not exists (select from mon_ps.team_dna_version newer where newer.team_id = v.team_id and newer.origin = v.origin
    and newer.retired_at is null and coalesce(newer.season, '') > coalesce(v.season, ''))`
}

/** One page of the leader board. */
export async function listTeams(executor: Executor, query: TeamQuery): Promise<Page<TeamRow>> {
  const sort = SORTS[query.sort]
  const { where, orderBy } = keysetClauses(sort, { id: sql`t.team_id`, page: query.page, neverNull: query.sort === 'teamName' })
  const rows = await executor.execute<TeamRow>(sql`
    select ${COLUMNS}, ${provenanceColumns(teamOrigin(query.origin))}, ${sort} as "sortValue"
    from ${teamSource(query.origin)}
    where ${where} and ${inLeague(query.league, sql`t.league`)}
      and ${inSeason(query)}
      and ${query.tier === undefined ? sql`true` : sql`t.tier = ${query.tier}`}
    order by ${orderBy} limit ${query.page.limit + 1}`)
  return pageOf(rows, query.page.limit)
}

export interface TeamKey {
  readonly teamId: number
  readonly origin: OriginChoice
  /** The latest when absent. */
  readonly season?: string | undefined
}

/** One team with its vectors and its profile; null when there is no such row. */
export async function findTeam(executor: Executor, key: TeamKey): Promise<(TeamRow & TeamVectorsRow & TeamProfileRow) | null> {
  const rows = await executor.execute<TeamRow & TeamVectorsRow & TeamProfileRow>(sql`
    select ${COLUMNS}, ${VECTORS}, ${PROFILE}, ${provenanceColumns(teamOrigin(key.origin))}, null as "sortValue"
    from ${teamSource(key.origin)}
    where t.team_id = ${key.teamId} and ${key.season === undefined ? sql`true` : sql`t.season = ${key.season}`}
    order by t.season desc nulls last limit 1`)
  return rows[0] ?? null
}

/** The vectors of every team of one league and season: what a team's metrics are compared with. */
export async function listLeagueVectors(
  executor: Executor,
  key: { readonly origin: OriginChoice; readonly league: string; readonly season: string | null },
): Promise<readonly TeamVectorsRow[]> {
  return executor.execute<TeamVectorsRow>(sql`
    select ${VECTORS} from ${teamSource(key.origin)}
    where t.league = ${key.league} and t.season is not distinct from ${key.season}
    order by t.team_id`)
}

export type LeadingTeamRow = Pick<TeamRow, 'id' | 'teamName' | 'league' | 'totalPnl' | 'totalBets' | 'estimates' | 'origin'>

/** Teams by profit in units; ties by id. */
export async function listTeamLeaders(executor: Executor, { origin, limit }: LeaderQuery): Promise<Leaders<LeadingTeamRow>> {
  const columns = sql`t.team_id as "id", t.team_name as "teamName", t.league as "league", t.total_pnl as "totalPnl",
    t.total_bets as "totalBets", ${teamOrigin(origin)} as "origin"`
  const from = sql`${teamSource(origin)} where t.total_pnl is not null and ${inSeason({ origin })}`
  const ranking = { columns, from, order: sql`t.total_pnl desc, t.team_id`, limit }
  return { rows: await executor.execute<LeadingTeamRow>(selectLeaders(ranking)), n: await countRanked(executor, ranking) }
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
