import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import { TABLE_MAPPINGS } from '../mapping/table-mappings.ts'
import { type SQL, sql } from 'drizzle-orm'
import { qualified } from '@mon-ps/db/catalogue/digest'

export const V1_SCHEMA = 'quantum'

/** What a V1 column holds, whatever its type in this database. */
export type ColumnKind = 'integer' | 'decimal' | 'text' | 'boolean' | 'json' | 'time'

/** A column's type, as far as it decides how the column is read. */
type TypeKind = ColumnKind | 'other'

export interface V1Column {
  readonly name: string
  readonly kind: ColumnKind
  /** Its type in this database, of a domain the type it is of; null where the column is absent. */
  readonly type: string | null
  /** Whether single values may be unreadable as `kind`: JSON that is kept as text. */
  readonly guarded: boolean
}

/** A V1 table as the checks read it: every column that V1 should have, in the kind it should have, absent ones as nulls. */
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

function kindOf(type: string): TypeKind {
  if (/^(?:smallint|integer|bigint)$/.test(type)) return 'integer'
  if (/^(?:numeric|real|double)/.test(type)) return 'decimal'
  if (type === 'boolean') return 'boolean'
  if (/^jsonb?$/.test(type)) return 'json'
  if (/^(?:timestamp|date)/.test(type)) return 'time'
  return /^(?:character|text|citext)/.test(type) && !type.endsWith('[]') ? 'text' : 'other'
}

/** Types beside its own that a kind can be read from. A number or a time that is kept as text is not guessed at. */
const READABLE_FROM: Readonly<Record<ColumnKind, readonly TypeKind[]>> = {
  integer: ['decimal'],
  decimal: ['integer'],
  text: ['integer', 'decimal', 'boolean', 'json', 'time', 'other'],
  boolean: [],
  json: ['text'],
  time: [],
}

/** False where the move cannot read the column at all, whatever stands in it. */
export function isReadable({ kind, type }: V1Column): boolean {
  if (type === null) return true
  const actual = kindOf(type)
  return actual === kind || READABLE_FROM[kind].includes(actual)
}

const SQL_TYPES: Readonly<Record<ColumnKind, string>> = {
  integer: 'numeric',
  decimal: 'numeric',
  text: 'text',
  boolean: 'boolean',
  json: 'jsonb',
  time: 'timestamp',
}

const column = (name: string) => sql`t.${sql.identifier(name)}`

/** Rows by their ids as text; null for rows without one. */
export type UnreadableIds = readonly (string | null)[]

/** Where a text is longer, a number in it may have more digits than `numeric` holds. */
const LONG_TEXT = 100_000

/** JSON text that `jsonb` refuses: a null character, half of a surrogate pair, a number beyond every range. */
function jsonReadable(text: SQL): SQL {
  const plain = sql`regexp_replace(regexp_replace(${text}, ${String.raw`\\\\`}, '', 'g'),
    ${String.raw`\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}`}, '', 'g')`
  // A text in quotes may look like such a number.
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

function castOf({ name, kind, type }: V1Column): SQL {
  const value = column(name)
  // Whatever its collation: two of them cannot be compared, and patterns refuse some.
  if (kind === 'text') return sql`${value}::text collate "default"`
  // As V1 shows it: a real has no exact decimal of its own.
  if (type === 'real') return sql`${value}::text::numeric`
  if (kind === 'integer' && kindOf(type ?? '') === 'integer') return sql`${value}::int8`
  if (kind === 'time' && type?.endsWith('with time zone') === true) return sql`${value} at time zone 'UTC'`
  if (kindOf(type ?? '') === kind) return sql`${value}::${sql.raw(SQL_TYPES[kind])}`
  return sql`${value}::text::${sql.raw(SQL_TYPES[kind])}`
}

function selected(one: V1Column, unreadableJson: UnreadableIds): SQL {
  const name = sql.identifier(one.name)
  if (one.type === null) return sql`null::${sql.raw(SQL_TYPES[one.kind])} as ${name}`
  const when = readableWhen(one, unreadableJson)
  // The checks go on past a column that the move is refused for: it reads as nothing.
  if (!isReadable(one)) return sql`null::${sql.raw(SQL_TYPES[one.kind])} as ${name}`
  if (when === null) return sql`${castOf(one)} as ${name}`
  return sql`case when ${when} then ${castOf(one)} end as ${name},
    (${column(one.name)} is not null and not (${when})) as ${sql.identifier(`${one.name}?`)}`
}

/** The columns that V1 should have, with the types that they have in `live`. */
export function v1Columns(table: V1TableName, live: readonly { readonly name: string; readonly type: string }[]): V1Column[] {
  const mapping = TABLE_MAPPINGS.find(({ v1 }) => v1 === table)
  return (mapping?.v1Columns ?? []).map(({ name, type: expected }) => {
    const type = live.find((found) => found.name === name)?.type ?? null
    const kind = kindOf(expected)
    const one: V1Column = { name, kind: kind === 'other' ? 'text' : kind, type, guarded: false }
    return { ...one, guarded: type !== null && readableWhen(one, []) !== null }
  })
}

/**
 * @param unreadableJson  per column of text type that should be JSON: the rows whose text is no JSON
 */
export function v1Relation(
  table: V1TableName,
  columns: readonly V1Column[],
  unreadableJson: ReadonlyMap<string, UnreadableIds>,
): V1Relation {
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
