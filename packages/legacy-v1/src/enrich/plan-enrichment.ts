import { createHash } from 'node:crypto'
import { ENRICHED_COLUMNS, type EnrichedColumn, UNPROVEN_REASONS, type UnprovenReason } from '../mapping/enrich-rules.ts'
import type { V3TableName } from '@mon-ps/db/schema/publish'
import { sql } from 'drizzle-orm'
import { DbError } from '@mon-ps/db/errors'
import type { Executor } from '@mon-ps/db/client'
import { canonicalJson } from '../plan/plan-hash.ts'
import type { LegacySource } from '../types.ts'
import { readClvEvidence } from './read-clv-evidence.ts'
import { readFrictionEvidence } from './read-friction-evidence.ts'
import { readStrategyEvidence } from './read-strategy-evidence.ts'
import type { ColumnEvidence, EnrichedCell, EnrichedColumnPlan, EnrichmentPlan, Evidence, UnprovenCells } from './types.ts'

/** Raised when the same evidence would be written in another way. */
const PLAN_VERSION = 1
const EXAMPLES = 3

/** @throws {DbError} NOT_MIGRATED  no move stands */
async function requireMove(tx: Executor): Promise<void> {
  const [row] = await tx.execute<{ moved: boolean }>(sql`
    select exists (select from mon_ps.team_dna_version where origin = 'migrated' and retired_at is null) as moved`)
  if (row?.moved !== true)
    throw new DbError(
      'NOT_MIGRATED',
      'nothing was moved into V3, so there are no migrated rows to enrich; move V1 with: mon-ps migrate apply',
    )
}

function unprovenOf(open: readonly Evidence[]): UnprovenCells[] {
  const reasons = Object.keys(UNPROVEN_REASONS) as UnprovenReason[]
  return reasons.flatMap((reason) => {
    const names = open.filter(({ found }) => found === reason).map(({ name }) => name)
    return names.length === 0 ? [] : [{ reason, rows: names.length, examples: names.slice(0, EXAMPLES) }]
  })
}

function cellsOf({ table, column, rule }: EnrichedColumn, open: readonly Evidence[]): EnrichedCell[] {
  if (rule === null) return []
  return open.flatMap(({ v1Id, name, found }) => (typeof found === 'string' ? [] : [{ table, column, v1Id, name, rule, ...found }]))
}

/** Names are left out: they say which row it is, which its V1 id does. */
const hashOf = (cells: readonly EnrichedCell[]): string =>
  createHash('sha256')
    .update(canonicalJson({ version: PLAN_VERSION, cells: cells.map(({ name: _name, ...cell }) => cell) }))
    .digest('hex')

/**
 * What can be proven of the columns that V1 has nothing for, and why the rest stays null. Writes nothing. The same rows and
 * evidence give the same hash on both engines.
 *
 * @param source  where the picks are
 * @throws {DbError} NOT_MIGRATED  no move stands
 */
export async function planEnrichment(tx: Executor, source: LegacySource): Promise<EnrichmentPlan> {
  await requireMove(tx)
  const evidence: Readonly<Record<V3TableName, readonly ColumnEvidence[]>> = {
    team_quantum_dna_v3: [await readClvEvidence(tx, source.same ? tx : source.database.db)],
    quantum_friction_matrix_v3: await readFrictionEvidence(tx),
    quantum_strategies_v3: await readStrategyEvidence(tx),
  }
  const columns: EnrichedColumnPlan[] = []
  const cells: EnrichedCell[] = []
  for (const enriched of ENRICHED_COLUMNS) {
    const { table, column, rule, note } = enriched
    const { filled, open } = evidence[table].find((each) => each.column === column) ?? { filled: 0, open: [] }
    const proven = cellsOf(enriched, open)
    cells.push(...proven)
    const counts = { rows: filled + open.length, filledBefore: filled, proven: proven.length }
    columns.push({ table, column, rule, note, ...counts, unproven: unprovenOf(open) })
  }
  return { planSha256: hashOf(cells), columns, cells }
}
