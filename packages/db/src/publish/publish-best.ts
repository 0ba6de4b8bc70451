import type { V1TableName, V3TableName } from '@mon-ps/core'
import { DbError } from '../errors.ts'
import type { Executor } from '../repositories/executor.ts'

export interface MovedPublished {
  readonly inserted: number
  readonly replaced: number
  /** Written by raw SQL or a person, or shown by a recorded decision: left alone. */
  readonly kept: number
}

/** Shows every migrated version in V3. */
export async function publishMigrated(executor: Executor, runId: number): Promise<MovedPublished> {
  throw new DbError('NOT_MIGRATED', 'under way', { executor, runId })
}

/** For plpgsql, after `projectionText`: the same variables `ids` and `run`. */
export function publicationText(table: V1TableName): readonly string[] {
  throw new DbError('NOT_MIGRATED', 'under way', { table })
}

/** Takes every migrated row out of V3; where a calculated version stood before, it stands again. To be called before `removeMoved`. */
export async function withdrawMigrated(
  executor: Executor,
): Promise<{ readonly restored: number; readonly removed: number; readonly kept: readonly string[] }> {
  throw new DbError('NOT_MIGRATED', 'under way', { executor })
}

export interface PublicationDecision {
  readonly tableName: V3TableName
  readonly rowId: number
  readonly toVersion: number
  readonly who: string
  readonly why: string
}

export async function decidePublication(executor: Executor, decision: PublicationDecision): Promise<{ readonly decisionId: number }> {
  throw new DbError('NOT_MIGRATED', 'under way', { executor, decision })
}

export async function undoDecision(executor: Executor, decisionId: number, who: string, why: string): Promise<void> {
  throw new DbError('NOT_MIGRATED', 'under way', { executor, decisionId, who, why })
}
