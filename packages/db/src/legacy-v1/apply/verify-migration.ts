import type { Database } from '../../client.ts'
import { DbError } from '../../errors.ts'
import { latestEntry } from '../journal/journal.ts'
import type { LegacySource, VerifyReport } from '../types.ts'
import { verifyMove } from '../verify/verify-move.ts'
import { copySourceOf } from './move.ts'

/**
 * Proves again, in one snapshot, that V3 holds what V1 says. Writes nothing.
 *
 * @throws {DbError} NOT_MIGRATED  no applied move stands here
 */
export async function verifyMigration(source: LegacySource, target: Database): Promise<VerifyReport> {
  const entry = await latestEntry(target.db)
  if (entry === null || entry.state === 'rolled_back' || entry.finishedAt === null)
    throw new DbError('NOT_MIGRATED', 'nothing has been moved here; apply a plan first with: mon-ps migrate apply --plan SHA', {
      state: entry?.state ?? 'none',
    })
  // After the switch the old names are views on the companion, which then is V1.
  const switched = entry.state === 'switched'
  return target.db.transaction((tx) => verifyMove(tx, switched ? null : copySourceOf(tx, source)), { isolationLevel: 'repeatable read' })
}
