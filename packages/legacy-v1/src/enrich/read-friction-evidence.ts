import {
  ENRICHED_COLUMNS,
  type EnrichmentRule,
  edgeOfOrders,
  estimateKey,
  historyOfOrders,
  meanOfOrders,
  type OrderedFigure,
} from '../mapping/enrich-rules.ts'
import { sql } from 'drizzle-orm'
import type { Executor } from '@mon-ps/db/client'
import { named, quoted } from '@mon-ps/db/engine/sql-text'
import { isFilled, migratedRows } from './migrated-cells.ts'
import type { ColumnEvidence, Evidence } from './types.ts'

const TABLE = 'quantum_friction_matrix_v3'
const COLUMNS = ENRICHED_COLUMNS.filter(({ table }) => table === TABLE)

interface Calculated {
  readonly value: unknown
  readonly n: number | null
  readonly interval: readonly [number, number] | null
}

interface PairCells extends Record<string, unknown> {
  readonly v1Id: number
  readonly name: string
  readonly filled: Readonly<Record<string, boolean>>
  /** By column; null where the pair was not calculated in both orders of one season. */
  readonly there: Readonly<Record<string, Calculated>> | null
  readonly back: Readonly<Record<string, Calculated>> | null
  readonly season: string | null
  readonly oneOrder: boolean
}

/** A calculated version's figures by column; n of the score they belong to where they have none of their own. */
function figures(alias: string): string {
  const entries = COLUMNS.map(({ column }) => {
    const own = `${alias}.estimates -> ${quoted(estimateKey(column))}`
    return `${quoted(column)}, jsonb_build_object('value', ${alias}.${named(column)}, 'interval', ${own} -> 'interval',
      'n', coalesce((${own} ->> 'n')::int, (${alias}.estimates -> 'frictionScore' ->> 'n')::int, ${alias}.matches_analyzed))`
  })
  return `jsonb_build_object(${entries.join(', ')})`
}

const current = (alias: string) => `${alias}.origin = 'calculated' and ${alias}.retired_at is null`

/** The latest season in which the pair of `v` was calculated with either team at home. */
const BOTH_ORDERS = `select ${figures('a')} as there, ${figures('b')} as back, a.season
  from mon_ps.friction_version a join mon_ps.friction_version b
    on b.home_id = a.away_id and b.away_id = a.home_id and b.season is not distinct from a.season and ${current('b')}
  where a.home_id = v.home_id and a.away_id = v.away_id and ${current('a')} order by a.season desc nulls last limit 1`

const ANY_ORDER = `exists (select from mon_ps.friction_version a where ${current('a')}
  and ((a.home_id = v.home_id and a.away_id = v.away_id) or (a.home_id = v.away_id and a.away_id = v.home_id)))`

const asFigure = ({ value, n, interval }: Calculated): OrderedFigure => ({ value: typeof value === 'number' ? value : null, n, interval })

function proofOf(rule: EnrichmentRule | null, column: string, { there, back, season, oneOrder }: PairCells): Evidence['found'] {
  if (rule === null) return 'no-source'
  const [first, second] = [there?.[column], back?.[column]]
  if (first === undefined || second === undefined) return oneOrder ? 'one-order-only' : 'no-calculation'
  if (rule === 'seasons-of-both-orders@1') {
    const value = historyOfOrders(first.value, second.value)
    return value === null ? 'not-measured' : { value, n: value.seasons.at(-1)?.score.n ?? null, interval: null, season }
  }
  const combined = (rule === 'edge-of-both-orders@1' ? edgeOfOrders : meanOfOrders)(asFigure(first), asFigure(second))
  return combined === null ? 'not-measured' : { ...combined, season }
}

/** The friction components that V1 did not have, from the calculated versions of the same two teams. */
export async function readFrictionEvidence(tx: Executor): Promise<readonly ColumnEvidence[]> {
  const filled = COLUMNS.map(({ column }) => `${quoted(column)}, ${isFilled(column)}`).join(', ')
  const rows = await tx.execute<PairCells>(
    sql.raw(`select v.v1_id as "v1Id", v.name, v.filled, calculated.there, calculated.back, calculated.season, ${ANY_ORDER} as "oneOrder"
      from (select v.v1_id, v.home_id, v.away_id, v.team_home_name || ' – ' || v.team_away_name as name, jsonb_build_object(${filled}) as filled
        from ${migratedRows(TABLE)}) v
      left join lateral (${BOTH_ORDERS}) calculated on true order by v.v1_id`),
  )
  return COLUMNS.map(({ column, rule }) => {
    const open = rows.filter((row) => row.filled[column] !== true)
    return {
      column,
      filled: rows.length - open.length,
      open: open.map((row): Evidence => ({ v1Id: row.v1Id, name: row.name, found: proofOf(rule, column, row) })),
    }
  })
}
