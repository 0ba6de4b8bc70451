import type { V1TableName } from '@mon-ps/core'
import { DbError } from '../../errors.ts'
import type { Executor } from '../../repositories/executor.ts'

/** V1 ids from `lo` to `hi`, both included. */
export interface IdRange {
  readonly lo: number
  readonly hi: number
}

/** V1 as a statement reaches it. */
export interface CopySource {
  readonly executor: Executor
  /** V1 stands in the target itself. */
  readonly same: boolean
}

export async function createCompanions(target: Executor, source: CopySource): Promise<void> {
  throw new DbError('NOT_MIGRATED', 'under way', { target, source })
}

export async function fillCompanion(target: Executor, source: CopySource, table: V1TableName, range: IdRange | null): Promise<number> {
  throw new DbError('NOT_MIGRATED', 'under way', { target, source, table, range })
}

export async function dropCompanions(target: Executor): Promise<void> {
  throw new DbError('NOT_MIGRATED', 'under way', { target })
}
