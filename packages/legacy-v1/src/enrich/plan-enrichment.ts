import type { EnrichmentCell, EnrichmentColumn, EnrichmentPlanWire } from '@mon-ps/contract/enrichment'
import { DbError } from '@mon-ps/db/errors'
import type { Executor } from '@mon-ps/db/client'
import { sql } from 'drizzle-orm'
import { createHash } from 'node:crypto'
import { ENRICHED_COLUMNS, type EnrichedColumn, ENRICHMENT_RULES, UNPROVEN_REASONS, type UnprovenReason } from '../mapping/enrich-rules.ts'
import { canonicalJson } from '../plan/plan-migration.ts'
import type { LegacySource } from '../types.ts'
import { type Evidence, readEvidence } from './read-evidence.ts'

/** The wire's plan with all its cells. */
export type EnrichmentPlan = Omit<EnrichmentPlanWire, 'cells'> & { readonly cells: readonly EnrichmentCell[] }

/** Raised when the same evidence would be written in another way. */
const PLAN_VERSION = 1
const EXAMPLES = 3

/** @throws {DbError} NOT_MIGRATED  nothing was moved */
async function requireMove(tx: Executor): Promise<void> {
  const [row] = await tx.execute<{ moved: boolean }>(sql`
    select exists (select from mon_ps.team_dna_version where origin = 'migrated' and retired_at is null) as moved`)
  if (row?.moved !== true)
    throw new DbError(
      'NOT_MIGRATED',
      'nothing was moved into V3, so there are no migrated rows to enrich; move V1 with: mon-ps migrate apply',
    )
}

function groupUnproven(open: readonly Evidence[]): EnrichmentColumn['unproven'] {
  const reasons = Object.keys(UNPROVEN_REASONS) as UnprovenReason[]
  return reasons.flatMap((reason) => {
    const names = open.filter(({ found }) => found === reason).map(({ name }) => name)
    if (names.length === 0) return []
    return [{ reason, why: UNPROVEN_REASONS[reason], rows: names.length, examples: names.slice(0, EXAMPLES) }]
  })
}

function toCells({ table, column, rule }: EnrichedColumn, open: readonly Evidence[]): EnrichmentCell[] {
  if (rule === null) return []
  return open.flatMap(({ v1Id, name, found }) => (typeof found === 'string' ? [] : [{ table, column, v1Id, name, rule, ...found }]))
}

/** Names are left out: the V1 id says which row it is. */
const hashCells = (cells: readonly EnrichmentCell[]): string =>
  createHash('sha256')
    .update(canonicalJson({ version: PLAN_VERSION, cells: cells.map(({ name: _name, ...cell }) => cell) }))
    .digest('hex')

/**
 * What can be proven of the columns that V1 has nothing for, and why the rest stays null. Writes nothing. The same rows and
 * evidence give the same hash on both engines.
 *
 * @throws {DbError} NOT_MIGRATED  nothing was moved
 */
export async function planEnrichment(tx: Executor, source: LegacySource): Promise<EnrichmentPlan> {
  await requireMove(tx)
  const evidence = await readEvidence(tx, source.same ? tx : source.database.db)
  const columns: EnrichmentColumn[] = []
  const cells: EnrichmentCell[] = []
  for (const enriched of ENRICHED_COLUMNS) {
    const { table, column, rule, note } = enriched
    const { filled, open } = evidence[table].find((each) => each.column === column) ?? { filled: 0, open: [] }
    const proven = toCells(enriched, open)
    cells.push(...proven)
    const counts = { rows: filled + open.length, filledBefore: filled, proven: proven.length }
    const meaning = ENRICHMENT_RULES.find(({ id }) => id === rule)?.meaning ?? null
    columns.push({ table, column, rule, meaning, note, ...counts, unproven: groupUnproven(open) })
  }
  return { planSha256: hashCells(cells), columns, cells }
}
