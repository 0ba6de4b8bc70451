import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inUnitOfWork } from '../src/unit-of-work.ts'
import { openTestDatabase, type TestDatabase } from '../test-kit/open-test-database.ts'
import { saveCalculation } from '../test-kit/calculated.ts'
import { loadLeague, tableDigests } from '../test-kit/fixture.ts'
import { removeDemo } from '../src/repositories/demo.ts'
import { saveClassification, saveGoalscorer } from '../src/repositories/profiles.ts'

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

    expect(await inUnitOfWork(database, (tx) => removeDemo(tx))).toEqual({
      competitions: 1,
      matches: 6,
      teams: 3,
    })
    expect(await tableDigests(database, SCHEMAS)).toEqual(before)
  })

  it('takes its players and pieces along, and leaves those of real teams', async () => {
    const demo = await loadLeague(database, { code: 'VE1', source: 'demo', names: ['Oak', 'Pine'] })
    const [alder] = await database.sql`select id from mon_ps.team where name = 'Alder'`
    const season = '2022-23'
    await inUnitOfWork(database, async (tx) => {
      for (const teamId of [demo.teams[0]?.id ?? 0, Number(alder?.['id'])]) {
        await saveClassification(tx, { teamId, season, pieceType: 'rook', confidence: 0.6 })
        await saveGoalscorer(tx, { teamId, season, playerName: 'Ann', appearances: 3 })
      }
    })
    await inUnitOfWork(database, (tx) => removeDemo(tx))
    const left = await database.sql`
      select 'piece' as what, team_id from mon_ps.chess_classification union all select 'player', team_id from mon_ps.goalscorer_profile order by 1`
    expect([...left]).toEqual([
      { what: 'piece', team_id: Number(alder?.['id']) },
      { what: 'player', team_id: Number(alder?.['id']) },
    ])
  })

  it('does nothing when there is none', async () => {
    const before = await tableDigests(database, SCHEMAS)
    expect(await inUnitOfWork(database, (tx) => removeDemo(tx))).toEqual({ competitions: 0, matches: 0, teams: 0 })
    expect(await tableDigests(database, SCHEMAS)).toEqual(before)
  })
})
