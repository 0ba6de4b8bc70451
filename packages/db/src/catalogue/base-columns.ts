import { sql } from 'drizzle-orm'
import type { Executor } from '../client.ts'

/** A column with the type that it is in the end of: what a domain is made of. */
export interface BaseColumn {
  readonly name: string
  readonly type: string
  readonly generated: boolean
}

/** A table's columns in its order; none where it is not there. */
export async function baseColumns(executor: Executor, schema: string, table: string): Promise<readonly BaseColumn[]> {
  return executor.execute<BaseColumn & Record<string, unknown>>(sql`
    with recursive base as (
      select a.attnum, a.attname as name, a.attgenerated <> '' as generated, a.atttypid as type, a.atttypmod as modifier
      from pg_attribute a where a.attrelid = to_regclass(format('%I.%I', ${schema}::text, ${table}::text)) and a.attnum > 0 and not a.attisdropped
      union all
      select b.attnum, b.name, b.generated, t.typbasetype, t.typtypmod from base b join pg_type t on t.oid = b.type where t.typtype = 'd')
    select b.name, case t.typname when 'citext' then 'citext' else format_type(b.type, b.modifier) end as type, b.generated
    from base b join pg_type t on t.oid = b.type where t.typtype <> 'd' order by b.attnum`)
}
