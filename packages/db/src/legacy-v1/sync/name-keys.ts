import { type SQL, sql } from 'drizzle-orm'
import type { Executor } from '../../repositories/executor.ts'
import { COMPANION_SCHEMA, quoted, type SyncedTable, V1_SCHEMA } from './synced-tables.ts'

/** What an index is but for its name and its table's: the same text for V1's and the companion's. */
const shapeOf = (index: SQL) => sql`regexp_replace(pg_get_indexdef(${index}), '^CREATE( UNIQUE)? INDEX .+? ON (ONLY )?\\S+ ', '\\1 ')`

const indexesOf = (schema: string, table: string) => sql`
  select x.relname as name, ${shapeOf(sql`i.indexrelid`)} as shape,
    row_number() over (partition by ${shapeOf(sql`i.indexrelid`)} order by x.relname) as nth
  from pg_index i join pg_class x on x.oid = i.indexrelid where i.indrelid = to_regclass(${`${schema}.${table}`})`

/**
 * Calls the companions' indexes, and with them their keys, as V1's are called: the legacy may look for such a name in an error. Each
 * gets a number first, because the name that the server chose for one may be that of another.
 */
export async function nameKeysAsV1(tx: Executor, tables: readonly SyncedTable[]): Promise<void> {
  const rename = (from: string, to: string) =>
    tx.execute(sql.raw(`ALTER INDEX ${COMPANION_SCHEMA}.${quoted(from)} RENAME TO ${quoted(to)}`))
  for (const { name: table } of tables) {
    const others = await tx.execute<{ has: string; name: string }>(sql`
      select own.name as has, v1.name from (${indexesOf(COMPANION_SCHEMA, table)}) own
      join (${indexesOf(V1_SCHEMA, table)}) v1 using (shape, nth) where own.name <> v1.name`)
    for (const [at, { has }] of others.entries()) await rename(has, `renamed_${table}_${at}`)
    for (const [at, { name }] of others.entries()) await rename(`renamed_${table}_${at}`, name)
  }
}
