import type { V1TableName } from '@mon-ps/core/legacy-v1/column-mapping'
import { TABLE_MAPPINGS } from '@mon-ps/core/legacy-v1/table-mappings'
import { type SQL, sql } from 'drizzle-orm'
import type { CatalogueTable } from '../../catalogue/read-catalogue.ts'
import { qualified } from '../../catalogue/digest.ts'

export const V1_SCHEMA = 'quantum'

/** What a V1 column holds, whatever its type in this database. */
export type ColumnKind = 'integer' | 'decimal' | 'text' | 'boolean' | 'json' | 'time'

/** A column's type, as far as it decides how the column is read. */
type TypeKind = ColumnKind | 'other'

export interface V1Column {
  readonly name: string
  readonly kind: ColumnKind
  /** Its type in this database; null where the column is absent. */
  readonly type: string | null
  /** Whether single values may be unreadable as `kind`. */
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

/** Types beside its own from which a kind can be read, value by value. */
const READABLE_FROM: Readonly<Record<ColumnKind, readonly TypeKind[]>> = {
  integer: ['decimal', 'text'],
  decimal: ['integer'],
  text: ['integer', 'decimal', 'boolean', 'json', 'time', 'other'],
  boolean: ['text'],
  json: ['text'],
  time: ['text'],
}

/** Columns that are compared with keys of ours, or decide alone: of a text they cannot be read. */
const NEVER_TEXT = ['id', 'team_profile_id', 'is_best_strategy']

/** False where the move cannot read the column at all, whatever stands in it. */
export function isReadable({ name, kind, type }: V1Column): boolean {
  if (type === null) return true
  const actual = kindOf(type)
  return actual === kind || (READABLE_FROM[kind].includes(actual) && !(actual === 'text' && NEVER_TEXT.includes(name)))
}

const SQL_TYPES: Readonly<Record<ColumnKind, string>> = {
  integer: 'numeric',
  decimal: 'numeric',
  text: 'text',
  boolean: 'boolean',
  json: 'jsonb',
  time: 'timestamp',
}

/** What a text must look like so that its cast cannot fail. */
const NUMBER_TEXT = String.raw`^\s*([+-]?(\d{1,250}(\.\d{0,250})?|\.\d{1,250})([eE][+-]?\d{1,2})?|NaN|[+-]?Infinity)\s*$`
const BOOLEAN_TEXT = '^(t|f|true|false|yes|no|on|off|1|0)$'
const DAY_TEXT =
  String.raw`(\d{4}-(0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|\d{4}-(0[469]|11)-(0[1-9]|[12]\d|30)` +
  String.raw`|\d{4}-02-(0[1-9]|1\d|2[0-8])|20([02468][048]|[13579][26])-02-29)`
const TIME_TEXT = `^(?!0000)${DAY_TEXT}${String.raw`([ T]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?)?$`}`

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

/** When a value of another type can be read as `kind`; null where it always can. */
function readableWhen({ name, kind, type }: V1Column, unreadableJson: UnreadableIds): SQL | null {
  const actual = kindOf(type ?? '')
  const text = sql`${column(name)}::text`
  if (kind === 'text' || (actual === kind && type !== 'json')) return null
  if (kind === 'json') {
    const listed =
      unreadableJson.length === 0
        ? sql``
        : sql` and not coalesce(to_jsonb(t.id::text), 'null') <@ ${JSON.stringify(unreadableJson)}::text::jsonb`
    return sql`${jsonReadable(text)}${listed}`
  }
  if (kind === 'boolean') return sql`lower(${text}) ~ ${BOOLEAN_TEXT}`
  if (kind === 'time') return sql`${text} ~ ${TIME_TEXT}`
  return actual === 'integer' || actual === 'decimal' ? null : sql`${text} ~ ${NUMBER_TEXT}`
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
  if (when === null) return sql`${castOf(one)} as ${name}`
  return sql`case when ${when} then ${castOf(one)} end as ${name},
    (${column(one.name)} is not null and not (${when})) as ${sql.identifier(`${one.name}?`)}`
}

/** The columns that V1 should have, as they stand in `live`. */
export function v1Columns(table: V1TableName, live: CatalogueTable | undefined): V1Column[] {
  const mapping = TABLE_MAPPINGS.find(({ v1 }) => v1 === table)
  return (mapping?.v1Columns ?? []).map(({ name, type: expected }) => {
    const type = live?.columns.find((found) => found.name === name)?.type ?? null
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
