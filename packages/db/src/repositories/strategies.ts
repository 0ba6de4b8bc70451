import { type SQL, sql } from 'drizzle-orm'
import type { Estimates } from '../schema/estimates.ts'
import { strategyPayload, strategyVersion } from '../schema/strategies.ts'
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

/** One rule's record. `winRate`, `roi` and `avgClv` in percent, `estimates`, `shrunkRoi` and `breakEvenRate` in fractions. */
export type StrategyRow = Provenance & {
  readonly id: number
  readonly sortValue: number | string | null
  readonly scope: 'team' | 'league' | 'overall'
  readonly teamId: number | null
  readonly teamName: string | null
  readonly league: string | null
  readonly strategyName: string
  readonly strategyVersion: string | null
  readonly strategyType: string | null
  readonly marketFamily: string | null
  readonly isBestStrategy: boolean | null
  readonly season: string | null
  readonly totalBets: number
  readonly wins: number | null
  readonly losses: number | null
  readonly winRate: number | null
  readonly profit: number | null
  readonly roi: number | null
  readonly avgClv: number | null
  readonly isActive: boolean
  readonly breakEvenRate: number | null
  readonly shrunkRoi: number | null
  readonly maxDrawdown: number | null
  readonly qValue: number | null
  readonly betsNeeded: number | null
  readonly verdict: string | null
  readonly estimates: Estimates
}

/** One record with all that is stored of it, and what names the run that made it. */
export type StrategyDetail = StrategyRow & {
  readonly competitionId: number | null
  readonly priceSource: string | null
  readonly voids: number | null
  readonly unluckyCount: number | null
  readonly badAnalysisCount: number | null
  readonly contextFilters: unknown
  readonly performanceByContext: unknown
  readonly parameters: unknown
  readonly seed: number | null
  /** Which code made the bets; null where the run does not say. */
  readonly strategiesVersion: string | null
  /** A later run replaced it; it is kept for a while. */
  readonly retired: boolean
}

export type StrategySortKey = 'roiLowerBound' | 'profit' | 'roi' | 'avgClv' | 'totalBets' | 'qValue'

const SORTS: Readonly<Record<StrategySortKey, SQL>> = {
  roiLowerBound: sql`v.roi_low`,
  profit: sql`t.profit`,
  roi: sql`t.roi`,
  avgClv: sql`t.avg_clv`,
  totalBets: sql`t.total_bets`,
  qValue: sql`v.q_value`,
}

interface RecordSource {
  readonly from: SQL
  readonly id: SQL
  readonly scope: SQL
  readonly origin: SQL
  /** Leaves out what a later run replaced. */
  readonly current: SQL
}

/** Only records of teams are published in V3; those of a league and of all are read where they were written. */
const recordSource = (origin: OriginChoice, scope: StrategyRow['scope']): RecordSource =>
  origin === 'published' && scope === 'team'
    ? {
        from: sql`quantum.quantum_strategies_v3 t
          left join mon_ps.v3_row_source s on s.table_name = 'quantum_strategies_v3' and s.row_id = t.strategy_id
          left join mon_ps.strategy_version v on v.version_id = s.version_id
          left join mon_ps.competition c on c.id = v.competition_id
          left join mon_ps.run r on r.id = s.run_id`,
        id: sql`t.strategy_id`,
        scope: sql`'team'`,
        origin: sql`coalesce(s.origin, 'legacy_sql')`,
        current: sql`true`,
      }
    : {
        from: sql`mon_ps.strategy_version t
          join mon_ps.strategy_version v on v.version_id = t.version_id and v.scope = ${scope}
            and v.origin = ${origin === 'published' ? 'calculated' : origin}
          left join mon_ps.competition c on c.id = v.competition_id
          join mon_ps.run r on r.id = v.run_id and ${visibleRun}`,
        id: sql`t.version_id::int`,
        scope: sql`v.scope`,
        origin: sql`v.origin`,
        current: sql`v.retired_at is null`,
      }

export interface StrategyFilter {
  readonly origin: OriginChoice
  readonly scope: StrategyRow['scope']
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

/** A moved record is of no competition of ours: what its team's DNA row says. */
const LEAGUE_NAME = sql`coalesce(c.name, (select d.league from quantum.team_quantum_dna_v3 d where d.team_id = t.team_id and v.competition_id is null))`

const matches = ({ league, minBets, teamId, strategy, bestOnly }: StrategyFilter): SQL => sql`
  ${inLeague(league, LEAGUE_NAME)} and t.total_bets >= ${minBets}
  and ${teamId === undefined ? sql`true` : sql`t.team_id = ${teamId}`}
  and ${strategy === undefined ? sql`true` : sql`t.strategy_name = ${strategy}`}
  and ${bestOnly ? sql`t.is_best_strategy` : sql`true`}`

/** How many records a filter leaves, how many of them were tested, and how many of these have a q-value below `qBelow`. */
export type StrategyCount = { readonly total: number; readonly tested: number; readonly significant: number }

/** Counts the records of all pages. */
export async function countStrategies(executor: Executor, filter: StrategyFilter, qBelow: number): Promise<StrategyCount> {
  const { from, current } = recordSource(filter.origin, filter.scope)
  const [count] = await executor.execute<StrategyCount>(sql`
    select count(*)::int as "total", count(v.q_value)::int as "tested", count(*) filter (where v.q_value < ${qBelow})::int as "significant"
    from ${from}
    where ${current} and ${matches(filter)}`)
  return count ?? { total: 0, tested: 0, significant: 0 }
}

/** A record over all leagues has no competition and says itself what it rests on. */
const OF_LEAGUE_OR_ITSELF = sql`coalesce(c.source, case when t.source in ('football-data', 'demo') then t.source end)`

const rowColumns = ({ id, scope, origin }: RecordSource): SQL => sql`
  ${id} as "id", ${scope} as "scope", t.team_id as "teamId", t.team_name as "teamName", ${LEAGUE_NAME} as "league",
  t.strategy_name as "strategyName", t.strategy_version as "strategyVersion", t.strategy_type as "strategyType",
  t.market_family as "marketFamily", t.is_best_strategy as "isBestStrategy", t.season as "season", t.total_bets as "totalBets",
  t.wins as "wins", t.losses as "losses", t.win_rate as "winRate", t.profit as "profit", t.roi as "roi", t.avg_clv as "avgClv",
  t.is_active as "isActive", v.break_even_rate as "breakEvenRate", v.shrunk_roi as "shrunkRoi", v.max_drawdown as "maxDrawdown",
  v.q_value as "qValue", v.bets_needed as "betsNeeded", v.verdict as "verdict", coalesce(v.estimates, '{}'::jsonb) as "estimates",
  ${provenanceColumns(origin, OF_LEAGUE_OR_ITSELF)}`

/** One page of records. */
export async function listStrategies(executor: Executor, query: StrategyQuery): Promise<Page<StrategyRow>> {
  const source = recordSource(query.origin, query.scope)
  const sort = SORTS[query.sort]
  const { where, orderBy } = keysetClauses(sort, { id: source.id, page: query.page, neverNull: query.sort === 'totalBets' })
  const rows = await executor.execute<StrategyRow>(sql`
    select ${rowColumns(source)}, ${sort} as "sortValue"
    from ${source.from}
    where ${source.current} and ${where} and ${matches(query)}
    order by ${orderBy} limit ${query.page.limit + 1}`)
  return pageOf(rows, query.page.limit)
}

/** Where one record stands: its id is that of its scope and origin. */
export interface StrategyKey extends Pick<StrategyFilter, 'origin' | 'scope'> {
  readonly id: number
}

/** One record, also where a later run has replaced it; null when there is none. */
export async function findStrategy(executor: Executor, { origin, scope, id }: StrategyKey): Promise<StrategyDetail | null> {
  const source = recordSource(origin, scope)
  const [row] = await executor.execute<StrategyDetail>(sql`
    select ${rowColumns(source)}, null as "sortValue", v.competition_id as "competitionId", v.price_source as "priceSource",
      v.voids as "voids", t.unlucky_count as "unluckyCount", t.bad_analysis_count as "badAnalysisCount",
      t.context_filters as "contextFilters", t.performance_by_context as "performanceByContext", t.parameters as "parameters",
      r.seed::float8 as "seed", r.rule_versions ->> 'strategies' as "strategiesVersion", v.retired_at is not null as "retired"
    from ${source.from}
    where ${source.id} = ${id}`)
  return row ?? null
}

export type LeadingStrategyRow = Pick<StrategyRow, 'id' | 'strategyName' | 'season' | 'totalBets' | 'estimates' | 'origin'> & {
  readonly teamId: number
  readonly teamName: string
  readonly totalPnl: number | null
}

/** Strategies by profit in units, each team's best one only; ties by id. */
export async function listStrategyLeaders(executor: Executor, { origin, limit }: LeaderQuery): Promise<Leaders<LeadingStrategyRow>> {
  const source = recordSource(origin, 'team')
  const columns = sql`${source.id} as "id", t.team_id as "teamId", t.team_name as "teamName", t.strategy_name as "strategyName",
    t.season as "season", t.total_pnl as "totalPnl", t.total_bets as "totalBets", ${source.origin} as "origin"`
  const from = sql`${source.from} where ${source.current} and t.is_best_strategy and t.total_pnl is not null`
  const ranking = { columns, from, order: sql`t.total_pnl desc, ${source.id}`, limit }
  return { rows: await executor.execute<LeadingStrategyRow>(selectLeaders(ranking)), n: await countRanked(executor, ranking) }
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
