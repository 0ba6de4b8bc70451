import type { Database } from '../../client.ts'
import { DbError } from '../../errors.ts'
import type { LegacySource, VerifyReport } from '../types.ts'

export async function verifyMigration(source: LegacySource, target: Database): Promise<VerifyReport> {
  throw new DbError('NOT_MIGRATED', 'under way', { source, target })
}
