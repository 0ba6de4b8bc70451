import { baseColumns, mayRead } from '@mon-ps/db/catalogue/digest'
import { DbError } from '@mon-ps/db/errors'
import type { Executor } from '@mon-ps/db/client'
import { getColumn } from '@mon-ps/db/repositories/records'
import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import { boolean, integer, numeric, pgTable, type PgTable, serial, text, timestamp, unique, varchar } from 'drizzle-orm/pg-core'
import { columnKind, type ColumnKind } from '../mapping/column-mapping.ts'

/*
 * The legacy's live tables as it declares them; no migration of ours touches them. Other databases have more columns or fewer,
 * which the drift report lists.
 */

/** Without a zone, as the legacy has it; read as text, never as a Date. */
const naiveTime = () => timestamp({ mode: 'string' })

/** `public.odds`: the price of one outcome at one bookmaker, overwritten when it moves. */
export const odds = pgTable(
  'odds',
  {
    id: serial().primaryKey(),
    sport: varchar({ length: 50 }),
    league: varchar({ length: 50 }),
    /** The odds provider's key, not a match of ours. */
    matchId: varchar({ length: 255 }),
    homeTeam: varchar({ length: 100 }),
    awayTeam: varchar({ length: 100 }),
    commenceTime: naiveTime(),
    bookmaker: varchar({ length: 100 }),
    marketType: varchar({ length: 50 }),
    outcomeName: varchar({ length: 50 }),
    /** Decimal; 0 where the legacy had none. */
    oddsValue: numeric({ precision: 10, scale: 3 }),
    point: numeric({ precision: 5, scale: 2 }),
    lastUpdate: naiveTime(),
  },
  // The name that Postgres gave it.
  (t) => [unique('odds_match_id_bookmaker_market_type_outcome_name_key').on(t.matchId, t.bookmaker, t.marketType, t.outcomeName)],
)

/** `public.tracking_clv_picks`: what the legacy's models picked, with the price taken and the closing price. */
const trackingClvPicks = pgTable('tracking_clv_picks', {
  id: serial().primaryKey(),
  matchId: varchar({ length: 255 }),
  homeTeam: varchar({ length: 100 }),
  awayTeam: varchar({ length: 100 }),
  league: varchar({ length: 50 }),
  matchName: varchar({ length: 255 }),
  commenceTime: naiveTime(),
  marketType: varchar({ length: 50 }),
  prediction: varchar({ length: 50 }),
  /** Decimal; 0 where the legacy had none. */
  oddsTaken: numeric({ precision: 10, scale: 3 }),
  openingOdds: numeric({ precision: 10, scale: 3 }),
  closingOdds: numeric({ precision: 10, scale: 3 }),
  /** Percent, by formulas that changed over time. */
  clvPercentage: numeric({ precision: 8, scale: 3 }),
  probability: numeric({ precision: 6, scale: 4 }),
  edgePct: numeric({ precision: 8, scale: 3 }),
  kellyPct: numeric({ precision: 8, scale: 3 }),
  diamondScore: integer(),
  source: varchar({ length: 50 }),
  isResolved: boolean().default(false),
  isWinner: boolean(),
  /** Units, at a stake of one. */
  profitLoss: numeric({ precision: 10, scale: 3 }),
  scoreHome: integer(),
  scoreAway: integer(),
  resolvedAt: naiveTime(),
  createdAt: naiveTime().defaultNow(),
})

/** `public.manual_bets`: what a person bet. */
const manualBets = pgTable('manual_bets', {
  id: serial().primaryKey(),
  matchId: varchar({ length: 255 }),
  matchName: varchar({ length: 255 }).notNull(),
  sport: varchar({ length: 50 }),
  kickoffTime: naiveTime(),
  marketType: varchar({ length: 50 }),
  selection: varchar({ length: 50 }),
  line: numeric({ precision: 5, scale: 2 }),
  bookmaker: varchar({ length: 100 }),
  oddsObtained: numeric({ precision: 10, scale: 3 }),
  stake: numeric({ precision: 10, scale: 2 }),
  closingOdds: numeric({ precision: 10, scale: 3 }),
  /** Percent. */
  clvPercent: numeric({ precision: 8, scale: 3 }),
  clvCalculatedAt: naiveTime(),
  result: varchar({ length: 10 }),
  /** Units, as typed by the person. */
  profitLoss: numeric({ precision: 10, scale: 2 }),
  notes: text(),
  createdAt: naiveTime().defaultNow(),
  updatedAt: naiveTime().defaultNow(),
})

/** As the drift report compares them with what stands there. */
export const LIVE_TABLE_DECLARATIONS = [odds, trackingClvPicks, manualBets]

const LIVE_TABLES = { odds, tracking_clv_picks: trackingClvPicks, manual_bets: manualBets } as const
export type LiveTableName = keyof typeof LIVE_TABLES
export const LIVE_TABLE_NAMES = Object.keys(LIVE_TABLES) as LiveTableName[]

/** A live table as it is in this database. */
export interface LiveTable {
  readonly name: LiveTableName
  /** Whether this role may read it. */
  readonly readable: boolean
  /** The declared columns that exist, with their base type here. */
  readonly columns: ReadonlyMap<string, string>
  /** Declared but absent: read as null. */
  readonly missing: readonly string[]
  /** Present but not declared: ignored. */
  readonly extra: readonly string[]
  /** Columns of another kind than declared, such as a price kept as text: nothing is read out of them. */
  readonly wrongType: readonly string[]
}

/**
 * A row with the declared columns. Ids as text, since other databases have other kinds; prices and amounts as the
 * server writes a `numeric`, so that they stay exact; times as it writes them. Null also where the column is missing.
 */
type LiveRow<Table extends PgTable> = {
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
  readonly kind: ColumnKind
}

const declaredColumns = (table: PgTable): readonly DeclaredColumn[] =>
  Object.entries(getTableColumns(table)).map(([key, column]) => ({
    key,
    name: getColumn(table, key).name,
    kind: key === 'id' ? 'text' : columnKind(column.getSQLType()),
  }))

const DECLARED: Readonly<Record<LiveTableName, readonly DeclaredColumn[]>> = {
  odds: declaredColumns(odds),
  tracking_clv_picks: declaredColumns(trackingClvPicks),
  manual_bets: declaredColumns(manualBets),
}

const isNumber = (kind: ColumnKind) => kind === 'integer' || kind === 'decimal'
const fits = (declared: ColumnKind, found: ColumnKind) =>
  declared === 'text' || declared === found || (isNumber(declared) && isNumber(found))

/** The live tables that exist: tables or views, in the schema `public`. */
export async function findLiveTables(executor: Executor): Promise<ReadonlyMap<LiveTableName, LiveTable>> {
  const found = new Map<LiveTableName, LiveTable>()
  for (const name of LIVE_TABLE_NAMES) {
    const columns = await baseColumns(executor, 'public', name)
    if (columns.length === 0) continue
    const types = new Map(columns.map((column) => [column.name, column.type]))
    const declared = new Map(DECLARED[name].map((column) => [column.name, column.kind]))
    found.set(name, {
      name,
      readable: await mayRead(executor, 'public', name),
      columns: new Map([...types].filter(([column]) => declared.has(column))),
      missing: [...declared.keys()].filter((column) => !types.has(column)),
      extra: [...types.keys()].filter((column) => !declared.has(column)),
      wrongType: [...types]
        .filter(([column, type]) => !fits(declared.get(column) ?? 'text', columnKind(type)))
        .map(([column, type]) => `${column} ${type}`),
    })
  }
  return found
}

/** @throws {DbError} LEGACY_NOT_FOUND  a column has another kind of type than the legacy declares */
export function requireTypes({ name, wrongType }: LiveTable): void {
  if (wrongType.length === 0) return
  throw new DbError(
    'LEGACY_NOT_FOUND',
    `got public.${name} with ${wrongType.join(', ')}, expected the types that the legacy declares; numbers and times are not read out of ` +
      'other types. Give the columns their types, or read the table through a view that does',
    { table: name, wrongType },
  )
}

/** A column of `t` as text; null where this database does not have it. */
export const textColumn = (table: LiveTable, column: string): SQL =>
  table.columns.has(column) ? sql`t.${sql.identifier(column)}::text` : sql`null::text`

/** A column of `t` as a number, by way of the text, which is what the legacy shows of a `real`; null for NaN and infinities. */
export const numberColumn = (table: LiveTable, column: string): SQL => {
  const value = sql`(${textColumn(table, column)})::numeric`
  return sql`case when abs(${value}) < 1e300 then ${value} end`
}

function parseValue(kind: ColumnKind, text: string): string | number | boolean | null {
  if (kind === 'integer') return Number.isFinite(Number(text)) ? Number(text) : null
  return kind === 'boolean' ? text === 'true' : text
}

const fromTable = (table: LiveTable) => sql`public.${sql.identifier(table.name)} t`

const selectList = (table: LiveTable) =>
  sql.join(
    DECLARED[table.name].map(({ name }) => sql`${textColumn(table, name)} as ${sql.identifier(name)}`),
    sql`, `,
  )

function toRows<Name extends LiveTableName>(
  { name: table }: { readonly name: Name },
  rows: readonly Readonly<Record<string, unknown>>[],
): LiveRows[Name][] {
  return rows.map((row) => {
    const values = DECLARED[table].map(({ key, name, kind }) => {
      const text = row[name]
      return [key, typeof text === 'string' ? parseValue(kind, text) : null]
    })
    return Object.fromEntries(values) as LiveRows[Name]
  })
}

/** Some rows of `t`. */
export async function selectLiveRows<Name extends LiveTableName>(
  executor: Executor,
  table: LiveTable & { readonly name: Name },
  { where, orderBy, limit }: { readonly where: SQL; readonly orderBy: SQL; readonly limit: number },
): Promise<LiveRows[Name][]> {
  const rows = await executor.execute(
    sql`select ${selectList(table)} from ${fromTable(table)} where ${where} order by ${orderBy} limit ${limit}`,
  )
  return toRows(table, rows)
}

const ROWS_PER_FETCH = 5000

/**
 * Passes rows to `read` in the given order, some thousand at a time, so that memory does not grow with the table. Opens a
 * transaction on `executor`; on the embedded engine `read` may therefore use only the executor that it is given.
 */
export async function scanLiveRows<Name extends LiveTableName>(
  executor: Executor,
  table: LiveTable & { readonly name: Name },
  { where = sql`true`, orderBy }: { readonly where?: SQL | undefined; readonly orderBy: SQL },
  read: (rows: readonly LiveRows[Name][], tx: Executor) => Promise<void> | void,
): Promise<void> {
  await executor.transaction(async (tx) => {
    await tx.execute(sql`declare live_rows no scroll cursor for
      select ${selectList(table)} from ${fromTable(table)} where ${where} order by ${orderBy}`)
    for (;;) {
      const rows = await tx.execute(sql`fetch forward ${sql.raw(String(ROWS_PER_FETCH))} from live_rows`)
      if (rows.length > 0) await read(toRows(table, rows), tx)
      if (rows.length < ROWS_PER_FETCH) break
    }
    await tx.execute(sql`close live_rows`)
  })
}

/** Ids in their own type's order; the whole row as text where there is none. */
export const idOrder = (table: LiveTable): SQL => (table.columns.has('id') ? sql`t.id` : sql`t.*::text collate "C"`)

/** Rows of one match side by side, in the same order on every engine. */
export const matchThenIdOrder = (table: LiveTable): SQL =>
  sql`coalesce(nullif(${textColumn(table, 'match_id')}, ''), ${textColumn(table, 'match_name')}) collate "C", ${idOrder(table)}`

export async function countLiveRows(executor: Executor, table: LiveTable, where: SQL = sql`true`): Promise<number> {
  const [row] = await executor.execute<{ n: number }>(sql`select count(*) as n from ${fromTable(table)} where ${where}`)
  return row?.n ?? 0
}
