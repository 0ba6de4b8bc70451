import type { Database } from '../../client.ts'
import { DbError } from '../../errors.ts'
import type { LegacySource, MoveReport } from '../types.ts'
import type { RehearseOptions } from './options.ts'

export async function rehearseMigration(source: LegacySource, target: Database, options: RehearseOptions): Promise<MoveReport> {
  throw new DbError('NOT_MIGRATED', 'under way', { source, target, options })
}
