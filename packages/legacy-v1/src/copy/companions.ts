import { listed, named, quoted } from '@mon-ps/db/engine/sql-text'
import { COMPANION_SCHEMA, createMoveTables } from './move-tables.ts'
import { TABLE_MAPPINGS } from '../mapping/table-mappings.ts'
import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import { sql } from 'drizzle-orm'
import { type BaseColumn, baseColumns } from '@mon-ps/db/catalogue/digest'
import { type CatalogueTable, readCatalogue } from '@mon-ps/db/catalogue/read-catalogue'
import { asDbError } from '@mon-ps/db/errors'
import type { Executor } from '@mon-ps/db/client'

/** V1 ids from `lo` to `hi`, both included. */
export interface IdRange {
  readonly lo: number
  readonly hi: number
}

export interface CopySource {
  readonly executor: Executor
  /** V1 stands in the target itself. */
  readonly same: boolean
}

const ROWS_AT_A_TIME = 1000

export async function relationExists(executor: Executor, relation: string): Promise<boolean> {
  const [row] = await executor.execute(sql`select 1 where to_regclass(${relation}) is not null`)
  return row !== undefined
}

/** None where the relation does not exist. */
export async function readColumnNames(executor: Executor, relation: string): Promise<readonly string[]> {
  const rows = await executor.execute<{ name: string }>(sql`
    select attname as name from pg_attribute where attrelid = to_regclass(${relation}) and attnum > 0 and not attisdropped order by attnum`)
  return rows.map(({ name }) => name)
}

export const companionColumns = (target: Executor, table: V1TableName): Promise<readonly BaseColumn[]> =>
  baseColumns(target, COMPANION_SCHEMA, table)

/** A table that V1 lacks moves as an empty one. */
const declared = (table: V1TableName): string =>
  (TABLE_MAPPINGS.find(({ v1 }) => v1 === table)?.v1Columns ?? [])
    .map(({ name, type }) => `${named(name)} ${type}${name === 'id' ? ' primary key' : ''}`)
    .join(', ')

/** Undefined function, type, schema or table. */
const UNKNOWN_HERE: ReadonlySet<unknown> = new Set(['42883', '42704', '3F000', '42P01'])

/** Skips a statement that needs something this database does not have. */
async function executeIfKnown(target: Executor, statement: string): Promise<void> {
  try {
    await target.transaction((tx) => tx.execute(sql.raw(statement)))
  } catch (error) {
    if (!UNKNOWN_HERE.has(asDbError(error).context['sqlState'])) throw error
  }
}

const isKnown = async (target: Executor, type: string) => {
  const [row] = await target.execute<{ known: boolean }>(sql`select to_regtype(${type.replace(/\(.*\)/, '')}) is not null as known`)
  return row?.known === true
}

/**
 * Creates a companion from another database. An unknown domain becomes its base type, any other unknown type text; an unknown default is
 * left out.
 */
async function createFromDefinition(target: Executor, source: Executor, table: V1TableName, definition: CatalogueTable): Promise<void> {
  const bases = new Map((await baseColumns(source, 'quantum', table)).map(({ name, type }) => [name, type]))
  const companion = `${COMPANION_SCHEMA}.${named(table)}`
  const parts: string[] = []
  const defaults: string[] = []
  for (const column of definition.columns) {
    const known = await isKnown(target, column.type)
    const base = bases.get(column.name) ?? 'text'
    const type = known ? column.type : (await isKnown(target, base)) ? base : 'text'
    const isNumbered = column.identity !== '' || column.default?.includes('nextval(') === true
    const sequence = `${COMPANION_SCHEMA}.${named(`${table}_${column.name}_seq`)}`
    if (isNumbered) await target.execute(sql.raw(`create sequence if not exists ${sequence}`))
    const byDefault = isNumbered ? ` default nextval(${quoted(sequence)})` : ''
    if (!isNumbered && known && column.default !== null && !column.generated)
      defaults.push(`alter table ${companion} alter column ${named(column.name)} set default ${column.default}`)
    parts.push(`${named(column.name)} ${type}${column.notNull ? ' not null' : ''}${byDefault}`)
  }
  const keys = definition.constraints.filter(({ kind }) => kind === 'primary key' || kind === 'unique').map((key) => key.definition)
  await target.execute(sql.raw(`create table ${companion} (${[...parts, ...keys].join(', ')})`))
  for (const statement of defaults) await executeIfKnown(target, statement)
  for (const column of definition.columns)
    if (column.identity !== '' || column.default?.includes('nextval(') === true)
      await target.execute(
        sql.raw(`alter sequence ${COMPANION_SCHEMA}.${named(`${table}_${column.name}_seq`)} owned by ${companion}.${named(column.name)}`),
      )
}

/** Checks of V1 that are NOT VALID, which its rows may break. */
const unprovenChecks = (target: Executor, table: V1TableName) =>
  target.execute<{ name: string; definition: string }>(sql`
    select k.conname as name, pg_get_constraintdef(k.oid) as definition from pg_constraint k
    where k.contype = 'c' and not k.convalidated and k.conrelid = to_regclass(${`quantum.${table}`})`)

/** Adds V1's NOT VALID checks after the rows: later writes must satisfy them. */
export async function addUnprovenChecks(target: Executor): Promise<void> {
  for (const { v1: table } of TABLE_MAPPINGS)
    for (const { name, definition } of await unprovenChecks(target, table))
      await target.execute(sql.raw(`alter table ${COMPANION_SCHEMA}.${named(table)} add constraint ${named(name)} ${definition}`))
}

/**
 * Makes schema `legacy_v1` with one table per V1 table, from the source's live definition: columns, types, NOT NULL,
 * defaults, primary and unique keys, checks that were proven, and any column that the legacy added. In the same database a
 * default goes on drawing from V1's own sequence. A table that V1 lacks is made empty, with the columns it should have had. What is
 * there already stays.
 */
export async function createCompanions(target: Executor, source: CopySource): Promise<void> {
  await createMoveTables(target)
  const catalogue = await readCatalogue(source.executor, ['quantum'])
  for (const { v1: table } of TABLE_MAPPINGS) {
    if (await relationExists(target, `${COMPANION_SCHEMA}.${table}`)) continue
    const definition = catalogue.tables.find(({ name }) => name === table)
    const companion = `${COMPANION_SCHEMA}.${named(table)}`
    if (definition === undefined) await target.execute(sql.raw(`create table ${companion} (${declared(table)})`))
    else if (source.same) {
      await target.execute(sql.raw(`create table ${companion} (like quantum.${named(table)} including all)`))
      for (const { name } of await unprovenChecks(target, table))
        await target.execute(sql.raw(`alter table ${companion} drop constraint ${named(name)}`))
    } else await createFromDefinition(target, source.executor, table, definition)
  }
}

const within = (range: IdRange | null): string => (range === null ? 'true' : `id between ${range.lo} and ${range.hi}`)

/**
 * Copies rows of a V1 table in another database into a table of the same columns here, in the order of their ids: each row is read and
 * written as its text, so that scales, JSON numbers and naive times arrive as they were. Chunks are never parsed in this process. V1
 * may be a view, so rows are told apart by their ids, which the plan makes sure are whole and unique.
 */
export async function copyRowsAsText(
  from: Executor,
  to: Executor,
  table: V1TableName,
  into: string,
  range: IdRange | null = null,
): Promise<number> {
  const names = listed(await readColumnNames(to, into))
  let after = '-9223372036854775808'
  let copied = 0
  for (;;) {
    // A cursor would need the connection for itself.
    const [chunk] = await from.execute<{ rows: string; n: number; last: string | null }>(
      sql.raw(`select coalesce(json_agg(t.line), '[]')::text as rows, count(*) as n, max(t.id)::text as last from (
        select c.id::bigint as id, row(${names})::text as line from quantum.${named(table)} c where ${within(range)} and c.id > ${quoted(after)}::bigint
        order by c.id limit ${ROWS_AT_A_TIME}) t`),
    )
    if (chunk === undefined || chunk.last === null) return copied
    await to.execute(sql`insert into ${sql.raw(`${into} (${names})`)} select (r.parsed).* from (
      select line::${sql.raw(into)} as parsed from json_array_elements_text(${chunk.rows}::text::json) line offset 0) r`)
    copied += chunk.n
    after = chunk.last
  }
}

/** Sets the companions' own sequences to the highest copied number. */
async function advanceSequences(target: Executor, table: V1TableName): Promise<void> {
  const owned = await target.execute<{ sequence: string; column: string }>(sql`
    select pg_get_serial_sequence(${`${COMPANION_SCHEMA}.${table}`}, a.attname) as sequence, a.attname as column from pg_attribute a
    where a.attrelid = to_regclass(${`${COMPANION_SCHEMA}.${table}`}) and a.attnum > 0 and not a.attisdropped
      and pg_get_serial_sequence(${`${COMPANION_SCHEMA}.${table}`}, a.attname) is not null`)
  for (const { sequence, column } of owned)
    await target.execute(
      sql.raw(`select setval(${quoted(sequence)}, m.top) from (select max(${named(column)}) as top from ${COMPANION_SCHEMA}.${named(table)}) m,
        ${sequence} s where m.top >= s.last_value`),
    )
}

/**
 * Replaces the companion's rows by V1's.
 *
 * @param range  null: all rows
 * @returns      how many rows V1 had there
 */
export async function fillCompanion(target: Executor, source: CopySource, table: V1TableName, range: IdRange | null): Promise<number> {
  const companion = `${COMPANION_SCHEMA}.${named(table)}`
  await target.execute(sql.raw(`delete from ${companion} where ${within(range)}`))
  if (!(await relationExists(source.executor, `quantum.${table}`))) return 0
  if (!source.same) {
    const copied = await copyRowsAsText(source.executor, target, table, companion, range)
    await advanceSequences(target, table)
    return copied
  }
  const names = listed((await companionColumns(target, table)).filter(({ generated }) => !generated).map(({ name }) => name))
  const copied = await target.execute(
    sql.raw(
      `insert into ${companion} (${names}) overriding system value select ${names} from quantum.${named(table)} where ${within(range)}`,
    ),
  )
  return copied.count
}
