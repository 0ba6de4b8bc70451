import { sql } from 'drizzle-orm'
import { DbError } from '@mon-ps/db/errors'
import { migrateInside } from '@mon-ps/db/migrate'
import { publishMigrated } from '../copy/publish-moved.ts'
import type { Executor } from '@mon-ps/db/client'
import { finishRun, startRun } from '@mon-ps/db/repositories/runs'
import { backUpTables, checkBackups } from '../backup/back-up.ts'
import { reportedBackups } from '../backup/manifest.ts'
import { v1Digest, v3Digest } from '../backup/state-digest.ts'
import { addUnprovenChecks, createCompanions } from '../copy/companions.ts'
import { noteworthy, readSamples } from '../copy/samples.ts'
import { changeEntry, type Created, recordStep, stageTimes } from '../journal/journal.ts'
import { enrichClv } from '../live/enrich-clv.ts'
import type { MigrationStage, MoveReport, VerifyReport } from '../types.ts'
import { verifyMove } from '../verify/verify-move.ts'
import { copySourceOf, type Move, tell } from './move.ts'
import { requireUnchangedSource } from './source-unchanged.ts'

/** Runs a stage and writes down how long it took and how many rows it wrote. */
export async function timed(tx: Executor, move: Move, stage: MigrationStage, work: () => Promise<number>): Promise<void> {
  const start = performance.now()
  tell(move, stage, null, 0, 1)
  const rows = await work()
  await recordStep(tx, move.claim, { stage, table: null, lo: null, hi: null, rows, elapsedMs: performance.now() - start })
  tell(move, stage, null, 1, 1)
}

const digestBefore = async (tx: Executor, { source }: Move) => ({
  ...(await v1Digest(source.same ? tx : source.database.db)),
  ...(await v3Digest(tx)),
})

/** Makes V3, our own tables and the companions where they are missing, having noted how everything stood before. */
export async function schemaStage(tx: Executor, move: Move): Promise<void> {
  const [found] = await tx.execute<{ quantum: boolean; ours: boolean }>(
    sql`select to_regnamespace('quantum') is not null as quantum, to_regnamespace('mon_ps') is not null as ours`,
  )
  const ours = found?.ours === true
  // Migrations of a mon_ps that was there stay after a rollback: what they change counts as what was before.
  const bare = ours ? null : await digestBefore(tx, move)
  const { applied } = await migrateInside(tx)
  const created: Created[] = ['legacy_v1']
  if (!ours) created.push('mon_ps')
  else if (applied > 0) created.push('migrations')
  if (found?.quantum !== true) created.push('quantum')
  const before = bare ?? (await digestBefore(tx, move))
  await createCompanions(tx, copySourceOf(tx, move.source))
  const { plan, options } = move
  const runId = await startRun(tx, {
    kind: 'migrate',
    params: { planSha256: plan.planSha256, source: move.source.address, who: options.who },
    codeVersion: options.codeVersion,
    ruleVersions: plan.ruleVersions,
  })
  await changeEntry(tx, move.claim, { stage: 'backup', created, before, runId })
}

export async function backupStage(tx: Executor, move: Move): Promise<number> {
  await requireUnchangedSource(copySourceOf(tx, move.source).executor, move.plan)
  const { migrationId } = move.claim
  const rows = await backUpTables(tx, migrationId, move.source, (table, done, total) => tell(move, 'backup', table, done, total))
  await changeEntry(tx, move.claim, { state: 'backed_up', stage: 'backup-check' })
  return rows
}

export async function backupCheckStage(tx: Executor, move: Move): Promise<number> {
  const { migrationId } = move.claim
  const rows = await checkBackups(tx, migrationId, (table, done, total) => tell(move, 'backup-check', table, done, total))
  await changeEntry(tx, move.claim, { stage: 'copy' })
  return rows
}

/** The run under which the move's rows stand, as the schema stage began it. */
export async function runOf(tx: Executor, move: Move): Promise<number> {
  const [row] = await tx.execute<{ runId: number | null }>(
    sql`select run_id as "runId" from quantum_backup.migration where id = ${move.claim.migrationId}`,
  )
  if (row?.runId == null) throw new DbError('QUERY_FAILED', `move ${move.claim.migrationId} has no run`)
  return row.runId
}

function requirePassed(verify: VerifyReport): void {
  if (verify.passed) return
  const failed = verify.checks.filter(({ passed }) => !passed)
  const words = failed.map(({ id, name, differences }) => `${id} ${name}: ${differences.slice(0, 3).join(', ')}`)
  throw new DbError(
    'VERIFICATION_FAILED',
    `the moved rows are not what V1 says, nothing of them was published: ${words.join('; ')}. Undo what was begun with: mon-ps migrate rollback`,
    {
      checks: failed,
    },
  )
}

async function quarantined(tx: Executor): Promise<MoveReport['quarantined']> {
  const rows = await tx.execute<{ table: string; v1Id: number; reason: string }>(sql`
    select table_name as "table", v1_id as "v1Id", reason from mon_ps.legacy_ruling where kind = 'quarantine' order by 1, 2`)
  return [...rows]
}

/** Publishes, proves the whole, and closes the move: one transaction, so that no reader sees what was not proven. */
export async function finishStages(tx: Executor, move: Move, started: number): Promise<MoveReport> {
  const source = copySourceOf(tx, move.source)
  await requireUnchangedSource(source.executor, move.plan)
  const runId = await runOf(tx, move)
  let published = { inserted: 0, replaced: 0, kept: 0 }
  await timed(tx, move, 'publish', async () => {
    published = await publishMigrated(tx, runId)
    await enrichClv(tx, source.executor, { runId })
    return published.inserted + published.replaced
  })
  let verify: VerifyReport | null = null
  await timed(tx, move, 'verify', async () => {
    verify = await verifyMove(tx, source)
    requirePassed(verify)
    return verify.checks.reduce((sum, { compared }) => sum + compared, 0)
  })
  if (verify === null) throw new DbError('VERIFICATION_FAILED', 'nothing was verified')
  await finishRun(tx, runId, { status: 'succeeded', result: { ...published } })
  tell(move, 'done', null, 1, 1)
  const { migrationId } = move.claim
  const report: MoveReport = {
    migrationId,
    planSha256: move.plan.planSha256,
    state: 'applied',
    alreadyApplied: false,
    verify,
    published,
    quarantined: await quarantined(tx),
    notes: await noteworthy(tx),
    backup: await reportedBackups(tx, migrationId),
    samples: await readSamples(tx),
    elapsedMs: Math.round(performance.now() - started),
    stages: await stageTimes(tx, migrationId),
  }
  if (source.same) await addUnprovenChecks(tx)
  await changeEntry(tx, move.claim, { state: 'applied', stage: 'done', report, finished: true })
  return report
}
