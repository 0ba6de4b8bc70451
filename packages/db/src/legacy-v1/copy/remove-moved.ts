import { DbError } from '../../errors.ts'
import type { Executor } from '../../repositories/executor.ts'

export async function removeMoved(target: Executor): Promise<{ readonly kept: readonly string[] }> {
  throw new DbError('NOT_MIGRATED', 'under way', { target })
}
