import { type Column, is, SQL } from 'drizzle-orm'
import { toSnakeCase } from 'drizzle-orm/casing'
import { type AnyPgColumn, getTableConfig, PgDialect, type PgTable, type UniqueConstraint } from 'drizzle-orm/pg-core'
import type { CatalogueColumn, CatalogueConstraint } from '../catalogue/read-catalogue.ts'

/** What a Drizzle table says, in the words of the catalogue. */
export interface DeclaredTable {
  readonly schema: string
  readonly name: string
  readonly columns: readonly CatalogueColumn[]
  /** Primary keys, uniques and foreign keys, named after their definitions, for Drizzle leaves most without a name. */
  readonly keys: readonly CatalogueConstraint[]
  readonly checks: readonly string[]
  readonly indexes: readonly string[]
}

/** Drizzle's names of types, and the server's. */
const TYPES: readonly (readonly [RegExp, string])[] = [
  [/^varchar/, 'character varying'],
  [/^char\b/, 'character'],
  [/^bigserial/, 'bigint'],
  [/^smallserial/, 'smallint'],
  [/^serial/, 'integer'],
  [/^timestamp(?!.*zone)(.*)$/, 'timestamp$1 without time zone'],
]

function serverType(column: Column): string {
  const written = column.getSQLType().replaceAll(', ', ',')
  const known = TYPES.find(([pattern]) => pattern.test(written))
  return known === undefined ? written : written.replace(known[0], known[1])
}

const toName = (column: Column) => (column.keyAsName ? toSnakeCase(column.name) : column.name)
const joinNames = (columns: readonly Column[]) => columns.map(toName).join(', ')

const dialect = new PgDialect({ casing: 'snake_case' })

function serverDefault(column: Column): string | null {
  if (/serial/.test(column.getSQLType())) return 'nextval'
  const value: unknown = column.default
  if (value === undefined || value === null) return null
  if (is(value, SQL)) return dialect.sqlToQuery(value).sql
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function declaredColumn(column: AnyPgColumn): CatalogueColumn {
  const identity = column.generatedIdentity?.type
  return {
    name: toName(column),
    type: serverType(column),
    notNull: column.notNull,
    default: serverDefault(column),
    identity: identity === undefined ? '' : identity === 'always' ? 'always' : 'by default',
    generated: column.generated !== undefined,
    collation: null,
  }
}

const key = (kind: CatalogueConstraint['kind'], definition: string): CatalogueConstraint => ({
  name: definition,
  kind,
  definition,
  enforced: true,
})
const unique = (columns: readonly Column[], nullsNotDistinct: boolean) =>
  key('unique', `UNIQUE ${nullsNotDistinct ? 'NULLS NOT DISTINCT ' : ''}(${joinNames(columns)})`)
const toUnique = (constraint: UniqueConstraint) => unique(constraint.columns, constraint.nullsNotDistinct)

const actions = (fk: { readonly onUpdate?: string | undefined; readonly onDelete?: string | undefined }) =>
  (['onUpdate', 'onDelete'] as const)
    .flatMap((event) => {
      const action = fk[event]
      if (action === undefined || action === 'no action') return []
      return [` ON ${event === 'onUpdate' ? 'UPDATE' : 'DELETE'} ${action.toUpperCase()}`]
    })
    .join('')

function listKeyConstraints({
  columns,
  primaryKeys,
  uniqueConstraints,
  foreignKeys,
}: ReturnType<typeof getTableConfig>): CatalogueConstraint[] {
  return [
    ...columns.filter((column) => column.primary).map((column) => key('primary key', `PRIMARY KEY (${toName(column)})`)),
    ...primaryKeys.map((primary) => key('primary key', `PRIMARY KEY (${joinNames(primary.columns)})`)),
    ...columns.filter((column) => column.isUnique).map((column) => unique([column], column.uniqueType === 'not distinct')),
    ...uniqueConstraints.map(toUnique),
    ...foreignKeys.map((foreign) => {
      const to = foreign.reference()
      const { schema, name } = getTableConfig(to.foreignTable)
      const there = `${schema ?? 'public'}.${name}(${joinNames(to.foreignColumns)})`
      return key('foreign key', `FOREIGN KEY (${joinNames(to.columns)}) REFERENCES ${there}${actions(foreign)}`)
    }),
  ]
}

/** A table as Drizzle declares it. Defaults are told as written, except that a serial's is `nextval`. */
export function declaredTable(table: PgTable): DeclaredTable {
  const config = getTableConfig(table)
  return {
    schema: config.schema ?? 'public',
    name: config.name,
    columns: config.columns.map(declaredColumn),
    keys: listKeyConstraints(config),
    checks: config.checks.map((check) => check.name).sort(),
    indexes: config.indexes.map((index) => index.config.name ?? '').sort(),
  }
}
