import { COMPANION_SCHEMA, analyzeTable, storePlan } from '../copy/move-tables.ts'
import type { MigrationVerifyReport } from '@mon-ps/contract/migration-report'
import type { Database, Executor } from '@mon-ps/db/client'
import { DbError } from '@mon-ps/db/errors'
import { migrateInside } from '@mon-ps/db/migrate'
import { getPublishedKind } from '@mon-ps/db/publish/published-kinds'
import { finishRun, startRun } from '@mon-ps/db/repositories/runs'
import { V1_TABLES, type V1TableName } from '@mon-ps/db/schema/legacy-move'
import { sql } from 'drizzle-orm'
import { backUpTables, checkBackups } from '../backup/back-up.ts'
import { reportedBackups, v1Digest, v3Digest } from '../backup/manifest.ts'
import { addUnprovenChecks, createCompanions, fillCompanion } from '../copy/companions.ts'
import { projectRows } from '../copy/projection.ts'
import { publishMigrated } from '../copy/publish-moved.ts'
import { readNotes, readSamples } from '../copy/samples.ts'
import { changeEntry, copiedUpTo, type Created, recordStep, stageTimes } from '../journal/journal.ts'
import { inWritingTransaction } from '../journal/runner.ts'
import { enrichClv } from '../live/enrich-clv.ts'
import type { MigrationStage, MoveReport } from '../types.ts'
import { verifyMove } from '../verify/verify-move.ts'
import { chunkSize, toCopySource, type Move, reportProgress } from './move.ts'
import { requireUnchangedSource } from './open-move.ts'

/** Runs a stage and records its time and rows. */
export async function timed(tx: Executor, move: Move, stage: MigrationStage, work: () => Promise<number>): Promise<void> {
  const start = performance.now()
  reportProgress(move, stage, null, 0, 1)
  const rows = await work()
  await recordStep(tx, move.claim, { stage, table: null, lo: null, hi: null, rows, elapsedMs: performance.now() - start })
  reportProgress(move, stage, null, 1, 1)
}

const digestBefore = async (tx: Executor, { source }: Move) => ({
  ...(await v1Digest(source.same ? tx : source.database.db)),
  ...(await v3Digest(tx)),
})

/** Creates what is missing of V3, our own tables and the companions, after recording the state before. */
export async function schemaStage(tx: Executor, move: Move): Promise<number> {
  const [found] = await tx.execute<{ quantum: boolean; ours: boolean }>(
    sql`select to_regnamespace('quantum') is not null as quantum, to_regnamespace('mon_ps') is not null as ours`,
  )
  const ours = found?.ours === true
  // Migrations stay after a rollback, so their changes count as the state before.
  const bare = ours ? null : await digestBefore(tx, move)
  const { applied } = await migrateInside(tx)
  const created: Created[] = ['legacy_v1']
  if (!ours) created.push('mon_ps')
  else if (applied > 0) created.push('migrations')
  if (found?.quantum !== true) created.push('quantum')
  const before = bare ?? (await digestBefore(tx, move))
  await createCompanions(tx, toCopySource(tx, move.source))
  const { plan, options } = move
  const runId = await startRun(tx, {
    kind: 'migrate',
    params: { planSha256: plan.planSha256, source: move.source.address, who: options.who },
    codeVersion: options.codeVersion,
    ruleVersions: plan.ruleVersions,
  })
  await changeEntry(tx, move.claim, { stage: 'backup', created, before, runId })
  return 0
}

export async function backupStage(tx: Executor, move: Move): Promise<number> {
  await requireUnchangedSource(toCopySource(tx, move.source).executor, move.plan)
  const { migrationId } = move.claim
  const rows = await backUpTables(tx, migrationId, move.source, (table, done, total) => reportProgress(move, 'backup', table, done, total))
  await changeEntry(tx, move.claim, { state: 'backed_up', stage: 'backup-check' })
  return rows
}

export async function backupCheckStage(tx: Executor, move: Move): Promise<number> {
  const { migrationId } = move.claim
  const rows = await checkBackups(tx, migrationId, (table, done, total) => reportProgress(move, 'backup-check', table, done, total))
  await changeEntry(tx, move.claim, { stage: 'copy' })
  return rows
}

/** The run of the move, as the schema stage began it. */
async function readRun(tx: Executor, move: Move): Promise<number> {
  const [row] = await tx.execute<{ runId: number | null }>(
    sql`select run_id as "runId" from quantum_backup.migration where id = ${move.claim.migrationId}`,
  )
  if (row?.runId == null) throw new DbError('QUERY_FAILED', `move ${move.claim.migrationId} has no run`)
  return row.runId
}

function requirePassed(verify: MigrationVerifyReport): void {
  if (verify.passed) return
  const failed = verify.checks.filter(({ passed }) => !passed)
  const words = failed.map(({ id, name, differences }) => `${id} ${name}: ${differences.slice(0, 3).join(', ')}`)
  throw new DbError(
    'VERIFICATION_FAILED',
    `the moved rows are not what V1 says, nothing of them was published: ${words.join('; ')}. Undo what was begun with: mon-ps migrate rollback`,
    { checks: failed },
  )
}

async function quarantined(tx: Executor): Promise<MoveReport['quarantined']> {
  const rows = await tx.execute<{ table: string; v1Id: number; reason: string }>(sql`
    select table_name as "table", v1_id as "v1Id", reason from mon_ps.legacy_ruling where kind = 'quarantine' order by 1, 2`)
  return [...rows]
}

/** Publishes, verifies and finishes in one transaction, so that no reader sees unverified rows. */
export async function finishStages(tx: Executor, move: Move, started: number): Promise<MoveReport> {
  const source = toCopySource(tx, move.source)
  await requireUnchangedSource(source.executor, move.plan)
  const runId = await readRun(tx, move)
  let published = { inserted: 0, replaced: 0, kept: 0 }
  await timed(tx, move, 'publish', async () => {
    published = await publishMigrated(tx, runId)
    await enrichClv(tx, source.executor, { runId })
    return published.inserted + published.replaced
  })
  let verify: MigrationVerifyReport | null = null
  await timed(tx, move, 'verify', async () => {
    verify = await verifyMove(tx, source)
    requirePassed(verify)
    return verify.checks.reduce((sum, { compared }) => sum + compared, 0)
  })
  if (verify === null) throw new DbError('VERIFICATION_FAILED', 'nothing was verified')
  await finishRun(tx, runId, { status: 'succeeded', result: { ...published } })
  reportProgress(move, 'done', null, 1, 1)
  const { migrationId } = move.claim
  const report: MoveReport = {
    migrationId,
    planSha256: move.plan.planSha256,
    state: 'applied',
    alreadyApplied: false,
    verify,
    published,
    quarantined: await quarantined(tx),
    notes: await readNotes(tx),
    backup: await reportedBackups(tx, migrationId),
    samples: await readSamples(tx),
    elapsedMs: Math.round(performance.now() - started),
    stages: await stageTimes(tx, migrationId),
  }
  if (source.same) await addUnprovenChecks(tx)
  await changeEntry(tx, move.claim, { state: 'applied', stage: 'done', report, finished: true })
  return report
}

const presentTables = ({ plan }: Move): readonly { readonly name: V1TableName; readonly rows: number }[] =>
  V1_TABLES.flatMap((name) => {
    const table = plan.source.find((each) => each.table === name)
    return table?.present === true ? [{ name, rows: table.rows }] : []
  })

/** The projection reads teams and rulings. */
async function prepare(tx: Executor, move: Move): Promise<number> {
  const runId = await readRun(tx, move)
  await storePlan(tx, move.plan, runId)
  return runId
}

export async function copyAtOnce(tx: Executor, move: Move): Promise<number> {
  const runId = await prepare(tx, move)
  const tables = presentTables(move)
  let rows = 0
  // Projecting a profile reads all three companions.
  for (const { name, rows: total } of tables) {
    reportProgress(move, 'copy', name, 0, 2 * total)
    rows += await fillCompanion(tx, toCopySource(tx, move.source), name, null)
    reportProgress(move, 'copy', name, total, 2 * total)
  }
  for (const { name, rows: total } of tables) {
    await projectRows(tx, name, { runId, range: null })
    reportProgress(move, 'copy', name, 2 * total, 2 * total)
  }
  return rows
}

/** First rows are copied into the companion, then companion rows are projected to versions. */
const PASSES = ['rows', 'versions'] as const
type Pass = (typeof PASSES)[number]

/** The ids of the next chunk, or null behind the last one. */
async function nextRange(executor: Executor, table: V1TableName, after: number | null, count: number) {
  const [row] = await executor.execute<{ lo: number | null; hi: number | null }>(sql`
    select min(id)::bigint as lo, max(id)::bigint as hi from (
      select id from quantum.${sql.identifier(table)} where ${after}::bigint is null or id > ${after}::bigint order by id limit ${count}) chunk`)
  return row?.lo == null || row.hi === null ? null : { lo: row.lo, hi: row.hi }
}

async function copyTable(target: Database, move: Move, pass: Pass, table: V1TableName, total: number): Promise<void> {
  const { claim, options } = move
  const cursor = `${table} ${pass}`
  let done = 0
  for (let more = true; more; ) {
    const start = performance.now()
    more = await inWritingTransaction(target, { claim, signal: options.signal }, async (tx) => {
      const source = toCopySource(tx, move.source)
      // Continue from what was committed, not from what this process remembers.
      const range = await nextRange(source.executor, table, await copiedUpTo(tx, claim.migrationId, cursor), chunkSize(options))
      if (range === null) return false
      const rows =
        pass === 'rows'
          ? await fillCompanion(tx, source, table, range)
          : await projectRows(tx, table, { runId: await readRun(tx, move), range })
      await recordStep(tx, claim, { stage: 'copy', table: cursor, ...range, rows, elapsedMs: performance.now() - start })
      done += rows
      return true
    })
    reportProgress(move, 'copy', table, pass === 'rows' ? done : total + done, 2 * total)
  }
}

/** Copies in committed chunks of ids, continuing after the last committed one. Readers of V3 see none of it yet. */
export async function copyInChunks(target: Database, move: Move): Promise<void> {
  const writing = { claim: move.claim, signal: move.options.signal }
  await inWritingTransaction(target, writing, async (tx) => {
    await prepare(tx, move)
    await changeEntry(tx, move.claim, { state: 'copying' })
  })
  const tables = presentTables(move)
  for (const { name, rows } of tables) await copyTable(target, move, 'rows', name, rows)
  // Millions of new rows are read next.
  await inWritingTransaction(target, writing, async (tx) => {
    for (const { name } of tables) await analyzeTable(tx, `${COMPANION_SCHEMA}.${name}`)
  })
  for (const { name, rows } of tables) await copyTable(target, move, 'versions', name, rows)
  await inWritingTransaction(target, writing, async (tx) => {
    for (const { name } of tables) await analyzeTable(tx, `mon_ps.${getPublishedKind(name).versions}`)
    await changeEntry(tx, move.claim, { stage: 'verify' })
  })
}
