import type { MigrationRollbackReport } from '@mon-ps/contract/migration-report'
import { sql } from 'drizzle-orm'
import type { Database, Executor } from '@mon-ps/db/client'
import { DbError } from '@mon-ps/db/errors'
import { withdrawMigrated, removeMoved } from '../copy/publish-moved.ts'
import { requireIntactBackups, v1Digest, v3Digest } from '../backup/manifest.ts'
import { V3_TABLES } from '@mon-ps/db/schema/publish'
import { changeEntry, claimEntry, type JournalEntry, latestEntry, recordStep, type StateDigest } from '../journal/journal.ts'
import { asOnlyRunner, inWritingTransaction } from '../journal/runner.ts'
import { removeSync } from '../sync/install-sync.ts'
import type { LegacySource } from '../types.ts'
import { restoreV1 } from './finish.ts'
import { dropCreated, requireFreeCompanions } from './drop-created.ts'
import { listLaterWrites, requireAgreedLoss } from './later-writes.ts'
import { type RollbackOptions, findMoveSource } from './move.ts'
import { compareV3Rows, removeAgreed, restoreV3, v3Backups } from './restore-v3.ts'

interface Undoing {
  /** Null where V1 is in another database that was not named. */
  readonly source: LegacySource | null
  readonly entry: JournalEntry
  readonly options: RollbackOptions
}

type Digests = MigrationRollbackReport['digests']

/** Another database is read only once, since nothing keeps its writers away. */
async function readV1Digest(tx: Executor, { source }: Undoing, earlier: StateDigest | null = null): Promise<StateDigest> {
  if (source === null) return {}
  if (source.same) return v1Digest(tx)
  return earlier ?? v1Digest(source.database.db)
}

/** V1 when the rollback began; the legacy may have written since the move. */
interface V1AtStart {
  readonly begun: StateDigest
  readonly synced: boolean
}

/** Rows must be as when the rollback began, and definitions too, except that the sync's triggers are gone. */
function compareV1(before: StateDigest, { begun, synced }: V1AtStart, after: StateDigest): Digests {
  const expected = (what: string) => (synced && what.endsWith(' definition') ? before[what] : begun[what])
  const digests = Object.keys(after).map((what) => ({ what, before: expected(what) ?? 'absent', after: after[what] ?? 'absent' }))
  requireEqual(digests)
  return digests
}

function requireEqual(digests: Digests): void {
  const wrong = digests.filter(({ before, after }) => before !== after)
  if (wrong.length === 0) return
  throw new DbError(
    'VERIFICATION_FAILED',
    `after the rollback these would differ from before the move: ${wrong.map(({ what }) => what).join(', ')}; the rollback was undone. ` +
      'Put back what was altered there since, then roll back again',
    { differences: wrong },
  )
}

/** Describes what the legacy changed in V1 since the move, which stays. */
function describeLegacyWrites(before: StateDigest, { begun, synced }: V1AtStart, { entry, source }: Undoing): string[] {
  if (source === null) return [`V1 at ${entry.source.address} was not looked at: the move only read it, and it is not named now`]
  const others = Object.keys(begun).filter((what) => begun[what] !== before[what])
  const rows = others.filter((what) => what.endsWith(' rows'))
  const definitions = synced ? [] : others.filter((what) => what.endsWith(' definition'))
  const tableName = (what: string) => what.replace(/ \w+$/, '')
  const elsewhere = source.address === entry.source.address ? '' : `; it was looked at in ${source.address}`
  return [
    ...rows.map((what) => `${tableName(what)} was written by the legacy since the move: its rows stay as they are${elsewhere}`),
    ...definitions.map((what) => `${tableName(what)} was altered since the move: its definition stays as it is${elsewhere}`),
  ]
}

const cancelRun = (tx: Executor, { runId }: JournalEntry) =>
  tx.execute(sql`update mon_ps.run set status = 'cancelled', finished_at = clock_timestamp() where id = ${runId} and status = 'running'`)

/** A move that was interrupted before its backup has created tables and changed no row of V3. */
async function undoTables(tx: Executor, { entry }: Undoing): Promise<{ kept: readonly string[]; v3: Digests }> {
  const { kept } = await removeMoved(tx)
  await cancelRun(tx, entry)
  const now = await v3Digest(tx)
  const rows = V3_TABLES.map((name) => `quantum.${name} rows`).map((what) => ({
    what,
    before: entry.before?.[what] ?? '',
    after: now[what] ?? '',
  }))
  return { kept, v3: rows.filter(({ before, after }) => before === after) }
}

/** Removes the moved rows from V3 and restores the rows that were there. */
async function undoMove(tx: Executor, { entry, options }: Undoing): Promise<{ kept: readonly string[]; v3: Digests }> {
  const manifest = await requireIntactBackups(tx, entry.id)
  const backups = await v3Backups(tx, manifest)
  const writes = await listLaterWrites(tx, entry, { manifest, backups })
  requireAgreedLoss(writes, options.discard, 'rollback')
  // The audit log keeps who decided what.
  await tx.execute(sql`delete from mon_ps.publish_decision where at >= ${entry.startedAt}::timestamptz`)
  const runId = entry.runId ?? 0
  await removeAgreed(tx, backups)
  const withdrawn = await withdrawMigrated(tx, runId)
  await restoreV3(tx, backups, runId)
  const v3 = await compareV3Rows(tx, backups, runId)
  const { kept } = await removeMoved(tx)
  await cancelRun(tx, entry)
  return { kept: [...withdrawn.kept, ...kept], v3 }
}

/**
 * Definitions must be as expected, unless tables that the move created stay. A sequence may be ahead where a later row uses one of its
 * numbers.
 */
async function compareV3(
  tx: Executor,
  { before, expected }: { before: StateDigest; expected: StateDigest },
  rows: Digests,
  stays: boolean,
): Promise<{ digests: Digests; kept: string[] }> {
  const after = await v3Digest(tx)
  const all = Object.keys(after).map((what) => ({ what, before: before[what] ?? 'absent', after: after[what] ?? 'absent' }))
  const definitions = stays
    ? []
    : all.filter(({ what }) => what.endsWith(' definition')).map((each) => ({ ...each, before: expected[each.what] ?? 'absent' }))
  requireEqual(definitions)
  const sequences = all.filter(({ what }) => what.startsWith('sequence ') && !stays)
  const moved = sequences.filter((sequence) => sequence.before !== sequence.after)
  return {
    digests: [...definitions, ...rows, ...sequences.filter((sequence) => !moved.includes(sequence))],
    kept: moved.map((sequence) => `the ${sequence.what} stays at ${sequence.after}: a later row holds one of its numbers`),
  }
}

async function rollBack(tx: Executor, undoing: Undoing, started: number): Promise<MigrationRollbackReport> {
  const { entry, options } = undoing
  const before = entry.before ?? {}
  if (entry.state === 'finished') await restoreV1(tx)
  const begun = await readV1Digest(tx, undoing)
  options.onProgress?.({ stage: 'restore', table: null, done: 0, total: 1 })
  const synced = entry.state === 'synced'
  if (synced) await removeSync(tx)
  const atStart = { begun, synced }
  // Newer migrations may have changed a V3 that existed before.
  const expected = synced || entry.created.includes('mon_ps') ? before : await v3Digest(tx)
  let kept: readonly string[] = []
  let digests: Digests = []
  // Before the schema stage ends, only the journal was committed.
  if (entry.stage !== 'schema') {
    await requireFreeCompanions(tx)
    const moved = entry.stage === 'backup' ? await undoTables(tx, undoing) : await undoMove(tx, undoing)
    const stays = await dropCreated(tx, entry)
    const v1 = compareV1(before, atStart, await readV1Digest(tx, undoing, begun))
    const v3 = await compareV3(tx, { before, expected }, moved.v3, entry.created.includes('mon_ps') && stays.length > 0)
    kept = [...describeLegacyWrites(before, atStart, undoing), ...moved.kept, ...stays, ...v3.kept]
    digests = [...v1, ...v3.digests]
  }
  options.onProgress?.({ stage: 'restore', table: null, done: 1, total: 1 })
  return { migrationId: entry.id, state: 'rolled_back', digests, kept, elapsedMs: Math.round(performance.now() - started) }
}

/**
 * Undoes the move from any state and compares V1 and V3 with what they were, in one transaction. Legacy writes stay in V1, later
 * calculations in V3, and `quantum_backup` remains.
 *
 * @param source  V1 as it is named now; null where it cannot be opened, which a V1 in another database does not hinder
 * @throws {DbError} NOT_MIGRATED            nothing stands here that could be undone
 * @throws {DbError} MIGRATION_RUNNING       another runner is at work
 * @throws {DbError} BACKUP_INVALID          a backup is not what was saved; nothing was changed
 * @throws {DbError} ROLLBACK_WOULD_DISCARD  rows, decisions or enrichments of later would be lost; the context has them and their `digest`
 * @throws {DbError} VERIFICATION_FAILED     the result would not be what was before; nothing was changed
 */
export async function rollbackMigration(
  source: LegacySource | null,
  target: Database,
  options: RollbackOptions,
): Promise<MigrationRollbackReport> {
  return asOnlyRunner(target, async () => {
    const started = performance.now()
    const entry = await latestEntry(target.db)
    if (entry === null || entry.state === 'rolled_back')
      throw new DbError(
        'NOT_MIGRATED',
        entry === null
          ? 'there is no move to undo here: nothing was moved yet; expected one that was applied, or was cut off'
          : `there is no move to undo here: move ${entry.id}, the last one, was taken back; mon-ps migrate status lists them`,
        { state: entry?.state ?? 'none' },
      )
    const { signal } = options
    const claim = await inWritingTransaction(target, { claim: null, signal }, (tx) => claimEntry(tx, entry.id))
    return inWritingTransaction(target, { claim, signal }, async (tx) => {
      const report = await rollBack(tx, { source: findMoveSource(entry, source, target), entry, options }, started)
      await recordStep(tx, claim, { stage: 'restore', table: null, lo: null, hi: null, rows: 0, elapsedMs: report.elapsedMs })
      await changeEntry(tx, claim, { state: 'rolled_back', rollbackReport: report, finished: true })
      return report
    })
  })
}
