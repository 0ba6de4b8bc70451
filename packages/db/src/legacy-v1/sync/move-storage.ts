import { type SQL, sql } from 'drizzle-orm'
import type { V1TableName } from '@mon-ps/core/legacy-v1/column-mapping'
import type { Executor } from '../../repositories/executor.ts'
import { carryBack } from './carry.ts'
import { archiveOf, columnList, companion, companionName, literal, quoted, type SyncedTable, v1Name, v1Table } from './synced-tables.ts'

interface Grant extends Record<string, unknown> {
  readonly grantee: string
  readonly privilege: string
  readonly column: string | null
  readonly grantable: boolean
}

/** What the table's owner, who is not always us, and everybody else may do with it, column by column where it was granted so. */
const grantsOn = (table: string): SQL => sql`
  with t as (select c.oid, c.relowner, coalesce(c.relacl, acldefault('r', c.relowner)) as acl from pg_class c where c.oid = ${table}::regclass),
  entries as (
    select (aclexplode(acl)).*, null::text as column from t
    union all select (aclexplode(a.attacl)).*, a.attname::text from t join pg_attribute a on a.attrelid = t.oid and a.attacl is not null)
  select case when e.grantee = 0 then 'PUBLIC' else quote_ident(pg_get_userbyid(e.grantee)) end as grantee, e.privilege_type as privilege,
    e.column, e.is_grantable as grantable
  from entries e where e.privilege_type in ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'REFERENCES', 'TRIGGER', 'TRUNCATE') order by 1, 2, 3`

async function carryGrants(tx: Executor, from: string, to: string): Promise<void> {
  for (const { grantee, privilege, column, grantable } of await tx.execute<Grant>(grantsOn(from))) {
    const what = column === null ? privilege : `${privilege} (${quoted(column)})`
    await tx.execute(
      sql.raw(`GRANT /* mon_ps */ ${what} ON ${to} TO ${grantee}${grantable && grantee !== 'PUBLIC' ? ' WITH GRANT OPTION' : ''}`),
    )
  }
}

/** What a person reads of the table and its columns. */
async function carryComments(tx: Executor, from: string, to: string): Promise<void> {
  const comments = await tx.execute<{ column: string | null; text: string }>(sql`
    select a.attname as column, d.description as text from pg_description d
    left join pg_attribute a on a.attrelid = d.objoid and a.attnum = d.objsubid and d.objsubid > 0
    where d.classoid = 'pg_class'::regclass and d.objoid = ${from}::regclass order by d.objsubid`)
  for (const { column, text } of comments) {
    const what = column === null ? `VIEW ${to}` : `COLUMN ${to}.${quoted(column)}`
    await tx.execute(sql.raw(`COMMENT ON ${what} IS ${literal(text)}`))
  }
}

/** `SET column = DEFAULT` on a view is the view's own default: null, where it has none. */
async function carryDefaults(tx: Executor, from: string, to: string): Promise<void> {
  const defaults = await tx.execute<{ column: string; value: string }>(sql`
    select a.attname as column, pg_get_expr(d.adbin, d.adrelid) as value from pg_attrdef d
    join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum and a.attgenerated = '' and not a.attisdropped
    where d.adrelid = ${from}::regclass`)
  for (const { column, value } of defaults)
    await tx.execute(sql.raw(`ALTER VIEW ${to} ALTER COLUMN ${quoted(column)} SET DEFAULT ${value}`))
}

/** Where a table's ids are numbered by a sequence of its own, it goes on from where the other table's one stands. */
async function stepSequence(tx: Executor, from: string, to: string): Promise<void> {
  const [row] = await tx.execute<{ source: string | null; target: string | null }>(
    sql`select pg_get_serial_sequence(${from}, 'id') as source, pg_get_serial_sequence(${to}, 'id') as target`,
  )
  if (!row?.source || !row.target) return
  await tx.execute(sql.raw(`SELECT setval(${literal(row.target)}, last_value, is_called) FROM ${row.source}`))
}

/** V1's table becomes an archive, and its name a view on the companion: with V1's columns, in V1's order, for whom they were. */
export async function archiveTable(tx: Executor, { name, columns }: SyncedTable): Promise<void> {
  await stepSequence(tx, v1Name(name), companionName(name))
  await tx.execute(sql.raw(`ALTER /* mon_ps */ TABLE ${v1Name(name)} RENAME TO ${quoted(archiveOf(name))}`))
  await tx.execute(sql.raw(`CREATE VIEW ${v1Name(name)} AS SELECT ${columnList(columns)} FROM ${companionName(name)}`))
  await carryGrants(tx, v1Name(archiveOf(name)), v1Name(name))
  await carryDefaults(tx, companionName(name), v1Name(name))
  await carryComments(tx, v1Name(archiveOf(name)), v1Name(name))
}

/** The archive is V1's table again, with everything that was written meanwhile. */
export async function restoreTable(tx: Executor, table: SyncedTable): Promise<void> {
  const { name } = table
  await tx.execute(sql.raw(`DROP VIEW ${v1Name(name)}`))
  await tx.execute(sql.raw(`ALTER /* mon_ps */ TABLE ${v1Name(archiveOf(name))} RENAME TO ${quoted(name)}`))
  await stepSequence(tx, companionName(name), v1Name(name))
  await carryBack(tx, table)
}

/** Nobody reads or writes V1 until the transaction ends, whichever relation its name is now. */
export async function lockStorage(tx: Executor, names: readonly V1TableName[]): Promise<void> {
  for (const name of names) {
    await tx.execute(sql`lock table ${v1Table(name)} in access exclusive mode`)
    await tx.execute(sql`lock table ${companion(name)} in access exclusive mode`)
  }
}
