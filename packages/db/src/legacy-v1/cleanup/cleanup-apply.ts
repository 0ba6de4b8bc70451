import type { Database } from '../../client.ts'
import { DbError } from '../../errors.ts'
import type { CleanupReport } from '../types.ts'

export interface CleanupOptions {
  readonly planSha256: string
  /** By the item's name, `schema.table`. */
  readonly decisions: Readonly<Record<string, { readonly choice: 'keep' | 'archive' | 'drop'; readonly why: string }>>
  readonly who: string
}

export async function cleanupApply(target: Database, options: CleanupOptions): Promise<CleanupReport> {
  throw new DbError('PLAN_STALE', 'under way', { target, options })
}
