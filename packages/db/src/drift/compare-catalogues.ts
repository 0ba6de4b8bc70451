import type { Catalogue, CatalogueTable } from '../catalogue/read-catalogue.ts'

export interface Difference {
  /** `kind:name:aspect`. */
  readonly id: string
  readonly object: string
  readonly expected: string | null
  readonly found: string | null
}

/** One thing of a catalogue, flat: all that can differ about it, and what it is part of. */
interface Item {
  readonly kind: string
  readonly name: string
  /** In one line, for a difference that is about the whole of it. */
  readonly whole: string
  readonly aspects: Readonly<Record<string, string | null>>
  /** The key of the item without which this one cannot be; null where it stands for itself. */
  readonly partOf: string | null
}

type Items = ReadonlyMap<string, Item>

const toKey = (item: Pick<Item, 'kind' | 'name'>) => `${item.kind}:${item.name}`

const TRIGGER_STATES = { origin: 'enabled', always: 'enabled always', replica: 'enabled for replicas alone', never: 'disabled' } as const

const listed = (texts: readonly string[]) => (texts.length === 0 ? null : texts.join('\n'))

function tableItems(table: CatalogueTable): Item[] {
  const name = `${table.schema}.${table.name}`
  const partOf = `table:${name}`
  const inTable = (part: { readonly name: string }) => `${name}.${part.name}`
  return [
    {
      kind: 'table',
      name,
      whole: table.kind,
      aspects: {
        kind: table.kind,
        'row-security': table.rowSecurity ? 'on' : 'off',
        'view-definition': table.viewDefinition,
        persistence: table.persistence,
        rules: listed(table.rules),
        children: listed(table.children),
      },
      partOf: null,
    },
    ...table.columns.map((column) => ({
      kind: 'column',
      name: inTable(column),
      whole: column.type,
      aspects: {
        type: column.type,
        nullability: column.notNull ? 'not null' : 'nullable',
        default: column.default,
        identity: column.identity === '' ? null : column.identity,
        generated: column.generated ? 'generated' : null,
        collation: column.collation,
      },
      partOf,
    })),
    ...table.constraints.map((constraint) => ({
      kind: constraint.kind.replace(' ', '-'),
      name: inTable(constraint),
      whole: constraint.definition,
      aspects: { definition: constraint.definition, enforcement: constraint.enforced ? 'on' : 'off' },
      partOf,
    })),
    ...table.indexes.map((index) => ({
      kind: 'index',
      name: inTable(index),
      whole: index.definition,
      aspects: { definition: index.definition, validity: index.valid ? 'valid' : 'invalid' },
      partOf,
    })),
    ...table.triggers.map((trigger) => ({
      kind: 'trigger',
      name: inTable(trigger),
      whole: trigger.definition,
      aspects: { definition: trigger.definition, state: TRIGGER_STATES[trigger.fires] },
      partOf,
    })),
  ]
}

function listItems(catalogue: Catalogue): Items {
  const items: Item[] = catalogue.tables.flatMap(tableItems)
  for (const sequence of catalogue.sequences)
    items.push({
      kind: 'sequence',
      name: `${sequence.schema}.${sequence.name}`,
      whole: `from ${sequence.start} by ${sequence.increment}`,
      aspects: {
        type: sequence.type,
        start: String(sequence.start),
        increment: String(sequence.increment),
        bounds: sequence.bounds,
        cycle: sequence.cycles ? 'cycle' : 'no cycle',
        cache: String(sequence.cache),
        owner: sequence.ownedBy,
      },
      partOf: sequence.ownedBy === null ? null : `column:${sequence.ownedBy}`,
    })
  for (const { schema, name, arguments: taken, definition } of catalogue.functions)
    items.push({ kind: 'function', name: `${schema}.${name}(${taken})`, whole: definition, aspects: { definition }, partOf: null })
  return new Map(items.map((item) => [toKey(item), item]))
}

/** Whether an item stands on both sides as the same kind of thing: only then its parts are worth a word of their own. */
function comparable(key: string | null, expected: Items, found: Items): boolean {
  if (key === null) return true
  const [ours, theirs] = [expected.get(key), found.get(key)]
  if (ours === undefined || theirs === undefined || ours.aspects['kind'] !== theirs.aspects['kind']) return false
  return comparable(ours.partOf, expected, found)
}

function aspectDifferences(expected: Item, found: Item): Difference[] {
  return Object.entries(expected.aspects).flatMap(([aspect, value]) => {
    const other = found.aspects[aspect] ?? null
    // What is not the same kind of thing has nothing else in common.
    const told = aspect === 'kind' || expected.aspects['kind'] === found.aspects['kind']
    return value === other || !told ? [] : [{ id: `${toKey(expected)}:${aspect}`, object: expected.name, expected: value, found: other }]
  })
}

/** Statements that name no columns rely on their order. A column that one side lacks is told for itself. */
function orderDifferences(expected: Catalogue, found: Catalogue): Difference[] {
  const tables = new Map(found.tables.map((table) => [`${table.schema}.${table.name}`, table]))
  return expected.tables.flatMap((table) => {
    const object = `${table.schema}.${table.name}`
    const other = tables.get(object)
    if (other === undefined || other.kind !== table.kind) return []
    const common = (a: CatalogueTable, b: CatalogueTable) =>
      a.columns.flatMap(({ name }) => (b.columns.some((column) => column.name === name) ? [name] : [])).join(', ')
    const [ours, theirs] = [common(table, other), common(other, table)]
    return ours === theirs ? [] : [{ id: `table:${object}:column-order`, object, expected: ours, found: theirs }]
  })
}

/**
 * Everything in which one schema differs from another, each under an id that stays the same from run to run. Parts of a
 * table or column that is missing, unexpected or of another kind are not told on their own.
 */
export function compareCatalogues(expected: Catalogue, found: Catalogue): Difference[] {
  const [ours, theirs] = [listItems(expected), listItems(found)]
  const differences = orderDifferences(expected, found)
  for (const key of new Set([...ours.keys(), ...theirs.keys()])) {
    const [item, other] = [ours.get(key), theirs.get(key)]
    if (!comparable(item?.partOf ?? other?.partOf ?? null, ours, theirs)) continue
    if (item === undefined)
      differences.push({ id: `${key}:unexpected`, object: other?.name ?? key, expected: null, found: other?.whole ?? null })
    else if (other === undefined) differences.push({ id: `${key}:missing`, object: item.name, expected: item.whole, found: null })
    else differences.push(...aspectDifferences(item, other))
  }
  return differences.sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** How many objects a catalogue holds. */
export const countItems = (catalogue: Catalogue): number => listItems(catalogue).size
