import type { V1TableName } from '@mon-ps/core'
import { sql } from 'drizzle-orm'
import { qualified, tableDigest } from '../../catalogue/digest.ts'
import { type Catalogue, type CatalogueTable, readCatalogue } from '../../catalogue/read-catalogue.ts'
import type { Executor } from '../../repositories/executor.ts'
import { V1_TABLES } from '../../schema/legacy-move.ts'
import type { SourceTable } from '../types.ts'
import { V1_SCHEMA, type V1Column, type V1Relation, v1Columns, v1Relation } from './v1-relation.ts'

/** V1 as it was found: its catalogue, its tables with their digests, and how their columns are read. */
export interface V1Shape {
  readonly catalogue: Catalogue
  readonly tables: readonly SourceTable[]
  readonly relations: Readonly<Record<V1TableName, V1Relation>>
  /** Tables that stand there and that this role must not read. */
  readonly forbidden: readonly string[]
}

const LIVE_SCHEMA = 'public'
const LIVE_TABLES = ['odds', 'tracking_clv_picks', 'manual_bets'] as const

const kindOf = (kind: CatalogueTable['kind']): SourceTable['kind'] =>
  kind === 'table' || kind === 'partitioned' ? 'table' : kind === 'view' || kind === 'materialized view' ? 'view' : 'other'

const find = (catalogue: Catalogue, schema: string, name: string) =>
  catalogue.tables.find((table) => table.schema === schema && table.name === name)

async function mayRead(executor: Executor, schema: string, table: string): Promise<boolean> {
  const [row] = await executor.execute<{ allowed: boolean }>(
    sql`select has_schema_privilege(${schema}, 'usage') and has_table_privilege(format('%I.%I', ${schema}::text, ${table}::text), 'select') as allowed`,
  )
  return row?.allowed === true
}

const ABSENT = { present: false, kind: null, rows: 0, columns: [], digest: null } as const

async function readTable(
  executor: Executor,
  schema: string,
  name: SourceTable['table'],
  live: CatalogueTable | undefined,
): Promise<SourceTable> {
  if (live === undefined) return { table: name, ...ABSENT }
  const columns = live.columns.map((column) => ({ name: column.name, type: column.type }))
  const found = { table: name, present: true, kind: kindOf(live.kind), columns }
  if (!(await mayRead(executor, schema, name))) return { ...found, rows: 0, digest: null }
  const digest = await tableDigest(
    executor,
    { schema, name },
    columns.map((column) => column.name),
  )
  return { ...found, ...digest }
}

const ROWS_AT_A_TIME = 2000

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** The rows whose text is no JSON: Postgres 15 cannot be asked without failing, so they are read here. */
async function unreadableJson(executor: Executor, table: V1TableName, column: V1Column): Promise<string[]> {
  const bad: string[] = []
  for (let start = 0; ; start += ROWS_AT_A_TIME) {
    const rows = await executor.execute<{ id: string; text: string }>(sql`
      select t.id::text as id, t.${sql.identifier(column.name)}::text as text from ${qualified(V1_SCHEMA, table)} t
      where t.${sql.identifier(column.name)} is not null order by t.id limit ${ROWS_AT_A_TIME} offset ${start}`)
    bad.push(...rows.filter(({ text }) => !isJson(text)).map(({ id }) => id))
    if (rows.length < ROWS_AT_A_TIME) return bad
  }
}

async function readRelation(executor: Executor, table: V1TableName, live: CatalogueTable | undefined): Promise<V1Relation> {
  const columns = v1Columns(table, live)
  const bad = new Map<string, string[]>()
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
  const forbidden: string[] = []
  for (const [schema, names] of [[V1_SCHEMA, V1_TABLES] as const, [LIVE_SCHEMA, LIVE_TABLES] as const])
    for (const name of names) {
      const table = await readTable(executor, schema, name, find(catalogue, schema, name))
      if (table.present && table.digest === null) forbidden.push(name)
      tables.push(table)
    }
  const relation = (table: V1TableName) =>
    readRelation(executor, table, forbidden.includes(table) ? undefined : find(catalogue, V1_SCHEMA, table))
  return {
    catalogue,
    tables,
    forbidden,
    relations: {
      team_profiles: await relation('team_profiles'),
      matchup_friction: await relation('matchup_friction'),
      team_strategies: await relation('team_strategies'),
    },
  }
}
