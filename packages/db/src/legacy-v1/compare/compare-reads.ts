import type { Database } from '../../client.ts'
import { DbError } from '../../errors.ts'
import type { CompareReport, LegacySource } from '../types.ts'

export interface CompareOptions {
  /** At most so many pairs; all when not given. */
  readonly sample?: number
}

export async function compareReads(source: LegacySource, target: Database, options: CompareOptions): Promise<CompareReport> {
  throw new DbError('NOT_MIGRATED', 'under way', { source, target, options })
}
