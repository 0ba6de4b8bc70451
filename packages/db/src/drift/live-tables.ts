import type { Catalogue, CatalogueColumn, CatalogueTable } from '../catalogue/read-catalogue.ts'
import { compareCatalogues, type Difference } from './compare-catalogues.ts'
import type { DeclaredTable } from './declared-tables.ts'
import type { DriftClass } from './types.ts'

type ClassifiedDifference = Difference & { readonly classification: DriftClass }

/** Types whose values can be read in place of each other without a loss of meaning. */
const KINDS: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['text', /^(character varying|character|text)\b/],
  ['number', /^(smallint|integer|bigint|numeric|real|double precision)\b/],
  // A time with a zone is an instant, one without is not.
  ['naive time', /^timestamp.*without time zone$/],
  ['instant', /^timestamp.*with time zone$/],
  ['json', /^jsonb?$/],
]
const toKind = (type: string | null) => KINDS.find(([, pattern]) => pattern.test(type ?? ''))?.[0] ?? type

/** A default as Drizzle could have written it: without casts and quotes; any source of numbers is `nextval`. */
function plainColumn(column: CatalogueColumn): CatalogueColumn {
  const numbered = column.identity !== '' || (column.default ?? '').startsWith('nextval(')
  const written = column.default?.replace(/^'(.*)'::[\w ]+$/, '$1').replace(/^CURRENT_TIMESTAMP$/, 'now()') ?? null
  return { ...column, default: numbered ? 'nextval' : written, identity: '', collation: null }
}

const EMPTY = {
  indexes: [],
  triggers: [],
  comment: null,
  privileges: null,
  rowSecurity: false,
  persistence: 'permanent',
  rules: [],
  children: [],
  viewDefinition: null,
} as const

const asTable = (table: DeclaredTable, kind: CatalogueTable['kind']): CatalogueTable => ({
  ...EMPTY,
  schema: table.schema,
  name: table.name,
  kind,
  columns: table.columns,
  constraints: table.keys,
})

/** Only what a declaration can speak of: keys by their definitions and only those it knows, the columns it knows in its order. */
function asDeclared(live: CatalogueTable, declared: DeclaredTable): CatalogueTable {
  const known = new Set(declared.keys.map((key) => key.definition))
  const place = (name: string) => declared.columns.findIndex((column) => column.name === name)
  return {
    ...EMPTY,
    schema: live.schema,
    name: live.name,
    kind: live.kind,
    columns: live.columns.map(plainColumn).sort((a, b) => place(a.name) - place(b.name)),
    constraints: live.constraints
      .filter((key) => known.has(key.definition))
      .map(({ kind, definition }) => ({ name: definition, kind, definition, enforced: true })),
  }
}

function classify({ id, expected, found }: Difference): DriftClass {
  if (id.endsWith(':missing')) return 'legacy-missing'
  if (id.endsWith(':unexpected')) return 'legacy-extra'
  return id.endsWith(':type') && toKind(expected) !== toKind(found) ? 'legacy-type' : 'legacy-shape'
}

/**
 * In what the legacy's live tables differ from their declarations; nothing where a table is absent. The names of keys and
 * the order of columns are the legacy's own affair, and so are indexes, checks and triggers.
 */
export function liveTableDifferences(declared: readonly DeclaredTable[], live: Catalogue): ClassifiedDifference[] {
  const pairs = declared.flatMap((table) => {
    const found = live.tables.find((candidate) => candidate.schema === table.schema && candidate.name === table.name)
    return found === undefined ? [] : [{ expected: asTable(table, found.kind), found: asDeclared(found, table) }]
  })
  const side = (tables: readonly CatalogueTable[]): Catalogue => ({ tables, sequences: [], functions: [] })
  const differences = compareCatalogues(side(pairs.map((pair) => pair.expected)), side(pairs.map((pair) => pair.found)))
  return differences.map((difference) => ({ ...difference, id: `legacy:${difference.id}`, classification: classify(difference) }))
}
