import type { EnrichmentDone } from '@mon-ps/contract/enrichment'
import { DbError } from '@mon-ps/db/errors'
import { asRun } from '@mon-ps/db/publish/decide-publication'
import type { Executor } from '@mon-ps/db/client'
import { finishRun, startRun } from '@mon-ps/db/repositories/runs'
import { sql } from 'drizzle-orm'
import { enrichmentRuleVersions } from '../mapping/enrich-rules.ts'
import type { LegacySource } from '../types.ts'
import { planEnrichment } from './plan-enrichment.ts'
import { emptyVersions, fillVersions, showEnriched } from './write-cells.ts'

interface EnrichmentBy {
  /** As the audit log names them. */
  readonly who: string
  readonly why: string
  readonly codeVersion: string
}

/** Enrichments that nobody took back, newest first. */
const readActiveRuns = (tx: Executor) =>
  tx.execute<{ id: number; plan: string }>(sql`
    select r.id, r.params ->> 'plan' as plan from mon_ps.run r
    where r.kind = 'enrich' and r.status = 'succeeded' and r.params ? 'plan' and not exists (
      select from mon_ps.run u where u.kind = 'enrich' and u.status = 'succeeded' and (u.params ->> 'undoes')::bigint = r.id)
    order by r.id desc`)

const shorten = (hash: string) => `${hash.slice(0, 12)}…`

/**
 * Fills what the plan proves: cells of migrated versions that are null, and the V3 rows that show those versions. The rows stay
 * migrated, with V1's times, and follow V1 as before; each cell's `estimates` name run, rule, n, interval and season. To be called
 * in a unit of work, whose audit context names the same person.
 *
 * @param asked.planSha256  the plan that was agreed to
 * @throws {DbError} PLAN_STALE    planning now gives another plan
 * @throws {DbError} NOT_MIGRATED  nothing was moved
 */
export async function applyEnrichment(
  tx: Executor,
  source: LegacySource,
  asked: EnrichmentBy & { readonly planSha256: string },
): Promise<EnrichmentDone> {
  const plan = await planEnrichment(tx, source)
  if (plan.planSha256 !== asked.planSha256) {
    const [latest] = await readActiveRuns(tx)
    if (latest?.plan === asked.planSha256) return { runId: latest.id, cells: 0, rows: 0, alreadyApplied: true }
    throw new DbError(
      'PLAN_STALE',
      `got the plan ${shorten(asked.planSha256)}, but planning now gives ${shorten(plan.planSha256)}: the migrated rows, the picks or what was ` +
        'calculated are others than when that plan was made. Nothing was changed; read the new plan and apply that one',
      { given: asked.planSha256, now: plan.planSha256 },
    )
  }
  if (plan.cells.length === 0) return { runId: null, cells: 0, rows: 0, alreadyApplied: false }
  const { who, why, codeVersion } = asked
  const params = { plan: plan.planSha256, who, why }
  const runId = await startRun(tx, { kind: 'enrich', params, codeVersion, ruleVersions: enrichmentRuleVersions() })
  const rows = await asRun(tx, runId, async () => {
    await fillVersions(tx, runId, plan.cells)
    return showEnriched(tx, { who, why: `enrichment ${runId}: ${why}` })
  })
  const columns = plan.columns.map(({ table, column, proven }) => ({ table, column, cells: proven }))
  await finishRun(tx, runId, { status: 'succeeded', result: { cells: plan.cells.length, rows, columns } })
  return { runId, cells: plan.cells.length, rows, alreadyApplied: false }
}

/**
 * Takes an enrichment back: V3 and the versions are what they were before it, times and all. What somebody else wrote into a cell
 * since stays.
 *
 * @param asked.runId  which enrichment; the latest active one when not given
 * @throws {DbError} NOT_FOUND  no such enrichment, or it was taken back
 */
export async function undoEnrichment(
  tx: Executor,
  { runId, who, why, codeVersion }: EnrichmentBy & { readonly runId?: number | undefined },
): Promise<EnrichmentDone> {
  const active = await readActiveRuns(tx)
  const undone = runId === undefined ? active[0] : active.find(({ id }) => id === runId)
  if (undone === undefined) {
    const which = runId === undefined ? 'no enrichment' : `no enrichment ${runId}`
    throw new DbError('NOT_FOUND', `${which} stands that could be taken back; applied ones are numbered by their run`, { runId })
  }
  const undoing = await startRun(tx, { kind: 'enrich', params: { undoes: undone.id, who, why }, codeVersion })
  const done = await asRun(tx, undoing, async () => {
    const rows = await showEnriched(tx, { who, why: `enrichment ${undone.id} taken back: ${why}` }, undone.id)
    return { rows, cells: await emptyVersions(tx, undone.id) }
  })
  await finishRun(tx, undoing, { status: 'succeeded', result: done })
  return { runId: undoing, ...done, alreadyApplied: false }
}
