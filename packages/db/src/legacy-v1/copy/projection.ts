import type { V1TableName } from '@mon-ps/core'
import { DbError } from '../../errors.ts'
import type { Executor } from '../../repositories/executor.ts'
import type { IdRange } from './companions.ts'

export interface ProjectOptions {
  readonly runId: number
  readonly range: IdRange | null
  readonly ids?: readonly number[]
}

/** For plpgsql: statements that read the variables `ids` (integer[], V1 ids of the table) and `run` (bigint). */
export function projectionText(table: V1TableName): readonly string[] {
  throw new DbError('NOT_MIGRATED', 'under way', { table })
}

/** @returns how many versions the rows have now */
export async function projectRows(target: Executor, table: V1TableName, options: ProjectOptions): Promise<number> {
  throw new DbError('NOT_MIGRATED', 'under way', { target, table, options })
}
