import { type CatalogueColumn, type CatalogueTable, readCatalogue } from '../src/catalogue/read-catalogue.ts'
import type { Database } from '../src/client.ts'
import { OUR_SCHEMAS } from '../src/drift/ours.ts'

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
  const { tables, sequences } = await readCatalogue(database.db, OUR_SCHEMAS)
  const startOf = new Map(sequences.map((sequence) => [sequence.ownedBy, sequence.start]))
  return `${tables.map((table) => tableText(table, startOf)).join('\n\n')}\n`
}

const listText = (items: readonly unknown[]) => `[${items.map((item) => `\n${JSON.stringify(item)}`).join(',')}]`

function tableJson({ columns, constraints, indexes, triggers, ...head }: CatalogueTable): string {
  const lists = Object.entries({ columns, constraints, indexes, triggers }).map(([name, items]) => `\n"${name}":${listText(items)}`)
  return `${JSON.stringify(head).slice(0, -1)},${lists.join(',')}}`
}

/**
 * The live schema of our tables as JSON, a line for each column, constraint, index and trigger: what drift is measured
 * against. The last values of sequences are content, and left out.
 */
export async function catalogueText(database: Database): Promise<string> {
  const { tables, sequences, functions } = await readCatalogue(database.db, OUR_SCHEMAS)
  const unused = sequences.map((sequence) => ({ ...sequence, lastValue: null }))
  const tablesText = tables.map((table) => `\n${tableJson(table)}`).join(',')
  return `{"tables":[${tablesText}],\n"sequences":${listText(unused)},\n"functions":${listText(functions)}}\n`
}
