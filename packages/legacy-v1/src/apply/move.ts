import type { Database, Executor } from '@mon-ps/db/client'
import { DbError } from '@mon-ps/db/errors'
import type { CopySource } from '../copy/companions.ts'
import type { Claim, JournalEntry } from '../journal/journal.ts'
import type { LegacySource, MigrationPlan, MigrationStage, OnProgress } from '../types.ts'

/** What every run of the move needs to know. */
export interface RehearseOptions {
  /** The choice for each decision of the plan that differs from what the plan proposes, by the decision's id. */
  readonly decisions?: Readonly<Record<string, string>>
  /** In which zone the legacy's naive times are read; UTC when not given. */
  readonly timeZone?: string
  /** The hash of the plan that was read: what is found now must still make the same plan. Any plan, when not given. */
  readonly planSha256?: string
  /** Recorded with everything that the move writes. */
  readonly who: string
  readonly codeVersion: string
  readonly onProgress?: OnProgress
  /** Stops between two chunks; the call then throws the signal's reason and the next one goes on where this one stopped. */
  readonly signal?: AbortSignal
  /** Above so many rows of V1 the copy goes in committed chunks; 50,000 when not given. */
  readonly oneTransactionRows?: number
  /** Ids per committed chunk; 20,000 when not given. */
  readonly chunkIds?: number
}

export interface ApplyOptions extends RehearseOptions {
  /** The hash of the plan that was agreed to: what is found now must still make the same plan. */
  readonly planSha256: string
}

export interface RollbackOptions {
  readonly who: string
  /** The digest of the later writes that may be lost, as the refusal ROLLBACK_WOULD_DISCARD names it. */
  readonly discard?: string
  readonly onProgress?: OnProgress
  readonly signal?: AbortSignal
}

/** Ids per committed chunk. */
const CHUNK_IDS = 20_000

/** What every stage of one move knows. */
export interface Move {
  readonly source: LegacySource
  readonly plan: MigrationPlan
  readonly claim: Claim
  readonly options: RehearseOptions
}

export const chunkSize = (options: RehearseOptions) => options.chunkIds ?? CHUNK_IDS

/** Whether the copy is cut in committed pieces: as the plan says, unless the caller sets another limit. */
export function isChunked(plan: MigrationPlan, { oneTransactionRows }: RehearseOptions): boolean {
  if (oneTransactionRows === undefined) return plan.chunked
  return plan.source.reduce((sum, table) => sum + table.rows, 0) > oneTransactionRows
}

/** V1 as the statements of a transaction of the target reach it. */
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
 * V1 of a move that has begun: the journal knows whether it stands in the target itself, whatever LEGACY_DATABASE_URL says by now.
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
