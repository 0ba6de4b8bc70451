import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { mayRead } from '@mon-ps/db/catalogue/may-read'
import { readCatalogue } from '@mon-ps/db/catalogue/read-catalogue'
import type { Executor } from '@mon-ps/db/client'
import { columnOf } from '@mon-ps/db/repositories/records'
import { manualBets, odds, trackingClvPicks } from './tables.ts'

const LIVE_TABLES = { odds, tracking_clv_picks: trackingClvPicks, manual_bets: manualBets } as const
export type LiveTableName = keyof typeof LIVE_TABLES
export const LIVE_TABLE_NAMES = Object.keys(LIVE_TABLES) as LiveTableName[]

/** A live table as it stands in this database, which need not be as it is declared. */
export interface LiveTable {
  readonly name: LiveTableName
  /** Whether this role may read it. */
  readonly readable: boolean
  /** Declared columns that are there, with the type that they have here. */
  readonly columns: ReadonlyMap<string, string>
  /** Declared and not there: read as null. */
  readonly missing: readonly string[]
  /** There and not declared: left alone. */
  readonly extra: readonly string[]
}

/**
 * A row with the declared columns. Ids as text, since other databases have other kinds; prices and amounts as the
 * server writes a `numeric`, so that they stay exact; times as it writes them. Null also where the column is missing.
 */
export type LiveRow<Table extends PgTable> = {
  readonly [Key in keyof Table['$inferSelect']]: Key extends 'id' ? string | null : Table['$inferSelect'][Key] | null
}
export type LiveOdds = LiveRow<typeof odds>
export type LivePick = LiveRow<typeof trackingClvPicks>
export type LiveBet = LiveRow<typeof manualBets>

interface LiveRows {
  readonly odds: LiveOdds
  readonly tracking_clv_picks: LivePick
  readonly manual_bets: LiveBet
}

interface DeclaredColumn {
  readonly key: string
  readonly name: string
  readonly kind: 'number' | 'boolean' | 'text'
}

const kindOf = (key: string, type: string) => (key === 'id' ? 'text' : type === 'number' || type === 'boolean' ? type : 'text')

const declaredColumns = (table: PgTable): readonly DeclaredColumn[] =>
  Object.entries(getTableColumns(table)).map(([key, column]) => ({
    key,
    name: columnOf(table, key).name,
    kind: kindOf(key, column.dataType),
  }))

const DECLARED: Readonly<Record<LiveTableName, readonly DeclaredColumn[]>> = {
  odds: declaredColumns(odds),
  tracking_clv_picks: declaredColumns(trackingClvPicks),
  manual_bets: declaredColumns(manualBets),
}

/** The live tables that are there: tables or views, in the schema `public`. */
export async function findLiveTables(executor: Executor): Promise<ReadonlyMap<LiveTableName, LiveTable>> {
  const { tables } = await readCatalogue(executor, ['public'])
  const found = new Map<LiveTableName, LiveTable>()
  for (const name of LIVE_TABLE_NAMES) {
    const live = tables.find((table) => table.name === name)
    if (live === undefined) continue
    const declared = DECLARED[name].map((column) => column.name)
    const types = new Map(live.columns.map((column) => [column.name, column.type]))
    found.set(name, {
      name,
      readable: await mayRead(executor, 'public', name),
      columns: new Map([...types].filter(([column]) => declared.includes(column))),
      missing: declared.filter((column) => !types.has(column)),
      extra: [...types.keys()].filter((column) => !declared.includes(column)),
    })
  }
  return found
}

/** A column of `t` as text; null where this database does not have it. */
export const textOf = (table: LiveTable, column: string): SQL =>
  table.columns.has(column) ? sql`t.${sql.identifier(column)}::text` : sql`null::text`

const NUMBER = String.raw`^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?\s*$`

/** A column of `t` as a number, whatever type it has here; null where it is none. */
export const numberOf = (table: LiveTable, column: string): SQL => {
  const text = textOf(table, column)
  return sql`case when ${text} ~ ${NUMBER} then (${text})::numeric end`
}

const TRUE = new Set(['true', 't', '1', 'yes', 'y', 'on'])
const FALSE = new Set(['false', 'f', '0', 'no', 'n', 'off'])

function valueOf(kind: DeclaredColumn['kind'], text: string | null): string | number | boolean | null {
  if (text === null) return null
  if (kind === 'text') return text
  if (kind === 'boolean') return TRUE.has(text.toLowerCase()) ? true : FALSE.has(text.toLowerCase()) ? false : null
  const value = text.trim() === '' ? Number.NaN : Number(text)
  return Number.isFinite(value) ? value : null
}

const fromTable = (table: LiveTable) => sql`public.${sql.identifier(table.name)} t`

const selected = (table: LiveTable, columns: readonly DeclaredColumn[]) =>
  sql.join(
    columns.map(({ name }) => sql`${textOf(table, name)} as ${sql.identifier(name)}`),
    sql`, `,
  )

function rowOf<Row>(columns: readonly DeclaredColumn[], texts: Readonly<Record<string, unknown>>): Row {
  const values = columns.map(({ key, name, kind }) => {
    const text = texts[name]
    return [key, valueOf(kind, typeof text === 'string' ? text : null)]
  })
  return Object.fromEntries(values) as Row
}

/** Which rows of `t`, in which order, and how many. */
export interface LiveSelection {
  readonly where: SQL
  readonly orderBy: SQL
  readonly limit: number
}

export async function selectLiveRows<Name extends LiveTableName>(
  executor: Executor,
  table: LiveTable & { readonly name: Name },
  { where, orderBy, limit }: LiveSelection,
): Promise<LiveRows[Name][]> {
  const rows = await executor.execute(
    sql`select ${selected(table, DECLARED[table.name])} from ${fromTable(table)} where ${where} order by ${orderBy} limit ${limit}`,
  )
  return rows.map((row) => rowOf<LiveRows[Name]>(DECLARED[table.name], row))
}

const ROWS_PER_FETCH = 5000

/** Which columns of which rows, in which order. */
export interface LiveScan<Key> {
  readonly keys: readonly Key[]
  readonly where?: SQL | undefined
  readonly orderBy: SQL
}

/**
 * Rows one by one in the given order, some thousand at a time, so that memory does not grow with the table. Opens a
 * transaction on `executor`; on the embedded engine `read` may therefore use only the executor that it is given.
 */
export async function scanLiveRows<Name extends LiveTableName, Key extends keyof LiveRows[Name]>(
  executor: Executor,
  table: LiveTable & { readonly name: Name },
  { keys, where = sql`true`, orderBy }: LiveScan<Key>,
  read: (rows: readonly Pick<LiveRows[Name], Key>[], tx: Executor) => Promise<void> | void,
): Promise<void> {
  const wanted = new Set<PropertyKey>(keys)
  const columns = DECLARED[table.name].filter(({ key }) => wanted.has(key))
  await executor.transaction(async (tx) => {
    await tx.execute(sql`declare live_rows no scroll cursor for
      select ${selected(table, columns)} from ${fromTable(table)} where ${where} order by ${orderBy}`)
    for (;;) {
      const rows = await tx.execute(sql`fetch forward ${sql.raw(String(ROWS_PER_FETCH))} from live_rows`)
      if (rows.length > 0) {
        await read(
          rows.map((row) => rowOf<Pick<LiveRows[Name], Key>>(columns, row)),
          tx,
        )
      }
      if (rows.length < ROWS_PER_FETCH) break
    }
    await tx.execute(sql`close live_rows`)
  })
}

/** Ids in their own type's order; the whole row as text where there is none. */
export const idOrder = (table: LiveTable): SQL => (table.columns.has('id') ? sql`t.id` : sql`t.*::text collate "C"`)

/** The order in which the rows of a match stand beside each other, the same on every engine. */
export const byMatchThenId = (table: LiveTable): SQL =>
  sql`coalesce(nullif(${textOf(table, 'match_id')}, ''), ${textOf(table, 'match_name')}) collate "C", ${idOrder(table)}`

export async function countLiveRows(executor: Executor, table: LiveTable, where: SQL = sql`true`): Promise<number> {
  const [row] = await executor.execute<{ n: number }>(sql`select count(*) as n from ${fromTable(table)} where ${where}`)
  return row?.n ?? 0
}
