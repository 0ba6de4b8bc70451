import { DEMO_DIVISIONS } from '@mon-ps/core/simulate/simulate-demo'
import { demoAsCsv } from '@mon-ps/core/simulate/demo-as-csv'
import { createJob, startJob, finishJob, latestJob } from '@mon-ps/db/repositories/jobs'
import { listCompetitions } from '@mon-ps/db/repositories/competitions'
import type { z } from 'zod'
import type { demoLoadOutput } from '@mon-ps/contract/demo'
import { isFinal } from '../../jobs/progress-board.ts'
import type { Database } from '@mon-ps/db/client'
import type { Serially } from '../../jobs/long-work.ts'
import type { Jobs } from '../../jobs/jobs.ts'
import type { PendingSnapshot } from '../../jobs/pending-snapshot.ts'
import { importResults } from './import-results.ts'
import type { FileSource } from './read-csv.ts'

interface Dependencies {
  readonly database: Database
  readonly serially: Serially
  readonly snapshot: PendingSnapshot
  /** Calculates what was loaded. */
  readonly calculations: Pick<Jobs<readonly string[] | null, unknown>, 'start' | 'watch'>
}

/** The invented clubs and their seasons are the same everywhere. */
const SEED = 20_240_817
/** Loading is a job, so that a start that was cut off goes on at the next one, and one that was done is not repeated. */
const KIND = 'demo'

/** Loads the demo's two leagues the way real files come in, and starts their calculation. Repeating it changes nothing. */
export async function loadDemo(app: Dependencies): Promise<z.output<typeof demoLoadOutput>> {
  const demoJob = await createJob(app.database.db, KIND)
  await startJob(app.database.db, demoJob)
  try {
    const files = demoAsCsv({ seed: SEED }).map(({ fileName, text }): FileSource => ({ name: fileName, bytes: [Buffer.from(text)] }))
    const { added, changed, accepted } = await importResults(app, files, { source: 'demo' })
    const alreadyLoaded = added + changed === 0
    const calculated = alreadyLoaded && !(await isStale(app))
    const started = calculated ? null : await app.calculations.start([...DEMO_DIVISIONS])
    await finishJob(app.database.db, demoJob, { status: 'succeeded' })
    return { matches: accepted, alreadyLoaded, jobId: started?.jobId ?? null }
  } catch (error) {
    await finishJob(app.database.db, demoJob, { status: 'failed' })
    throw error
  }
}

async function isStale({ database }: { readonly database: Database }): Promise<boolean> {
  const competitions = await listCompetitions(database.db)
  return competitions.some(({ source, stale }) => source === 'demo' && stale)
}

/**
 * On the first start of an empty embedded database: loads the demo, so that there is something to look at. A Postgres
 * is never filled unasked, and a demo that was removed stays away.
 *
 * @param begin  called before it is loaded
 * @returns whether it was loaded now; resolves when its numbers are calculated, or their calculation was stopped
 */
export async function loadDemoOnFirstStart(app: Dependencies, begin: () => void): Promise<boolean> {
  if (app.database.engine !== 'pglite') return false
  const earlier = await latestJob(app.database.db, KIND)
  const loaded = await listCompetitions(app.database.db)
  const first = earlier === null && loaded.length === 0
  // A start that was killed while it loaded, or before the numbers were calculated.
  const cutOff =
    earlier !== null &&
    loaded.every(({ source }) => source === 'demo') &&
    (earlier.status !== 'succeeded' || loaded.some(({ stale }) => stale))
  if (!first && !cutOff) return false
  begin()
  const { jobId } = await loadDemo(app)
  if (jobId !== null) await calculated(app, jobId)
  return true
}

async function calculated({ calculations }: Dependencies, jobId: number): Promise<void> {
  for await (const { data } of calculations.watch({ jobId, lastEventId: null }, undefined)) {
    if (isFinal(data.status)) return
  }
}
