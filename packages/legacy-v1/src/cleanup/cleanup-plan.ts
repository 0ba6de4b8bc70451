import { createHash } from 'node:crypto'
import type { Database } from '@mon-ps/db/client'
import type { CleanupReport } from '../types.ts'
import { type CleanupObject, readCleanupObjects } from './cleanup-items.ts'

/** Of everything that a decision rests on; sizes and counts of writes move by themselves and are left out. */
export const cleanupHash = (objects: readonly CleanupObject[]): string =>
  createHash('sha256')
    .update(JSON.stringify(objects.map(({ item }) => [item.name, item.rows, item.dependants, item.loses, item.decision, item.state])))
    .digest('hex')

/**
 * What the move left behind that may go: V2's empty tables, V1's archives after finish, backups of moves that were undone; each
 * with what would be lost, what rests on it and what was decided. Writes nothing.
 */
export async function cleanupPlan(target: Database): Promise<CleanupReport> {
  const objects = await target.db.transaction((tx) => readCleanupObjects(tx), {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  })
  return { planSha256: cleanupHash(objects), items: objects.map(({ item }) => item), done: [] }
}
