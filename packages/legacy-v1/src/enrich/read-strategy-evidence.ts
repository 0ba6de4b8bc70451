import { ENRICHED_COLUMNS, type EnrichmentRule } from '../mapping/enrich-rules.ts'
import { sql } from 'drizzle-orm'
import type { Executor } from '@mon-ps/db/client'
import { named, quoted } from '@mon-ps/db/engine/sql-text'
import { isFilled, migratedRows } from './migrated-cells.ts'
import type { ColumnEvidence, Evidence } from './types.ts'

const TABLE = 'quantum_strategies_v3'
const COLUMNS = ENRICHED_COLUMNS.filter(({ table }) => table === TABLE)

interface StrategyCells extends Record<string, unknown> {
  readonly v1Id: number
  readonly name: string
  readonly filled: Readonly<Record<string, boolean>>
  /** By column; null where no such strategy was calculated of the team. */
  readonly calculated: Readonly<Record<string, unknown>> | null
  readonly season: string | null
  readonly bets: number | null
}

/** The latest record that was calculated of the same team under the same strategy name. */
const SAME_STRATEGY = `select jsonb_build_object(${COLUMNS.map(({ column }) => `${quoted(column)}, to_jsonb(c.${named(column)})`).join(', ')}) as calculated,
    c.season, c.total_bets as bets
  from mon_ps.strategy_version c where c.scope = 'team' and c.team_id = v.team_id and c.strategy_name = v.strategy_name
    and c.origin = 'calculated' and c.retired_at is null
  order by c.season desc nulls last, c.strategy_version desc nulls last, c.row_sha256 limit 1`

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function proofOf(rule: EnrichmentRule | null, column: string, { calculated, season, bets }: StrategyCells): Evidence['found'] {
  if (rule === null) return 'no-source'
  if (calculated === null) return 'no-calculation'
  const value = calculated[column]
  return isObject(value) ? { value: { ...value, source: 'calculated' }, n: bets, interval: null, season } : 'not-measured'
}

/** Contexts of strategies, from our own record of the same strategy of the same team. */
export async function readStrategyEvidence(tx: Executor): Promise<readonly ColumnEvidence[]> {
  const filled = COLUMNS.map(({ column }) => `${quoted(column)}, ${isFilled(column)}`).join(', ')
  const rows = await tx.execute<StrategyCells>(
    sql.raw(`select v.v1_id as "v1Id", v.team_name || ': ' || v.strategy_name as name, v.filled, own.calculated, own.season, own.bets
      from (select v.v1_id, v.team_id, v.team_name, v.strategy_name, jsonb_build_object(${filled}) as filled from ${migratedRows(TABLE)}) v
      left join lateral (${SAME_STRATEGY}) own on true order by v.v1_id`),
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
