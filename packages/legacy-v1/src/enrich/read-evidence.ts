import type { EnrichmentCell } from '@mon-ps/contract/enrichment'
import { named, quoted } from '@mon-ps/db/engine/sql-text'
import { getPublishedKind } from '@mon-ps/db/publish/published-kinds'
import type { Executor } from '@mon-ps/db/client'
import type { V3TableName } from '@mon-ps/db/schema/publish'
import { sql } from 'drizzle-orm'
import { estimateTeamClv, toStoredClv } from '../live/enrich-clv.ts'
import {
  averageEdges,
  averageOrders,
  averageSeasons,
  ENRICHED_COLUMNS,
  type EnrichmentRule,
  estimateKey,
  type OrderedFigure,
  type UnprovenReason,
} from '../mapping/enrich-rules.ts'
import { isJsonObject } from '../mapping/values.ts'

/** A proven value with its sample size and interval. */
export type Proof = Pick<EnrichmentCell, 'value' | 'n' | 'interval' | 'season'>

/** One empty cell of a migrated row: what proves a value, or why nothing does. */
export interface Evidence {
  readonly v1Id: number
  readonly name: string
  readonly found: Proof | UnprovenReason
}

/** Rows that have a value already, and the evidence about the others. */
export interface ColumnEvidence {
  readonly column: string
  readonly filled: number
  readonly open: readonly Evidence[]
}

/** Current migrated versions `v`, and the V3 row `t` that shows each. */
function migratedRows(table: V3TableName): string {
  const { versions, v3, id } = getPublishedKind(table)
  return `mon_ps.${versions} v
    left join mon_ps.v3_row_source s on s.table_name = ${quoted(v3)} and s.version_id = v.version_id and s.origin = 'migrated'
    left join quantum.${v3} t on t.${named(id)} = s.row_id
    where v.origin = 'migrated' and v.retired_at is null`
}

const enrichedColumns = (of: V3TableName) => ENRICHED_COLUMNS.filter(({ table }) => table === of)

interface MigratedRow extends Record<string, unknown> {
  readonly v1Id: number
  readonly name: string
  /** By column: it has a value, or somebody wrote one into the V3 row. */
  readonly filled: Readonly<Record<string, boolean>>
}

function readRows<Row extends MigratedRow>(tx: Executor, table: V3TableName, name: string, select: string, join: string) {
  const filled = enrichedColumns(table).map(({ column }) => {
    const cell = named(column)
    return `${quoted(column)}, v.${cell} is not null or t.${cell} is not null`
  })
  return tx.execute<Row>(
    sql.raw(`select v.v1_id as "v1Id", ${name} as name, v.filled, ${select}
      from (select v.*, jsonb_build_object(${filled.join(', ')}) as filled from ${migratedRows(table)}) v ${join} order by v.v1_id`),
  )
}

function toEvidence<Row extends MigratedRow>(
  rows: readonly Row[],
  table: V3TableName,
  findProof: (rule: EnrichmentRule, column: string, row: Row) => Evidence['found'],
): readonly ColumnEvidence[] {
  return enrichedColumns(table).map(({ column, rule }) => {
    const open = rows.filter((row) => row.filled[column] !== true)
    return {
      column,
      filled: rows.length - open.length,
      open: open.map((row) => ({
        v1Id: row.v1Id,
        name: row.name,
        found: rule === null ? 'no-source' : findProof(rule, column, row),
      })),
    }
  })
}

/** Rule `clv-from-picks@1`, for teams that the move left without a figure. */
async function readClvEvidence(tx: Executor, picks: Executor): Promise<readonly ColumnEvidence[]> {
  const table = 'team_quantum_dna_v3'
  const rows = await readRows<MigratedRow & { readonly teamId: number }>(tx, table, 'v.team_name', 'v.team_id as "teamId"', '')
  const estimates = (await estimateTeamClv(tx, picks))?.estimates
  return toEvidence(rows, table, (_rule, _column, { teamId }) => {
    const estimate = estimates?.get(teamId)
    const stored = estimate === undefined ? null : toStoredClv(teamId, estimate)
    if (stored === null || stored.clv === null) return 'no-picks'
    const { n, interval } = stored.estimate
    const [low = null, high = null] = interval ?? []
    return { value: stored.clv, n, interval: low === null || high === null ? null : [low, high], season: null }
  })
}

interface Calculated {
  readonly value: unknown
  readonly n: number | null
  readonly interval: readonly [number, number] | null
}

interface PairRow extends MigratedRow {
  /** By column, with the first and with the second team at home; null where the pair was not calculated in both orders of one season. */
  readonly first: Readonly<Record<string, Calculated>> | null
  readonly second: Readonly<Record<string, Calculated>> | null
  readonly season: string | null
  readonly oneOrder: boolean
}

/** A calculated version's figures by column; n of the friction score where a figure has none of its own. */
function figures(alias: string): string {
  const entries = enrichedColumns('quantum_friction_matrix_v3').map(({ column }) => {
    const own = `${alias}.estimates -> ${quoted(estimateKey(column))}`
    return `${quoted(column)}, jsonb_build_object('value', ${alias}.${named(column)}, 'interval', ${own} -> 'interval',
      'n', coalesce((${own} ->> 'n')::int, (${alias}.estimates -> 'frictionScore' ->> 'n')::int, ${alias}.matches_analyzed))`
  })
  return `jsonb_build_object(${entries.join(', ')})`
}

const isCurrent = (alias: string) => `${alias}.origin = 'calculated' and ${alias}.retired_at is null`

/** The latest season in which the pair of `v` was calculated with either team at home. */
const BOTH_ORDERS = `left join lateral (select ${figures('a')} as first, ${figures('b')} as second, a.season
  from mon_ps.friction_version a join mon_ps.friction_version b
    on b.home_id = a.away_id and b.away_id = a.home_id and b.season is not distinct from a.season and ${isCurrent('b')}
  where a.home_id = v.home_id and a.away_id = v.away_id and ${isCurrent('a')} order by a.season desc nulls last limit 1) own on true`

const ANY_ORDER = `exists (select from mon_ps.friction_version a where ${isCurrent('a')}
  and ((a.home_id = v.home_id and a.away_id = v.away_id) or (a.home_id = v.away_id and a.away_id = v.home_id)))`

const toFigure = ({ value, n, interval }: Calculated): OrderedFigure => ({ value: typeof value === 'number' ? value : null, n, interval })

/** The friction components that V1 did not have, from the calculated versions of the same two teams. */
async function readFrictionEvidence(tx: Executor): Promise<readonly ColumnEvidence[]> {
  const table = 'quantum_friction_matrix_v3'
  const select = `own.first, own.second, own.season, ${ANY_ORDER} as "oneOrder"`
  const rows = await readRows<PairRow>(tx, table, `v.team_home_name || ' – ' || v.team_away_name`, select, BOTH_ORDERS)
  return toEvidence(rows, table, (rule, column, { first, second, season, oneOrder }) => {
    const [there, back] = [first?.[column], second?.[column]]
    if (there === undefined || back === undefined) return oneOrder ? 'one-order-only' : 'no-calculation'
    if (rule === 'seasons-of-both-orders@1') {
      const value = averageSeasons(there.value, back.value)
      return value === null ? 'not-measured' : { value, n: value.seasons.at(-1)?.score.n ?? null, interval: null, season }
    }
    const combined = (rule === 'edge-of-both-orders@1' ? averageEdges : averageOrders)(toFigure(there), toFigure(back))
    return combined === null ? 'not-measured' : { ...combined, season }
  })
}

interface StrategyRow extends MigratedRow {
  /** By column; null where no such strategy was calculated of the team. */
  readonly calculated: Readonly<Record<string, unknown>> | null
  readonly season: string | null
  readonly bets: number | null
}

/** The latest record that was calculated of the same team under the same strategy name. */
function sameStrategy(): string {
  const columns = enrichedColumns('quantum_strategies_v3').map(({ column }) => `${quoted(column)}, to_jsonb(c.${named(column)})`)
  return `left join lateral (select jsonb_build_object(${columns.join(', ')}) as calculated, c.season, c.total_bets as bets
  from mon_ps.strategy_version c where c.scope = 'team' and c.team_id = v.team_id and c.strategy_name = v.strategy_name
    and c.origin = 'calculated' and c.retired_at is null
  order by c.season desc nulls last, c.strategy_version desc nulls last, c.row_sha256 limit 1) own on true`
}

/** Contexts of strategies, from our own record of the same strategy of the same team. */
async function readStrategyEvidence(tx: Executor): Promise<readonly ColumnEvidence[]> {
  const table = 'quantum_strategies_v3'
  const name = `v.team_name || ': ' || v.strategy_name`
  const rows = await readRows<StrategyRow>(tx, table, name, 'own.calculated, own.season, own.bets', sameStrategy())
  return toEvidence(rows, table, (_rule, column, { calculated, season, bets }) => {
    if (calculated === null) return 'no-calculation'
    const value = calculated[column]
    return isJsonObject(value) ? { value: { ...value, source: 'calculated' }, n: bets, interval: null, season } : 'not-measured'
  })
}

/** @param picks  where the legacy's picks are */
export async function readEvidence(tx: Executor, picks: Executor): Promise<Readonly<Record<V3TableName, readonly ColumnEvidence[]>>> {
  return {
    team_quantum_dna_v3: await readClvEvidence(tx, picks),
    quantum_friction_matrix_v3: await readFrictionEvidence(tx),
    quantum_strategies_v3: await readStrategyEvidence(tx),
  }
}
