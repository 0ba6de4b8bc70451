import { ENRICHED_COLUMNS, estimateKey } from '../mapping/enrich-rules.ts'
import { TABLE_MAPPINGS } from '../mapping/table-mappings.ts'
import type { TableMapping } from '../mapping/column-mapping.ts'
import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import { kindOf } from '@mon-ps/db/publish/published-kinds'
import type { Executor } from '@mon-ps/db/client'
import { companionColumns } from '../copy/companions.ts'
import { contentHash, estimates } from '../copy/projection.ts'
import { emptyColumns, filledColumns, isQuarantined, PROJECTED, type ProjectedTable, projectedRows } from '../copy/row-source.ts'
import { allIds, named, quoted } from '@mon-ps/db/engine/sql-text'
import { type Inverse, inverses } from './inverse-sql.ts'

/** One table of the move, with what its checks need to know. */
export interface MovedTable {
  readonly table: V1TableName
  readonly mapping: TableMapping
  readonly projected: ProjectedTable
  readonly v3: string
  readonly versions: string
  readonly id: string
  readonly inverses: readonly Inverse[]
}

export async function movedTables(target: Executor): Promise<readonly MovedTable[]> {
  return Promise.all(
    TABLE_MAPPINGS.map(async (mapping) => {
      const types = new Map((await companionColumns(target, mapping.v1)).map(({ name, type }) => [name, type]))
      const { v3, versions, id } = kindOf(mapping.v1)
      const projected = PROJECTED[mapping.v1]
      return { table: mapping.v1, mapping, projected, v3, versions, id, inverses: inverses(mapping, types) }
    }),
  )
}

/** Companion rows `c` with their current version `v` and the V3 row `t` that shows it: only those that V3 shows. */
export const shownRows = ({ table, versions, v3, id }: MovedTable): string => `legacy_v1.${named(table)} c
  cross join legacy_v1.move_setting z
  join mon_ps.${versions} v on v.v1_id = c.id and v.origin = 'migrated' and v.retired_at is null
  join mon_ps.v3_row_source s on s.table_name = ${quoted(v3)} and s.version_id = v.version_id and s.origin = 'migrated'
  join quantum.${v3} t on t.${named(id)} = s.row_id
  left join (select v1_id, jsonb_object_agg(column_name, value) as ruled from mon_ps.legacy_ruling
    where table_name = ${quoted(table)} and kind = 'value' group by v1_id) o on o.v1_id = c.id`

/** A pair of texts that have to be equal, under the name of a column. */
interface Pair {
  readonly column: string
  readonly came: string
  readonly expected: string
}

const unequal = (from: string, id: string, pairs: readonly Pair[]) => `
  select ${id}::text as id, d.column_name as column, d.came, d.expected from ${from}
  cross join lateral (values ${pairs.map(({ column, came, expected }) => `(${quoted(column)}, ${came}, ${expected})`).join(',\n    ')})
    as d(column_name, came, expected)
  where row(${pairs.map(({ came }) => came).join(', ')})::text <> row(${pairs.map(({ expected }) => expected).join(', ')})::text
    and d.came is distinct from d.expected`

/** Version rows against what the rules make of the companion: a changed cell, whether V3 has a column for it or not. */
export function versionsAgainstRules(moved: MovedTable): string {
  const { projected } = moved
  const enriched = ENRICHED_COLUMNS.filter(({ table }) => table === moved.v3).map(({ column }) => quoted(estimateKey(column)))
  const own = [...filledColumns(projected).map(({ name }) => name), ...Object.keys(projected.fixed)]
  const pairs = [
    ...own.map((name) => ({ column: name, came: `v.${named(name)}::text`, expected: `r.${named(name)}::text` })),
    ...emptyColumns(projected).map((name) => ({ column: name, came: `v.${named(name)}::text`, expected: 'null::text' })),
    { column: 'row_sha256', came: 'v.row_sha256', expected: contentHash(projected) },
    { column: 'estimates', came: `(v.estimates - array[${enriched}]::text[])::text`, expected: 'e.own::text' },
  ]
  const from = `(select * from (${projectedRows(moved.table, allIds)}) r where not ${isQuarantined(moved.table, 'r.v1_id')}) r
    join mon_ps.${moved.versions} v on v.v1_id = r.v1_id and v.origin = 'migrated' and v.retired_at is null
    cross join lateral (select ${estimates(projected)} as own) e`
  return unequal(from, 'r.v1_id', pairs)
}

/** V3's rows against their versions, every column of the payload, and the times where the source says them. */
export function v3AgainstVersions(moved: MovedTable): string {
  const { renamed } = moved.projected
  const pairs = moved.mapping.columns.flatMap(({ target }) => {
    if (target === moved.id && moved.table !== 'team_profiles') return []
    const name = target in renamed ? renamed[target] : target
    const expected = `v.${named(name ?? target)}::text`
    const came = `t.${named(target)}::text`
    return [
      { column: target, came: name?.startsWith('source_') ? `case when v.${named(name)} is not null then ${came} end` : came, expected },
    ]
  })
  const source = { column: 'run_id', came: 's.run_id::text', expected: 'v.run_id::text' }
  return unequal(shownRows(moved), 'v.v1_id', [...pairs, source])
}

/** V1's values rebuilt from V3 against V1's own. */
export const rebuiltAgainstV1 = (moved: MovedTable): string =>
  unequal(
    shownRows(moved),
    'c.id',
    moved.inverses.map(({ target, rebuilt, original }) => ({ column: target, came: rebuilt, expected: original })),
  )
