import type { V3TableName } from '@mon-ps/db/schema/publish'
import { kindOf } from '@mon-ps/db/publish/published-kinds'
import { named, quoted } from '@mon-ps/db/engine/sql-text'

/** Current migrated versions `v`, and the V3 row `t` that shows each; a row that shows something else is not among them. */
export function migratedRows(table: V3TableName): string {
  const { versions, v3, id } = kindOf(table)
  return `mon_ps.${versions} v
    left join mon_ps.v3_row_source s on s.table_name = ${quoted(v3)} and s.version_id = v.version_id and s.origin = 'migrated'
    left join quantum.${v3} t on t.${named(id)} = s.row_id
    where v.origin = 'migrated' and v.retired_at is null`
}

/** The cell has a value, or somebody wrote one into the V3 row. */
export const isFilled = (column: string): string => `(v.${named(column)} is not null or t.${named(column)} is not null)`
