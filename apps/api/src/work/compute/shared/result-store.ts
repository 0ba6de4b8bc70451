import type { Database } from '@mon-ps/db/client'
import { saveWorkResult, claimWorkResult, hasWorkResult, readWorkResult, pruneWorkResults } from '@mon-ps/db/repositories/work-results'
import { compressed, packValue, unpackValue, keyForInput } from './shared-task.ts'

/** Unused results are pruned after this long and calculated again when needed. */
const HOURS_KEPT = 48

/** Results and big inputs of tasks where all workers find them. */
export interface ResultStore {
  readonly has: (key: string) => Promise<boolean>
  /** Whether it is stored; if so, keeps it for at least another two days. */
  readonly claim: (key: string) => Promise<boolean>
  readonly put: (key: string, kind: string, value: unknown) => Promise<void>
  /** Stores the input of a task. @returns its key */
  readonly putInput: (kind: string, value: unknown) => Promise<string>
  /** @throws {DbError} NOT_FOUND */
  readonly get: <Value>(key: string) => Promise<Value>
  readonly prune: () => Promise<number>
}

export function createResultStore(database: Database): ResultStore {
  const putBytes = async (key: string, kind: string, bytes: Buffer) =>
    saveWorkResult(database.db, { key, kind, data: await compressed(bytes) })
  return {
    has: (key) => hasWorkResult(database.db, key),
    claim: (key) => claimWorkResult(database.db, key),
    put: (key, kind, value) => putBytes(key, kind, packValue(value)),
    async putInput(kind, value) {
      const bytes = packValue(value)
      const key = keyForInput(bytes)
      if (!(await claimWorkResult(database.db, key))) await putBytes(key, kind, bytes)
      return key
    },
    get: async <Value>(key: string) => unpackValue<Value>(await readWorkResult(database.db, key)),
    prune: () => pruneWorkResults(database.db, HOURS_KEPT),
  }
}
