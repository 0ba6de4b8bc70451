import type { Database } from '../../client.ts'
import { DbError } from '../../errors.ts'
import type { LegacySource, SyncStatus } from '../types.ts'
import type { SyncOptions } from './install-sync.ts'

export async function unswitchStorage(source: LegacySource, target: Database, options: SyncOptions): Promise<SyncStatus> {
  throw new DbError('SYNC_REFUSED', 'under way', { source, target, options })
}
