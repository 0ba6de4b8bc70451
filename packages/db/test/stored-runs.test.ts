import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { repositoriesOf } from '../src/repositories/index.ts'
import { openTestDatabase, type TestDatabase } from '../test-kit/open-test-database.ts'
import { type League, loadLeague } from './fixture.ts'

let database: TestDatabase
let league: League
const repositories = () => repositoriesOf(database.db)

beforeAll(async () => {
  database = await openTestDatabase()
  league = await loadLeague(database)
})
afterAll(() => database.close())

describe('what was done before', () => {
  it('is found by its data, parameters in any order, and version; nothing else is taken for it', async () => {
    const { runs, snapshots } = repositories()
    await snapshots.rebuildPart(league.competitionId)
    const snapshot = await snapshots.currentSnapshot([league.competitionId])
    const snapshotId = snapshot?.id ?? ''
    const wanted = { kind: 'backtest' as const, snapshotId, params: { tier: 'market', seasons: ['2022-23'] }, modelVersion: 'two' }
    expect(await runs.findSucceededRun(wanted)).toBeNull()
    const id = await runs.startRun({ ...wanted, codeVersion: '0' })
    expect(await runs.findSucceededRun(wanted)).toBeNull()
    await runs.finishRun(id, { status: 'succeeded', result: { matches: 12 } })
    const sorted = { ...wanted, params: { seasons: ['2022-23'], tier: 'market' } }
    expect(await runs.findSucceededRun(sorted)).toMatchObject({ id, result: { matches: 12 } })
    for (const other of [
      { ...wanted, params: { ...wanted.params, tier: 'results' } },
      { ...wanted, modelVersion: 'three' },
      { ...wanted, snapshotId: 'another' },
    ])
      expect(await runs.findSucceededRun(other)).toBeNull()
    expect(await runs.latestSucceededRun({ kind: 'backtest', params: { tier: 'market' }, modelVersion: 'two' })).toMatchObject({ id })
    expect(await runs.latestSucceededRun({ kind: 'backtest', params: { tier: 'history' }, modelVersion: 'two' })).toBeNull()
    // It has ended: nobody can write its result again.
    await expect(runs.finishRun(id, { status: 'succeeded', result: {} })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('the id of what is loaded is known without recording a snapshot of it', async () => {
    const { snapshots } = repositories()
    const recorded = await snapshots.currentSnapshot([league.competitionId])
    expect(await snapshots.currentSnapshotId([league.competitionId])).toBe(recorded?.id)
    expect(await snapshots.currentSnapshotId([])).toBeNull()
  })
})
