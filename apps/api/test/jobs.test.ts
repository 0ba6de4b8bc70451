import { setTimeout } from 'node:timers/promises'
import type { JobEvent } from '@mon-ps/contract/job'
import { createJob, findJob, startJob } from '@mon-ps/db/repositories/jobs'
import { defineForm } from '@mon-ps/db/stored/form'
import { openTestDatabase, type TestDatabase } from '@mon-ps/db/test-kit/open-test-database'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createJobs } from '../src/jobs/jobs.ts'
import { createLongWork } from '../src/jobs/long-work.ts'
import type { JobState } from '../src/jobs/progress-board.ts'
import { log } from './test-app.ts'

const KIND = 'count'
interface Counted {
  readonly counted: number
}

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

/** The jobs of a process that counts to a number, one at a time, as far as its gate is open. */
function process(gate: () => Promise<unknown> = async () => {}, refusesSecond = false) {
  return createJobs<number, number, Counted>(
    { database, log, longWork: createLongWork() },
    {
      kind: KIND,
      noun: 'a count',
      latestProcedure: 'count.latest',
      phases: [],
      result: defineForm('count', 1, z.object({ counted: z.number() })),
      refusesSecond,
      prepare: async (to) => ({ order: to, params: { to } }),
      work: async (to, { board, signal }) => {
        board.reach('count', { done: 1, total: to })
        await gate()
        signal.throwIfAborted()
        if (to < 0) throw new Error('counted backwards')
        return { counted: to }
      },
    },
  )
}

/** Work goes on once it is opened. */
function makeGate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { gate: () => opened, open: () => open() }
}

async function watch(jobs: ReturnType<typeof process>, jobId: number, lastEventId: string | null = null) {
  const events: JobEvent<JobState<Counted>>[] = []
  for await (const event of jobs.watch({ jobId, lastEventId })) events.push(event)
  return events
}

describe('a job', () => {
  it('stands in the table while it runs, under a lease where others may share the database', async () => {
    const { gate, open } = makeGate()
    const jobs = process(gate)
    const { jobId } = await jobs.start(3)
    expect(await jobs.start(4)).toEqual({ jobId, alreadyRunning: true })
    const row = await findJob(database.db, jobId)
    expect(row).toMatchObject({ kind: KIND, status: 'running', params: { to: 3 } })
    const isShared = database.engine === 'postgres'
    expect([typeof row?.owner, typeof row?.leaseUntil]).toEqual(isShared ? ['string', 'string'] : ['object', 'object'])
    open()
    await watch(jobs, jobId)
    expect(await findJob(database.db, jobId)).toMatchObject({ status: 'succeeded', result: { counted: 3 }, leaseUntil: null })
  })

  it('is told by another process as it ended, and not again to one who saw the end', async () => {
    const jobs = process()
    const { jobId } = await jobs.start(5)
    const seen = (await watch(jobs, jobId)).at(-1)
    const other = process()
    const [event] = await watch(other, jobId)
    expect(event).toMatchObject({ id: seen?.id, data: { status: 'succeeded', params: { to: 5 }, result: { counted: 5 } } })
    expect(await watch(other, jobId, seen?.id)).toEqual([])
    expect(await other.latest()).toMatchObject({ jobId, status: 'succeeded' })
  })

  it('that fails for a reason that nobody foresaw names its phase and where to read why', async () => {
    const jobs = process()
    const { jobId } = await jobs.start(-1)
    await watch(jobs, jobId)
    const error = {
      code: 'INTERNAL',
      message: `A count failed in the phase "count"; the log has the reason under jobId ${jobId}. Mend it, then start again.`,
    }
    expect(await jobs.read(jobId)).toMatchObject({ status: 'failed', error })
    expect(await process().read(jobId)).toMatchObject({ status: 'failed', error })
  })

  it('of a kind that refuses a second one is not joined', async () => {
    const { gate, open } = makeGate()
    const jobs = process(gate, true)
    const { jobId } = await jobs.start(3)
    await expect(jobs.start(3)).rejects.toMatchObject({ code: 'CONFLICT' })
    open()
    await watch(jobs, jobId)
  })

  it('runs on another server as long as its lease does, then reads as interrupted, and is marked when the next one starts', async () => {
    const jobId = await createJob(database.db, KIND, { to: 9 })
    await startJob(database.db, jobId, { owner: 'another server', seconds: 60 })
    const jobs = process()
    expect(await jobs.latest()).toMatchObject({ jobId, status: 'running' })
    await database.sql`update mon_ps.job set lease_until = now() - interval '1 second' where id = ${jobId}`
    expect(await jobs.latest()).toMatchObject({ jobId, status: 'interrupted' })
    expect(await findJob(database.db, jobId)).toMatchObject({ status: 'running' })
    await watch(jobs, (await jobs.start(1)).jobId)
    expect(await findJob(database.db, jobId)).toMatchObject({ status: 'interrupted', owner: 'another server' })
  })

  it('that its process stops says whether somebody cancelled it', async () => {
    const jobs = process(() => setTimeout(50))
    const { jobId } = await jobs.start(3)
    expect(await jobs.cancel(jobId)).toEqual({ jobId, status: 'cancelled' })
    const stopped = await jobs.start(3)
    await jobs.stop()
    expect(await findJob(database.db, stopped.jobId)).toMatchObject({ status: 'interrupted', error: null })
    await expect(jobs.read(stopped.jobId + 1)).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' })
  })
})
