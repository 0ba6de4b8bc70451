import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFriction, type FrictionSortKey, listFrictionPairs, listFrictions } from '../src/repositories/frictions.ts'
import { findTeam, listLeagueVectors, listTeams, type TeamSortKey } from '../src/repositories/team-dna.ts'
import { listMatchesBetween, listMatchesOfTeam } from '../src/repositories/matches.ts'
import { countStrategies, listStrategies } from '../src/repositories/strategies.ts'
import type { OriginChoice } from '../src/repositories/provenance.ts'
import { searchTeams, nameSimilarity, listTeamsOfSeason } from '../src/repositories/teams.ts'
import { listCompetitions } from '../src/repositories/competitions.ts'
import { rebuildPart } from '../src/repositories/snapshots.ts'
import { readStats } from '../src/repositories/stats.ts'
import { openTestDatabase, type TestDatabase } from '../test-kit/open-test-database.ts'
import { saveCalculation } from '../test-kit/calculated.ts'
import { type League, loadLeague } from '../test-kit/fixture.ts'
import { expectOrdered, ORDERS, walk } from './paged.ts'

let database: TestDatabase
let league: League
let runId: number
beforeAll(async () => {
  database = await openTestDatabase()
  league = await loadLeague(database)
  await saveCalculation(database, league, { season: '2021-22' })
  runId = (await saveCalculation(database, league)).runId
})
afterAll(() => database.close())

const TEAM_SORTS: readonly TeamSortKey[] = ['totalPnl', 'roi', 'winRate', 'totalBets', 'avgClv', 'teamName', 'tierRank']
const FRICTION_SORTS: readonly FrictionSortKey[] = ['friction', 'chaos', 'uncertainty', 'goals']
const STRATEGY_SORTS = ['roiLowerBound', 'profit', 'roi', 'avgClv', 'totalBets', 'qValue'] as const
const ORIGINS: readonly OriginChoice[] = ['published', 'calculated']

const each = <Sort>(sorts: readonly Sort[]) =>
  ORIGINS.flatMap((origin) => sorts.flatMap((sort) => ORDERS.map((order) => ({ origin, sort, order }))))

describe('lists by pages', () => {
  it.each(each(TEAM_SORTS))('of teams, $origin by $sort $order', async ({ origin, sort, order }) => {
    const rows = await walk((after) => listTeams(database.db, { origin, sort, page: { limit: 1, order, after } }))
    expectOrdered(rows, 4, order)
  })

  it.each(each(FRICTION_SORTS))('of pairs, $origin by $sort $order', async ({ origin, sort, order }) => {
    const rows = await walk((after) => listFrictions(database.db, { origin, sort, season: '2022-23', page: { limit: 5, order, after } }))
    expectOrdered(rows, 12, order)
  })

  it.each(each(STRATEGY_SORTS))('of strategies, $origin by $sort $order', async ({ origin, sort, order }) => {
    const query = { origin, sort, scope: 'team', minBets: 0, bestOnly: false } as const
    const rows = await walk((after) => listStrategies(database.db, { ...query, page: { limit: 3, order, after } }))
    expectOrdered(rows, 8, order)
  })
})

const page = { limit: 50, order: 'desc', after: null } as const

describe('reading', () => {
  it('says of every row what made it, when, and on which data', async () => {
    const { rows } = await listTeams(database.db, { origin: 'published', sort: 'totalPnl', page })
    expect(rows[0]).toMatchObject({
      origin: 'calculated',
      runId,
      source: 'football-data',
      leagueCode: 'X1',
      season: '2022-23',
      referenceStrategy: 'VALUE_EDGE_2',
      estimates: { roi: { n: 10, interval: [-0.1, 0.3] } },
      snapshotId: expect.stringMatching(/^[0-9a-f]{64}$/),
      computedAt: expect.stringMatching(/^\d{4}-.*Z$/),
    })
  })

  it('filters by league, by code or name, by season and by team', async () => {
    const teams = async (filter: object) =>
      (await listTeams(database.db, { origin: 'published', sort: 'teamName', page, ...filter })).rows.length
    expect([await teams({ league: 'X1' }), await teams({ league: 'League X1' }), await teams({ league: 'E0' })]).toEqual([4, 4, 0])
    expect([await teams({ season: '2022-23' }), await teams({ season: '2021-22' })]).toEqual([4, 0])
    expect(await teams({ origin: 'calculated', season: '2021-22' })).toBe(4)
    const pairs = await listFrictions(database.db, {
      origin: 'published',
      sort: 'chaos',
      page,
      season: '2022-23',
      teamId: league.teams[0]?.id,
    })
    expect(pairs.rows).toHaveLength(6)
  })

  it('finds one team, one pair, a league and all its pairs', async () => {
    const [first, second] = league.teams
    if (!first || !second) throw new Error('no teams')
    expect(await findTeam(database.db, { origin: 'published', teamId: first.id })).toMatchObject({
      teamName: 'Alder',
      marketDna: { status: 'measured' },
    })
    expect(await findTeam(database.db, { origin: 'calculated', teamId: first.id, season: '2021-22' })).toMatchObject({ season: '2021-22' })
    expect(await findTeam(database.db, { origin: 'migrated', teamId: first.id })).toBeNull()
    expect(await findFriction(database.db, { origin: 'published', homeId: first.id, awayId: second.id })).toMatchObject({
      season: '2022-23',
    })
    expect(await findFriction(database.db, { origin: 'published', homeId: first.id, awayId: first.id })).toBeNull()
    expect((await listFrictionPairs(database.db, { origin: 'published', league: 'X1', season: '2022-23' })).pairs).toHaveLength(12)
    expect(await listLeagueVectors(database.db, { origin: 'published', league: 'League X1', season: '2022-23' })).toHaveLength(4)
    const overall = await listStrategies(database.db, {
      origin: 'published',
      scope: 'overall',
      sort: 'profit',
      minBets: 0,
      bestOnly: false,
      page,
    })
    expect(overall.rows).toMatchObject([{ scope: 'overall', teamId: null, profit: 6 }])
  })

  it('counts the records that a filter leaves, and those below a q-value', async () => {
    const every = { origin: 'published', scope: 'team', minBets: 0, bestOnly: false } as const
    const { rows } = await listStrategies(database.db, { ...every, sort: 'profit', page })
    const tested = rows.filter(({ qValue }) => qValue !== null).length
    const small = rows.filter(({ qValue }) => qValue !== null && qValue < 0.5).length
    expect(await countStrategies(database.db, every, 0.5)).toEqual({ total: 8, tested, significant: small })
    expect(await countStrategies(database.db, { ...every, teamId: league.teams[0]?.id }, 0)).toMatchObject({ total: 2, significant: 0 })
    expect(await countStrategies(database.db, { ...every, league: 'E0' }, 1)).toEqual({ total: 0, tested: 0, significant: 0 })
  })

  it('shows matches newest first, with the closing prices of a sharp bookmaker', async () => {
    const [first, second] = league.teams
    if (!first || !second) throw new Error('no teams')
    const between = await listMatchesBetween(database.db, first.id, second.id)
    expect(between).toHaveLength(2)
    expect(between[0]).toMatchObject({ closeHome: 1.9091, closeDraw: 3.4, closeAway: 4.2, season: '2022-23' })
    const last = await listMatchesOfTeam(database.db, first.id, 4)
    expect(last).toHaveLength(4)
    const days = last.map((match) => match.playedOn)
    expect(days).toEqual([...days].sort().reverse())
  })

  it('finds a team by its name in any spelling, and only suggests where it is not sure', async () => {
    const search = async (query: string) => {
      const normalized = query.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
      return (await searchTeams(database.db, { query, normalized, limit: 5 })).map(({ name, match }) => `${match} ${name}`)
    }
    expect(await search('Alder')).toEqual(['exact Alder'])
    expect(await search('dogan')).toEqual(['exact Döğan'])
    expect(await search('ald')).toEqual(['near Alder'])
    expect(await search('Aldr')).toEqual(['near Alder'])
    expect(await search('%')).toEqual([])
    expect(await search('Zzzz')).toEqual([])
    expect(nameSimilarity('arsnal', 'arsenal')).toBeCloseTo(0.8, 10)
    expect(nameSimilarity('ironleih', 'ironleigh')).toBeGreaterThan(0.8)
    expect(nameSimilarity('mancity', 'man city')).toBeGreaterThan(0.8)
  })

  it('tells of each competition what is loaded and whether its numbers are up to date', async () => {
    const [row] = await listCompetitions(database.db)
    expect(row).toMatchObject({
      code: 'X1',
      seasons: ['2022-23'],
      latestSeason: '2022-23',
      teamsInLatestSeason: 4,
      matches: 12,
      matchesWithClosingPrice: 12,
      quotes: 48,
      firstMatchOn: '2022-08-06',
      stale: false,
    })
    await database.sql`update mon_ps.match set home_goals = home_goals + 1 where id = (select min(id) from mon_ps.match)`
    await rebuildPart(database.db, league.competitionId)
    expect((await listCompetitions(database.db))[0]?.stale).toBe(true)
    expect(await listTeamsOfSeason(database.db, league.competitionId)).toHaveLength(4)
    expect(await readStats(database.db)).toMatchObject({ competitions: 1, teams: 4, matches: 12, quotes: 48, sourceFiles: 1 })
  })
})
