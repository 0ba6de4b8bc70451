import { createHash } from 'node:crypto'
import type { CatalogueTable } from '@mon-ps/db/catalogue/read-catalogue'

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

function columnText(column: CatalogueTable['columns'][number]): string {
  const collation = column.collation === null ? '' : ` collate ${quoted(column.collation)}`
  const notNull = column.notNull ? ' not null' : ''
  if (column.generated) return `${quoted(column.name)} ${column.type}${collation} generated always as (${column.default}) stored${notNull}`
  const identity = column.identity === '' ? '' : ` generated ${column.identity} as identity`
  const byDefault = column.default === null ? '' : ` default ${column.default}`
  return `${quoted(column.name)} ${column.type}${collation}${byDefault}${identity}${notNull}`
}

/**
 * The statement that makes a table anew: its columns, keys and checks. Foreign keys are left out, because a restored table
 * stands without the tables they point to.
 */
export function tableDdl(table: CatalogueTable, schema = table.schema): string {
  const constraints = table.constraints
    .filter(({ kind }) => kind !== 'foreign key')
    .map(({ name, definition }) => `constraint ${quoted(name)} ${definition}`)
  const parts = [...table.columns.map(columnText), ...constraints]
  return `create table ${quoted(schema)}.${quoted(table.name)} (\n  ${parts.join(',\n  ')}\n)`
}

export const ddlSha256 = (ddl: string) => createHash('sha256').update(ddl).digest('hex')
