import { setTimeout as delay } from 'node:timers/promises'
import type { Database } from '@mon-ps/db/client'
import type { Log } from '../../../log.ts'
import { openComputePool } from '../compute-pool.ts'
import { taskPerformer } from './perform-task.ts'
import type { ResultStore } from './result-store.ts'
import type { TakenTask, WorkQueue } from './work-queue.ts'

/** An idle worker looks for work so often. */
const IDLE_MS = 250
/** Far below the shortest lease, so a late heartbeat costs nothing. */
const HEARTBEAT_MS = 1000

export interface TaskWorkerOptions {
  readonly database: Database
  readonly queue: WorkQueue
  readonly store: ResultStore
  /** Tasks at once, each in a thread of its own. */
  readonly concurrency: number
  readonly log: Log
  /** Told of every task that it did; not of one whose result it found. */
  readonly onDone?: (task: TakenTask, elapsedMs: number) => void
}

export interface TaskWorker {
  /** Takes no more tasks, waits so long for those it has, and leaves the rest to others. */
  readonly stop: (graceMs: number) => Promise<void>
}

/**
 * Works on the queue's tasks until it is stopped. The result is put down before the task is finished: a death in between costs time, for
 * whoever takes the task next finds the result.
 */
export async function startTaskWorker(options: TaskWorkerOptions): Promise<TaskWorker> {
  const { queue, store, concurrency, log, database, onDone } = options
  const pool = await openComputePool(concurrency)
  const perform = taskPerformer({ database, store, pool })
  const stopping = new AbortController()
  const working = new Map<string, AbortController>()

  const sendHeartbeats = async () => {
    const ids = [...working.keys()]
    const ours = await queue.extendLease(ids)
    for (const id of ids) if (!ours.has(id)) working.get(id)?.abort(new TaskLost())
  }
  const heartbeats = setInterval(
    () => void sendHeartbeats().catch((err: unknown) => log.warn({ err }, 'no heartbeat reached the queue')),
    HEARTBEAT_MS,
  )

  const work = async (taken: TakenTask) => {
    const startedAt = performance.now()
    const leaving = new AbortController()
    working.set(taken.id, leaving)
    try {
      if (!(await store.has(taken.key))) {
        await store.put(taken.key, taken.task.kind, await perform(taken.task, leaving.signal))
        onDone?.(taken, performance.now() - startedAt)
      }
      await queue.finish(taken.id)
    } catch (err) {
      if (leaving.signal.reason instanceof TaskLost) return
      if (!leaving.signal.aborted) log.warn({ err, task: taken.task.kind, about: taken.label }, 'a shared task failed')
      await queue.release(taken.id, err instanceof Error ? err.message : String(err))
    } finally {
      working.delete(taken.id)
    }
  }
  const slot = async () => {
    while (!stopping.signal.aborted) {
      const taken = await queue.take()
      if (taken === null) await delay(IDLE_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
      // Where even the queue cannot be told, the task's time runs out there, and another worker has it.
      else await work(taken).catch((err: unknown) => log.warn({ err }, 'a shared task was left behind'))
    }
  }
  const slots = Promise.all(Array.from({ length: concurrency }, slot))

  return {
    async stop(graceMs) {
      stopping.abort()
      const inTime = new AbortController()
      await Promise.race([slots, delay(graceMs, undefined, { signal: inTime.signal }).catch(() => undefined)])
      for (const controller of working.values()) controller.abort(new Error('its worker was stopped'))
      await slots
      inTime.abort()
      clearInterval(heartbeats)
      await pool.close()
    },
  }
}

/** The task was cancelled, or counts as another worker's. */
class TaskLost extends Error {
  override readonly name = 'TaskLost'
}
