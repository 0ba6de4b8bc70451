import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  createJob,
  findJob,
  finishJob,
  latestJob,
  markInterruptedJobs,
  newestJobsByAction,
  saveEndedJob,
  saveJobProgress,
  startJob,
} from '../src/repositories/jobs.ts'
import { driftReport } from '../src/drift/drift-report.ts'
import { findRun, startRun } from '../src/repositories/runs.ts'
import { openTestDatabase, type TestDatabase } from '../test-kit/open-test-database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
afterEach(() => database.sql`delete from mon_ps.job`)

const newRun = () => startRun(database.db, { kind: 'import', params: {}, codeVersion: 'test' })
const running = async (kind = 'calculate') => {
  const id = await createJob(database.db, kind, { leagues: ['E0'] })
  await startJob(database.db, id)
  return id
}

describe('jobs', () => {
  it('that were cut off with their process are marked at the next start, with the runs that they made', async () => {
    const runId = await newRun()
    const untouched = await newRun()
    const done = await running()
    await finishJob(database.db, done, { status: 'succeeded', result: { teams: 2 } })
    const queued = await createJob(database.db, 'evaluate')
    const cut = await running()
    await saveJobProgress(database.db, cut, { phase: 'fit', done: 2, total: 5, runId, lastEvent: 17 })
    expect(await markInterruptedJobs(database.db)).toBe(2)
    expect(await findJob(database.db, done)).toMatchObject({ status: 'succeeded', result: { teams: 2 } })
    expect(await findJob(database.db, queued)).toMatchObject({ status: 'interrupted', startedAt: null })
    expect(await latestJob(database.db, 'calculate')).toMatchObject({
      id: cut,
      status: 'interrupted',
      phase: 'fit',
      done: 2,
      total: 5,
      lastEvent: 17,
      params: { leagues: ['E0'] },
      finishedAt: expect.stringMatching(/Z$/),
    })
    expect(await findRun(database.db, runId)).toMatchObject({ status: 'interrupted' })
    expect(await findRun(database.db, untouched)).toMatchObject({ status: 'running' })
  })

  it('under a lease belong to their owner until it runs out', async () => {
    const id = await createJob(database.db, 'calculate')
    await startJob(database.db, id, { owner: 'server-1', seconds: 60 })
    expect(await markInterruptedJobs(database.db)).toBe(0)
    expect(await findJob(database.db, id)).toMatchObject({ status: 'running', owner: 'server-1', leaseUntil: expect.stringMatching(/Z$/) })
    await database.sql`update mon_ps.job set lease_until = now() - interval '1 second'`
    expect(await markInterruptedJobs(database.db)).toBe(1)
    expect(await findJob(database.db, id)).toMatchObject({ status: 'interrupted', owner: 'server-1', leaseUntil: null })
  })

  it('end once, and say why when they failed', async () => {
    const id = await running()
    const error = { code: 'NO_CONVERGENCE', message: 'the fit did not converge' }
    await finishJob(database.db, id, { status: 'failed', error })
    expect(await findJob(database.db, id)).toMatchObject({ status: 'failed', error, result: null })
    await expect(finishJob(database.db, id, { status: 'succeeded' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(saveJobProgress(database.db, id, { phase: 'fit', done: 1, total: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('are found by kind, the newest first, and by what they did', async () => {
    const [first, second, other] = [await running(), await running(), await running('evaluate')]
    expect(await latestJob(database.db, 'calculate')).toMatchObject({ id: second })
    expect(await latestJob(database.db, 'evaluate')).toMatchObject({ id: other })
    expect(await latestJob(database.db, 'enrich')).toBeNull()
    expect(first).toBeLessThan(second)
    expect(await newestJobsByAction(database.db, 'calculate')).toEqual({})
  })

  it('that were written down at their end keep the number that their process gave them', async () => {
    const ended = { kind: 'migration', status: 'succeeded', error: null, startedAt: '2026-12-01T10:00:00.5Z' } as const
    const write = (id: number, action: string) => saveEndedJob(database.db, { ...ended, id, params: { action }, result: { action } })
    expect(await write(1_796_000_000_001, 'apply')).toBe(true)
    await write(1_796_000_000_002, 'apply')
    await write(1_796_000_000_003, 'verify')
    expect(await findJob(database.db, 1_796_000_000_001)).toMatchObject({
      ...ended,
      params: { action: 'apply' },
      result: { action: 'apply' },
    })
    expect(await newestJobsByAction(database.db, 'migration')).toEqual({ apply: 1_796_000_000_002, verify: 1_796_000_000_003 })
    expect(await latestJob(database.db, 'migration')).toMatchObject({ id: 1_796_000_000_003 })
    // The table goes on after the highest of them.
    expect(await running()).toBe(1_796_000_000_004)
    expect((await driftReport(database, { today: '2026-12-01' })).differences).toEqual([])
  })

  it('are none, and not an error, where the table of jobs does not exist', async () => {
    const empty = await openTestDatabase({ migrated: false })
    try {
      expect(await findJob(empty.db, 1)).toBeNull()
      expect(await latestJob(empty.db, 'migration')).toBeNull()
      expect(await newestJobsByAction(empty.db, 'migration')).toEqual({})
      const ended = { kind: 'migration', status: 'failed', result: null, error: null, startedAt: '2026-12-01T10:00:00.5Z' } as const
      expect(await saveEndedJob(empty.db, { ...ended, id: 1, params: {} })).toBe(false)
    } finally {
      await empty.close()
    }
  })
})
