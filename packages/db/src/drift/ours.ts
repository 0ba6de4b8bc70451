import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { qualified } from '../catalogue/digest.ts'
import type { Catalogue, CatalogueSequence, CatalogueTable, CatalogueTrigger } from '../catalogue/read-catalogue.ts'
import type { Executor } from '../client.ts'
import type { Difference } from './compare-catalogues.ts'

/** The schemas that our migrations write to. */
export const OUR_SCHEMAS = ['mon_ps', 'quantum'] as const

/** What the legacy has in schema `quantum`, V1 and V2; so do views and archives whose names begin with one of these. */
const LEGACY_TABLES = [
  'team_profiles',
  'matchup_friction',
  'team_strategies',
  'team_quantum_dna',
  'quantum_friction_matrix',
  'quantum_strategies',
  'goalscorer_profiles',
  'chess_classifications',
]

const tableName = (table: { readonly schema: string; readonly name: string }) => `${table.schema}.${table.name}`
const belongsToLegacy = (name: string) =>
  LEGACY_TABLES.some((legacy) => name === legacy || (name.startsWith(`${legacy}_`) && !name.startsWith(`${legacy}_v3`)))

/** The schema that our migrations make; a test holds it against them. `schema-dump` writes it. */
export function expectedCatalogue(): Catalogue {
  return JSON.parse(readFileSync(new URL('../../migrations/catalogue.json', import.meta.url), 'utf8')) as Catalogue
}

/** What keeps V1 and V3 in step comes and goes; where it stands on a table of ours, it calls a function of its own schema. */
const ofSync = (trigger: CatalogueTrigger) => trigger.definition.includes('EXECUTE FUNCTION legacy_v1.')

/** Of everything that stands, what is ours or stands among ours unasked: not the legacy's, nor what the sync put there. */
export function onlyOurs(live: Catalogue, expected: Catalogue): Catalogue {
  const declared = new Set(expected.tables.map(tableName))
  const inScope = (table: CatalogueTable) =>
    table.schema === 'mon_ps' || declared.has(tableName(table)) || (table.schema === 'quantum' && !belongsToLegacy(table.name))
  const tables = live.tables.filter(inScope).map((table) => ({ ...table, triggers: table.triggers.filter((trigger) => !ofSync(trigger)) }))
  const columns = new Set(tables.flatMap((table) => table.columns.map((column) => `${tableName(table)}.${column.name}`)))
  const sequences = new Set(expected.sequences.map(tableName))
  return {
    tables,
    sequences: live.sequences.filter(
      (sequence) => sequence.schema === 'mon_ps' || columns.has(sequence.ownedBy ?? '') || sequences.has(tableName(sequence)),
    ),
    functions: live.functions.filter((routine) => routine.schema === 'mon_ps'),
  }
}

interface Numbers extends Record<string, unknown> {
  readonly object: string
  readonly next: number
  readonly highest: number
}

function readNumbers(sequence: CatalogueSequence, live: Catalogue) {
  const table = live.tables.find((candidate) => sequence.ownedBy?.startsWith(`${tableName(candidate)}.`))
  const column = table?.columns.find((candidate) => `${tableName(table)}.${candidate.name}` === sequence.ownedBy)
  if (table === undefined || column === undefined) return []
  const step = sql.raw(String(sequence.increment))
  return [
    sql`select ${tableName(sequence)} as object, case when is_called then last_value + ${step} else last_value end as next,
      (select max(${sql.identifier(column.name)})::int8 from ${qualified(table.schema, table.name)}) as highest
      from ${qualified(sequence.schema, sequence.name)}`,
  ]
}

/** Sequences whose next number is not above the highest that stands in their column: the next insert would fail. */
export async function sequencesBehind(executor: Executor, live: Catalogue): Promise<Difference[]> {
  const queries = live.sequences.filter((sequence) => sequence.increment > 0).flatMap((sequence) => readNumbers(sequence, live))
  if (queries.length === 0) return []
  const behind = await executor.execute<Numbers>(
    sql`select object, next, highest from (${sql.join(queries, sql` union all `)}) numbers where next <= highest order by object`,
  )
  return behind.map(({ object, next, highest }) => ({
    id: `sequence:${object}:behind`,
    object,
    expected: `a next number above ${highest}`,
    found: `the next number is ${next}`,
  }))
}
