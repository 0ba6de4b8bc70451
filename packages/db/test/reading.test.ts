import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type BetsOfRecord,
  countStrategyBets,
  findFriction,
  findStrategy,
  findTeam,
  type FrictionSortKey,
  inUnitOfWork,
  type Keyset,
  listFrictionPairs,
  listFrictions,
  listBetsOfRecord,
  listLeagueVectors,
  listMatchesBetween,
  listMatchesOfTeam,
  countStrategies,
  listStrategies,
  listStrategyBets,
  listTeams,
  type OriginChoice,
  repositoriesOf,
  searchTeams,
  type StrategyBetRow,
  sumBetsAtPrices,
  type TeamSortKey,
} from '../src/index.ts'
import { nameSimilarity } from '../src/reading/name-similarity.ts'
import { openTestDatabase, type TestDatabase } from '../test-kit/index.ts'
import { saveCalculation } from './calculated.ts'
import { type League, loadLeague } from './fixture.ts'

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
const ORDERS = ['asc', 'desc'] as const
const ORIGINS: readonly OriginChoice[] = ['published', 'calculated']

type Listed = { id: number; sortValue: number | string | null }

/** Everything a list gives, page by page. */
async function walk(list: (after: Keyset | null) => Promise<{ rows: readonly Listed[]; next: Keyset | null }>): Promise<Listed[]> {
  const rows: Listed[] = []
  let after: Keyset | null = null
  for (let page = 0; page < 50; page++) {
    const answer: { rows: readonly Listed[]; next: Keyset | null } = await list(after)
    rows.push(...answer.rows)
    if (answer.next === null) return rows
    after = answer.next
  }
  throw new Error('the pages do not end')
}

/** Whole, each once, in order, with what is unknown last and ties by id. */
function expectOrdered(rows: readonly Listed[], count: number, order: 'asc' | 'desc'): void {
  expect(rows).toHaveLength(count)
  expect(new Set(rows.map((row) => row.id)).size).toBe(count)
  const sign = order === 'asc' ? 1 : -1
  const compare = (a: Listed, b: Listed) => {
    if (a.sortValue === b.sortValue) return a.id - b.id
    if (a.sortValue === null || b.sortValue === null) return a.sortValue === null ? 1 : -1
    return (
      sign * (typeof a.sortValue === 'string' ? a.sortValue.localeCompare(String(b.sortValue), 'en') : a.sortValue - Number(b.sortValue))
    )
  }
  expect(rows.map((row) => row.id)).toEqual([...rows].sort(compare).map((row) => row.id))
}

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
    const { competitions, stats, snapshots, teams } = repositoriesOf(database.db)
    const [row] = await competitions.listCompetitions()
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
    await snapshots.rebuildPart(league.competitionId)
    expect((await competitions.listCompetitions())[0]?.stale).toBe(true)
    expect(await teams.listTeamsOfSeason(league.competitionId)).toHaveLength(4)
    expect(await stats.readStats()).toMatchObject({ competitions: 1, teams: 4, matches: 12, quotes: 48, sourceFiles: 1 })
  })
})

const RULE = 'TEST_RULE'

/** One bet on each of the first four matches: won, lost, void and half lost; the second stands in the record of both teams. */
async function saveBets(): Promise<readonly { readonly id: number; readonly home: number; readonly away: number }[]> {
  const matches = await database.sql<{ id: number; home: number; away: number }[]>`
    select id, home_id as home, away_id as away from mon_ps.match where competition_id = ${league.competitionId} order by kickoff_on, id limit 4`
  const [won, lost, nothing, half] = matches
  if (!won || !lost || !nothing || !half) throw new Error('too few matches')
  const common = { strategyName: RULE, market: '1x2', line: 0, price: 2, stakeMicro: 1_000_000 } as const
  const rows: StrategyBetRow[] = [
    { ...common, betNo: 11, teamId: won.home, matchId: won.id, side: 'home', outcome: 'won', profitMicro: 1_000_000, clv: 0.02 },
    {
      ...common,
      betNo: 12,
      teamId: null,
      matchId: lost.id,
      side: 'draw',
      outcome: 'lost',
      profitMicro: -1_000_000,
      clv: -0.03,
      lossShotShare: 0.6,
      lossRedCards: 1,
      unluckyProbability: 0.4,
    },
    { ...common, betNo: 13, teamId: nothing.away, matchId: nothing.id, side: 'away', outcome: 'void', profitMicro: 0 },
    { ...common, betNo: 14, teamId: half.home, matchId: half.id, side: 'home', outcome: 'half_lost', profitMicro: -500_000 },
  ]
  await inUnitOfWork(database, ({ versions }) => versions.saveStrategyBets(runId, rows))
  return matches
}

describe("a record's bets", () => {
  const whole = (): BetsOfRecord => ({ runId, strategyName: RULE, competitionId: null, teamId: null })
  let matches: Awaited<ReturnType<typeof saveBets>>
  beforeAll(async () => {
    matches = await saveBets()
  })

  it('are those of the run, the rule and the league; a team has its own and those that stand in the records of both', async () => {
    const numbers = async (record: Partial<BetsOfRecord>) =>
      (await listBetsOfRecord(database.db, { ...whole(), ...record })).map(({ id }) => id)
    expect(await numbers({})).toEqual([11, 12, 13, 14])
    expect(await numbers({ competitionId: league.competitionId })).toEqual([11, 12, 13, 14])
    expect(await numbers({ competitionId: league.competitionId + 1 })).toEqual([])
    expect(await numbers({ runId: runId - 1 })).toEqual([])
    const drawn = matches[1]
    for (const team of [drawn?.home, drawn?.away]) expect(await numbers({ teamId: team ?? 0 })).toContain(12)
    // Its opponent lost nothing when the home side was backed.
    expect(await numbers({ teamId: matches[0]?.away ?? 0 })).not.toContain(11)
  })

  it('come with units, evidence and null where there is none', async () => {
    const [won, lost] = await listBetsOfRecord(database.db, whole())
    expect(won).toMatchObject({ stakeUnits: 1, profitUnits: 1, clv: 0.02, shotShare: null, unluckyProbability: null, competition: 'X1' })
    expect(lost).toMatchObject({ profitUnits: -1, shotShare: 0.6, redCards: 1, unluckyProbability: 0.4, teamId: null })
    expect(won?.day).toBeGreaterThan(19_000)
  })

  it.each(['playedOn', 'profit', 'clv', 'price', 'unlucky'] as const)('are paged by %s, whole and each once', async (sort) => {
    for (const order of ORDERS) {
      const rows = await walk((after) => listStrategyBets(database.db, { record: whole(), sort, page: { limit: 1, order, after } }))
      expectOrdered(rows, 4, order)
    }
  })

  it('are filtered by result and season; half a loss is a loss', async () => {
    const count = (filter: object) => countStrategyBets(database.db, { record: whole(), ...filter })
    expect([await count({}), await count({ result: 'won' }), await count({ result: 'lost' }), await count({ result: 'void' })]).toEqual([
      4, 1, 2, 1,
    ])
    expect([await count({ season: '2022-23' }), await count({ season: '1999-00' })]).toEqual([4, 0])
  })

  it('at another price earn what that price pays; where nobody quotes it they have no part', async () => {
    const kinds = [
      { source: 'close_pinnacle', phase: 'close', bookmakers: ['pinnacle'] },
      { source: 'open_average', phase: 'open', bookmakers: ['nobody', 'average'] },
      { source: 'open_best', phase: 'open', bookmakers: ['nobody'] },
    ] as const
    const weeks = await sumBetsAtPrices(database.db, whole(), kinds)
    const sum = (source: string, what: 'bets' | 'profitUnits') =>
      weeks.filter((week) => week.source === source).reduce((total, week) => total + week[what], 0)
    // The home side at 1.9091 won once and lost half once, the draw lost, and a void bet earns nothing.
    expect(sum('close_pinnacle', 'profitUnits')).toBeCloseTo(0.9091 - 1 - 0.5, 12)
    expect([sum('close_pinnacle', 'bets'), sum('open_average', 'bets'), sum('open_best', 'bets')]).toEqual([4, 4, 0])
  })
})

describe('one strategy record', () => {
  it('is found under its id, also when a later run has replaced it, and says so', async () => {
    const query = { sort: 'profit', minBets: 0, bestOnly: false, page } as const
    for (const scope of ['team', 'league', 'overall'] as const) {
      const { rows } = await listStrategies(database.db, { ...query, origin: 'published', scope })
      for (const row of rows) {
        const found = await findStrategy(database.db, { origin: 'published', scope, id: row.id })
        expect(found).toMatchObject({ id: row.id, scope, strategyName: 'BACK_HOME', runId: row.runId, retired: false })
      }
      expect(rows.length).toBeGreaterThan(0)
    }
    const [old] = await database.sql<{ id: number }[]>`
      select version_id::int as id from mon_ps.strategy_version where scope = 'overall' and retired_at is not null`
    expect(await findStrategy(database.db, { origin: 'published', scope: 'overall', id: old?.id ?? 0 })).toMatchObject({ retired: true })
    expect(await findStrategy(database.db, { origin: 'published', scope: 'league', id: old?.id ?? 0 })).toBeNull()
    expect(await findStrategy(database.db, { origin: 'published', scope: 'team', id: 1 })).toBeNull()
  })
})
