import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  createJob,
  findJob,
  finishJob,
  latestJob,
  isAbandoned,
  jobTableExists,
  markExpiredJobs,
  markInterruptedJobs,
  newestJobsByAction,
  renewLease,
  saveJobEnd,
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
    expect([await isAbandoned(database.db, id), await markExpiredJobs(database.db)]).toEqual([false, 0])
    await renewLease(database.db, id, { owner: 'server-1', seconds: 3600 }, 17)
    const [lease] = await database.sql`select lease_until > now() + interval '50 minutes' as renewed, last_event::int from mon_ps.job`
    expect(lease).toEqual({ renewed: true, last_event: 17 })
    await database.sql`update mon_ps.job set lease_until = now() - interval '1 second'`
    expect(await isAbandoned(database.db, id)).toBe(true)
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

  it('that end where their row was not there bring it with its number, and the next number is free', async () => {
    const ended = { kind: 'migration', status: 'succeeded', error: null, startedAt: '2026-12-01T10:00:00.5Z', lastEvent: 9 } as const
    const next = await running()
    const write = (id: number, action: string) => saveJobEnd(database.db, { ...ended, id, params: { action }, result: { action } })
    await write(next + 1, 'apply')
    await write(next + 2, 'apply')
    await write(next + 3, 'verify')
    expect(await findJob(database.db, next + 1)).toMatchObject({ ...ended, params: { action: 'apply' }, result: { action: 'apply' } })
    expect(await newestJobsByAction(database.db, 'migration')).toEqual({ apply: next + 2, verify: next + 3 })
    expect(await latestJob(database.db, 'migration')).toMatchObject({ id: next + 3 })
    expect((await driftReport(database, { today: '2026-12-01' })).differences).toEqual([])
    expect(await running()).toBe(next + 4)
    await write(next + 4, 'rollback')
    expect(await findJob(database.db, next + 4)).toMatchObject({ kind: 'calculate', status: 'succeeded', result: { action: 'rollback' } })
    await write(next + 4, 'verify')
    expect(await findJob(database.db, next + 4)).toMatchObject({ result: { action: 'rollback' } })
  })

  it('that are the first of a new table leave the second number to the next one', async () => {
    const fresh = await openTestDatabase()
    try {
      const ended = { kind: 'migration', status: 'succeeded', result: null, error: null, startedAt: '2026-12-01T10:00:00Z' } as const
      await saveJobEnd(fresh.db, { ...ended, id: 1, params: {}, lastEvent: 1 })
      expect(await createJob(fresh.db, 'calculate')).toBe(2)
    } finally {
      await fresh.close()
    }
  })

  it('are none, and not an error, where the table of jobs does not exist', async () => {
    const empty = await openTestDatabase({ migrated: false })
    try {
      expect(await findJob(empty.db, 1)).toBeNull()
      expect(await latestJob(empty.db, 'migration')).toBeNull()
      expect(await newestJobsByAction(empty.db, 'migration')).toEqual({})
      const ended = { kind: 'migration', status: 'failed', result: null, error: null, startedAt: '2026-12-01T10:00:00.5Z' } as const
      await saveJobEnd(empty.db, { ...ended, id: 1, params: {}, lastEvent: 1 })
      expect(await jobTableExists(empty.db)).toBe(false)
    } finally {
      await empty.close()
    }
  })
})
