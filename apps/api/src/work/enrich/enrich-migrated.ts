import { planEnrichment as planCells } from '@mon-ps/legacy-v1/enrich/plan-enrichment'
import { inUnitOfWork } from '@mon-ps/db/unit-of-work'
import type { EnrichmentApplyInput, EnrichmentDone, EnrichmentPlanWire, EnrichmentUndoInput } from '@mon-ps/contract/enrichment'
import { VERSION } from '../../version.ts'
import type { Database } from '@mon-ps/db/client'
import type { Migrations } from '../move/migrations.ts'
import { capped } from '../move/plan-migration.ts'
import { localUser } from '../../local-user.ts'
import { withLegacySource } from '@mon-ps/legacy-v1/source/with-legacy-source'
import { applyEnrichment as applyCells, undoEnrichment as undoCells } from '@mon-ps/legacy-v1/enrich/enrichment'

interface Dependencies {
  readonly database: Database
  readonly legacyUrl: string | null
}

interface UndoDependencies {
  readonly database: Database
  readonly migrations: Migrations
}

/**
 * What enrichment would change, in one snapshot of the database. Writes nothing.
 *
 * @throws {DbError} NOT_MIGRATED  no move stands
 */
export async function planEnrichment(app: Dependencies): Promise<EnrichmentPlanWire> {
  const plan = await withLegacySource(app, (source) => inUnitOfWork(app.database, (tx) => planCells(tx, source)))
  return { ...plan, cells: capped(plan.cells) }
}

type Writing = { readonly database: Database; readonly legacyUrl: string | null; readonly migrations: Migrations }

/**
 * Fills what the plan proves, and nothing that V1 says. The audit log names who and why.
 *
 * @throws {DbError} PLAN_STALE    planning now gives another plan
 * @throws {DbError} NOT_MIGRATED  no move stands
 * @throws {ApiError} CONFLICT     a migration or a calculation goes on
 */
export function applyEnrichment(app: Writing, asked: EnrichmentApplyInput, requestId: string): Promise<EnrichmentDone> {
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
  { database, migrations }: UndoDependencies,
  { runId, why }: EnrichmentUndoInput,
  requestId: string,
): Promise<EnrichmentDone> {
  const by = { who: localUser(), why, codeVersion: VERSION }
  return migrations.alone('an enrichment', () =>
    inUnitOfWork(database, (tx) => undoCells(tx, { ...by, runId }), { actor: by.who, reason: why, requestId }),
  )
}
