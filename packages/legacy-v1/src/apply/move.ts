import type { Database, Executor } from '@mon-ps/db/client'
import { DbError } from '@mon-ps/db/errors'
import type { CopySource } from '../copy/companions.ts'
import type { Claim, JournalEntry } from '../journal/journal.ts'
import type { LegacySource, MigrationPlan, MigrationStage, OnProgress } from '../types.ts'

export interface RehearseOptions {
  /** Choices that differ from what the plan proposes, by decision id. */
  readonly decisions?: Readonly<Record<string, string>>
  /** Zone of the legacy's naive times; UTC when not given. */
  readonly timeZone?: string
  /** The hash of the plan that was agreed to; planning now must give the same one. Any plan when not given. */
  readonly planSha256?: string
  readonly who: string
  readonly codeVersion: string
  readonly onProgress?: OnProgress
  /** Stops between two chunks; the next call continues there. */
  readonly signal?: AbortSignal
  /** Rows of V1 above which the copy is committed in chunks; 50,000 when not given. */
  readonly oneTransactionRows?: number
  /** Ids per committed chunk; 20,000 when not given. */
  readonly chunkIds?: number
}

export interface ApplyOptions extends RehearseOptions {
  readonly planSha256: string
}

export interface RollbackOptions {
  readonly who: string
  /** As the refusal ROLLBACK_WOULD_DISCARD names it. */
  readonly discard?: string
  readonly onProgress?: OnProgress
  readonly signal?: AbortSignal
}

/** Ids per committed chunk. */
const CHUNK_IDS = 20_000

export interface Move {
  readonly source: LegacySource
  readonly plan: MigrationPlan
  readonly claim: Claim
  readonly options: RehearseOptions
}

export const chunkSize = (options: RehearseOptions) => options.chunkIds ?? CHUNK_IDS

/** Whether the copy is committed in chunks: as the plan says, unless the caller sets another limit. */
export function isChunked(plan: MigrationPlan, { oneTransactionRows }: RehearseOptions): boolean {
  if (oneTransactionRows === undefined) return plan.chunked
  return plan.source.reduce((sum, table) => sum + table.rows, 0) > oneTransactionRows
}

/** V1 as seen from a transaction of the target. */
export const toCopySource = (tx: Executor, source: LegacySource): CopySource =>
  source.same ? { executor: tx, same: true } : { executor: source.database.db, same: false }

export const reportProgress = (
  { options }: Pick<Move, 'options'>,
  stage: MigrationStage,
  table: string | null,
  done: number,
  total: number,
) => options.onProgress?.({ stage, table, done, total })

/**
 * V1 of a move that has begun. The journal knows whether it is in the target itself, whatever LEGACY_DATABASE_URL says now.
 *
 * @param given  as it was opened now; null where it could not be
 * @returns      null where V1 stands in another database that is not at hand
 */
export function findMoveSource({ source }: JournalEntry, given: LegacySource | null, target: Database): LegacySource | null {
  if (!source.same) return given?.same === true ? null : given
  return given?.same === true ? given : { database: target, same: true, address: source.address, close: async () => {} }
}

/** @throws {DbError} LEGACY_NOT_FOUND  V1 stands in another database, and none is named */
export function requireMoveSource(entry: JournalEntry, given: LegacySource, target: Database): LegacySource {
  const source = findMoveSource(entry, given, target)
  if (source !== null) return source
  throw new DbError(
    'LEGACY_NOT_FOUND',
    `move ${entry.id} reads V1 at ${entry.source.address}, but got no other database than V3's own; name it in LEGACY_DATABASE_URL`,
    { migrationId: entry.id, source: entry.source.address },
  )
}
