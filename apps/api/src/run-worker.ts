import { openDatabase } from '@mon-ps/db/client'
import { plannedChanges } from '@mon-ps/db/migrate'
import { engineId } from './work/compute/shared/shared-task.ts'
import { createResultStore } from './work/compute/shared/result-store.ts'
import { startTaskWorker } from './work/compute/shared/task-worker.ts'
import { openWorkQueue } from './work/compute/shared/work-queue.ts'
import { StartRefused } from './start-refused.ts'
import { createLog } from './log.ts'
import { readEnv } from './env.ts'

/** A stopped worker finishes what takes no longer, and leaves the rest to others. */
const GRACE_MS = 10_000

export interface RunWorkerOptions {
  /** The Postgres that is shared; the embedded database belongs to one process. */
  readonly databaseUrl: string | null
  /** Tasks at once. */
  readonly concurrency: number
  /** Aborts when the worker shall stop. */
  readonly stopped: AbortSignal
  /** Told that it is ready, and of every task that was done. */
  readonly say: (line: string) => void
}

/**
 * Works on what servers and commands on the same Postgres share (MON_PS_WORKERS=shared), until it is stopped.
 *
 * @returns  how many tasks were done
 * @throws {StartRefused} no Postgres, or one whose tables are not those of this version
 * @throws {DbError}      the Postgres does not answer
 */
export async function runWorker(options: RunWorkerOptions): Promise<{ readonly done: number }> {
  const { databaseUrl, concurrency, stopped, say } = options
  if (databaseUrl === null)
    throw new StartRefused(
      'Got no DATABASE_URL, expected the Postgres that the workers share. The embedded database belongs to one process, whose threads do the same work.',
    )
  const log = createLog(readEnv().logLevel)
  const database = await openDatabase({ url: databaseUrl })
  try {
    const { pending } = await plannedChanges(database)
    if (pending > 0)
      throw new StartRefused(
        `Got a database that lacks ${pending} migrations of this version, expected one that is up to date. Start the server on it first, or run \`mon-ps status\`.`,
      )
    const engine = await engineId()
    const queue = await openWorkQueue({ database, url: databaseUrl, engine, log })
    let done = 0
    const onDone = ({ task, label }: { task: { kind: string }; label: string }, elapsedMs: number) => {
      done++
      say(`${task.kind} ${label}: ${(elapsedMs / 1000).toFixed(1)} s`)
    }
    const worker = await startTaskWorker({ database, queue, store: createResultStore(database), concurrency, log, onDone })
    say(`Working on ${concurrency} ${concurrency === 1 ? 'task' : 'tasks'} at once for engine ${engine.slice(0, 12)}. Ctrl-C stops it.`)
    if (!stopped.aborted) await new Promise<void>((resolve) => stopped.addEventListener('abort', () => resolve(), { once: true }))
    await worker.stop(GRACE_MS)
    await queue.close()
    return { done }
  } finally {
    await database.close()
  }
}
