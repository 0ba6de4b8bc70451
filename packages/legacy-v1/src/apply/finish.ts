import { DbError } from '@mon-ps/db/errors'
import type { Database, Executor } from '@mon-ps/db/client'
import { V1_TABLES } from '@mon-ps/db/schema/legacy-move'
import { sql } from 'drizzle-orm'
import { requireAgreedLoss } from './later-writes.ts'
import { proveMove } from './verify-migration.ts'
import { keepMovedTimes } from '../copy/publish-moved.ts'
import { changePhase, type JournalEntry, latestEntry } from '../journal/journal.ts'
import { asOnlyRunner } from '../journal/runner.ts'
import { inWritingTransaction } from '../journal/writing-transaction.ts'
import { asOwner } from '../sync/as-owner.ts'
import { readDependants } from '../sync/dependants.ts'
import { installInside, requireSameDatabase, type SyncOptions } from '../sync/install-sync.ts'
import { removeSync } from '../sync/remove-sync.ts'
import { requireLatest } from '../sync/sync-state.ts'
import { syncStatus } from '../sync/sync-status.ts'
import { v1Table, V1_SCHEMA } from '../sync/synced-tables.ts'
import type { FinishReport, LegacySource, SyncStatus } from '../types.ts'
import { archiveV1, cellsChangedSince, restoreV1, revertCells } from './archive.ts'

export interface FinishOptions extends SyncOptions {
  /** So long the legacy must not have written V1. */
  readonly quietMinutes: number
}

export interface ResumeOptions extends SyncOptions {
  /** The digest of the changed cells that may be lost, as the refusal names it. */
  readonly discard?: string | undefined
}

async function requireEntry(tx: Executor, state: 'synced' | 'finished', remedy: string): Promise<JournalEntry> {
  const entry = await latestEntry(tx)
  if (entry?.state === state) return entry
  throw new DbError('SYNC_REFUSED', `the move is ${entry?.state ?? 'not begun'}, expected ${state}; ${remedy}`, {
    state: entry?.state ?? 'none',
  })
}

/** When the legacy wrote last, by what the sync saw; when it was installed, where it saw nothing. */
async function requireQuiet(tx: Executor, minutes: number): Promise<string> {
  const [row] = await tx.execute<{ at: string; quiet: boolean }>(sql`
    select at::text as at, at <= clock_timestamp() - make_interval(mins => ${minutes}::int) as quiet
    from (select coalesce(projected_at, (history -> 0 ->> 'at')::timestamptz) as at from legacy_v1.sync_state) state`)
  if (row?.quiet === true) return row.at
  throw new DbError(
    'SYNC_REFUSED',
    `V1 was written, or began to be followed, at ${row?.at ?? 'an unknown time'}, expected no write for ${minutes} minutes; ` +
      'stop the legacy, wait, then finish again. Nothing was changed',
    { lastWriteAt: row?.at ?? null, quietMinutes: minutes },
  )
}

/**
 * Ends the coexistence: proves once more that V3 is V1, takes the sync away and gives V1's tables the names of archives. From here
 * on V3 is the authority. One transaction; {@link resumeCoexistence} is the way back.
 *
 * @throws {DbError} SYNC_REFUSED         no sync is installed, V1 stands in another database, or the legacy wrote of late
 * @throws {DbError} VERIFICATION_FAILED  V1 and V3 differ; the message says where
 * @throws {DbError} CONFLICT             an archive's name is taken
 * @throws {DbError} MIGRATION_RUNNING    another runner is at work
 */
export async function finishCoexistence(source: LegacySource, target: Database, options: FinishOptions): Promise<FinishReport> {
  requireSameDatabase(source)
  return asOnlyRunner(target, () =>
    asOwner(() =>
      inWritingTransaction(target, { claim: null }, async (tx) => {
        const entry = await requireEntry(tx, 'synced', 'let V3 follow V1 first with: mon-ps migrate sync install')
        for (const table of V1_TABLES) await tx.execute(sql`lock table ${v1Table(table)} in access exclusive mode`)
        await requireLatest(tx)
        const lastWriteAt = await requireQuiet(tx, options.quietMinutes)
        await keepMovedTimes(tx, entry.runId ?? 0)
        const verify = await proveMove(tx, entry, { executor: tx, same: true })
        if (!verify.passed) {
          const failed = verify.checks.filter(({ passed }) => !passed)
          const words = failed.map(({ id, differences }) => `${id} ${differences.slice(0, 3).join(', ')}`)
          throw new DbError('VERIFICATION_FAILED', `V3 is not what V1 says: ${words.join('; ')}. Nothing was changed`, { checks: failed })
        }
        const dependants = await readDependants(tx, V1_SCHEMA, V1_TABLES)
        await removeSync(tx)
        const archived = await archiveV1(tx, options.who)
        await changePhase(tx, 'finished')
        return { migrationId: entry.id, state: 'finished', archived, lastWriteAt, dependants, verify }
      }),
    ),
  )
}

/**
 * Takes a finish back: V1's tables have their names again and V3 follows them. One transaction.
 *
 * @throws {DbError} SYNC_REFUSED            the move is not finished, or an archive is gone
 * @throws {DbError} ROLLBACK_WOULD_DISCARD  V1's cells were changed in V3 since; the context has them and their `digest`
 * @throws {DbError} CONFLICT                something else has V1's names by now
 * @throws {DbError} MIGRATION_RUNNING       another runner is at work
 */
export async function resumeCoexistence(source: LegacySource, target: Database, options: ResumeOptions): Promise<SyncStatus> {
  requireSameDatabase(source)
  await asOnlyRunner(target, () =>
    asOwner(() =>
      inWritingTransaction(target, { claim: null }, async (tx) => {
        const entry = await requireEntry(tx, 'finished', 'there is nothing to resume')
        const changed = await cellsChangedSince(tx)
        requireAgreedLoss(changed, options.discard, 'resume')
        // Also rows that somebody put right by hand: they are the move's again, and may be finished again.
        await revertCells(tx, entry.runId ?? 0)
        await restoreV1(tx)
        await changePhase(tx, 'applied')
        await installInside(tx, options.who)
      }),
    ),
  )
  return syncStatus(source, target)
}
