import type { Database } from '../../client.ts'
import { DbError } from '../../errors.ts'
import type { CleanupReport } from '../types.ts'

export async function cleanupPlan(target: Database): Promise<CleanupReport> {
  throw new DbError('NOT_MIGRATED', 'under way', { target })
}
