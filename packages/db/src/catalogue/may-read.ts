import { sql } from 'drizzle-orm'
import type { Executor } from '../client.ts'

/** Whether this role may read a table that stands there. */
export async function mayRead(executor: Executor, schema: string, table: string): Promise<boolean> {
  const [row] = await executor.execute<{ allowed: boolean }>(
    sql`select has_schema_privilege(${schema}, 'usage') and has_table_privilege(format('%I.%I', ${schema}::text, ${table}::text), 'select') as allowed`,
  )
  return row?.allowed === true
}
