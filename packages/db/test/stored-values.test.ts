import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listCompetitions } from '../src/repositories/competitions.ts'
import { findDemoImports } from '../src/repositories/imports.ts'
import { toPage } from '../src/repositories/keyset.ts'
import { saveMatches } from '../src/repositories/matches.ts'
import { currentSnapshot, findCurrentPart, findPartOfTeam, listSnapshotParts, rebuildPart } from '../src/repositories/snapshots.ts'
import { pruneWorkResults, readWorkResult, saveWorkResult } from '../src/repositories/work-results.ts'
import { openTestDatabase, type TestDatabase } from '../test-kit/open-test-database.ts'
import { saveCalculation } from '../test-kit/calculated.ts'
import { type League, loadLeague, newFile, newRun, quote } from '../test-kit/fixture.ts'

let database: TestDatabase
let league: League

beforeAll(async () => {
  database = await openTestDatabase()
  league = await loadLeague(database)
})
afterAll(() => database.close())

const save = async (rows: League['rows']) => {
  const runId = await newRun(database)
  const { id } = await newFile(database, runId)
  return saveMatches(database.db, runId, id, rows)
}

const firstRow = () => {
  const [first] = league.rows
  if (!first) throw new Error('the fixture has no rows')
  return first
}

describe('a match', () => {
  it('is stored with every value in its own column', async () => {
    const first = firstRow()
    const statistics = (from: number) => ({
      shots: from,
      shotsOnTarget: from + 1,
      fouls: from + 2,
      corners: from + 3,
      yellows: from + 4,
      reds: from + 5,
    })
    await save([
      {
        ...first,
        raw: 'every value',
        match: {
          ...first.match,
          kickoffOn: '2022-08-07',
          kickoffAt: '2022-08-07T14:00:00Z',
          fullTime: { home: 4, away: 3 },
          halfTime: { home: 2, away: 1 },
          homeStatistics: statistics(10),
          awayStatistics: statistics(30),
          referee: 'M. Oliver',
        },
        quotes: [],
      },
    ])
    const [row] = await database.sql`select * from mon_ps.match where home_id = ${first.match.homeId} and away_id = ${first.match.awayId}`
    expect(row).toMatchObject({
      competition_id: league.competitionId,
      season_id: league.seasonId,
      kickoff_on: '2022-08-07',
      kickoff_at: '2022-08-07T14:00:00Z',
      status: 'played',
      home_goals: 4,
      away_goals: 3,
      half_time_home_goals: 2,
      half_time_away_goals: 1,
      home_shots: 10,
      away_shots: 30,
      home_shots_on_target: 11,
      away_shots_on_target: 31,
      home_fouls: 12,
      away_fouls: 32,
      home_corners: 13,
      away_corners: 33,
      home_yellows: 14,
      away_yellows: 34,
      home_reds: 15,
      away_reds: 35,
      referee: 'M. Oliver',
    })
  })

  it('whose line changed keeps the prices that are the same, with the line that brought them', async () => {
    const first = firstRow()
    const prices = () => database.sql<{ bookmaker: string; price: string; source: number }[]>`
      select bookmaker, price_1 as price, source_row_id as source from mon_ps.odds_quote q join mon_ps.match m on m.id = q.match_id
      where m.home_id = ${first.match.homeId} and m.away_id = ${first.match.awayId} and market = '1x2' order by bookmaker`
    const before = await prices()
    const quotes = [quote({ price1: 2.02 }), quote({ phase: 'open', bookmaker: 'average' })]
    expect(await save([{ ...first, raw: 'one price', quotes }])).toMatchObject({ changed: 1, quotes: 0, corrected: 1 })
    const after = await prices()
    expect(after.map(({ bookmaker, price }) => [bookmaker, price])).toEqual([
      ['average', '1.9091'],
      ['pinnacle', '2.0200'],
    ])
    expect(after[0]?.source).toBe(before[0]?.source)
    expect(after[1]?.source).not.toBe(before[1]?.source)
    expect(await database.sql`select bookmaker, price_1, price_x, price_2 from mon_ps.odds_correction`).toEqual([
      { bookmaker: 'pinnacle', price_1: '1.9091', price_x: '3.4000', price_2: '4.2000' },
    ])
  })
})

describe('the list of competitions', () => {
  it('counts played matches, sharp closing prices, the teams of the latest season and all prices', async () => {
    const own = await openTestDatabase()
    try {
      const { competitionId, teams } = await loadLeague(own, { season: '2021-22' })
      await loadLeague(own, { season: '2022-23', names: ['Alder', 'Birch', 'Cedar'] })
      // 12 + 6 matches on days from 6 August 2022: one not played, one whose closing price is not a sharp bookmaker's.
      await own.sql`update mon_ps.match set status = 'scheduled', home_goals = null, away_goals = null
        where id = (select max(id) from mon_ps.match)`
      await own.sql`update mon_ps.odds_quote set bookmaker = 'bet365'
        where match_id = (select min(id) from mon_ps.match) and market = '1x2' and phase = 'close'`
      await rebuildPart(own.db, competitionId)
      const found = await listCompetitions(own.db)
      expect(found).toEqual([
        {
          id: competitionId,
          code: 'X1',
          name: 'League X1',
          country: null,
          source: 'football-data',
          level: 1,
          seasons: ['2021-22', '2022-23'],
          latestSeason: '2022-23',
          teamsInLatestSeason: 3,
          matches: 17,
          firstMatchOn: '2022-08-06',
          lastMatchOn: '2022-08-11',
          matchesWithClosingPrice: 16,
          quotes: 72,
          calculatedAt: null,
          stale: true,
        },
      ])
      expect(teams).toHaveLength(4)
    } finally {
      await own.close()
    }
  })

  it('says that a calculation is stale once the data changed, and not before', async () => {
    const stale = async () => (await listCompetitions(database.db)).map((row) => [row.stale, row.calculatedAt !== null])
    await rebuildPart(database.db, league.competitionId)
    await saveCalculation(database, league)
    expect(await stale()).toEqual([[false, true]])
    await database.sql`update mon_ps.match set home_goals = home_goals + 1 where id = (select max(id) from mon_ps.match)`
    await rebuildPart(database.db, league.competitionId)
    expect(await stale()).toEqual([[true, true]])
  })
})

describe('a snapshot of several competitions', () => {
  it('is as of the last match of any of them, whatever their order', async () => {
    const later = await loadLeague(database, { code: 'A9', names: ['Elm', 'Fir'] })
    await database.sql`update mon_ps.match set kickoff_on = '2022-12-26', kickoff_at = null where id =
      (select max(id) from mon_ps.match where competition_id = ${later.competitionId})`
    await rebuildPart(database.db, later.competitionId)
    const ids = [league.competitionId, later.competitionId]
    const one = await currentSnapshot(database.db, ids)
    expect(one).toMatchObject({ asOf: '2022-12-26', matches: 12 + 2, parts: [{ competition: 'A9' }, { competition: 'X1' }] })
    expect(await currentSnapshot(database.db, [...ids].reverse())).toEqual(one)
    expect((await currentSnapshot(database.db, [league.competitionId]))?.asOf).toBe('2022-08-11')
  })
})

describe('stored parts', () => {
  it('are found by snapshot, by league and by the league that a team was in last', async () => {
    const own = await openTestDatabase()
    try {
      const lower = await loadLeague(own, { code: 'b2', season: '2021-22', names: ['Alder', 'Birch', 'Cedar'] })
      const upper = await loadLeague(own, { code: 'A1', season: '2022-23', names: ['Alder', 'Birch'] })
      const snapshot = await currentSnapshot(own.db, [lower.competitionId, upper.competitionId])
      const parts = await listSnapshotParts(own.db, snapshot?.id ?? '')
      // In the order of the codes' letters, capitals first, in every locale.
      expect(parts.map(({ leagueCode, league, competitionId, matches }) => [leagueCode, league, competitionId, matches])).toEqual([
        ['A1', 'League A1', upper.competitionId, 2],
        ['b2', 'League b2', lower.competitionId, 6],
      ])
      expect(await findCurrentPart(own.db, 'b2')).toEqual(parts[1])
      expect(await findCurrentPart(own.db, 'nowhere')).toBeNull()
      const [alder, , cedar] = lower.teams
      const found = { league: 'League A1', leagueCode: 'A1', source: 'football-data', teamName: 'Alder' }
      expect(await findPartOfTeam(own.db, alder?.id ?? 0)).toEqual({ ...found, sha256: parts[0]?.sha256 })
      expect(await findPartOfTeam(own.db, cedar?.id ?? 0)).toMatchObject({ leagueCode: 'b2' })
      expect(await findPartOfTeam(own.db, 1)).toBeNull()
      expect(await findDemoImports(own.db, [lower.runId, upper.runId])).toEqual(new Set())
      const demo = await loadLeague(own, { code: 'D1', source: 'demo', names: ['Oak', 'Pine'] })
      expect(await findDemoImports(own.db, [lower.runId, demo.runId])).toEqual(new Set([demo.runId]))
      expect(await findDemoImports(own.db, [])).toEqual(new Set())
    } finally {
      await own.close()
    }
  })
})

describe('results of shared work', () => {
  it('are removed once nobody asked for them within the hours given', async () => {
    for (const key of ['old', 'new']) await saveWorkResult(database.db, { key, kind: 'test', data: Buffer.from(key) })
    await database.sql`update mon_ps.work_result set used_at = now() - interval '3 hours' where key = 'old'`
    expect(await pruneWorkResults(database.db, 4)).toBe(0)
    expect(await pruneWorkResults(database.db, 2)).toBe(1)
    expect((await readWorkResult(database.db, 'new')).toString()).toBe('new')
    await expect(readWorkResult(database.db, 'old')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('a page', () => {
  const rows = [1, 2, 3].map((id) => ({ id, sortValue: id * 10 }))

  it('is the last one when it took every row, also when it is full', () => {
    expect(toPage(rows, 3)).toEqual({ rows, next: null })
    expect(toPage([], 3)).toEqual({ rows: [], next: null })
  })

  it('of which one row more was fetched ends with its own last row', () => {
    expect(toPage(rows, 2)).toEqual({ rows: rows.slice(0, 2), next: { value: 20, id: 2 } })
  })
})
