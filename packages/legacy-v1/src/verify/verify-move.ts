import type { MigrationCheck, MigrationVerifyReport } from '@mon-ps/contract/migration-report'
import { named, quoted } from '@mon-ps/db/engine/sql-text'
import { getPublishedKind, PUBLISHED_KINDS, sameKey } from '@mon-ps/db/publish/published-kinds'
import { migratedShows } from '@mon-ps/db/publish/show-migrated'
import type { Executor } from '@mon-ps/db/client'
import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import { sql } from 'drizzle-orm'
import type { CopySource } from '../copy/companions.ts'
import { DRAWN_SEQUENCES, MOVED_TABLES, tunePlanner } from '../copy/move-tables.ts'
import { isQuarantined } from '../copy/row-source.ts'
import {
  ask,
  toCheck,
  describeDifference,
  type Difference,
  NAMED_DIFFERENCES,
  type MovedTable,
  movedTables,
  rebuiltAgainstV1,
  shownRows,
  v3AgainstVersions,
  versionsAgainstRules,
} from './moved-rows.ts'
import { compareCompanion } from './compare-companion.ts'
import { checkInvented, checkLeaders, checkSums } from './sum-checks.ts'

type Found = { readonly id: number | null; readonly what: string }

/** A key that raw SQL, a person or a decision holds in V3 is not the move's to show. */
const placements = ({ table, versions, v3, id }: MovedTable): string => `
  select f.id, f.what from (
    select c.id, case when v.version_id is null and not q.quarantined then 'came neither a V3 row nor a quarantine, expected one of them'
        when v.version_id is not null and q.quarantined then 'came a V3 row and a quarantine, expected one of them'
        when v.version_id is not null and s.row_id is null and not exists (
          select from quantum.${v3} t left join mon_ps.v3_row_source o on o.table_name = ${quoted(v3)} and o.row_id = t.${named(id)}
          where ${sameKey(getPublishedKind(table))} and (coalesce(o.origin, 'legacy_sql') in ('legacy_sql', 'manual') or not ${migratedShows(getPublishedKind(table))}))
        then 'came no V3 row that shows its version, expected one' end as what
    from legacy_v1.${named(table)} c
    cross join lateral (select ${isQuarantined(table, 'c.id')} as quarantined) q
    left join mon_ps.${versions} v on v.v1_id = c.id and v.origin = 'migrated' and v.retired_at is null
    left join mon_ps.v3_row_source s on s.table_name = ${quoted(v3)} and s.version_id = v.version_id and s.origin = 'migrated'
    union all
    select v.v1_id, 'came a version, expected none, because V1 has no such row' from mon_ps.${versions} v
    where v.origin = 'migrated' and v.retired_at is null and not exists (select from legacy_v1.${named(table)} c where c.id = v.v1_id)
    union all
    select s.row_id, 'came a V3 row that shows a version which is gone, expected a current one' from mon_ps.v3_row_source s
    where s.table_name = ${quoted(v3)} and s.origin = 'migrated'
      and not exists (select from mon_ps.${versions} v where v.version_id = s.version_id and v.retired_at is null)) f
  where f.what is not null order by f.id limit ${NAMED_DIFFERENCES}`

async function checkTotal(target: Executor, tables: readonly MovedTable[], compared: number): Promise<MigrationCheck> {
  const differences: string[] = []
  for (const moved of tables)
    for (const { id, what } of await ask<Found>(target, placements(moved))) differences.push(`${moved.table} ${id} id: ${what}`)
  return toCheck('I2', 'every V1 row is in V3 or in quarantine, never both', compared, differences)
}

/** The name is V1's own, not a repaired one. */
const unruledName = (table: V1TableName, id: string, column: string) => `not exists (select from mon_ps.legacy_ruling n
          where n.table_name = '${table}' and n.v1_id = ${id} and n.kind = 'value' and n.column_name = '${column}')`

/** Where V1's id and name agree, V3's must too, and every key must exist. */
const KEYS: readonly { readonly table: string; readonly column: string; readonly sql: string }[] = [
  ...(['home', 'away'] as const).flatMap((side) => {
    const v1 = side === 'home' ? 'a' : 'b'
    const broken = `select t.friction_id as id, t.team_${side}_id::text as what from quantum.quantum_friction_matrix_v3 t
        where not exists (select from quantum.team_quantum_dna_v3 d where d.team_id = t.team_${side}_id)`
    const disagreeing = `select v.v1_id as id, t.team_${side}_name || ' for ' || d.team_name as what
        from mon_ps.friction_version v join mon_ps.v3_row_source s on s.table_name = 'quantum_friction_matrix_v3' and s.version_id = v.version_id and s.origin = 'migrated'
        join quantum.quantum_friction_matrix_v3 t on t.friction_id = s.row_id
        join quantum.team_quantum_dna_v3 d on d.team_id = t.team_${side}_id
        join mon_ps.v3_row_source o on o.table_name = 'team_quantum_dna_v3' and o.row_id = d.team_id and o.origin = 'migrated'
        join legacy_v1.matchup_friction c on c.id = v.v1_id join legacy_v1.team_profiles p on p.id = c.team_${v1}_id
        where v.origin = 'migrated' and v.retired_at is null and p.team_name = c.team_${v1}_name collate "default" and d.team_name <> t.team_${side}_name
          and ${unruledName('team_profiles', 'p.id', 'team_name')} and ${unruledName('matchup_friction', 'c.id', `team_${v1}_name`)}`
    return [
      { table: 'quantum_friction_matrix_v3', column: `team_${side}_id`, sql: broken },
      { table: 'quantum_friction_matrix_v3', column: `team_${side}_name`, sql: disagreeing },
    ]
  }),
  {
    table: 'quantum_strategies_v3',
    column: 'team_id',
    sql: `select t.strategy_id as id, t.team_id::text as what from quantum.quantum_strategies_v3 t
      where not exists (select from quantum.team_quantum_dna_v3 d where d.team_id = t.team_id)`,
  },
  {
    table: 'quantum_strategies_v3',
    column: 'team_name',
    sql: `select v.v1_id as id, t.team_name || ' for ' || d.team_name as what
      from mon_ps.strategy_version v join mon_ps.v3_row_source s on s.table_name = 'quantum_strategies_v3' and s.version_id = v.version_id and s.origin = 'migrated'
      join quantum.quantum_strategies_v3 t on t.strategy_id = s.row_id
      join quantum.team_quantum_dna_v3 d on d.team_id = t.team_id
      join mon_ps.v3_row_source o on o.table_name = 'team_quantum_dna_v3' and o.row_id = d.team_id and o.origin = 'migrated'
      join legacy_v1.team_strategies c on c.id = v.v1_id join legacy_v1.team_profiles p on p.id = c.team_profile_id
      where v.origin = 'migrated' and v.retired_at is null and p.team_name = c.team_name collate "default" and d.team_name <> t.team_name
        and ${unruledName('team_profiles', 'p.id', 'team_name')} and ${unruledName('team_strategies', 'c.id', 'team_name')}`,
  },
]

async function checkKeys(target: Executor, compared: number): Promise<MigrationCheck> {
  const differences: string[] = []
  for (const { table, column, sql } of KEYS)
    for (const { id, what } of await ask<Found>(target, `${sql} order by 1 limit ${NAMED_DIFFERENCES}`))
      differences.push(`${table} ${id} ${column}: came ${what}, expected the row that V1 names`)
  return toCheck('I3', 'no key of V3 dangles, id and name say the same team', compared, differences)
}

async function checkColumns(target: Executor, tables: readonly MovedTable[]): Promise<MigrationCheck> {
  const differences: string[] = []
  let compared = 0
  const hash = (text: string) => `coalesce(sum(hashtextextended(${text}, 0)::numeric), 0) || ' in ' || count(${text}) || ' of ' || count(*)`
  for (const moved of tables) {
    if (moved.inverses.length === 0) continue
    const values = moved.inverses.map(({ rebuilt, original }, at) => `${rebuilt} as a${at}, ${original} as b${at}`)
    const columns = moved.inverses.map((_, at) => `${hash(`x.a${at}`)} as a${at}, ${hash(`x.b${at}`)} as b${at}`)
    const [sums] = await ask<Record<string, string>>(
      target,
      `select ${columns.join(', ')} from (select ${values.join(', ')} from ${shownRows(moved)}) x`,
    )
    moved.inverses.forEach(({ target: column }, at) => {
      compared++
      if (sums?.[`a${at}`] !== sums?.[`b${at}`])
        differences.push(`${moved.table} all ${column}: came the sum ${sums?.[`a${at}`]}, expected ${sums?.[`b${at}`]}`)
    })
  }
  return toCheck('I4', 'of each column as many values, with the same sum of hashes', compared, differences)
}

async function checkSequences(target: Executor): Promise<MigrationCheck> {
  const differences: string[] = []
  for (const { sequence, table, column } of DRAWN_SEQUENCES) {
    const [row] = await ask<{ top: number | null; next: number }>(
      target,
      `select (select max(${column}) from ${table}) as top, last_value + case when is_called then 1 else 0 end as next from ${sequence}`,
    )
    if ((row?.top ?? 0) >= (row?.next ?? 1))
      differences.push(
        `${table} ${row?.top} ${column}: came ${row?.next} as the next number of ${sequence}, expected more than ${row?.top}`,
      )
  }
  return toCheck('sequences', 'the next number of every sequence is free', DRAWN_SEQUENCES.length, differences)
}

async function countRows(target: Executor, tables: readonly MovedTable[]): Promise<MigrationVerifyReport['counts']> {
  const counts: MigrationVerifyReport['counts'][number][] = []
  for (const { table, v3 } of tables) {
    const [row] = await ask<{ v1: number; v3: number; quarantined: number }>(
      target,
      `select (select count(*) from legacy_v1.${named(table)}) as v1,
        (select count(*) from mon_ps.v3_row_source s where s.table_name = ${quoted(v3)} and s.origin = 'migrated') as v3,
        (select count(*) from legacy_v1.${named(table)} c where ${isQuarantined(table, 'c.id')}) as quarantined`,
    )
    counts.push({ table, v1: row?.v1 ?? 0, v3: row?.v3 ?? 0, quarantined: row?.quarantined ?? 0 })
  }
  return counts
}

async function checkLossless(
  target: Executor,
  source: CopySource | null,
  tables: readonly MovedTable[],
  rows: number,
): Promise<MigrationCheck> {
  const differences: string[] = []
  let compared = source === null ? rows : 0
  for (const moved of tables) {
    if (source !== null) {
      const found = await compareCompanion(target, source, moved.table)
      compared += found.compared
      differences.push(...found.differences)
    }
    for (const query of [versionsAgainstRules(moved), v3AgainstVersions(moved), rebuiltAgainstV1(moved)])
      for (const difference of await ask<Difference>(target, `${query} limit ${NAMED_DIFFERENCES}`))
        differences.push(describeDifference(moved.table, difference))
  }
  return toCheck('I1', 'V1 rebuilt is V1, every column of every row', compared, [...new Set(differences)])
}

/**
 * Proves that what was moved is what V1 says: all rows, by set statements, nothing is sampled. In one transaction, before or
 * after the move is committed. A difference names the table, the V1 id and the column, what came and what was expected.
 *
 * @param source  V1; null where its storage is the companion itself
 */
export async function verifyMove(target: Executor, source: CopySource | null): Promise<MigrationVerifyReport> {
  await tunePlanner(target, [
    ...MOVED_TABLES,
    ...PUBLISHED_KINDS.flatMap(({ versions, v3 }) => [`mon_ps.${versions}`, `quantum.${v3}`]),
    'mon_ps.v3_row_source',
  ])
  // For LIMIT the planner would take nested loops, which never end where there are no differences.
  await target.execute(sql`set local enable_nestloop = off`)
  const tables = await movedTables(target)
  const counts = await countRows(target, tables)
  const rows = counts.reduce((sum, { v1 }) => sum + v1, 0)
  const invented = await checkInvented(target, tables)
  const checks = [
    await checkLossless(target, source, tables, rows),
    await checkTotal(target, tables, rows),
    await checkKeys(target, rows),
    await checkColumns(target, tables),
    await checkSums(target, tables),
    invented.check,
    await checkLeaders(target, tables),
    await checkSequences(target),
  ]
  await target.execute(sql`set local enable_nestloop = on`)
  return { passed: checks.every(({ passed }) => passed), checks, counts, fill: invented.fill }
}
