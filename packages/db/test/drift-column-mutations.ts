import type { CatalogueColumn } from '../src/catalogue/read-catalogue.ts'
import { alter, type Change, id, named, type Objects, type On } from './drift-objects.ts'

const columnChange = (what: (column: On<CatalogueColumn>) => string, aspect: string) => (column: On<CatalogueColumn>) => ({
  sql: [alter(column.table, what(column))],
  ids: [id('column', column, aspect)],
})

/** What may happen to a column, by its kind. */
export const COLUMN_CHANGES: Readonly<Record<string, (objects: Objects) => readonly Change[]>> = {
  'drop a column': (all) => all.free.map(columnChange((column) => `drop column "${column.name}"`, 'missing')),
  'add a column': (all) =>
    all.tables.map((table) => ({ sql: [alter(table, 'add column extra text')], ids: [`column:${named(table)}.extra:unexpected`] })),
  'rename a column': (all) =>
    all.free.map((column) => ({
      sql: [alter(column.table, `rename column "${column.name}" to renamed`)],
      ids: [id('column', column, 'missing'), `column:${named(column.table)}.renamed:unexpected`],
    })),
  'widen a text': (all) =>
    all.free
      .filter((column) => column.type.startsWith('character varying'))
      .map(columnChange((column) => `alter column "${column.name}" type varchar(255)`, 'type')),
  'drop a length': (all) =>
    all.free
      .filter((column) => column.type.startsWith('character varying'))
      .map(columnChange((column) => `alter column "${column.name}" type varchar`, 'type')),
  'widen a number': (all) =>
    all.free
      .filter((column) => column.type === 'integer')
      .map(columnChange((column) => `alter column "${column.name}" type bigint`, 'type')),
  'forbid null': (all) =>
    all.free
      // The audit's head is a row from the beginning, and empty.
      .filter((column) => !column.notNull && column.table.name !== 'audit_head')
      .map(columnChange((column) => `alter column "${column.name}" set not null`, 'nullability')),
  'allow null': (all) =>
    all.free.filter((column) => column.notNull).map(columnChange((column) => `alter column "${column.name}" drop not null`, 'nullability')),
  'give a default': (all) =>
    all.free
      .filter((column) => column.default === null && column.type === 'text')
      .map(columnChange((column) => `alter column "${column.name}" set default 'made up'`, 'default')),
  'drop a default': (all) =>
    all.free
      .filter((column) => column.default !== null)
      .map(columnChange((column) => `alter column "${column.name}" drop default`, 'default')),
  'change a default': (all) =>
    all.free
      .filter((column) => column.default === 'now()')
      .map(columnChange((column) => `alter column "${column.name}" set default clock_timestamp()`, 'default')),
  'another collation': (all) =>
    all.free
      .filter((column) => column.type === 'text')
      .map(columnChange((column) => `alter column "${column.name}" type text collate "C"`, 'collation')),
  'drop an identity': (all) =>
    all.identities.map((column) => ({
      sql: [alter(column.table, `alter column "${column.name}" drop identity`)],
      ids: [id('column', column, 'identity'), `sequence:${sequenceOf(all, column)}:missing`],
    })),
  'turn an identity': (all) =>
    all.identities.map(
      columnChange(
        (column) => `alter column "${column.name}" set generated ${column.identity === 'always' ? 'by default' : 'always'}`,
        'identity',
      ),
    ),
}

function sequenceOf(all: Objects, column: On<CatalogueColumn>): string {
  const sequence = all.sequences.find((candidate) => candidate.ownedBy === `${named(column.table)}.${column.name}`)
  return `${sequence?.schema}.${sequence?.name}`
}
