import type { Database } from '../../client.ts'
import { DbError } from '../../errors.ts'
import type { LegacySource, SyncStatus } from '../types.ts'

/** How V1, the companion and V3 stand to each other now. Writes nothing. */
export async function syncStatus(source: LegacySource, target: Database): Promise<SyncStatus> {
  throw new DbError('SYNC_REFUSED', 'under way', { source, target })
}
