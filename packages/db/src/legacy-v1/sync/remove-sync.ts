import { DbError } from '../../errors.ts'
import type { Executor } from '../../repositories/executor.ts'

/**
 * Takes the sync away: after a switch every write goes back to the V1 tables first, then all its triggers and functions
 * are dropped. Does nothing where there is no sync. Runs in the caller's transaction.
 */
export async function removeSync(tx: Executor): Promise<void> {
  throw new DbError('SYNC_REFUSED', 'under way', { tx })
}
