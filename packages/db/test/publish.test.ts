import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inUnitOfWork } from '../src/unit-of-work.ts'
import { saveTeamDna } from '../src/repositories/team-dna.ts'
import { pruneVersions } from '../src/repositories/versions.ts'
import { publish } from '../src/publish/publish.ts'
import { openTestDatabase, type TestDatabase } from '../test-kit/open-test-database.ts'
import { saveCalculation } from '../test-kit/calculated.ts'
import { type League, loadLeague, newRun, tableDigests } from '../test-kit/fixture.ts'

let database: TestDatabase
let league: League
beforeAll(async () => {
  database = await openTestDatabase()
  league = await loadLeague(database)
})
afterAll(() => database.close())

const NOTHING = { inserted: 0, updated: 0, unchanged: 0, keptMigrated: 0, keptOther: 0, blocked: 0, removed: 0 }
// Four teams: their DNA, twelve ordered pairs, a strategy each.
const ALL = 20

describe('publishing', () => {
  it('shows a first calculation in V3, in percent, and says of each row which run made it', async () => {
    const { runId, published } = await saveCalculation(database, league)
    expect(published).toEqual({ ...NOTHING, inserted: ALL })
    const [row] = await database.sql`select win_rate, total_pnl, market_dna from quantum.team_quantum_dna_v3 order by team_id limit 1`
    expect(row).toEqual({
      win_rate: 7,
      total_pnl: -1.5,
      market_dna: { status: 'measured', reason: null, metrics: [{ key: 'x', value: null }] },
    })
    const sources = await database.sql`select distinct origin, run_id, published_by_run from mon_ps.v3_row_source`
    expect(sources).toEqual([{ origin: 'calculated', run_id: runId, published_by_run: runId }])
    expect((await database.sql`select count(*) as n from mon_ps.v3_row_source`)[0]).toEqual({ n: ALL })
  })

  it('changes nothing when the same numbers are calculated again, but names the new run', async () => {
    const before = await tableDigests(database, ['quantum'])
    const { runId, published } = await saveCalculation(database, league)
    expect(published).toEqual({ ...NOTHING, unchanged: ALL })
    expect(await tableDigests(database, ['quantum'])).toEqual(before)
    expect(await database.sql`select distinct run_id from mon_ps.v3_row_source`).toEqual([{ run_id: runId }])
    expect((await database.sql`select count(*) as n from mon_ps.team_dna_version where retired_at is null`)[0]).toEqual({ n: 4 })
  })

  it('updates the rows whose numbers changed, and keeps their ids', async () => {
    const ids = () => database.sql`select friction_id from quantum.quantum_friction_matrix_v3 order by 1`
    const before = await ids()
    const { published } = await saveCalculation(database, league, { shift: 0.01 })
    // Of the twelve frictions the four without chaos did not change.
    expect(published).toEqual({ ...NOTHING, updated: ALL - 4, unchanged: 4 })
    expect(await ids()).toEqual(before)
  })

  it('leaves a migrated row alone and counts it', async () => {
    const runId = await newRun(database)
    const [team] = league.teams
    if (!team) throw new Error('no team')
    await inUnitOfWork(database, (tx) =>
      saveTeamDna(tx, {
        runId,
        origin: 'migrated',
        rows: [{ teamId: team.id, teamName: team.name, league: 'League X1', totalPnl: 22 }],
      }),
    )
    await database.sql`update mon_ps.v3_row_source set origin = 'migrated', run_id = ${runId},
      version_id = (select version_id from mon_ps.team_dna_version where origin = 'migrated') where table_name = 'team_quantum_dna_v3' and row_id = ${team.id}`
    const { published } = await saveCalculation(database, league, { shift: 0.02 })
    expect(published).toMatchObject({ keptMigrated: 1, updated: ALL - 4 - 1 })
    expect(await database.sql`select total_pnl from quantum.team_quantum_dna_v3 where team_id = ${team.id}`).toEqual([{ total_pnl: -1.49 }])
  })

  it('leaves a row alone that raw SQL changed', async () => {
    const last = league.teams.at(-1)
    await database.sql`update quantum.team_quantum_dna_v3 set tier = 'GOLD' where team_id = ${last?.id ?? 0}`
    const { published } = await saveCalculation(database, league, { shift: 0.03 })
    expect(published).toMatchObject({ keptMigrated: 1, keptOther: 1 })
    expect(await database.sql`select tier from quantum.team_quantum_dna_v3 where team_id = ${last?.id ?? 0}`).toEqual([{ tier: 'GOLD' }])
  })

  it('takes out pairs and strategies that a newer calculation of the season no longer has', async () => {
    const { published } = await saveCalculation(database, league, { shift: 0.04, teams: 3 })
    expect(published.removed).toBe(6 + 1)
    expect((await database.sql`select count(*) as n from quantum.quantum_friction_matrix_v3`)[0]).toEqual({ n: 6 })
    expect((await database.sql`select count(*) as n from mon_ps.friction_version where retired_at is null`)[0]).toEqual({ n: 6 })
  })

  it('shows the latest season of a team, and older pairs beside newer ones', async () => {
    await saveCalculation(database, league, { shift: 0.05, season: '2023-24' })
    const older = await saveCalculation(database, league, { shift: 0.06, season: '2021-22' })
    expect(older.published.inserted).toBe(12 + 4)
    expect(await database.sql`select distinct season from quantum.team_quantum_dna_v3 where team_id = ${league.teams[1]?.id ?? 0}`).toEqual(
      [{ season: '2023-24' }],
    )
    expect(await database.sql`select distinct season from quantum.quantum_friction_matrix_v3 order by 1`).toEqual([
      { season: '2021-22' },
      { season: '2022-23' },
      { season: '2023-24' },
    ])
  })

  it('does not stumble over another team of the same name and league', async () => {
    await database.sql`insert into quantum.team_quantum_dna_v3 (team_id, team_name, league) values (5, 'Elm', 'League X1')`
    const second = await loadLeague(database, { code: 'X2', names: ['Elm', 'Fir'] })
    const { published } = await saveCalculation(database, second)
    // Elm's DNA, both pairs and Elm's strategy have nowhere to go; Fir's have.
    expect(published).toMatchObject({ inserted: 2, blocked: 1 + 2 + 1 })
  })

  it('keeps the last three runs of versions and what V3 shows', async () => {
    const before = (await database.sql<{ n: number }[]>`select count(*) as n from mon_ps.team_dna_version`)[0]?.n ?? 0
    const deleted = await inUnitOfWork(database, (tx) => pruneVersions(tx, 3))
    expect(deleted).toBeGreaterThan(0)
    const after = await database.sql<{ n: number }[]>`select count(*) as n from mon_ps.team_dna_version`
    expect(after[0]?.n).toBeLessThan(before)
    expect(
      await database.sql`select 1 from mon_ps.v3_row_source s where table_name = 'team_quantum_dna_v3' and origin <> 'legacy_sql'
      and not exists (select from mon_ps.team_dna_version v where v.version_id = s.version_id)`,
    ).toEqual([])
    await expect(publish(database.db, 999_999)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
