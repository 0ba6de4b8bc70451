import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asDbError } from '../src/errors.ts'
import { inUnitOfWork } from '../src/unit-of-work.ts'
import { repositoriesOf } from '../src/repositories/index.ts'
import { openTestDatabase, type TestDatabase } from '../test-kit/open-test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const league = (code: string) => ({ code, name: code, country: null, source: 'demo', level: 1 }) as const
const codes = async () => (await repositoriesOf(database.db).competitions.listCompetitions()).map((row) => row.code)
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (error: unknown) => asDbError(error).code,
  )

describe('a unit of work', () => {
  it('saves all of it, or nothing', async () => {
    await inUnitOfWork(database, async ({ competitions }) => competitions.ensureCompetition(league('KEPT')))
    const failing = inUnitOfWork(database, async ({ competitions }) => {
      await competitions.ensureCompetition(league('LOST'))
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await codes()).toEqual(['KEPT'])
  })

  it('refuses the outer database and a second unit inside, in whatever way they are used', async () => {
    const inside = (use: () => Promise<unknown>) => codeOf(inUnitOfWork(database, use))
    expect(await inside(() => database.db.execute('select 1'))).toBe('UNIT_OF_WORK_REENTERED')
    expect(await inside(async () => database.sql`select 1`)).toBe('UNIT_OF_WORK_REENTERED')
    expect(await inside(() => database.db.transaction(async () => 1))).toBe('UNIT_OF_WORK_REENTERED')
    expect(await inside(() => inUnitOfWork(database, async () => 1))).toBe('UNIT_OF_WORK_REENTERED')
  })

  it('leaves others alone meanwhile and afterwards', async () => {
    const both = [inUnitOfWork(database, ({ competitions }) => competitions.findCompetition('kept')), database.sql`select 1 as one`]
    expect(await Promise.all(both)).toHaveLength(2)
    expect(await database.sql`select 1 as one`).toEqual([{ one: 1 }])
  })
})

describe('runs and jobs', () => {
  it('name the data of a calculation, or are refused', async () => {
    const { runs } = repositoriesOf(database.db)
    expect(await codeOf(runs.startRun({ kind: 'calculate', params: {}, codeVersion: 'test' }))).toBe('CONSTRAINT_VIOLATED')
  })

  it('have the same hash for the same parameters, whatever their order', async () => {
    const { runs } = repositoriesOf(database.db)
    const ids = [
      await runs.startRun({ kind: 'import', params: { a: 1, b: { c: 2, d: [3] } }, codeVersion: 'test' }),
      await runs.startRun({ kind: 'import', params: { b: { d: [3], c: 2 }, a: 1 }, codeVersion: 'test' }),
    ]
    const hashes = await Promise.all(ids.map(async (id) => (await runs.findRun(id))?.paramsSha256))
    expect(hashes[0]).toBe(hashes[1])
    expect((await runs.listRuns('import', 1))[0]?.id).toBe(ids[1])
  })

  it('end once', async () => {
    const { runs } = repositoriesOf(database.db)
    const id = await runs.startRun({ kind: 'import', params: {}, codeVersion: 'test' })
    await runs.finishRun(id, { status: 'succeeded', result: { rows: 3 } })
    expect(await runs.findRun(id)).toMatchObject({ status: 'succeeded', result: { rows: 3 }, finishedAt: expect.stringMatching(/Z$/) })
    expect(await codeOf(runs.finishRun(id, { status: 'failed' }))).toBe('NOT_FOUND')
  })

  it('that were cut off by the end of their process are told at the next start', async () => {
    const { jobs, runs } = repositoriesOf(database.db)
    const runId = await runs.startRun({ kind: 'import', params: {}, codeVersion: 'test' })
    const done = await jobs.createJob('calculate')
    await jobs.startJob(done)
    await jobs.finishJob(done, { status: 'succeeded', result: { teams: 2 } })
    const cut = await jobs.createJob('calculate', { leagues: ['E0'] })
    await jobs.startJob(cut)
    await jobs.saveJobProgress(cut, { phase: 'fit', done: 2, total: 5, runId })
    expect(await jobs.markInterruptedJobs()).toBe(1)
    expect(await jobs.findJob(done)).toMatchObject({ status: 'succeeded', result: { teams: 2 } })
    expect(await jobs.latestJob('calculate')).toMatchObject({ id: cut, status: 'interrupted', phase: 'fit', done: 2, total: 5, runId })
    expect((await runs.findRun(runId))?.status).toBe('interrupted')
    expect(await codeOf(jobs.saveJobProgress(cut, { phase: 'fit', done: 3, total: 5 }))).toBe('NOT_FOUND')
  })
})
