import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { recountMigrated } from '../src/mapping/recount-migrated.ts'
import { findFriction, listFrictionPairs, listFrictions } from '@mon-ps/db/repositories/frictions'
import { findMigratedVersion, findV1Row } from '@mon-ps/db/publish/migrated-rows'
import { listStrategies } from '@mon-ps/db/repositories/strategies'
import { listTeamLeaders, listTeams } from '@mon-ps/db/repositories/team-dna'
import { removeMoved, withdrawMigrated } from '../src/copy/publish-moved.ts'
import { decidePublication, undoDecision } from '@mon-ps/db/publish/decide-publication'
import { openTestDatabase, type TestDatabase } from '@mon-ps/db/test-kit/open-test-database'
import { saveCalculation } from '@mon-ps/db/test-kit/calculated'
import { type League, loadLeague, tableDigests } from '@mon-ps/db/test-kit/fixture'
import { loadSmallV1, move } from './moved.ts'

let database: TestDatabase
let league: League
beforeAll(async () => {
  database = await openTestDatabase()
  league = await loadLeague(database)
  await loadSmallV1(database)
})
afterAll(() => database.close())

const withdraw = () =>
  database.db.transaction(async (tx) => {
    const [run] = await tx.execute<{ id: number }>(sql`select max(id) as id from mon_ps.run`)
    const withdrawn = await withdrawMigrated(tx, run?.id ?? 0)
    return { withdrawn, ...(await removeMoved(tx)) }
  })

/** What V3 shows and what made it, and what the move leaves elsewhere; runs and retired versions are history. */
const state = async () => {
  const { 'quantum.team_profiles': _p, ...digests } = await tableDigests(database, ['quantum'])
  const sources = await database.sql`select * from mon_ps.v3_row_source order by 1, 2`
  const teams = await database.sql`select id, name, source from mon_ps.team order by 1`
  const aliases = await database.sql`select * from mon_ps.team_alias order by 1, 2`
  const sequences =
    await database.sql`select s.last_value, s.is_called, t.last_value as teams from quantum.quantum_strategies_v3_strategy_id_seq s, mon_ps.team_id_seq t`
  return { digests, sources, teams, aliases, sequences }
}
const pnl = async () => database.sql`select team_name, total_pnl from quantum.team_quantum_dna_v3 order by team_id`

/** No row of V3 and no version: what the test before left. */
async function clear(): Promise<void> {
  for (const table of ['quantum_friction_matrix_v3', 'quantum_strategies_v3', 'team_quantum_dna_v3'])
    await database.sql.unsafe(`delete from quantum.${table}`)
  for (const table of ['friction_version', 'strategy_version', 'team_dna_version']) await database.sql.unsafe(`delete from mon_ps.${table}`)
}

describe('a moved row and a calculated one of the same key', () => {
  beforeEach(clear)

  it('shows the moved one, says so, and gives everything back when it is withdrawn, to the last byte', async () => {
    await saveCalculation(database, league)
    const before = await state()
    const { published } = await move(database)
    // Alder and Birch were calculated; Elm is new, with its strategy, the others' two, and two pairs.
    expect(published).toEqual({ inserted: 1 + 2 + 3, replaced: 2, kept: 0 })
    expect(await database.sql`select total_pnl, league, created_at from quantum.team_quantum_dna_v3 where team_name = 'Alder'`).toEqual([
      { total_pnl: 22, league: 'Serie A', created_at: '2025-12-05T23:46:41Z' },
    ])
    const { withdrawn, kept } = await withdraw()
    expect(withdrawn).toEqual({ restored: 2, removed: 6, kept: [] })
    expect(kept).toEqual([])
    expect(await state()).toEqual(before)
  })

  it('leads to the V1 row that it is the move of, from which its rules make its numbers again', async () => {
    await move(database)
    for (const origin of ['published', 'migrated'] as const) {
      const { rows } = await listTeams(database.db, { origin, sort: 'teamName', page: { limit: 50, order: 'asc', after: null } })
      expect(rows.map(({ teamName }) => teamName)).toContain('Alder')
      for (const team of rows) {
        const version = await findMigratedVersion(database.db, { table: 'team_profiles', origin, id: team.id })
        const row = await findV1Row(database.db, 'team_profiles', version?.v1Id ?? 0)
        expect(row?.columns['team_name']).toBe(team.teamName)
        const again = (column: string) => row && recountMigrated('team_profiles', column, row.columns)?.value
        expect([again('total_pnl'), again('win_rate'), again('total_bets')]).toEqual([team.totalPnl, team.winRate, team.totalBets])
      }
    }
    expect(await findMigratedVersion(database.db, { table: 'team_profiles', origin: 'published', id: 999_999 })).toBeNull()
    expect(await findV1Row(database.db, 'team_profiles', 999_999)).toBeNull()
  })

  it('leaves every pair of a calculated league in its matrix, also those of teams that are now shown as moved', async () => {
    await saveCalculation(database, league)
    const asked = () => listFrictionPairs(database.db, { origin: 'published', league: 'X1' })
    const calculated = await asked()
    expect([calculated.season, calculated.pairs.length]).toEqual(['2022-23', 12])
    await move(database)
    expect(await asked()).toEqual(calculated)
    await withdraw()
  })

  it('leads the board of its origin and the published one, not that of the calculated rows', async () => {
    await saveCalculation(database, league)
    await move(database)
    const first = async (origin: 'published' | 'migrated' | 'calculated') => {
      const { rows, n } = await listTeamLeaders(database.db, { origin, limit: 1 })
      return [rows[0]?.teamName, rows[0]?.totalPnl, rows[0]?.origin, n]
    }
    expect(await first('migrated')).toEqual(['Alder', 22, 'migrated', 3])
    expect(await first('published')).toEqual(['Alder', 22, 'migrated', 5])
    expect(await first('calculated')).toEqual(['Döğan', 1.5, 'calculated', 4])
    await withdraw()
  })

  it('is the same in every order of calculating, moving and withdrawing', async () => {
    await saveCalculation(database, league)
    const calculated = await state()
    await move(database)
    const moved = await tableDigests(database, ['quantum'])
    const { published } = await saveCalculation(database, league)
    expect(published).toMatchObject({ keptMigrated: 2, updated: 0, inserted: 0 })
    expect(await tableDigests(database, ['quantum'])).toEqual(moved)
    await withdraw()
    expect((await state()).digests).toEqual(calculated.digests)
    await move(database)
    expect(await tableDigests(database, ['quantum'])).toEqual(moved)
    await withdraw()
    expect((await state()).digests).toEqual(calculated.digests)
  })

  it('shows a calculation that came after the move once the move is withdrawn', async () => {
    await move(database)
    const { published } = await saveCalculation(database, league)
    expect(published).toMatchObject({ keptMigrated: 2, inserted: 2 + 12 + 4 })
    expect((await pnl()).find(({ team_name }) => team_name === 'Alder')).toEqual({ team_name: 'Alder', total_pnl: 22 })
    await withdraw()
    expect(await pnl()).toEqual([
      { team_name: 'Alder', total_pnl: -1.5 },
      { team_name: 'Birch', total_pnl: -0.5 },
      { team_name: 'Cedar', total_pnl: 0.5 },
      { team_name: 'Döğan', total_pnl: 1.5 },
    ])
  })

  it('never touches a row that raw SQL wrote', async () => {
    await saveCalculation(database, league)
    await database.sql`update quantum.team_quantum_dna_v3 set tier = 'GOLD' where team_name = 'Alder'`
    const { published } = await move(database)
    expect(published).toMatchObject({ replaced: 1, kept: 1 })
    expect(await database.sql`select tier, total_pnl from quantum.team_quantum_dna_v3 where team_name = 'Alder'`).toEqual([
      { tier: 'GOLD', total_pnl: -1.5 },
    ])
    await withdraw()
    expect(await database.sql`select tier from quantum.team_quantum_dna_v3 where team_name = 'Alder'`).toEqual([{ tier: 'GOLD' }])
  })

  it('gives way to a calculated one only by a recorded decision, which can be undone', async () => {
    await saveCalculation(database, league)
    await move(database)
    const row = () => database.sql`select * from quantum.team_quantum_dna_v3 where team_name = 'Alder'`
    const moved = await row()
    const [alder] = await database.sql<{ id: number; version: number }[]>`
      select t.team_id as id, v.version_id as version from quantum.team_quantum_dna_v3 t
      join mon_ps.team_dna_version v on v.team_id = t.team_id and v.origin = 'calculated' and v.retired_at is null where t.team_name = 'Alder'`
    const decision = {
      tableName: 'team_quantum_dna_v3',
      rowId: alder?.id ?? 0,
      toVersion: alder?.version ?? 0,
      who: 'ada',
      why: 'newer',
    } as const
    const { decisionId } = await database.db.transaction((tx) => decidePublication(tx, decision))
    expect((await pnl()).find(({ team_name }) => team_name === 'Alder')).toEqual({ team_name: 'Alder', total_pnl: -1.5 })
    expect(await database.sql`select row_key, to_version, who, why from mon_ps.publish_decision where id = ${decisionId}`).toEqual([
      { row_key: String(alder?.id), to_version: alder?.version, who: 'ada', why: 'newer' },
    ])
    const { published } = await saveCalculation(database, league, { shift: 0.5 })
    expect(published).toMatchObject({ keptMigrated: 1 })
    expect((await pnl()).find(({ team_name }) => team_name === 'Alder')).toEqual({ team_name: 'Alder', total_pnl: -1 })
    await database.db.transaction((tx) => undoDecision(tx, decisionId, { who: 'ada', why: 'a mistake' }))
    expect(await row()).toEqual(moved)
    await withdraw()
    await expect(database.db.transaction((tx) => decidePublication(tx, decision))).rejects.toMatchObject({ code: 'NOT_MIGRATED' })
  })
})

describe('an unordered pair', () => {
  let ids: ReadonlyMap<string, number>
  const pair = async (home: string, away: string, origin: 'published' | 'migrated' = 'published') =>
    findFriction(database.db, { origin, homeId: ids.get(home) ?? 0, awayId: ids.get(away) ?? 0 })
  beforeAll(async () => {
    await clear()
    await move(database)
    const teams = await database.sql<{ id: number; name: string }[]>`select id, name from mon_ps.team`
    ids = new Map(teams.map(({ id, name }) => [name, id]))
    await database.sql`update quantum.quantum_friction_matrix_v3 set psychological_edge = 4 where team_home_name = 'Alder' and season is null`
    await database.sql`update mon_ps.friction_version set psychological_edge = 4, estimates = '{"psychologicalEdge": {"n": 9, "interval": [1, 6]}}'
      where origin = 'migrated' and v1_id = 1`
  })

  it.each(['published', 'migrated'] as const)('is found in the order that V1 wrote it, %s', async (origin) => {
    expect(await pair('Alder', 'Birch', origin)).toMatchObject({
      homeName: 'Alder',
      awayName: 'Birch',
      styleHome: 'DIRECT',
      styleAway: 'PATIENT',
      predictedWinner: 'home',
      h2hHomeWins: 3,
      h2hAwayWins: 1,
      frictionScore: 85,
      league: 'Serie A',
      orientation: origin === 'migrated' ? 'unordered' : expect.any(String),
    })
  })

  it.each(['published', 'migrated'] as const)(
    'is found in the other order, with everything that has a direction turned, %s',
    async (origin) => {
      // The cell above was written by raw SQL; it is given back to the move, so that the row is its own again.
      await database.sql`update mon_ps.v3_row_source s set origin = 'migrated', run_id = v.run_id, version_id = v.version_id from mon_ps.friction_version v
      where s.table_name = 'quantum_friction_matrix_v3' and v.origin = 'migrated' and v.v1_id = 1 and s.row_id = 1`
      const found = await pair('Birch', 'Alder', origin)
      expect(found).toMatchObject({
        homeId: ids.get('Birch'),
        homeName: 'Birch',
        awayId: ids.get('Alder'),
        awayName: 'Alder',
        styleHome: 'PATIENT',
        styleAway: 'DIRECT',
        predictedWinner: 'away',
        h2hHomeWins: 1,
        h2hAwayWins: 3,
        frictionScore: 85,
        orientation: 'unordered',
      })
      expect([found?.psychologicalEdge, found?.estimates['psychologicalEdge']]).toEqual([-4, { n: 9, interval: [-6, -1] }])
      expect((await pair('Alder', 'Elm', origin))?.predictedWinner).toBe('draw')
      expect(await pair('Birch', 'Elm', origin)).toBeNull()
    },
  )

  it('is found under its league’s code as under its name, like its teams and their strategies', async () => {
    await database.sql`insert into mon_ps.competition (code, name, source) values ('I1', 'Serie A', 'football-data')`
    const page = { limit: 10, order: 'asc', after: null } as const
    const strategies = { scope: 'team', minBets: 0, bestOnly: false, sort: 'profit', page } as const
    const found = async (league: string) => {
      const asked = { origin: 'migrated', league } as const
      const teams = await listTeams(database.db, { ...asked, sort: 'teamName', page })
      const pairs = await listFrictions(database.db, { ...asked, sort: 'friction', page })
      const records = await listStrategies(database.db, { ...asked, ...strategies })
      return [teams.rows.length, pairs.rows.length, records.rows.map((record) => record.league)]
    }
    expect(await found('Serie A')).toEqual([3, 2, ['Serie A', 'Serie A', 'Serie A']])
    expect(await found('I1')).toEqual(await found('Serie A'))
    expect(await found('E0')).toEqual([0, 0, []])
  })

  it('is of no league where its teams play in two, in either order', async () => {
    const plays = (name: string) =>
      database.sql.begin(async (tx) => {
        await tx`select set_config('mon_ps.run_id', '1', true)`
        await tx`update quantum.team_quantum_dna_v3 set league = ${name} where team_name = 'Birch'`
      })
    await plays('La Liga')
    const leagues = [await pair('Alder', 'Birch'), await pair('Birch', 'Alder'), await pair('Alder', 'Elm')].map((found) => found?.league)
    await plays('Serie A')
    expect(leagues).toEqual([null, null, 'Serie A'])
  })

  it('is listed once, from either side, under the league of both', async () => {
    const list = async (query: { readonly teamId?: number; readonly league?: string }) =>
      (
        await listFrictions(database.db, {
          origin: 'migrated',
          sort: 'friction',
          page: { limit: 10, order: 'desc', after: null },
          ...query,
        })
      ).rows.map(({ homeName, awayName }) => `${homeName} ${awayName}`)
    expect(await list({ teamId: ids.get('Birch') ?? 0 })).toEqual(['Alder Birch'])
    expect(await list({ teamId: ids.get('Alder') ?? 0 })).toEqual(['Alder Birch', 'Elm Alder'])
    expect(await list({ league: 'Serie A' })).toHaveLength(2)
    expect(await list({ league: 'Premier League' })).toEqual([])
  })

  it('is not seen before its move has succeeded', async () => {
    await database.sql`update mon_ps.run set status = 'running' where kind = 'migrate'`
    expect(await pair('Alder', 'Birch', 'migrated')).toBeNull()
    const { rows } = await listTeams(database.db, { origin: 'migrated', sort: 'teamName', page: { limit: 10, order: 'asc', after: null } })
    expect(rows).toEqual([])
    await database.sql`update mon_ps.run set status = 'succeeded' where kind = 'migrate'`
  })
})
