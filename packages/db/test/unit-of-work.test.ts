import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asDbError } from '../src/errors.ts'
import { inUnitOfWork } from '../src/unit-of-work.ts'
import { listCompetitions, ensureCompetition, findCompetition } from '../src/repositories/competitions.ts'
import { startRun, findRun, listRuns, finishRun } from '../src/repositories/runs.ts'
import { openTestDatabase, type TestDatabase } from '../test-kit/open-test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const league = (code: string) => ({ code, name: code, country: null, source: 'demo', level: 1 }) as const
const codes = async () => (await listCompetitions(database.db)).map((row) => row.code)
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (error: unknown) => asDbError(error).code,
  )

describe('a unit of work', () => {
  it('saves all of it, or nothing', async () => {
    await inUnitOfWork(database, async (tx) => ensureCompetition(tx, league('KEPT')))
    const failing = inUnitOfWork(database, async (tx) => {
      await ensureCompetition(tx, league('LOST'))
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
    const both = [inUnitOfWork(database, (tx) => findCompetition(tx, 'kept')), database.sql`select 1 as one`]
    expect(await Promise.all(both)).toHaveLength(2)
    expect(await database.sql`select 1 as one`).toEqual([{ one: 1 }])
  })
})

describe('runs and jobs', () => {
  it('name the data of a calculation, or are refused', async () => {
    expect(await codeOf(startRun(database.db, { kind: 'calculate', params: {}, codeVersion: 'test' }))).toBe('CONSTRAINT_VIOLATED')
  })

  it('have the same hash for the same parameters, whatever their order', async () => {
    const ids = [
      await startRun(database.db, { kind: 'import', params: { a: 1, b: { c: 2, d: [3] } }, codeVersion: 'test' }),
      await startRun(database.db, { kind: 'import', params: { b: { d: [3], c: 2 }, a: 1 }, codeVersion: 'test' }),
    ]
    const hashes = await Promise.all(ids.map(async (id) => (await findRun(database.db, id))?.paramsSha256))
    expect(hashes[0]).toBe(hashes[1])
    expect((await listRuns(database.db, 'import', 1))[0]?.id).toBe(ids[1])
  })

  it('end once', async () => {
    const id = await startRun(database.db, { kind: 'import', params: {}, codeVersion: 'test' })
    await finishRun(database.db, id, { status: 'succeeded', result: { rows: 3 } })
    expect(await findRun(database.db, id)).toMatchObject({
      status: 'succeeded',
      result: { rows: 3 },
      finishedAt: expect.stringMatching(/Z$/),
    })
    expect(await codeOf(finishRun(database.db, id, { status: 'failed' }))).toBe('NOT_FOUND')
  })
})
