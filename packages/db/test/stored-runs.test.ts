import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rebuildPart, currentSnapshot, currentSnapshotId } from '../src/repositories/snapshots.ts'
import { findSucceededRun, startRun, finishRun, latestSucceededRun } from '../src/repositories/runs.ts'
import { openTestDatabase, type TestDatabase } from '../test-kit/open-test-database.ts'
import { type League, loadLeague } from '../test-kit/fixture.ts'

let database: TestDatabase
let league: League

beforeAll(async () => {
  database = await openTestDatabase()
  league = await loadLeague(database)
})
afterAll(() => database.close())

describe('what was done before', () => {
  it('is found by its data, parameters in any order, and version; nothing else is taken for it', async () => {
    await rebuildPart(database.db, league.competitionId)
    const snapshot = await currentSnapshot(database.db, [league.competitionId])
    const snapshotId = snapshot?.id ?? ''
    const wanted = { kind: 'backtest' as const, snapshotId, params: { tier: 'market', seasons: ['2022-23'] }, modelVersion: 'two' }
    expect(await findSucceededRun(database.db, wanted)).toBeNull()
    const id = await startRun(database.db, { ...wanted, codeVersion: '0' })
    expect(await findSucceededRun(database.db, wanted)).toBeNull()
    await finishRun(database.db, id, { status: 'succeeded', result: { matches: 12 } })
    const sorted = { ...wanted, params: { seasons: ['2022-23'], tier: 'market' } }
    expect(await findSucceededRun(database.db, sorted)).toMatchObject({ id, result: { matches: 12 } })
    for (const other of [
      { ...wanted, params: { ...wanted.params, tier: 'results' } },
      { ...wanted, modelVersion: 'three' },
      { ...wanted, snapshotId: 'another' },
    ])
      expect(await findSucceededRun(database.db, other)).toBeNull()
    expect(await latestSucceededRun(database.db, { kind: 'backtest', params: { tier: 'market' }, modelVersion: 'two' })).toMatchObject({
      id,
    })
    expect(await latestSucceededRun(database.db, { kind: 'backtest', params: { tier: 'history' }, modelVersion: 'two' })).toBeNull()
    // It has ended: nobody can write its result again.
    await expect(finishRun(database.db, id, { status: 'succeeded', result: {} })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('the id of what is loaded is known without recording a snapshot of it', async () => {
    const recorded = await currentSnapshot(database.db, [league.competitionId])
    expect(await currentSnapshotId(database.db, [league.competitionId])).toBe(recorded?.id)
    expect(await currentSnapshotId(database.db, [])).toBeNull()
  })
})
