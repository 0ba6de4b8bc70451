import type { MigrationCheck, MigrationVerifyReport } from '@mon-ps/contract/migration-report'
import type { Database, Executor } from '@mon-ps/db/client'
import { DbError } from '@mon-ps/db/errors'
import { type JournalEntry, latestEntry } from '../journal/journal.ts'
import type { LegacySource } from '../types.ts'
import { toCheck } from '../verify/moved-rows.ts'
import type { CopySource } from '../copy/companions.ts'
import { verifyMove } from '../verify/verify-move.ts'
import { readManifest } from '../backup/manifest.ts'
import { listForeignRows } from './later-writes.ts'
import { toCopySource, requireMoveSource } from './move.ts'
import { v3Backups } from './restore-v3.ts'

/**
 * Verifies, in one snapshot, that V3 holds what V1 says. Writes nothing.
 *
 * @throws {DbError} NOT_MIGRATED      no applied move stands here
 * @throws {DbError} LEGACY_NOT_FOUND  it read V1 in another database, and none is named
 */
export async function verifyMigration(source: LegacySource, target: Database): Promise<MigrationVerifyReport> {
  const entry = await latestEntry(target.db)
  if (entry === null || entry.state === 'rolled_back')
    throw new DbError('NOT_MIGRATED', 'nothing has been moved here; apply a plan first with: mon-ps migrate apply --plan SHA', {
      state: entry?.state ?? 'none',
    })
  if (entry.finishedAt === null)
    throw new DbError(
      'NOT_MIGRATED',
      `move ${entry.id} was cut off in the stage "${entry.stage}", expected one that is done; finish it with: mon-ps migrate apply --plan ${entry.planSha256}`,
      { state: entry.state, stage: entry.stage },
    )
  if (entry.state === 'finished')
    throw new DbError(
      'NOT_MIGRATED',
      `move ${entry.id} is finished: V3 is the authority and may say something else than V1; to hold it against V1 again, take that back ` +
        'with: mon-ps migrate resume',
      { state: entry.state },
    )
  return target.db.transaction((tx) => proveMove(tx, entry, toCopySource(tx, requireMoveSource(entry, source, target))), {
    isolationLevel: 'repeatable read',
  })
}

/** All checks in the caller's transaction, and that nobody wrote V3 since. */
export async function proveMove(tx: Executor, entry: JournalEntry, source: CopySource): Promise<MigrationVerifyReport> {
  const report = await verifyMove(tx, source)
  const untouched = await checkUntouched(tx, entry)
  return { ...report, passed: report.passed && untouched.passed, checks: [...report.checks, untouched] }
}

/** The other checks skip rows whose origin is no longer the move. */
async function checkUntouched(tx: Executor, entry: JournalEntry): Promise<MigrationCheck> {
  const backups = await v3Backups(tx, await readManifest(tx, entry.id))
  const writes: string[] = []
  for (const backup of backups)
    for (const { what, key } of await listForeignRows(tx, backup, entry.runId))
      writes.push(`${what} ${key}, expected the row as the move left it`)
  return toCheck('untouched', 'no row of V3 was written past the move since', backups.length, writes)
}
