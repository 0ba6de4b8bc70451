import { type SQL, sql } from 'drizzle-orm'
import type { Estimates } from '../schema/estimates.ts'
import { frictionPayload, frictionVersion } from '../schema/friction.ts'
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

/** One pair as a list shows it. Scores 0–100, probabilities 0–1. */
export type FrictionRow = Provenance & {
  readonly id: number
  readonly sortValue: number | string | null
  readonly homeId: number
  readonly homeName: string
  readonly awayId: number
  readonly awayName: string
  readonly league: string | null
  readonly season: string | null
  readonly frictionScore: number
  readonly chaosPotential: number | null
  readonly styleHome: string | null
  readonly styleAway: string | null
  /** Above 0 for the home side. */
  readonly psychologicalEdge: number | null
  readonly predictedGoals: number | null
  readonly predictedBttsProb: number | null
  readonly predictedOver25Prob: number | null
  readonly predictedWinner: string | null
  readonly homeWinProb: number | null
  readonly uncertainty: number | null
  readonly h2hMatches: number | null
  readonly h2hHomeWins: number | null
  readonly h2hAwayWins: number | null
  readonly matchesAnalyzed: number
  readonly confidenceLevel: string | null
  readonly estimates: Estimates
  /** `unordered`: its source knew no home side, so it answers both orders, and home is whoever was written or asked for first. */
  readonly orientation: 'ordered' | 'unordered'
}

/** One pair with its parts. */
export type FrictionDetailRow = FrictionRow & {
  readonly h2hDraws: number | null
  readonly h2hAvgGoals: number | null
  readonly frictionVector: unknown
  readonly historicalFriction: unknown
}

/** The few columns that a matrix of all pairs wants. */
export type FrictionPairRow = Provenance & {
  readonly homeId: number
  readonly homeName: string
  readonly awayId: number
  readonly awayName: string
  readonly league: string | null
  readonly orientation: FrictionRow['orientation']
  readonly friction: number | null
  readonly chaos: number | null
  readonly goals: number | null
  readonly homeWin: number | null
  readonly uncertainty: number | null
  readonly matchesAnalyzed: number
}

export type FrictionSortKey = 'friction' | 'chaos' | 'uncertainty' | 'goals'

const SORTS: Readonly<Record<FrictionSortKey, SQL>> = {
  friction: sql`t.friction_score`,
  chaos: sql`t.chaos_potential`,
  uncertainty: sql`v.uncertainty`,
  goals: sql`t.predicted_goals`,
}

/** The keys of a pair have other names in V3 than in the versions. */
interface PairSource {
  readonly from: SQL
  readonly id: SQL
  readonly homeId: SQL
  readonly awayId: SQL
  readonly origin: SQL
  /** The two sides change places: an unordered pair that was asked for in the other order. */
  readonly flipped: SQL
}

/** The league of a row whose competition is not one of ours: the one that the DNA rows of both teams name; null where they name two. */
const leagueName = ({ homeId, awayId }: Pick<PairSource, 'homeId' | 'awayId'>): SQL =>
  sql`coalesce(c.name, (select h.league from quantum.team_quantum_dna_v3 h join quantum.team_quantum_dna_v3 a on a.league = h.league
    where h.team_id = ${homeId} and a.team_id = ${awayId} and v.competition_id is null))`

const pairSource = (origin: OriginChoice, flipped = sql`false`): PairSource =>
  origin === 'published'
    ? {
        from: sql`quantum.quantum_friction_matrix_v3 t
          left join mon_ps.v3_row_source s on s.table_name = 'quantum_friction_matrix_v3' and s.row_id = t.friction_id
          left join mon_ps.friction_version v on v.version_id = s.version_id
          left join mon_ps.competition c on c.id = v.competition_id
          left join mon_ps.run r on r.id = s.run_id`,
        id: sql`t.friction_id`,
        homeId: sql`t.team_home_id`,
        awayId: sql`t.team_away_id`,
        origin: sql`coalesce(s.origin, 'legacy_sql')`,
        flipped,
      }
    : {
        from: sql`mon_ps.friction_version t
          join mon_ps.friction_version v on v.version_id = t.version_id and v.origin = ${origin} and v.retired_at is null
          left join mon_ps.competition c on c.id = v.competition_id
          join mon_ps.run r on r.id = v.run_id and ${visibleRun}`,
        id: sql`t.version_id::int`,
        homeId: sql`t.home_id`,
        awayId: sql`t.away_id`,
        origin: sql`v.origin`,
        flipped,
      }

/** A column of the one side, of the other where the sides change places. */
const sided = ({ flipped }: PairSource, own: SQL, other: SQL): SQL => sql`case when ${flipped} then ${other} else ${own} end`

/** The columns that speak of home and away; all others are the same in both orders. */
const directional = (source: PairSource): SQL => sql`
  ${sided(source, source.homeId, source.awayId)} as "homeId", ${sided(source, sql`t.team_home_name`, sql`t.team_away_name`)} as "homeName",
  ${sided(source, source.awayId, source.homeId)} as "awayId", ${sided(source, sql`t.team_away_name`, sql`t.team_home_name`)} as "awayName",
  ${sided(source, sql`t.style_home`, sql`t.style_away`)} as "styleHome", ${sided(source, sql`t.style_away`, sql`t.style_home`)} as "styleAway",
  ${sided(source, sql`t.psychological_edge`, sql`0 - t.psychological_edge`)} as "psychologicalEdge",
  ${sided(source, sql`t.predicted_winner`, sql`case t.predicted_winner when 'home' then 'away' when 'away' then 'home' else t.predicted_winner end`)} as "predictedWinner",
  ${sided(source, sql`t.h2h_home_wins`, sql`t.h2h_away_wins`)} as "h2hHomeWins", ${sided(source, sql`t.h2h_away_wins`, sql`t.h2h_home_wins`)} as "h2hAwayWins"`

const columns = (source: PairSource): SQL => sql`
  ${source.id} as "id", ${directional(source)}, ${leagueName(source)} as "league", t.season as "season", t.friction_score as "frictionScore",
  t.chaos_potential as "chaosPotential", t.predicted_goals as "predictedGoals",
  t.predicted_btts_prob as "predictedBttsProb", t.predicted_over25_prob as "predictedOver25Prob",
  ${sided(source, sql`v.home_win_prob`, sql`null`)} as "homeWinProb", ${sided(source, sql`v.uncertainty`, sql`null`)} as "uncertainty", t.h2h_matches as "h2hMatches",
  t.matches_analyzed as "matchesAnalyzed", t.confidence_level as "confidenceLevel", coalesce(v.estimates, '{}'::jsonb) as "estimates",
  coalesce(v.orientation, 'ordered') as "orientation", ${provenanceColumns(source.origin)}`

const inSeason = (season: string | undefined): SQL => (season === undefined ? sql`true` : sql`t.season = ${season}`)

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
  const source = pairSource(query.origin)
  const sort = SORTS[query.sort]
  const { where, orderBy } = keysetClauses(sort, { id: source.id, page: query.page, neverNull: query.sort === 'friction' })
  const ofTeam = query.teamId === undefined ? sql`true` : sql`(${source.homeId} = ${query.teamId} or ${source.awayId} = ${query.teamId})`
  const rows = await executor.execute<FrictionRow>(sql`
    select ${columns(source)}, ${sort} as "sortValue" from ${source.from}
    where ${where} and ${inLeague(query.league, leagueName(source))} and ${inSeason(query.season)} and ${ofTeam}
    order by ${orderBy} limit ${query.page.limit + 1}`)
  return pageOf(rows, query.page.limit)
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
  const asked = (source: PairSource, home: number, away: number) => sql`(${source.homeId} = ${home} and ${source.awayId} = ${away})`
  const plain = pairSource(key.origin)
  const source = pairSource(key.origin, sql`not ${asked(plain, key.homeId, key.awayId)}`)
  const rows = await executor.execute<FrictionDetailRow & { readonly flipped: boolean }>(sql`
    select ${columns(source)}, ${source.flipped} as "flipped", t.h2h_draws as "h2hDraws", t.h2h_avg_goals as "h2hAvgGoals", t.friction_vector as "frictionVector", t.historical_friction as "historicalFriction", null as "sortValue"
    from ${source.from}
    where (${asked(plain, key.homeId, key.awayId)} or (${asked(plain, key.awayId, key.homeId)} and v.orientation = 'unordered'))
      and ${inSeason(key.season)}
    order by t.season desc nulls last, ${source.flipped} limit 1`)
  if (rows[0] === undefined) return null
  const { flipped, ...row } = rows[0]
  return flipped ? { ...row, estimates: turned(row.estimates) } : row
}

/** What stands behind an edge that changed its sign with the order. */
function turned(estimates: Estimates): Estimates {
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

/** All measured pairs of one league and season. */
export async function listFrictionPairs(
  executor: Executor,
  key: FrictionPairsKey,
): Promise<{ readonly season: string | null; readonly pairs: readonly FrictionPairRow[] }> {
  const source = pairSource(key.origin)
  const ofLeague = sql`from ${source.from} where ${inLeague(key.league, leagueName(source))}`
  const [latest] =
    key.season === undefined ? await executor.execute<{ season: string | null }>(sql`select max(t.season) as season ${ofLeague}`) : []
  const season = key.season ?? latest?.season ?? null
  const pairs = await executor.execute<FrictionPairRow>(sql`
    select ${source.homeId} as "homeId", t.team_home_name as "homeName", ${source.awayId} as "awayId", t.team_away_name as "awayName",
      ${leagueName(source)} as "league", coalesce(v.orientation, 'ordered') as "orientation", t.friction_score as "friction",
      t.chaos_potential as "chaos", t.predicted_goals as "goals", v.home_win_prob as "homeWin", v.uncertainty as "uncertainty",
      t.matches_analyzed as "matchesAnalyzed", ${provenanceColumns(source.origin)}
    ${ofLeague} and t.season is not distinct from ${season}
    order by 1, 3`)
  return { season, pairs }
}

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

/** Pairs by chaos, 0–100; ties by friction, then by id. */
export async function listFrictionLeaders(executor: Executor, { origin, limit }: LeaderQuery): Promise<Leaders<LeadingFrictionRow>> {
  const source = pairSource(origin)
  const columns = sql`${source.id} as "id", ${source.homeId} as "homeId", t.team_home_name as "homeName", ${source.awayId} as "awayId",
    t.team_away_name as "awayName", t.season as "season", t.chaos_potential as "chaosPotential", t.friction_score as "frictionScore",
    t.matches_analyzed as "matchesAnalyzed", ${source.origin} as "origin"`
  const from = sql`${source.from} where t.chaos_potential is not null`
  const ranking = { columns, from, order: sql`t.chaos_potential desc, t.friction_score desc, ${source.id}`, limit }
  return { rows: await executor.execute<LeadingFrictionRow>(selectLeaders(ranking)), n: await countRanked(executor, ranking) }
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
