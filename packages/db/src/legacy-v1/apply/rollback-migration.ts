import type { Database } from '../../client.ts'
import { DbError } from '../../errors.ts'
import type { LegacySource, RollbackReport } from '../types.ts'
import type { RollbackOptions } from './options.ts'

export async function rollbackMigration(source: LegacySource, target: Database, options: RollbackOptions): Promise<RollbackReport> {
  throw new DbError('NOT_MIGRATED', 'under way', { source, target, options })
}
