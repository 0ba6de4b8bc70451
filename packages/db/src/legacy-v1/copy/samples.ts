import { DbError } from '../../errors.ts'
import type { Executor } from '../../repositories/executor.ts'
import type { MoveReport } from '../types.ts'

export async function readSamples(target: Executor, perTable = 3): Promise<MoveReport['samples']> {
  throw new DbError('NOT_MIGRATED', 'under way', { target, perTable })
}

export async function noteworthy(target: Executor): Promise<MoveReport['notes']> {
  throw new DbError('NOT_MIGRATED', 'under way', { target })
}
