import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inUnitOfWork } from '../src/index.ts'
import { openTestDatabase, type TestDatabase } from '../test-kit/index.ts'
import { saveCalculation } from './calculated.ts'
import { loadLeague, tableDigests } from './fixture.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const SCHEMAS = ['mon_ps', 'quantum']

describe('removing the demo', () => {
  it('leaves exactly what was there before it was loaded and calculated', async () => {
    const real = await loadLeague(database)
    await saveCalculation(database, real)
    const before = await tableDigests(database, SCHEMAS)

    const demo = await loadLeague(database, { code: 'VE1', source: 'demo', names: ['Oak', 'Pine', 'Rowan'] })
    await saveCalculation(database, demo)
    await saveCalculation(database, demo, { shift: 0.1 })
    expect(await tableDigests(database, SCHEMAS)).not.toEqual(before)

    expect(await inUnitOfWork(database, (repositories) => repositories.demo.removeDemo())).toEqual({
      competitions: 1,
      matches: 6,
      teams: 3,
    })
    expect(await tableDigests(database, SCHEMAS)).toEqual(before)
  })

  it('does nothing when there is none', async () => {
    const before = await tableDigests(database, SCHEMAS)
    expect(await inUnitOfWork(database, ({ demo }) => demo.removeDemo())).toEqual({ competitions: 0, matches: 0, teams: 0 })
    expect(await tableDigests(database, SCHEMAS)).toEqual(before)
  })
})
