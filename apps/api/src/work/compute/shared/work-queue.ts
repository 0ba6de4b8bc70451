import type { Database } from '@mon-ps/db/client'
import { oneAtATimeOnQueue, QUEUE_SCHEMA } from '@mon-ps/db/queue-schema'
import type PgBoss from 'pg-boss'
import type { Log } from '../../../log.ts'
import type { QueuedTask } from './shared-task.ts'

/** A dead worker's task goes to another one so often; a task that kills its workers ends, too. */
const RETRIES = 5
const SECONDS_KEPT = 3600
const LEASE_SECONDS = 30
const FORGOTTEN_AFTER_DAYS = 30

export interface WorkQueueOptions {
  readonly database: Database
  /** Address of the same Postgres, which all workers share. */
  readonly url: string
  /** Tasks are offered to workers of this engine only. */
  readonly engine: string
  /** A worker without a heartbeat for this long loses its tasks. */
  readonly leaseSeconds?: number | undefined
  readonly log: Log
}

export interface TakenTask extends QueuedTask {
  readonly id: string
}

/** Status of a task: `over` was done, cancelled or forgotten. */
export type TaskStatus = { readonly kind: 'open' } | { readonly kind: 'over' } | { readonly kind: 'failed'; readonly message: string }

/** Tasks of one engine, each at most once in the queue however many ask for it. */
export interface WorkQueue {
  /** Offers a task to all workers; one that is waiting or worked on already stays as it is. */
  readonly offer: (queued: QueuedTask) => Promise<void>
  readonly getStatus: (key: string) => Promise<TaskStatus>
  /** Nobody needs it any longer: one that asks for it nevertheless offers it again. */
  readonly withdraw: (key: string) => Promise<void>
  /** The next task, now this worker's for as long as it sends heartbeats. */
  readonly take: () => Promise<TakenTask | null>
  /** Extends the leases. @returns the ids that are still this worker's */
  readonly extendLease: (ids: readonly string[]) => Promise<ReadonlySet<string>>
  readonly finish: (id: string) => Promise<void>
  /** Puts the task back for another try; fails it for good after too many. */
  readonly release: (id: string, why: string) => Promise<void>
  readonly close: () => Promise<void>
}

/** Its key as the number of a task: whoever offers the same task offers the same number. */
const jobIdFor = (key: string): string =>
  [key.slice(0, 8), key.slice(8, 12), key.slice(12, 16), key.slice(16, 20), key.slice(20, 32)].join('-')

/**
 * Opens the queue and makes its tables where there are none. It has connections of its own: a long statement elsewhere never delays a
 * heartbeat.
 */
export async function openWorkQueue({ database, url, engine, leaseSeconds = LEASE_SECONDS, log }: WorkQueueOptions): Promise<WorkQueue> {
  // Loaded only here: whoever shares no work needs no queue.
  const { default: Boss } = await import('pg-boss')
  const boss = new Boss({
    connectionString: url,
    schema: QUEUE_SCHEMA,
    application_name: 'mon-ps-queue',
    max: 2,
    schedule: false,
    maintenanceIntervalSeconds: Math.max(1, Math.ceil(leaseSeconds / 3)),
    expireInSeconds: leaseSeconds,
    retryLimit: RETRIES,
    archiveCompletedAfterSeconds: SECONDS_KEPT,
    deleteAfterSeconds: SECONDS_KEPT,
  })
  boss.on('error', (err) => log.warn({ err }, 'the queue of shared work'))
  await boss.start()
  const name = `tasks-${engine.slice(0, 16)}`
  await oneAtATimeOnQueue(database, async () => {
    await boss.createQueue(name)
    await removeForgottenQueues(boss, name)
  })
  return { ...askingSide(boss, name), ...workingSide(boss, name), close: () => boss.stop({ graceful: false }) }
}

type Asking = Pick<WorkQueue, 'offer' | 'getStatus' | 'withdraw'>
type Working = Pick<WorkQueue, 'take' | 'extendLease' | 'finish' | 'release'>

function askingSide(boss: PgBoss, name: string): Asking {
  const getStatus = async (key: string): Promise<TaskStatus> => {
    const job = await boss.getJobById(name, jobIdFor(key))
    if (job === null || job.state === 'completed' || job.state === 'cancelled') return { kind: 'over' }
    return job.state === 'failed' ? { kind: 'failed', message: messageFrom(job.output) } : { kind: 'open' }
  }
  return {
    getStatus,
    async offer(queued) {
      const send = () => boss.send(name, queued, { id: jobIdFor(queued.key) })
      if ((await send()) !== null || (await getStatus(queued.key)).kind === 'open') return
      await boss.deleteJob(name, jobIdFor(queued.key))
      await send()
    },
    withdraw: (key) => boss.cancel(name, jobIdFor(key)),
  }
}

function workingSide(boss: PgBoss, name: string): Working {
  return {
    async take() {
      const [job] = await boss.fetch<QueuedTask>(name)
      return job ? { id: job.id, ...job.data } : null
    },
    async extendLease(ids) {
      if (ids.length === 0) return new Set()
      // The library's next major has a call for this; here its clock of a task is set anew.
      const { rows } = await boss
        .getDb()
        .executeSql(
          `update ${QUEUE_SCHEMA}.job set started_on = now() where name = $1 and id = any($2::uuid[]) and state = 'active' returning id`,
          [name, ids],
        )
      return new Set(rows.map(({ id }: { id: string }) => id))
    },
    finish: (id) => boss.complete(name, id),
    release: (id, why) => boss.fail(name, id, { message: why }),
  }
}

function messageFrom(output: object | null): string {
  const holder = output && 'value' in output && typeof output.value === 'object' ? output.value : output
  return holder && 'message' in holder ? String(holder.message) : 'no reason was given'
}

/** Each engine has a queue of its own, so an old one's is left empty. */
async function removeForgottenQueues(boss: PgBoss, ours: string): Promise<void> {
  const before = Date.now() - FORGOTTEN_AFTER_DAYS * 86_400_000
  for (const queue of await boss.getQueues()) {
    if (queue.name === ours || new Date(queue.createdOn).getTime() > before) continue
    if ((await boss.getQueueSize(queue.name, { before: 'completed' })) === 0) await boss.deleteQueue(queue.name)
  }
}
