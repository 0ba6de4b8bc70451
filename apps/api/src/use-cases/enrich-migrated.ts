import { ENRICHMENT_RULES, UNPROVEN_REASONS } from '@mon-ps/legacy-v1/mapping/enrich-rules'
import type { EnrichmentDone } from '@mon-ps/legacy-v1/enrich/types'
import { inUnitOfWork } from '@mon-ps/db/unit-of-work'
import type { z } from 'zod'
import type { EnrichmentPlanWire, enrichmentApplyInput, enrichmentUndoInput } from '../routers/enrichment/schemas.ts'
import { VERSION } from '../version.ts'
import type { App } from './app.ts'
import { capped } from './migration/capped.ts'
import { localUser } from './migration/local-user.ts'
import { withLegacySource } from './migration/with-legacy-source.ts'
import { planEnrichment as planCells } from '@mon-ps/legacy-v1/enrich/plan-enrichment'
import { applyEnrichment as applyCells, undoEnrichment as undoCells } from '@mon-ps/legacy-v1/enrich/enrichment'

/**
 * What enrichment would change, in one snapshot of the database. Writes nothing.
 *
 * @throws {DbError} NOT_MIGRATED  no move stands
 */
export async function planEnrichment(app: Pick<App, 'database' | 'legacyUrl'>): Promise<EnrichmentPlanWire> {
  const { planSha256, columns, cells } = await withLegacySource(app, (source) => inUnitOfWork(app.database, (tx) => planCells(tx, source)))
  return {
    planSha256,
    columns: columns.map((column) => ({
      ...column,
      meaning: ENRICHMENT_RULES.find(({ id }) => id === column.rule)?.meaning ?? null,
      unproven: column.unproven.map((open) => ({ ...open, why: UNPROVEN_REASONS[open.reason] })),
    })),
    cells: capped(cells),
  }
}

type Writing = Pick<App, 'database' | 'legacyUrl' | 'migrations'>

/**
 * Fills what the plan proves, and nothing that V1 says. The audit log names who and why.
 *
 * @throws {DbError} PLAN_STALE    planning now gives another plan
 * @throws {DbError} NOT_MIGRATED  no move stands
 * @throws {ApiError} CONFLICT     a migration or a calculation goes on
 */
export function applyEnrichment(app: Writing, asked: z.output<typeof enrichmentApplyInput>, requestId: string): Promise<EnrichmentDone> {
  const by = { who: localUser(), why: asked.why, codeVersion: VERSION }
  return app.migrations.alone('an enrichment', () =>
    withLegacySource(app, (source) =>
      inUnitOfWork(app.database, (tx) => applyCells(tx, source, { ...by, planSha256: asked.planSha256 }), {
        actor: by.who,
        reason: by.why,
        requestId,
      }),
    ),
  )
}

/**
 * Takes an enrichment back: the rows are what they were before it.
 *
 * @throws {DbError} NOT_FOUND   no such enrichment, or it was taken back
 * @throws {ApiError} CONFLICT   a migration or a calculation goes on
 */
export function undoEnrichment(
  { database, migrations }: Pick<App, 'database' | 'migrations'>,
  { runId, why }: z.output<typeof enrichmentUndoInput>,
  requestId: string,
): Promise<EnrichmentDone> {
  const by = { who: localUser(), why, codeVersion: VERSION }
  return migrations.alone('an enrichment', () =>
    inUnitOfWork(database, (tx) => undoCells(tx, { ...by, runId }), { actor: by.who, reason: why, requestId }),
  )
}
