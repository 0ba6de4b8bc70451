import { type CatalogueColumn, type CatalogueTable, readCatalogue } from '../src/catalogue/read-catalogue.ts'
import type { Database } from '../src/client.ts'

const OURS = ['mon_ps', 'quantum']

function columnLine(column: CatalogueColumn, start: number | undefined): string {
  const notNull = column.notNull ? ' not null' : ''
  const identity = column.identity === '' ? '' : ` generated ${column.identity} as identity`
  const from = start === undefined || start === 1 ? '' : ` start ${start}`
  const value = column.default === null ? '' : ` ${column.generated ? 'generated from' : 'default'} ${column.default}`
  return `  ${column.name} ${column.type}${notNull}${identity}${from}${value}`
}

function tableText(table: CatalogueTable, startOf: ReadonlyMap<string | null, number>): string {
  const name = `${table.schema}.${table.name}`
  return [
    name,
    ...table.columns.map((column) => columnLine(column, startOf.get(`${name}.${column.name}`))),
    ...table.constraints.map((constraint) => `  constraint ${constraint.name} ${constraint.definition}`),
    ...table.indexes.map((index) => `  ${index.definition}`),
    ...table.triggers.map((trigger) => `  ${trigger.definition}`),
  ].join('\n')
}

/** The live schema of our tables as text, the same on both engines. */
export async function describeSchema(database: Database): Promise<string> {
  const { tables, sequences } = await readCatalogue(database.db, OURS)
  const startOf = new Map(sequences.map((sequence) => [sequence.ownedBy, sequence.start]))
  return `${tables.map((table) => tableText(table, startOf)).join('\n\n')}\n`
}
