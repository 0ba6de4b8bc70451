import { eq, sql } from 'drizzle-orm'
import { DbError } from '../errors.ts'
import { workResult } from '../schema/runs.ts'
import type { Executor } from '../client.ts'

export interface NewWorkResult {
  /** Hash of everything that the content depends on. */
  readonly key: string
  readonly kind: string
  readonly data: Buffer
}

/** Saves the result of a task. A second result under the same key is dropped: equal keys mean equal results. */
export async function saveWorkResult(executor: Executor, result: NewWorkResult): Promise<void> {
  await executor.insert(workResult).values(result).onConflictDoNothing()
}

/** Whether there is a result; if so, it is kept for longer. */
export async function claimWorkResult(executor: Executor, key: string): Promise<boolean> {
  const rows = await executor
    .update(workResult)
    .set({ usedAt: sql`now()` })
    .where(eq(workResult.key, key))
    .returning({ key: workResult.key })
  return rows.length > 0
}

/** Whether there is a result: cheap enough for polling. */
export async function hasWorkResult(executor: Executor, key: string): Promise<boolean> {
  const rows = await executor.select({ key: workResult.key }).from(workResult).where(eq(workResult.key, key))
  return rows.length > 0
}

/** @throws {DbError} NOT_FOUND  it was never made, or was removed because nobody asked for it */
export async function readWorkResult(executor: Executor, key: string): Promise<Buffer> {
  const [row] = await executor.select({ data: workResult.data }).from(workResult).where(eq(workResult.key, key))
  if (row === undefined) throw new DbError('NOT_FOUND', `no result has the key ${key}`, { key })
  return row.data
}

/**
 * Removes what nobody asked for within so many hours.
 * @returns  how many rows
 */
export async function pruneWorkResults(executor: Executor, hours: number): Promise<number> {
  const rows = await executor
    .delete(workResult)
    .where(sql`${workResult.usedAt} < now() - make_interval(hours => ${hours})`)
    .returning({ key: workResult.key })
  return rows.length
}
