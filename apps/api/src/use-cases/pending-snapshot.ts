import type { Database } from '@mon-ps/db/client'
import { inUnitOfWork } from '@mon-ps/db/unit-of-work'
import { type Repositories, repositoriesOf } from '@mon-ps/db/repositories/index'
import type { Logger } from 'pino'
import type { Serially } from './serially.ts'

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
    await inUnitOfWork(database, (repositories) => rebuild(repositories, owed))
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
      const { competitions } = repositoriesOf(database.db)
      for (const division of divisions) {
        const competition = await competitions.findCompetition(division)
        if (!competition || !pending?.competitionIds.has(competition.id)) return flush()
      }
    },
    /** Notes inside a file's unit of work what the file owes; what this returns is to be called when the unit is saved. */
    async owe({ jobs }: Repositories, competitionIds: ReadonlySet<number>): Promise<() => void> {
      const owed = pending
      if (owed && [...competitionIds].every((id) => owed.competitionIds.has(id))) return () => undefined
      const jobId = await jobs.createJob(KIND, { competitionIds: [...competitionIds] })
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

async function rebuild({ snapshots, jobs }: Repositories, { jobIds, competitionIds }: Pending): Promise<void> {
  for (const competitionId of competitionIds) await snapshots.rebuildPart(competitionId)
  for (const jobId of jobIds) await jobs.finishJob(jobId, { status: 'succeeded' })
}

/** Builds every snapshot when an import of an earlier process was cut off before it had built its own. */
export async function buildOwedSnapshots(database: Database): Promise<void> {
  const last = await repositoriesOf(database.db).jobs.latestJob(KIND)
  if (!last || last.status === 'succeeded') return
  await inUnitOfWork(database, async ({ competitions, snapshots, jobs }) => {
    const all = await competitions.listCompetitions()
    for (const { id } of all) await snapshots.rebuildPart(id)
    const jobId = await jobs.createJob(KIND, { competitionIds: all.map(({ id }) => id) })
    await jobs.finishJob(jobId, { status: 'succeeded' })
  })
}
