import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listFrictionLeaders } from '../src/repositories/frictions.ts'
import { listStrategyLeaders } from '../src/repositories/strategies.ts'
import { listTeamLeaders } from '../src/repositories/team-dna.ts'
import { findV3Team } from '../src/repositories/v3.ts'
import { openTestDatabase, type TestDatabase } from '../test-kit/open-test-database.ts'
import { saveCalculation } from '../test-kit/calculated.ts'
import { type League, loadLeague } from '../test-kit/fixture.ts'

let database: TestDatabase
let league: League
beforeAll(async () => {
  database = await openTestDatabase()
  league = await loadLeague(database)
  await saveCalculation(database, league)
})
afterAll(() => database.close())

describe('a V3 team', () => {
  it('comes with its strategies and its pairs on either side, in one statement and in the form of single reads', async () => {
    const [alder] = league.teams
    const team = await findV3Team(database.db, alder?.id ?? 0)
    expect(team?.strategies.map((strategy) => strategy.strategyName)).toEqual(['BACK_HOME'])
    expect(team?.homeFrictions).toHaveLength(3)
    expect(team?.awayFrictions).toHaveLength(3)
    expect(new Set(team?.awayFrictions.map((pair) => pair.teamAwayId))).toEqual(new Set([alder?.id]))
    const { rows } = await listStrategyLeaders(database.db, { origin: 'published', limit: 1 })
    expect(rows).toEqual([])
    const all = await database.db.query.quantumStrategiesV3.findMany({ with: { team: true }, orderBy: sql`strategy_id` })
    const { team: parent, ...strategy } = all[0] ?? {}
    expect(team?.strategies[0]).toEqual(strategy)
    expect(parent?.teamId).toBe(alder?.id)
  })

  it('is null where there is none', async () => {
    expect(await findV3Team(database.db, 1)).toBeNull()
  })

  it('leads to the club that it is, to its names and to all its versions', async () => {
    const club = await database.db.query.team.findFirst({
      with: { aliases: true, dnaVersions: true, homeFrictionVersions: { with: { away: true } }, published: true, strategyVersions: true },
      orderBy: sql`id`,
    })
    expect(club?.published?.teamName).toBe(club?.name)
    expect(club?.aliases.map((alias) => alias.source)).toEqual(['football-data'])
    expect([club?.dnaVersions.length, club?.strategyVersions.length]).toEqual([1, 1])
    expect(club?.homeFrictionVersions.map((pair) => pair.away.name).sort()).toEqual(['Birch', 'Cedar', 'Döğan'])
  })
})

describe.each(['published', 'calculated'] as const)('leaders, %s', (origin) => {
  it('are ordered by their figure, ties by id, and say of how many rows they are the first', async () => {
    const teams = await listTeamLeaders(database.db, { origin, limit: 2 })
    expect(teams.rows.map((row) => [row.teamName, row.totalPnl])).toEqual([
      ['Döğan', 1.5],
      ['Cedar', 0.5],
    ])
    expect(teams.n).toBe(4)
    // Each of the four teams has one pair of which the chaos was not measured.
    const pairs = await listFrictionLeaders(database.db, { origin, limit: 3 })
    expect(pairs.n).toBe(8)
    expect(pairs.rows.map((row) => [row.chaosPotential, row.frictionScore])).toEqual([
      [20, 53],
      [20, 52],
      [20, 51],
    ])
  })

  it('among strategies are the best one of each team', async () => {
    for (const table of ['quantum.quantum_strategies_v3', 'mon_ps.strategy_version'])
      await database.sql.unsafe(`update ${table} set is_best_strategy = true, total_pnl = profit where profit > 1`)
    const { rows, n } = await listStrategyLeaders(database.db, { origin, limit: 1 })
    expect([rows[0]?.teamName, rows[0]?.totalPnl, n]).toEqual(['Döğan', 3, 2])
  })
})
