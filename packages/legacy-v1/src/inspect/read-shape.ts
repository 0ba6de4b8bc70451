import { type V1TableName, V1_TABLES } from '@mon-ps/db/schema/legacy-move'
import { sql } from 'drizzle-orm'
import { qualified, tableDigest } from '@mon-ps/db/catalogue/digest'
import { type Catalogue, type CatalogueTable, readCatalogue } from '@mon-ps/db/catalogue/read-catalogue'
import type { Executor } from '@mon-ps/db/client'
import { asDbError } from '@mon-ps/db/errors'
import { baseColumns } from '@mon-ps/db/catalogue/base-columns'
import { mayRead } from '@mon-ps/db/catalogue/may-read'
import type { SourceTable } from '../types.ts'
import { type UnreadableIds, V1_SCHEMA, type V1Column, type V1Relation, v1Columns, v1Relation } from './v1-relation.ts'

/** V1 as it was found: its catalogue, its tables with their digests, and how their columns are read. */
export interface V1Shape {
  readonly catalogue: Catalogue
  readonly tables: readonly SourceTable[]
  readonly relations: Readonly<Record<V1TableName, V1Relation>>
  /** Tables that stand there and cannot be read, each with the reason. */
  readonly unreadable: ReadonlyMap<string, Unreadable>
}

export interface Unreadable {
  readonly why: 'no-select' | 'not-readable'
  /** What the server says. */
  readonly message: string
}

export const LIVE_SCHEMA = 'public'
export const LIVE_TABLES = ['odds', 'tracking_clv_picks', 'manual_bets'] as const

const kindOf = (kind: CatalogueTable['kind']): SourceTable['kind'] =>
  kind === 'table' || kind === 'partitioned' ? 'table' : kind === 'view' || kind === 'materialized view' ? 'view' : 'other'

const find = (catalogue: Catalogue, schema: string, name: string) =>
  catalogue.tables.find((table) => table.schema === schema && table.name === name)

const ABSENT = { present: false, kind: null, rows: 0, columns: [], digest: null } as const

async function readTable(
  executor: Executor,
  schema: string,
  name: SourceTable['table'],
  live: CatalogueTable | undefined,
): Promise<{ readonly table: SourceTable; readonly unreadable: Unreadable | null }> {
  if (live === undefined) return { table: { table: name, ...ABSENT }, unreadable: null }
  const columns = live.columns.map((column) => ({ name: column.name, type: column.type }))
  const found = { table: name, present: true, kind: kindOf(live.kind), columns }
  const refused = (unreadable: Unreadable) => ({ table: { ...found, rows: 0, digest: null }, unreadable })
  if (!(await mayRead(executor, schema, name))) return refused({ why: 'no-select', message: `${schema}.${name}` })
  const names = columns.map((column) => column.name)
  try {
    // In a savepoint: a view may fail when it is read, and what stands beside it is still to be looked at.
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

/** Deeper JSON the server may refuse, whose parser keeps every level on its stack. */
const DEEPEST = 1000

function depthOf(text: string): number {
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
    return depthOf(text) <= DEEPEST
  } catch {
    return false
  }
}

/** The rows whose text is no JSON: Postgres 15 cannot be asked without failing, so they are read here. */
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

/** Reads V1's catalogue and digests, whatever stands there. */
export async function readShape(executor: Executor): Promise<V1Shape> {
  const catalogue = await readCatalogue(executor, [V1_SCHEMA, LIVE_SCHEMA])
  const tables: SourceTable[] = []
  const unreadable = new Map<string, Unreadable>()
  for (const [schema, names] of [[V1_SCHEMA, V1_TABLES] as const, [LIVE_SCHEMA, LIVE_TABLES] as const])
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
