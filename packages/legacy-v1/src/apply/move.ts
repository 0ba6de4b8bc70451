import type { CopySource } from '../copy/companions.ts'
import type { Executor } from '@mon-ps/db/client'
import type { Claim } from '../journal/journal.ts'
import type { LegacySource, MigrationPlan, MigrationStage } from '../types.ts'
import type { RehearseOptions } from './options.ts'

/** Ids per committed chunk. */
const CHUNK_IDS = 20_000

/** What every stage of one move knows. */
export interface Move {
  readonly source: LegacySource
  readonly plan: MigrationPlan
  readonly claim: Claim
  readonly options: RehearseOptions
}

export const chunkIdsOf = (options: RehearseOptions) => options.chunkIds ?? CHUNK_IDS

/** Whether the copy is cut in committed pieces: as the plan says, unless the caller sets another limit. */
export function isChunked(plan: MigrationPlan, { oneTransactionRows }: RehearseOptions): boolean {
  if (oneTransactionRows === undefined) return plan.chunked
  return plan.source.reduce((sum, table) => sum + table.rows, 0) > oneTransactionRows
}

/** V1 as the statements of a transaction of the target reach it. */
export const copySourceOf = (tx: Executor, source: LegacySource): CopySource =>
  source.same ? { executor: tx, same: true } : { executor: source.database.db, same: false }

export const tell = ({ options }: Pick<Move, 'options'>, stage: MigrationStage, table: string | null, done: number, total: number) =>
  options.onProgress?.({ stage, table, done, total })
