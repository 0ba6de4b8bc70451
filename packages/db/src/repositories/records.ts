import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import { toSnakeCase } from 'drizzle-orm/casing'
import type { PgTable } from 'drizzle-orm/pg-core'
import { DbError } from '../errors.ts'
import type { Executor } from '../client.ts'

/** More in one statement gains nothing and holds the one embedded session for longer. */
const RECORDS_PER_STATEMENT = 10_000

export type PlainRecord = Readonly<Record<string, unknown>>

interface ColumnType {
  readonly name: string
  readonly type: string
}

/** A table's column as the database knows it: its name and its SQL type. */
export function getColumn(table: PgTable, key: string): ColumnType {
  const column = getTableColumns(table)[key]
  if (column === undefined) throw new DbError('INVALID_ARGUMENT', `got the column "${key}", which the table does not have`)
  return { name: column.keyAsName ? toSnakeCase(column.name) : column.name, type: column.getSQLType() }
}

const listKeys = (rows: readonly PlainRecord[]) => Object.keys(rows[0] ?? {})

/** `"a", "b"`: the columns of `keys`. */
export function columnList(table: PgTable, keys: readonly string[], prefix = ''): SQL {
  return sql.raw(keys.map((key) => `${prefix}"${getColumn(table, key).name}"`).join(', '))
}

/**
 * Rows as a relation: one JSON parameter, read by the server with the table's own types. The way to write
 * in bulk on both engines: COPY hangs on the embedded one, and long VALUES lists are slow.
 */
export function recordset(table: PgTable, rows: readonly PlainRecord[]): SQL {
  const columns = listKeys(rows).map((key) => ({ key, ...getColumn(table, key) }))
  const records = rows.map((row) => Object.fromEntries(columns.map(({ key, name }) => [name, row[key] ?? null])))
  const types = columns.map(({ name, type }) => `"${name}" ${type}`).join(', ')
  return sql`jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as incoming(${sql.raw(types)})`
}

/** `rows` in pieces that one statement may carry. */
export function* chunksOf<Row>(rows: readonly Row[], size = RECORDS_PER_STATEMENT): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size)
}

/** Inserts rows that all have the keys of the first; `tail` may say what a conflict does. */
export async function insertRecords(executor: Executor, table: PgTable, rows: readonly PlainRecord[], tail: SQL = sql``): Promise<void> {
  for (const chunk of chunksOf(rows)) {
    const columns = columnList(table, listKeys(chunk))
    await executor.execute(sql`insert into ${table} (${columns}) select ${columns} from ${recordset(table, chunk)} ${tail}`)
  }
}
