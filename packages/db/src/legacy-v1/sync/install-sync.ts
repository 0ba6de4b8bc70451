import type { Database } from '../../client.ts'
import { DbError } from '../../errors.ts'
import type { LegacySource, SyncStatus } from '../types.ts'

export interface SyncOptions {
  /** Recorded with what is done. */
  readonly who: string
}

export async function installSync(source: LegacySource, target: Database, options: SyncOptions): Promise<SyncStatus> {
  throw new DbError('SYNC_REFUSED', 'under way', { source, target, options })
}
