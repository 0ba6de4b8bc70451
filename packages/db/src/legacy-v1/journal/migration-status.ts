import type { Database } from '../../client.ts'
import { DbError } from '../../errors.ts'
import type { MigrationStatus } from '../types.ts'

export async function migrationStatus(target: Database): Promise<MigrationStatus> {
  throw new DbError('NOT_MIGRATED', 'under way', { target })
}
