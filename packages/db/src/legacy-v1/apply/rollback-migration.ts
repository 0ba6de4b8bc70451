import { sql } from 'drizzle-orm'
import type { Database } from '../../client.ts'
import { DbError } from '../../errors.ts'
import { withdrawMigrated } from '../../publish/publish-best.ts'
import type { Executor } from '../../repositories/executor.ts'
import { requireIntactBackups } from '../backup/manifest.ts'
import { v1Digest, v3Digest } from '../backup/state-digest.ts'
import { removeMoved } from '../copy/remove-moved.ts'
import { changeEntry, claimEntry, type JournalEntry, latestEntry, recordStep, type StateDigest } from '../journal/journal.ts'
import { asOnlyRunner } from '../journal/runner.ts'
import { inWritingTransaction } from '../journal/writing-transaction.ts'
import { removeSync } from '../sync/remove-sync.ts'
import type { LegacySource, RollbackReport } from '../types.ts'
import { dropCreated } from './drop-created.ts'
import { laterWrites, requireAgreedLoss } from './later-writes.ts'
import type { RollbackOptions } from './options.ts'
import { compareV3Rows, removeAgreed, restoreV3 } from './restore-v3.ts'
import { v3Backups } from './v3-backup.ts'

interface Undoing {
  readonly source: LegacySource
  readonly entry: JournalEntry
  readonly options: RollbackOptions
}

type Digests = RollbackReport['digests']

const v1Of = (tx: Executor, { source }: Undoing) => v1Digest(source.same ? tx : source.database.db)

/** V1 as it stood when the rollback began, and when the sync was out of the way: the legacy may have written since the move. */
interface StandingV1 {
  readonly begun: StateDigest
  readonly settled: StateDigest
}

/** V1's definition must be what it was before the move, its rows what they were when the rollback began. */
function compareV1(before: StateDigest, { begun, settled }: StandingV1, after: StateDigest): Digests {
  const expected = (what: string) => {
    if (what.endsWith(' definition')) return before[what]
    // After a switch the sequences belong to the archive until the sync is gone.
    return what.endsWith(' rows') ? begun[what] : settled[what]
  }
  const digests = Object.keys(after).map((what) => ({ what, before: expected(what) ?? 'absent', after: after[what] ?? 'absent' }))
  requireEqual(digests)
  return digests
}

function requireEqual(digests: Digests): void {
  const wrong = digests.filter(({ before, after }) => before !== after)
  if (wrong.length === 0) return
  throw new DbError(
    'VERIFICATION_FAILED',
    `after the rollback these would differ from before the move: ${wrong.map(({ what }) => what).join(', ')}; the rollback was undone`,
    { differences: wrong },
  )
}

const legacyWrote = (before: StateDigest, standing: StateDigest) =>
  Object.keys(standing)
    .filter((what) => what.endsWith(' rows') && standing[what] !== before[what])
    .map((what) => `${what.replace(/ rows$/, '')} was written by the legacy since the move: its rows stay as they are`)

/** Takes the moved rows out of V3 and the rows that were there back in; decisions that were agreed to be lost go first. */
async function undoMove(tx: Executor, { entry, options }: Undoing): Promise<{ kept: readonly string[]; v3: Digests }> {
  const manifest = await requireIntactBackups(tx, entry.id)
  const backups = await v3Backups(tx, manifest)
  const writes = await laterWrites(tx, entry, backups)
  requireAgreedLoss(writes, options.discard)
  // The log of changes keeps who had decided what.
  await tx.execute(sql`delete from mon_ps.publish_decision where at >= ${entry.startedAt}::timestamptz`)
  const runId = entry.runId ?? 0
  await removeAgreed(tx, backups)
  const withdrawn = await withdrawMigrated(tx, runId)
  await restoreV3(tx, backups, runId)
  const v3 = await compareV3Rows(tx, backups, runId)
  const { kept } = await removeMoved(tx)
  await tx.execute(
    sql`update mon_ps.run set status = 'cancelled', finished_at = clock_timestamp() where id = ${runId} and status = 'running'`,
  )
  return { kept: [...withdrawn.kept, ...kept], v3 }
}

/**
 * V3's definition must be what it was; where it stays although it was not there before, there is nothing to compare. A sequence
 * may be further on where a later row holds one of its numbers.
 */
async function compareV3(tx: Executor, before: StateDigest, rows: Digests, stays: boolean): Promise<{ digests: Digests; kept: string[] }> {
  const after = await v3Digest(tx)
  const all = Object.keys(after).map((what) => ({ what, before: before[what] ?? 'absent', after: after[what] ?? 'absent' }))
  const definitions = all.filter(({ what }) => what.endsWith(' definition') && !stays)
  requireEqual(definitions)
  const sequences = all.filter(({ what }) => what.startsWith('sequence ') && !stays)
  const moved = sequences.filter((sequence) => sequence.before !== sequence.after)
  return {
    digests: [...definitions, ...rows, ...sequences.filter((sequence) => !moved.includes(sequence))],
    kept: moved.map((sequence) => `the ${sequence.what} stays at ${sequence.after}: a later row holds one of its numbers`),
  }
}

async function rollBack(tx: Executor, undoing: Undoing, started: number): Promise<RollbackReport> {
  const { entry, options } = undoing
  const before = entry.before ?? {}
  const begun = await v1Of(tx, undoing)
  options.onProgress?.({ stage: 'restore', table: null, done: 0, total: 1 })
  // Writes that went to the companion since the switch come back to V1's tables before anything is taken away.
  const synced = entry.state === 'synced' || entry.state === 'switched'
  if (synced) await removeSync(tx)
  const standing = { begun, settled: synced ? await v1Of(tx, undoing) : begun }
  let kept: readonly string[] = []
  let digests: Digests = []
  // In the stage of the schema nothing was committed but the journal.
  if (entry.stage !== 'schema') {
    const moved = await undoMove(tx, undoing)
    const stays = await dropCreated(tx, entry)
    const v1 = compareV1(before, standing, await v1Of(tx, undoing))
    const v3 = await compareV3(tx, before, moved.v3, entry.created.includes('mon_ps') && stays.length > 0)
    kept = [...legacyWrote(before, begun), ...moved.kept, ...stays, ...v3.kept]
    digests = [...v1, ...v3.digests]
  }
  options.onProgress?.({ stage: 'restore', table: null, done: 1, total: 1 })
  return { migrationId: entry.id, state: 'rolled_back', digests, kept, elapsedMs: Math.round(performance.now() - started) }
}

/**
 * Undoes the move, from whatever state it is in: V1 and V3 are afterwards what they were before, compared in the transaction that
 * does it. Legacy writes since stay in V1; what later calculations wrote stays in V3. `quantum_backup` stays.
 *
 * @throws {DbError} NOT_MIGRATED            nothing stands here that could be undone
 * @throws {DbError} MIGRATION_RUNNING       another runner is at work
 * @throws {DbError} BACKUP_INVALID          a backup is not what was saved; nothing was changed
 * @throws {DbError} ROLLBACK_WOULD_DISCARD  rows, decisions or enrichments of later would be lost; the context has them and their `digest`
 * @throws {DbError} VERIFICATION_FAILED     the result would not be what was before; nothing was changed
 */
export async function rollbackMigration(source: LegacySource, target: Database, options: RollbackOptions): Promise<RollbackReport> {
  return asOnlyRunner(target, async () => {
    const started = performance.now()
    const entry = await latestEntry(target.db)
    if (entry === null || entry.state === 'rolled_back')
      throw new DbError('NOT_MIGRATED', 'there is no move to undo here', { state: entry?.state ?? 'none' })
    const { signal } = options
    const claim = await inWritingTransaction(target, { claim: null, signal }, (tx) => claimEntry(tx, entry.id))
    return inWritingTransaction(target, { claim, signal }, async (tx) => {
      const report = await rollBack(tx, { source, entry, options }, started)
      await recordStep(tx, claim, { stage: 'restore', table: null, lo: null, hi: null, rows: 0, elapsedMs: report.elapsedMs })
      await changeEntry(tx, claim, { state: 'rolled_back', rollbackReport: report, finished: true })
      return report
    })
  })
}
