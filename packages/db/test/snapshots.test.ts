import { buildMatchTable, type MatchTable } from '@mon-ps/core/football/match-table'
import { dayFromIso } from '@mon-ps/core/units'
import { minuteFromIso } from '@mon-ps/core/football/time'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rebuildPart, currentSnapshot, readSnapshotPart } from '../src/repositories/snapshots.ts'
import { decodePart, encodePart } from '../src/snapshots/encode.ts'
import { loadMatchTable } from '../src/snapshots/load-match-table.ts'
import { openTestDatabase, type TestDatabase } from '../test-kit/open-test-database.ts'
import { type League, loadLeague } from '../test-kit/fixture.ts'

let database: TestDatabase
let league: League

beforeAll(async () => {
  database = await openTestDatabase()
  league = await loadLeague(database)
})
afterAll(() => database.close())

/** The same matches as core builds a table of them. */
async function asCoreBuildsIt(): Promise<MatchTable> {
  const ids = await database.sql<
    { id: number; home: number; away: number }[]
  >`select id, home_id as home, away_id as away from mon_ps.match order by id`
  const matches = ids.map(({ id, home, away }) => {
    const row = league.rows.find((one) => one.match.homeId === home && one.match.awayId === away)
    if (!row?.match.fullTime) throw new Error('a match that was not given')
    const { kickoffOn, kickoffAt, fullTime, halfTime, homeStatistics, awayStatistics } = row.match
    return {
      matchId: id,
      season: '2022-23',
      kickoffOn: dayFromIso(kickoffOn),
      kickoffAt: kickoffAt === null ? null : minuteFromIso(kickoffAt),
      homeId: home,
      awayId: away,
      fullTime,
      halfTime,
      homeStatistics,
      awayStatistics,
      quotes: row.quotes.map((quote) => ({ ...quote, matchId: id })),
    }
  })
  const teams = [...league.teams].sort((a, b) => a.id - b.id)
  return buildMatchTable({ competition: 'X1', teams, seasons: ['2022-23'], matches, quotes: matches.flatMap((match) => match.quotes) })
}

describe('snapshots', () => {
  it('read from the tables what core builds from the same matches', async () => {
    const table = await loadMatchTable(database.db, league.competitionId)
    const expected = await asCoreBuildsIt()
    expect(table.length).toBe(12)
    expect(table.columns).toEqual(expected.columns)
    expect(new Map([...table.prices].sort())).toEqual(new Map([...expected.prices].sort()))
    expect({ teams: table.teams, seasons: table.seasons }).toEqual({
      teams: expected.teams.map(({ id, name }) => ({ id, name })),
      seasons: expected.seasons,
    })
  })

  it('read back as they were written, missing values included', async () => {
    const table = await asCoreBuildsIt()
    const { layout, data } = await encodePart(table)
    expect(await decodePart(layout, data)).toEqual({ ...table, prices: new Map([...table.prices].sort()) })
  })

  it('are refused when the bytes are not those of the layout', async () => {
    const { layout, data } = await encodePart(await asCoreBuildsIt())
    await expect(decodePart({ ...layout, rows: layout.rows + 1 }, data)).rejects.toThrow('expected')
  })

  it('have the same hash whenever they are made of the same matches', async () => {
    const first = await rebuildPart(database.db, league.competitionId)
    expect(await rebuildPart(database.db, league.competitionId)).toBe(first)
    const one = await currentSnapshot(database.db, [league.competitionId])
    expect(one).toMatchObject({ matches: 12, quotes: 48, asOf: '2022-08-11', parts: [{ sha256: first, competition: 'X1' }] })
    expect(await currentSnapshot(database.db, [league.competitionId])).toEqual(one)
    expect((await readSnapshotPart(database.db, first)).length).toBe(12)
  })

  it('change with one goal, and come back when it is taken back', async () => {
    const before = await currentSnapshot(database.db, [league.competitionId])
    await database.sql`update mon_ps.match set home_goals = home_goals + 1 where id = (select min(id) from mon_ps.match)`
    await rebuildPart(database.db, league.competitionId)
    expect((await currentSnapshot(database.db, [league.competitionId]))?.id).not.toBe(before?.id)
    await database.sql`update mon_ps.match set home_goals = home_goals - 1 where id = (select min(id) from mon_ps.match)`
    await rebuildPart(database.db, league.competitionId)
    expect((await currentSnapshot(database.db, [league.competitionId]))?.id).toBe(before?.id)
  })

  it('of several handicap lines hold the most even one', async () => {
    const [row] = await database.sql<
      { id: number; source: number }[]
    >`select id, current_row_id as source from mon_ps.match order by id limit 1`
    if (!row) throw new Error('no match')
    await database.sql`insert into mon_ps.odds_quote (match_id, market, phase, bookmaker, line, price_1, price_2, source_row_id)
      values (${row.id}, 'ah', 'close', 'pinnacle', -1, 2.9, 1.4, ${row.source}), (${row.id}, 'ah', 'close', 'pinnacle', -0.5, 1.96, 1.94, ${row.source})`
    const table = await loadMatchTable(database.db, league.competitionId)
    const prices = table.prices.get('ah|close|pinnacle')
    const at = [...table.columns.matchId].indexOf(row.id)
    expect([prices?.line[at], prices?.price1[at], prices?.price2[at]]).toEqual([-0.5, 1.96, 1.94])
  })

  it('answer null where nothing was played, and say which part is missing', async () => {
    expect(await currentSnapshot(database.db, [])).toBeNull()
    await expect(readSnapshotPart(database.db, 'nothing')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
