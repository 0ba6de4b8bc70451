import { named, quoted, allIds } from '@mon-ps/db/engine/sql-text'
import type { MigrationCheck } from '@mon-ps/contract/migration-report'
import { getPublishedKind } from '@mon-ps/db/publish/published-kinds'
import type { Executor } from '@mon-ps/db/client'
import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import { sql } from 'drizzle-orm'
import { companionColumns } from '../copy/companions.ts'
import { contentHash, estimatesSql } from '../copy/projection.ts'
import { emptyColumns, filledColumns, isQuarantined, PROJECTED, projectedRows, type ProjectedTable } from '../copy/row-source.ts'
import { sourceValue } from '../copy/rule-sql.ts'
import type { ColumnMapping, TableMapping } from '../mapping/column-mapping.ts'
import { ENRICHED_COLUMNS, estimateKey } from '../mapping/enrich-rules.ts'
import { TABLE_MAPPINGS, WINNER_SIDES } from '../mapping/table-mappings.ts'
import { rebuiltScale } from '../mapping/values.ts'

export const NAMED_DIFFERENCES = 20

export interface Difference extends Record<string, unknown> {
  readonly id: number | string
  readonly column: string
  readonly came: string | null
  readonly expected: string | null
}

const LONGEST = 120
const shown = (text: string | null): string => {
  if (text === null) return 'null'
  return text.length > LONGEST ? `'${text.slice(0, LONGEST)}…'` : `'${text}'`
}

/** `team_strategies 7 roi: came '84.6', expected '84.7'`: a long value is shortened around the first place that differs. */
export function describeDifference(table: string, { id, column, came, expected }: Difference): string {
  if (came === null || expected === null || (came.length <= LONGEST && expected.length <= LONGEST))
    return `${table} ${id} ${column}: came ${shown(came)}, expected ${shown(expected)}`
  let at = 0
  while (came[at] === expected[at]) at++
  const from = Math.max(0, at - 20)
  return `${table} ${id} ${column} at character ${at + 1}: came ${shown(came.slice(from))}, expected ${shown(expected.slice(from))}`
}

export function toCheck(id: string, name: string, compared: number, differences: readonly string[]): MigrationCheck {
  return { id, name, passed: differences.length === 0, compared, differences: differences.slice(0, NAMED_DIFFERENCES) }
}

export const ask = <Row>(executor: Executor, text: string) => executor.execute<Row & Record<string, unknown>>(sql.raw(text))

/** A V1 column rebuilt from V3, and V1's own; both null where the row proves nothing. */
interface Inverse {
  readonly source: string
  readonly target: string
  readonly rebuilt: string
  readonly original: string
}

const WHOLE = ['smallint', 'integer', 'bigint']
const isZoned = (type: string): boolean => type.endsWith('with time zone')

/** SQL that rebuilds V1's text from V3; null where it cannot be rebuilt. */
function rebuilt(column: ColumnMapping, type: string): string | null {
  const value = `t.${named(column.target)}`
  switch (column.rule) {
    case 'copy@1':
      return `${value}::text`
    case 'double@1': {
      const scale = rebuiltScale(type)
      if (scale !== null) return `round(${value}::numeric, ${scale})::text`
      return type === 'double precision' ? `${value}::text` : null
    }
    case 'instant@1':
      return isZoned(type) ? `${value}::text` : `(${value} at time zone z.time_zone)::text`
    case 'predicted-winner@1':
      return `case ${value} ${Object.entries(WINNER_SIDES)
        .map(([said, side]) => `when ${quoted(side)} then ${quoted(said)}`)
        .join(' ')} end`
    case 'team-of-profile@1':
      return `(select l.v1_id from mon_ps.legacy_team l where l.team_id = ${value})::text`
    case 'row-id@1':
      return 'v.v1_id::text'
    default:
      return null
  }
}

/**
 * V1's value as text. What V1 keeps under a type of another kind is told as the declared one would: its spelling (`013`, `13.00`,
 * a day without an hour) is the companion's to prove, which has it letter for letter.
 */
function original(own: string, rule: ColumnMapping['rule'], declared: string, type: string): string {
  if (rule === 'instant@1') return isZoned(type) ? `${own}::text` : `${own}::timestamp::text`
  if (declared === 'jsonb') return `${own}::jsonb::text`
  if (WHOLE.includes(declared) && !WHOLE.includes(type)) return `trim_scale(${own}::text::numeric)::text`
  return `${own}::text collate "default"`
}

/** Whether the rule can read the value; otherwise only the companion keeps it. */
function readable(mapping: TableMapping, column: ColumnMapping, source: string, type: string): string {
  const own = `c.${named(source)}`
  if (column.rule === 'double@1') return `abs(${own}) < 1e300`
  if (column.rule === 'predicted-winner@1') return `${own}::text collate "default" in (${Object.keys(WINNER_SIDES).map(quoted).join(', ')})`
  // A skipped hour exists in no zone.
  if (column.rule === 'instant@1' && !isZoned(type)) return `(${sourceValue(mapping, source)}) at time zone z.time_zone = ${own}::timestamp`
  return 'true'
}

/** Every V1 column that the mapping calls rebuilt, over `c`, `o`, `z`, `v` (its version) and `t` (V3's row). */
function inverses(mapping: TableMapping, types: ReadonlyMap<string, string>): readonly Inverse[] {
  return mapping.columns.flatMap((column) => {
    const [source] = column.sources
    const type = types.get(source ?? '')
    if (!column.invertible || source === undefined || type === undefined) return []
    const value = rebuilt(column, type)
    if (value === null) return []
    const own = `c.${named(source)}`
    const filledByUs = column.target === 'created_at' || column.target === 'updated_at' ? ` and ${own} is not null` : ''
    const proof = `not coalesce(o.ruled ? ${quoted(source)}, false) and (${own} is null or coalesce(${readable(mapping, column, source, type)}, false))${filledByUs}`
    const declared = mapping.v1Columns.find(({ name }) => name === source)?.type ?? type
    return [
      {
        source,
        target: column.target,
        rebuilt: `case when ${proof} then ${value} end`,
        original: `case when ${proof} then ${original(own, column.rule, declared, type)} end`,
      },
    ]
  })
}

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
      const { v3, versions, id } = getPublishedKind(mapping.v1)
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

/** Version rows against what the rules make of the companion. */
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
    cross join lateral (select ${estimatesSql(projected)} as own) e`
  return unequal(from, 'r.v1_id', pairs)
}

/** V3's rows against their versions. */
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
