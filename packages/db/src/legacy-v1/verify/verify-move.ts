import { DbError } from '../../errors.ts'
import type { Executor } from '../../repositories/executor.ts'
import type { CopySource } from '../copy/companions.ts'
import type { VerifyReport } from '../types.ts'

/** @param source V1; null where it is gone or was renamed: then the companion alone speaks for it */
export async function verifyMove(target: Executor, source: CopySource | null): Promise<VerifyReport> {
  throw new DbError('NOT_MIGRATED', 'under way', { target, source })
}
