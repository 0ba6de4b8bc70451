import type { Database } from '../../client.ts'
import { DbError } from '../../errors.ts'
import type { LegacySource, MoveReport } from '../types.ts'
import type { ApplyOptions } from './options.ts'

export async function applyMigration(source: LegacySource, target: Database, options: ApplyOptions): Promise<MoveReport> {
  throw new DbError('NOT_MIGRATED', 'under way', { source, target, options })
}
