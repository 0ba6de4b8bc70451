import type { PgTable } from 'drizzle-orm/pg-core'
import { type Catalogue, readCatalogue } from '../catalogue/read-catalogue.ts'
import type { Database, Executor } from '../client.ts'
import { DbError } from '../errors.ts'
import { BASELINE, type AcceptedDifference, type DriftClass, type DriftDifference, type DriftReport } from './types.ts'
import { compareCatalogues, countItems, type Difference } from './compare-catalogues.ts'
import { type DeclaredTable, declaredTable } from './declared-tables.ts'
import { liveTableDifferences } from './live-tables.ts'
import { expectedCatalogue, onlyOurs, OUR_SCHEMAS, sequencesBehind } from './ours.ts'

export interface DriftOptions {
  /** The day by which the baseline's entries are judged, `yyyy-mm-dd`. */
  readonly today: string
  readonly baseline?: readonly AcceptedDifference[] | undefined
  /** Declarations of tables that are not ours, as the legacy's live ones; those that stand in the database are compared. */
  readonly liveTables?: readonly PgTable[] | undefined
}

interface Found {
  readonly state: DriftReport['state']
  readonly objects: number
  readonly differences: readonly (Difference & { readonly classification: DriftClass })[]
}

async function ourDifferences(executor: Executor, everything: Catalogue): Promise<Found> {
  const expected = expectedCatalogue()
  const live = onlyOurs(everything, expected)
  const standing = new Set(live.tables.map((table) => `${table.schema}.${table.name}`))
  if (!expected.tables.some((table) => standing.has(`${table.schema}.${table.name}`)))
    return { state: 'not_created', objects: 0, differences: [] }
  const differences = [...compareCatalogues(expected, live), ...(await sequencesBehind(executor, live))]
  return {
    state: 'created',
    objects: countItems(expected),
    differences: differences.map((difference) => ({ ...difference, classification: 'ours' })),
  }
}

function legacyDifferences(everything: Catalogue, declared: readonly DeclaredTable[]): Omit<Found, 'state'> {
  const present = declared.filter((table) => everything.tables.some(({ schema, name }) => schema === table.schema && name === table.name))
  const objects = present.reduce((sum, table) => sum + 1 + table.columns.length + table.keys.length, 0)
  return { objects, differences: liveTableDifferences(present, everything) }
}

function judge(
  difference: Found['differences'][number],
  baseline: ReadonlyMap<string, AcceptedDifference>,
  today: string,
): DriftDifference {
  const entry = baseline.get(difference.id)
  if (entry === undefined) return { ...difference, accepted: null, unexpected: true }
  const { id: _, ...accepted } = entry
  return { ...difference, accepted, unexpected: entry.expires < today }
}

/**
 * In what the database differs from what is declared: our tables from what the migrations make, the legacy's live
 * tables, where they stand, from their Drizzle declarations. Reads only.
 *
 * @throws {DbError} INVALID_ARGUMENT  `today` is not a day
 * @example const { unexpected } = await driftReport(database, { today: '2026-11-21' })
 */
export async function driftReport(database: Database | Executor, options: DriftOptions): Promise<DriftReport> {
  const { today, baseline = BASELINE, liveTables = [] } = options
  if (!/^\d{4}-\d{2}-\d{2}$/.test(today)) throw new DbError('INVALID_ARGUMENT', `got "${today}" as today, expected yyyy-mm-dd`)
  const executor = 'db' in database ? database.db : database
  return executor.transaction(async (tx) => {
    const declared = liveTables.map(declaredTable)
    const everything = await readCatalogue(tx, [...new Set([...OUR_SCHEMAS, ...declared.map((table) => table.schema)])])
    const ours = await ourDifferences(tx, everything)
    const legacy = legacyDifferences(everything, declared)
    const entries = new Map(baseline.map((entry) => [entry.id, entry]))
    const differences = [...ours.differences, ...legacy.differences].map((difference) => judge(difference, entries, today))
    const seen = new Set(differences.map((difference) => difference.id))
    return {
      state: ours.state,
      objects: ours.objects + legacy.objects,
      differences,
      unexpected: differences.filter((difference) => difference.unexpected).length,
      obsolete: baseline.flatMap(({ id }) => (seen.has(id) ? [] : [id])),
    }
  })
}
