import { V1_SCHEMA } from '../copy/move-tables.ts'
import type { MigrationSourceTable } from '@mon-ps/contract/migration-plan'
import { baseColumns, qualified, tableDigest, mayRead } from '@mon-ps/db/catalogue/digest'
import { type Catalogue, type CatalogueTable, readCatalogue } from '@mon-ps/db/catalogue/read-catalogue'
import { asDbError } from '@mon-ps/db/errors'
import type { Executor } from '@mon-ps/db/client'
import { V1_TABLES, type V1TableName } from '@mon-ps/db/schema/legacy-move'
import { type SQL, sql } from 'drizzle-orm'
import { LIVE_TABLE_NAMES } from '../live/read-rows.ts'
import { type ColumnKind, columnKind } from '../mapping/column-mapping.ts'
import { mappingFor } from '../mapping/table-mappings.ts'

export interface V1Column {
  readonly name: string
  /** What the column should hold, whatever its type here. */
  readonly kind: ReadKind
  /** Its type in this database, of a domain the type it is of; null where the column is absent. */
  readonly type: string | null
  /** Whether single values may be unreadable as `kind`: JSON that is kept as text. */
  readonly guarded: boolean
}

/** A V1 table as the checks read it: every column that V1 should have, absent ones as null. */
export interface V1Relation {
  readonly table: V1TableName
  readonly present: boolean
  readonly columns: readonly V1Column[]
  /**
   * A SELECT of all columns under their names. `"<name>?"` beside a guarded one is true where its value cannot be read; it is
   * null then. Integers come as bigint or numeric, decimals as numeric, JSON as jsonb, times as timestamp.
   */
  readonly body: SQL
}

type ReadKind = Exclude<ColumnKind, 'other'>

/** Other types that a kind can be read from. Numbers and times are not read out of text. */
const READABLE_FROM: Readonly<Record<ReadKind, readonly ColumnKind[]>> = {
  integer: ['decimal'],
  decimal: ['integer'],
  text: ['integer', 'decimal', 'boolean', 'json', 'time', 'other'],
  boolean: [],
  json: ['text'],
  time: [],
}

export function isReadable({ kind, type }: V1Column): boolean {
  if (type === null) return true
  const actual = columnKind(type)
  return actual === kind || READABLE_FROM[kind].includes(actual)
}

const SQL_TYPES: Readonly<Record<ReadKind, string>> = {
  integer: 'numeric',
  decimal: 'numeric',
  text: 'text',
  boolean: 'boolean',
  json: 'jsonb',
  time: 'timestamp',
}

const column = (name: string) => sql`t.${sql.identifier(name)}`

/** Rows by their ids as text; null for rows without one. */
type UnreadableIds = readonly (string | null)[]

/** Where a text is longer, a number in it may have more digits than `numeric` holds. */
const LONG_TEXT = 100_000

/** JSON text that `jsonb` refuses: a null character, half of a surrogate pair, a number beyond every range. */
function jsonReadable(text: SQL): SQL {
  const plain = sql`regexp_replace(regexp_replace(${text}, ${String.raw`\\\\`}, '', 'g'),
    ${String.raw`\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}`}, '', 'g')`
  const outsideTexts = sql`regexp_replace(${text}, ${String.raw`"([^"\\]|\\.)*"`}, '', 'g')`
  return sql`${plain} !~ ${String.raw`\\u(0000|[dD][89a-fA-F])`} and ${outsideTexts} !~ '[0-9][eE][+-]?[0-9]{4,}'
    and (length(${text}) < ${sql.raw(String(LONG_TEXT))} or ${outsideTexts} !~ '[0-9]{255}')`
}

/** When a text can be read as JSON; null where every value of the column can be read. */
function readableWhen({ name, kind, type }: V1Column, unreadableJson: UnreadableIds): SQL | null {
  if (kind !== 'json' || type === 'jsonb') return null
  const listed =
    unreadableJson.length === 0
      ? sql``
      : sql` and not coalesce(to_jsonb(t.id::text), 'null') <@ ${JSON.stringify(unreadableJson)}::text::jsonb`
  return sql`${jsonReadable(sql`${column(name)}::text`)}${listed}`
}

function castSource({ name, kind, type }: V1Column): SQL {
  const value = column(name)
  // Two collations cannot be compared, and some refuse patterns.
  if (kind === 'text') return sql`${value}::text collate "default"`
  // By way of the text, as V1 shows it: a real has no exact decimal.
  if (type === 'real') return sql`${value}::text::numeric`
  if (kind === 'integer' && columnKind(type ?? '') === 'integer') return sql`${value}::int8`
  if (kind === 'time' && type?.endsWith('with time zone') === true) return sql`${value} at time zone 'UTC'`
  if (columnKind(type ?? '') === kind) return sql`${value}::${sql.raw(SQL_TYPES[kind])}`
  return sql`${value}::text::${sql.raw(SQL_TYPES[kind])}`
}

function selected(one: V1Column, unreadableJson: UnreadableIds): SQL {
  const name = sql.identifier(one.name)
  if (one.type === null) return sql`null::${sql.raw(SQL_TYPES[one.kind])} as ${name}`
  const when = readableWhen(one, unreadableJson)
  // The other checks continue although the move is refused.
  if (!isReadable(one)) return sql`null::${sql.raw(SQL_TYPES[one.kind])} as ${name}`
  if (when === null) return sql`${castSource(one)} as ${name}`
  return sql`case when ${when} then ${castSource(one)} end as ${name},
    (${column(one.name)} is not null and not (${when})) as ${sql.identifier(`${one.name}?`)}`
}

/** The columns that V1 should have, with the types that they have in `live`. */
function v1Columns(table: V1TableName, live: readonly { readonly name: string; readonly type: string }[]): V1Column[] {
  return mappingFor(table).v1Columns.map(({ name, type: expected }) => {
    const type = live.find((found) => found.name === name)?.type ?? null
    const kind = columnKind(expected)
    const one: V1Column = { name, kind: kind === 'other' ? 'text' : kind, type, guarded: false }
    return { ...one, guarded: type !== null && readableWhen(one, []) !== null }
  })
}

/**
 * @param unreadableJson  per column of text type that should be JSON: the rows whose text is no JSON
 */
function v1Relation(table: V1TableName, columns: readonly V1Column[], unreadableJson: ReadonlyMap<string, UnreadableIds>): V1Relation {
  const present = columns.some(({ type }) => type !== null)
  const list = sql.join(
    columns.map((one) => selected(one, unreadableJson.get(one.name) ?? [])),
    sql`, `,
  )
  return {
    table,
    present,
    columns,
    body: present ? sql`select ${list} from ${qualified(V1_SCHEMA, table)} t` : sql`select ${list} where false`,
  }
}

export interface V1Shape {
  readonly catalogue: Catalogue
  readonly tables: readonly MigrationSourceTable[]
  readonly relations: Readonly<Record<V1TableName, V1Relation>>
  /** Tables that exist and cannot be read. */
  readonly unreadable: ReadonlyMap<string, Unreadable>
}

interface Unreadable {
  readonly why: 'no-select' | 'not-readable'
  readonly message: string
}

export const LIVE_SCHEMA = 'public'

const relationKind = (kind: CatalogueTable['kind']): MigrationSourceTable['kind'] =>
  kind === 'table' || kind === 'partitioned' ? 'table' : kind === 'view' || kind === 'materialized view' ? 'view' : 'other'

const find = (catalogue: Catalogue, schema: string, name: string) =>
  catalogue.tables.find((table) => table.schema === schema && table.name === name)

const ABSENT = { present: false, kind: null, rows: 0, columns: [], digest: null } as const

async function readTable(
  executor: Executor,
  schema: string,
  name: MigrationSourceTable['table'],
  live: CatalogueTable | undefined,
): Promise<{ readonly table: MigrationSourceTable; readonly unreadable: Unreadable | null }> {
  if (live === undefined) return { table: { table: name, ...ABSENT }, unreadable: null }
  const columns = live.columns.map((column) => ({ name: column.name, type: column.type }))
  const found = { table: name, present: true, kind: relationKind(live.kind), columns }
  const refused = (unreadable: Unreadable) => ({ table: { ...found, rows: 0, digest: null }, unreadable })
  if (!(await mayRead(executor, schema, name))) return refused({ why: 'no-select', message: `${schema}.${name}` })
  const names = columns.map((column) => column.name)
  try {
    // A view may fail when read; the savepoint keeps the transaction usable.
    const digest = await executor.transaction((tx) => tableDigest(tx, { schema, name }, names))
    return { table: { ...found, ...digest }, unreadable: null }
  } catch (error) {
    const { retryable, message } = asDbError(error)
    // A foreign table's own server may be away while this one answers.
    if (retryable) await executor.execute(sql`select 1`)
    return refused({ why: 'not-readable', message: `${schema}.${name}: ${message}` })
  }
}

const ROWS_AT_A_TIME = 2000

/** The server's parser may overflow its stack on deeper JSON. */
const DEEPEST = 1000

function measureDepth(text: string): number {
  let depth = 0
  let deepest = 0
  for (const [mark] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{]|[\]}]/g)) {
    if (mark === '[' || mark === '{') deepest = Math.max(deepest, ++depth)
    else if (mark === ']' || mark === '}') depth--
  }
  return deepest
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return measureDepth(text) <= DEEPEST
  } catch {
    return false
  }
}

/** Rows whose text is not JSON. Postgres 15 cannot test that without failing, so it is done here. */
async function unreadableJson(executor: Executor, table: V1TableName, column: V1Column): Promise<UnreadableIds> {
  const bad: (string | null)[] = []
  for (let start = 0; ; start += ROWS_AT_A_TIME) {
    const rows = await executor.execute<{ id: string | null; text: string }>(sql`
      select t.id::text as id, t.${sql.identifier(column.name)}::text as text from ${qualified(V1_SCHEMA, table)} t
      where t.${sql.identifier(column.name)} is not null order by t.id limit ${ROWS_AT_A_TIME} offset ${start}`)
    bad.push(...rows.filter(({ text }) => !isJson(text)).map(({ id }) => id))
    if (rows.length < ROWS_AT_A_TIME) return bad
  }
}

async function readRelation(executor: Executor, table: V1TableName, live: CatalogueTable | undefined): Promise<V1Relation> {
  const columns = v1Columns(table, live === undefined ? [] : await baseColumns(executor, V1_SCHEMA, table))
  const bad = new Map<string, UnreadableIds>()
  const readable = columns.some(({ name, type }) => name === 'id' && type !== null)
  for (const column of columns)
    if (readable && column.kind === 'json' && column.type !== null && !column.type.startsWith('json'))
      bad.set(column.name, await unreadableJson(executor, table, column))
  return v1Relation(table, columns, bad)
}

export async function readShape(executor: Executor): Promise<V1Shape> {
  const catalogue = await readCatalogue(executor, [V1_SCHEMA, LIVE_SCHEMA])
  const tables: MigrationSourceTable[] = []
  const unreadable = new Map<string, Unreadable>()
  for (const [schema, names] of [[V1_SCHEMA, V1_TABLES] as const, [LIVE_SCHEMA, LIVE_TABLE_NAMES] as const])
    for (const name of names) {
      const read = await readTable(executor, schema, name, find(catalogue, schema, name))
      if (read.unreadable !== null) unreadable.set(name, read.unreadable)
      tables.push(read.table)
    }
  const relation = (table: V1TableName) =>
    readRelation(executor, table, unreadable.has(table) ? undefined : find(catalogue, V1_SCHEMA, table))
  return {
    catalogue,
    tables,
    unreadable,
    relations: {
      team_profiles: await relation('team_profiles'),
      matchup_friction: await relation('matchup_friction'),
      team_strategies: await relation('team_strategies'),
    },
  }
}
