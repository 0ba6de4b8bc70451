import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Database, Executor } from '@mon-ps/db/client'
import { asDbError } from '@mon-ps/db/errors'
import { type Claim, holdEntry } from './journal.ts'

/** Nobody's reader waits longer behind a lock that we wait for. */
const LOCK_TIMEOUT = '1s'
const ATTEMPTS = 10
const LONGEST_PAUSE_MS = 800

/** Lock not available, serialization failure, deadlock: another transaction was in the way, and will be gone. */
const IN_THE_WAY: ReadonlySet<unknown> = new Set(['55P03', '40001', '40P01'])

const wasInTheWay = (error: unknown) => IN_THE_WAY.has(asDbError(error).context['sqlState'])

export interface WritingOptions {
  /** Checked first; null where the journal does not stand yet. */
  readonly claim: Claim | null
  readonly signal?: AbortSignal | undefined
  /** Repeatable read when not given; read committed for work that must see what was written before its locks were given. */
  readonly isolation?: 'repeatable read' | 'read committed'
}

/**
 * One transaction of the move: one snapshot of everything it reads, short waits for locks, again with a pause of random length
 * where another transaction was in the way, and refused when another runner took the move over.
 */
export async function inWritingTransaction<Result>(
  target: Database,
  options: WritingOptions,
  work: (tx: Executor) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    options.signal?.throwIfAborted()
    try {
      return await target.db.transaction(
        async (tx) => {
          await tx.execute(sql`select set_config('lock_timeout', ${LOCK_TIMEOUT}, true), set_config('statement_timeout', '0', true)`)
          if (options.claim !== null) await holdEntry(tx, options.claim)
          return work(tx)
        },
        { isolationLevel: options.isolation ?? 'repeatable read' },
      )
    } catch (error) {
      if (attempt >= ATTEMPTS || !wasInTheWay(error)) throw error
      await pause(Math.random() * Math.min(LONGEST_PAUSE_MS, 50 * 2 ** attempt), undefined, { signal: options.signal })
    }
  }
}
