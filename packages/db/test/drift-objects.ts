import type { Catalogue, CatalogueColumn, CatalogueConstraint, CatalogueTable } from '../src/catalogue/read-catalogue.ts'

/** A change of the live schema, and exactly the differences that it must be reported as. */
export interface Mutation {
  readonly name: string
  /** Statements, in their order. */
  readonly sql: readonly string[]
  readonly ids: readonly string[]
}

export type Change = Omit<Mutation, 'name'>
export type On<T> = T & { readonly table: CatalogueTable }

export const named = (table: CatalogueTable) => `${table.schema}.${table.name}`
export const quoted = (table: Pick<CatalogueTable, 'schema' | 'name'>) => `"${table.schema}"."${table.name}"`
export const alter = (table: CatalogueTable, what: string) => `alter table ${quoted(table)} ${what}`
export const id = (kind: string, part: On<{ readonly name: string }>, aspect: string) =>
  `${kind}:${named(part.table)}.${part.name}:${aspect}`
const mentions = (definition: string, column: string) => new RegExp(`\\b${column}\\b`).test(definition)

/** The objects of a catalogue, sorted by what can be done to them without anything else breaking. */
export function objectsOf(catalogue: Catalogue) {
  const tables = catalogue.tables
  const foreignKeys = tables.flatMap((table) => table.constraints.filter((key) => key.kind === 'foreign key'))
  const referenced = (table: CatalogueTable) => foreignKeys.some((key) => key.definition.includes(`REFERENCES ${named(table)}(`))
  const on = <T>(parts: (table: CatalogueTable) => readonly T[]): On<T>[] =>
    tables.flatMap((table) => parts(table).map((part) => ({ ...part, table })))
  const free = (table: CatalogueTable) => (column: CatalogueColumn) =>
    column.identity === '' &&
    !column.default?.startsWith('nextval') &&
    ![...table.constraints, ...table.indexes, ...table.triggers].some((part) => mentions(part.definition, column.name)) &&
    !foreignKeys.some((key) => key.definition.includes(`REFERENCES ${named(table)}(`) && mentions(key.definition, column.name))
  const constraints = (kind: CatalogueConstraint['kind']) => on((table) => table.constraints.filter((key) => key.kind === kind))
  const defaults = tables.flatMap((table) => table.columns.map((column) => column.default ?? ''))
  /** Columns whose sequence another column takes its numbers from, too. */
  const lent = new Set(
    catalogue.sequences
      .filter((sequence) => defaults.some((value) => value.includes(`${sequence.schema}.${sequence.name}'`)))
      .map((sequence) => sequence.ownedBy),
  )
  return {
    tables,
    unreferenced: tables.filter(
      (table) => !referenced(table) && !catalogue.functions.some((routine) => mentions(routine.arguments, named(table))),
    ),
    columns: on((table) => table.columns),
    /** Columns that no key, index, check or trigger names. */
    free: on((table) => table.columns.filter(free(table))),
    identities: on((table) => table.columns.filter((column) => column.identity !== '' && !lent.has(`${named(table)}.${column.name}`))),
    checks: constraints('check'),
    foreignKeys: constraints('foreign key'),
    uniques: constraints('unique'),
    primaryKeys: constraints('primary key').filter((key) => !referenced(key.table)),
    indexes: on((table) => table.indexes),
    triggers: on((table) => table.triggers),
    sequences: catalogue.sequences,
    functions: catalogue.functions,
  }
}

export type Objects = ReturnType<typeof objectsOf>
