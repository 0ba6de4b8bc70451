import { type Database, inUnitOfWork, type Repositories, repositoriesOf } from '@mon-ps/db'
import type { App } from './app.ts'

const KIND = 'snapshot'

interface Pending {
  readonly jobId: number
  readonly competitionIds: ReadonlySet<number>
}

/**
 * The snapshots that an import owes. A league's files come one after the other, and its snapshot is built once, after the
 * last of them; a job that stands in the database from the first file's unit of work on makes sure that it is built
 * even when the process dies in between.
 */
export function createPendingSnapshot({ database, serially }: Pick<App, 'database' | 'serially'>) {
  let pending: Pending | null = null
  const flush = async (): Promise<void> => {
    const owed = pending
    if (!owed) return
    pending = null
    await serially(() => inUnitOfWork(database, (repositories) => rebuild(repositories, owed)))
  }
  return {
    /** Builds what is owed. */
    flush,
    /** Builds what is owed to other leagues than these, before one of these is written. */
    async switchTo(divisions: readonly string[]): Promise<void> {
      if (!pending) return
      const { competitions } = repositoriesOf(database.db)
      for (const division of divisions) {
        const competition = await competitions.findCompetition(division)
        if (!competition || !pending.competitionIds.has(competition.id)) return flush()
      }
    },
    /** Notes inside a file's unit of work what the file owes; what this returns is to be called when the unit is saved. */
    async owe({ jobs }: Repositories, competitionIds: ReadonlySet<number>): Promise<() => void> {
      if (pending) return () => undefined
      const jobId = await jobs.createJob(KIND, { competitionIds: [...competitionIds] })
      return () => {
        pending = { jobId, competitionIds }
      }
    },
  }
}

export type PendingSnapshot = ReturnType<typeof createPendingSnapshot>

async function rebuild({ snapshots, jobs }: Repositories, { jobId, competitionIds }: Pending): Promise<void> {
  for (const competitionId of competitionIds) await snapshots.rebuildPart(competitionId)
  await jobs.finishJob(jobId, { status: 'succeeded' })
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
