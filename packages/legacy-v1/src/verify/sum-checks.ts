import { getPublishedKind } from '@mon-ps/db/publish/published-kinds'
import type { MigrationCheck, MigrationVerifyReport } from '@mon-ps/contract/migration-report'
import type { Executor } from '@mon-ps/db/client'
import { named, quoted } from '@mon-ps/db/engine/sql-text'
import { estimateKey } from '../mapping/enrich-rules.ts'
import { ask, toCheck, type MovedTable, NAMED_DIFFERENCES, shownRows } from './moved-rows.ts'

interface Measure {
  readonly v1: string
  readonly v3: string
}

const PROFILE_MEASURES: readonly Measure[] = [
  { v1: 'total_pnl', v3: 'total_pnl' },
  { v1: 'total_bets', v3: 'total_bets' },
  { v1: 'total_wins', v3: 'total_wins' },
  { v1: 'total_losses', v3: 'total_losses' },
]
const STRATEGY_MEASURES: readonly Measure[] = [
  { v1: 'profit', v3: 'profit' },
  { v1: 'profit', v3: 'total_pnl' },
  { v1: 'bets', v3: 'total_bets' },
  { v1: 'wins', v3: 'wins' },
  { v1: 'losses', v3: 'losses' },
]

const GROUPS: Readonly<Record<string, { readonly by: string; readonly measures: readonly Measure[] } | undefined>> = {
  team_profiles: { by: 't.league', measures: PROFILE_MEASURES },
  team_strategies: { by: 't.strategy_name', measures: STRATEGY_MEASURES },
}

/**
 * Exact: decimals against decimals, by way of the text, which is what V1 shows of a `real`, and of the nearest double, which is what
 * V3 shows of more than 15 digits. A value that a ruling replaced is no proof, and one that V3 cannot hold neither.
 */
function sums({ v1, v3 }: Measure, name: string): string {
  const own = `c.${named(v1)}::text::numeric`
  const proof = `case when coalesce(o.ruled ? ${quoted(v1)}, false) then false else abs(${own}) < 1e300 end`
  return `coalesce(sum(t.${named(v3)}::numeric) filter (where ${proof}), 0) as came_${name},
    coalesce(sum(${own}::double precision::numeric) filter (where ${proof}), 0) as expected_${name}`
}

export async function checkSums(target: Executor, tables: readonly MovedTable[]): Promise<MigrationCheck> {
  const differences: string[] = []
  let compared = 0
  for (const moved of tables) {
    const group = GROUPS[moved.table]
    if (group === undefined) continue
    const rows = await ask<Record<string, string | null>>(
      target,
      `select key, ${group.measures.flatMap((_, at) => [`came_${at}::text`, `expected_${at}::text`]).join(', ')} from (
        select coalesce(${group.by}, 'all') as key, ${group.measures.map((measure, at) => sums(measure, String(at))).join(', ')}
        from ${shownRows(moved)} group by grouping sets ((), (${group.by}))) g order by key`,
    )
    for (const row of rows)
      group.measures.forEach(({ v3 }, at) => {
        compared++
        const [came, expected] = [row[`came_${at}`], row[`expected_${at}`]]
        if (Number(came) !== Number(expected) || normal(came) !== normal(expected))
          differences.push(`${moved.table} ${row['key']} ${v3}: came the sum ${came}, expected ${expected}`)
      })
  }
  return toCheck('I5', 'exact sums of profit, bets, wins and losses: in all, by league, by strategy', compared, differences)
}

/** Scales differ between a decimal and a double's, values do not. */
const normal = (decimal: string | null | undefined): string =>
  (decimal ?? '').includes('.') ? (decimal ?? '').replace(/0+$/, '').replace(/\.$/, '') : (decimal ?? '')

/** The boards of leaders, as V1 has them and as V3 has them, among the rows that V3 shows. */
const BOARDS: Readonly<
  Record<string, { readonly board: string; readonly v1: string; readonly v3: string; readonly name: string } | undefined>
> = {
  team_profiles: { board: 'teams by profit', v1: 'c.total_pnl', v3: 't.total_pnl', name: 'team_name' },
  matchup_friction: { board: 'frictions by chaos', v1: 'c.chaos_potential', v3: 't.chaos_potential', name: 'friction_score' },
  team_strategies: { board: 'strategies by profit', v1: 'c.profit', v3: 't.profit', name: 'strategy_name' },
}
const LEADERS = 5

export async function checkLeaders(target: Executor, tables: readonly MovedTable[]): Promise<MigrationCheck> {
  const differences: string[] = []
  for (const moved of tables) {
    const board = BOARDS[moved.table]
    if (board === undefined) continue
    const unruled = `from ${shownRows(moved)} where o.ruled is null`
    const top = (order: string) => `select v.v1_id from (select v.v1_id, ${order} as measure ${unruled}) v where v.measure is not null
      order by v.measure desc, v.v1_id limit ${LEADERS}`
    const [row] = await ask<{ came: string; expected: string }>(
      target,
      `select array(${top(board.v3)})::text as came, array(${top(board.v1)})::text as expected`,
    )
    if (row?.came !== row?.expected)
      differences.push(`${moved.table} ${board.board}: came the rows ${row?.came}, expected ${row?.expected}`)
  }
  return toCheck('leaders', 'the same rows lead by profit and by chaos', tables.length, differences)
}

interface Filled {
  readonly check: MigrationCheck
  readonly fill: MigrationVerifyReport['fill']
}

/**
 * How many values each V3 column has, and by which rule. A column that V1 has nothing for may only be filled where its version
 * names what it was estimated from.
 */
export async function checkInvented(target: Executor, tables: readonly MovedTable[]): Promise<Filled> {
  const differences: string[] = []
  const fill: MigrationVerifyReport['fill'][number][] = []
  for (const moved of tables) {
    const { columns } = moved.mapping
    const { leftToOthers } = getPublishedKind(moved.table)
    const [counts] = await ask<Record<string, number>>(
      target,
      `select count(*) as n, ${columns.map(({ target: column }) => `count(t.${named(column)}) as ${named(column)}`).join(', ')} from ${shownRows(moved)}`,
    )
    for (const { target: column, rule } of columns) {
      const filled = counts?.[column] ?? 0
      const invented = filled > 0 && (leftToOthers.includes(column) || rule === 'none@1') ? await inventedRows(target, moved, column) : []
      for (const { id, came } of invented)
        differences.push(`${moved.table} ${id} ${column}: came '${came}', expected null, because no rule fills it`)
      fill.push({ table: moved.v3, column, filled, rows: counts?.['n'] ?? 0, rule: invented.length > 0 ? null : rule })
    }
  }
  return { check: toCheck('I18', 'every value has a source or a rule', fill.length, differences), fill }
}

const inventedRows = (target: Executor, moved: MovedTable, column: string) =>
  ask<{ id: number; came: string }>(
    target,
    `select v.v1_id as id, t.${named(column)}::text as came from ${shownRows(moved)}
      where t.${named(column)} is not null and not v.estimates ? ${quoted(estimateKey(column))} order by 1 limit ${NAMED_DIFFERENCES}`,
  )
