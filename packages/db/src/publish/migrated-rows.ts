import type { V1TableName } from '../schema/legacy-move.ts'
import { sql } from 'drizzle-orm'
import { getPublishedKind } from './published-kinds.ts'
import type { Executor } from '../client.ts'

/** Which V1 row a migrated row of ours is the move of. */
export type MigratedVersion = {
  readonly v1Id: number
  /** Of a pair: the team that the source wrote first; null for the other tables. */
  readonly firstTeamId: number | null
}

/** A row as its list shows it: of V3, or of the versions beside it. */
export interface ShownRow {
  readonly table: V1TableName
  readonly origin: 'published' | 'migrated'
  /** As the list gives it: V3's id; a team's id; else the version's. */
  readonly id: number
}

/** The V1 row behind a migrated row; null where there is none. */
export async function findMigratedVersion(executor: Executor, { table, origin, id }: ShownRow): Promise<MigratedVersion | null> {
  const { v3, versions } = getPublishedKind(table)
  const version = sql.raw(`mon_ps.${versions}`)
  const first = table === 'matchup_friction' ? sql`v.home_id` : sql`null::int`
  const own = table === 'team_profiles' ? sql`v.team_id = ${id}` : sql`v.version_id = ${id}`
  const shown =
    origin === 'published'
      ? sql`v.version_id = (select s.version_id from mon_ps.v3_row_source s where s.table_name = ${v3} and s.row_id = ${id})`
      : sql`v.origin = 'migrated' and v.retired_at is null and ${own}`
  const rows = await executor.execute<MigratedVersion>(sql`
    select v.v1_id as "v1Id", ${first} as "firstTeamId" from ${version} v where v.v1_id is not null and ${shown} limit 1`)
  return rows[0] ?? null
}

/** A value that stands in V3 in place of V1's own, with the reason. */
export type ValueRuling = { readonly column: string; readonly value: string | null; readonly reason: string }

/** A V1 row as its companion keeps it: each column as text, exact to the digit. */
export interface V1Row {
  readonly columns: Readonly<Record<string, string | null>>
  readonly rulings: readonly ValueRuling[]
}

/** The V1 row of that id; null when the companion does not hold it. */
export async function findV1Row(executor: Executor, table: V1TableName, v1Id: number): Promise<V1Row | null> {
  const companion = sql.raw(`legacy_v1."${getPublishedKind(table).v1}"`)
  const columns = await executor.execute<{ key: string; value: string | null }>(sql`
    select e.key as "key", e.value as "value" from ${companion} c, json_each_text(row_to_json(c.*)) e where c.id = ${v1Id}`)
  if (columns.length === 0) return null
  const rulings = await executor.execute<ValueRuling>(sql`
    select column_name as "column", value as "value", reason as "reason" from mon_ps.legacy_ruling
    where table_name = ${table} and v1_id = ${v1Id} and kind = 'value' order by column_name`)
  return { columns: Object.fromEntries(columns.map(({ key, value }) => [key, value])), rulings }
}
