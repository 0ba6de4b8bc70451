import { sql } from 'drizzle-orm'
import { qualified } from '@mon-ps/db/catalogue/digest'
import type { Executor } from '@mon-ps/db/client'

const ROWS_AT_ONCE = 2_000
const BEFORE_ALL = '-9223372036854775808'

interface TableName {
  readonly schema: string
  readonly name: string
}

/**
 * Copies all rows of a table of one database into an empty table of the same columns in another, as the server writes
 * them: text in, text out, so that every value arrives as it was. The relation may be a view or have partitions, so its rows
 * are told apart by their ids, which a plan makes sure are whole numbers that do not repeat.
 *
 * @param columns  all of them, in the order of both tables
 */
export async function transferRows(
  from: Executor,
  to: Executor,
  source: TableName,
  target: TableName,
  columns: readonly string[],
): Promise<void> {
  const names = sql.join(
    columns.map((column) => sql`${sql.identifier(column)}`),
    sql`, `,
  )
  // A cursor would need the connection for itself.
  let after = BEFORE_ALL
  for (;;) {
    const rows = await from.execute<{ place: string; line: string }>(sql`
      select id::bigint::text as place, row(${names})::text as line from ${qualified(source.schema, source.name)}
      where id > ${after}::bigint order by id limit ${ROWS_AT_ONCE}`)
    const last = rows.at(-1)
    if (last === undefined) return
    const lines = JSON.stringify(rows.map(({ line }) => line))
    const type = qualified(target.schema, target.name)
    await to.execute(sql`
      insert into ${type} (${names}) select (r.parsed).* from (
        select line::${type} as parsed from jsonb_array_elements_text(${lines}::text::jsonb) line offset 0) r`)
    after = last.place
  }
}
