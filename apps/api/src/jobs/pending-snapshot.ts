import type { Database, Executor } from '@mon-ps/db/client'
import { inUnitOfWork } from '@mon-ps/db/unit-of-work'
import { findCompetition, listCompetitions } from '@mon-ps/db/repositories/competitions'
import { createJob, finishJob, latestJob } from '@mon-ps/db/repositories/jobs'
import { rebuildPart } from '@mon-ps/db/repositories/snapshots'
import type { Logger } from 'pino'
import type { Serially } from './long-work.ts'

const KIND = 'snapshot'
/** Uploads of a folder follow one another within milliseconds. */
const QUIET_MS = 1000

interface Owing {
  readonly database: Database
  readonly serially: Serially
  readonly log: Pick<Logger, 'error'>
}

interface Pending {
  readonly jobIds: readonly number[]
  readonly competitionIds: ReadonlySet<number>
}

/**
 * The snapshots that imports owe. A league's files come one after the other, in one import or in uploads of their own,
 * and its snapshot is built once, after the last of them; a job that stands in the database from the first file's unit
 * of work on makes sure that it is built even when the process dies in between.
 */
export function createPendingSnapshot({ database, serially, log }: Owing) {
  let pending: Pending | null = null
  let timer: NodeJS.Timeout | undefined
  // Only from within `serially`: nobody can owe anything meanwhile, and what could not be built stays owed.
  const build = async (): Promise<void> => {
    const owed = pending
    if (!owed) return
    await inUnitOfWork(database, (tx) => rebuild(tx, owed))
    pending = null
    if (database.engine === 'pglite') await database.checkpoint()
  }
  /** Builds what is owed, then does this work; nothing is written in between. */
  const settledThen = <Result>(work: () => Promise<Result>): Promise<Result> =>
    serially(async () => {
      await build()
      return work()
    })
  /** Builds what is owed. */
  const flush = async (): Promise<void> => {
    if (pending) await serially(build)
  }
  return {
    flush,
    settledThen,
    /** Builds what is owed once no other upload has come for a moment. */
    flushWhenQuiet(): void {
      clearTimeout(timer)
      timer = setTimeout(() => void flush().catch((err: unknown) => log.error({ err }, 'a snapshot was not built')), QUIET_MS)
    },
    /** An upload has come: what is owed may wait for its end. */
    keepOwing: () => clearTimeout(timer),
    /** Builds what is owed to other leagues than these, before one of these is written. */
    async switchTo(divisions: readonly string[]): Promise<void> {
      if (!pending) return
      for (const division of divisions) {
        const competition = await findCompetition(database.db, division)
        if (!competition || !pending?.competitionIds.has(competition.id)) return flush()
      }
    },
    /** Notes inside a file's unit of work what the file owes; what this returns is to be called when the unit is saved. */
    async owe(tx: Executor, competitionIds: ReadonlySet<number>): Promise<() => void> {
      const owed = pending
      if (owed && [...competitionIds].every((id) => owed.competitionIds.has(id))) return () => undefined
      const jobId = await createJob(tx, KIND, { competitionIds: [...competitionIds] })
      return () => {
        pending = {
          jobIds: [...(owed?.jobIds ?? []), jobId],
          competitionIds: new Set([...(owed?.competitionIds ?? []), ...competitionIds]),
        }
      }
    },
    /** Builds what is owed at the end of the process. */
    async close(): Promise<void> {
      clearTimeout(timer)
      await flush()
    },
  }
}

export type PendingSnapshot = ReturnType<typeof createPendingSnapshot>

async function rebuild(tx: Executor, { jobIds, competitionIds }: Pending): Promise<void> {
  for (const competitionId of competitionIds) await rebuildPart(tx, competitionId)
  for (const jobId of jobIds) await finishJob(tx, jobId, { status: 'succeeded' })
}

/** Builds every snapshot when an import of an earlier process was cut off before it had built its own. */
export async function buildOwedSnapshots(database: Database): Promise<void> {
  const last = await latestJob(database.db, KIND)
  if (!last || last.status === 'succeeded') return
  await inUnitOfWork(database, async (tx) => {
    const all = await listCompetitions(tx)
    for (const { id } of all) await rebuildPart(tx, id)
    const jobId = await createJob(tx, KIND, { competitionIds: all.map(({ id }) => id) })
    await finishJob(tx, jobId, { status: 'succeeded' })
  })
}
