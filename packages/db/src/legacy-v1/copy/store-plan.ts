import { DbError } from '../../errors.ts'
import type { Executor } from '../../repositories/executor.ts'
import type { MigrationPlan } from '../types.ts'

export async function storePlan(
  target: Executor,
  plan: Pick<MigrationPlan, 'teams' | 'rulings' | 'timeZone'>,
  runId: number,
): Promise<void> {
  throw new DbError('NOT_MIGRATED', 'under way', { target, plan, runId })
}
