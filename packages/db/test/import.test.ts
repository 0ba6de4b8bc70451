import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inUnitOfWork } from '../src/unit-of-work.ts'
import { saveMatches } from '../src/repositories/matches.ts'
import { saveSourceFile, findSourceFile } from '../src/repositories/imports.ts'
import { resolveTeams, createTeams } from '../src/repositories/teams.ts'
import { ensureCompetition } from '../src/repositories/competitions.ts'
import { openTestDatabase, type TestDatabase } from '../test-kit/open-test-database.ts'
import { type League, loadLeague, newFile, newRun, quote } from '../test-kit/fixture.ts'

let database: TestDatabase
let league: League

beforeAll(async () => {
  database = await openTestDatabase()
  league = await loadLeague(database)
})
afterAll(() => database.close())

const save = async (rows: League['rows'], header?: readonly string[]) => {
  const runId = await newRun(database)
  const { id } = await newFile(database, runId, header)
  return inUnitOfWork(database, (tx) => saveMatches(tx, runId, id, rows))
}

describe('importing matches and prices', () => {
  it('keeps every price to four decimals, tied to the line it came from', async () => {
    const [row] = await database.sql`
      select q.price_1::text as price, r.raw, r.line, r.match_id = q.match_id as own from mon_ps.odds_quote q join mon_ps.source_row r on r.id = q.source_row_id
      where q.market = '1x2' and q.phase = 'close' order by q.match_id limit 1`
    expect(row).toEqual({ price: '1.9091', raw: 'Alder,Birch,0,0', line: 2, own: true })
    expect((await database.sql`select count(*) as n from mon_ps.odds_quote`)[0]).toEqual({ n: league.rows.length * 4 })
  })

  it('adds nothing when the same lines come in another file', async () => {
    expect(await save(league.rows)).toEqual({ added: 0, changed: 0, unchanged: 12, quotes: 0, corrected: 0 })
  })

  it('takes equal lines under another header for changed ones', async () => {
    const result = await save(league.rows.slice(0, 1), ['Home', 'Away', 'FTAG', 'FTHG'])
    expect(result).toMatchObject({ changed: 1, unchanged: 0 })
    await save(league.rows.slice(0, 1))
  })

  it('rewrites only the match whose line changed, and keeps the price that it replaces', async () => {
    const [first, ...others] = league.rows
    if (!first) throw new Error('no rows')
    const changed = {
      ...first,
      raw: `${first.raw},corrected`,
      match: { ...first.match, fullTime: { home: 5, away: 0 } },
      quotes: [quote({ price1: 2.02 }), quote({ bookmaker: 'bet365' })],
    }
    expect(await save([changed, ...others])).toEqual({ added: 0, changed: 1, unchanged: 11, quotes: 1, corrected: 1 })
    const [kept] = await database.sql`select c.price_1 as old, q.price_1 as now, m.home_goals from mon_ps.odds_correction c
      join mon_ps.odds_quote q using (match_id, market, phase, bookmaker, line, seen_at) join mon_ps.match m on m.id = c.match_id`
    expect(kept).toEqual({ old: '1.9091', now: '2.0200', home_goals: 5 })
    expect(
      (await database.sql`select count(*) as n from mon_ps.odds_quote where match_id = (select match_id from mon_ps.odds_correction)`)[0],
    ).toEqual({ n: 5 })
  })

  it('refuses a file that holds one match twice, and writes nothing of it', async () => {
    const [first] = league.rows
    if (!first) throw new Error('no rows')
    const before = await database.sql`select count(*) as n from mon_ps.source_row`
    await expect(save([first, { ...first, line: 99 }])).rejects.toMatchObject({
      code: 'DUPLICATE_MATCH',
      message: expect.stringContaining('lines 2 and 99'),
    })
    expect(await database.sql`select count(*) as n from mon_ps.source_row`).toEqual(before)
  })

  it('knows a file by its bytes', async () => {
    const file = { sha256: 'ab'.repeat(32), name: 'a.csv', bytes: 1, header: ['with "quotes", commas'], runId: league.runId }
    const first = await saveSourceFile(database.db, file)
    expect(await saveSourceFile(database.db, { ...file, name: 'renamed.csv' })).toEqual({ id: first.id, alreadyImported: true })
    expect(await findSourceFile(database.db, file.sha256)).toBe(first.id)
  })

  it('refuses prices at or below one, scores without a played match and a team against itself', async () => {
    const [first] = league.rows
    if (!first) throw new Error('no rows')
    const with_ = (change: object) => save([{ ...first, raw: 'other', ...change }])
    await expect(with_({ quotes: [quote({ price1: 1 })] })).rejects.toThrow()
    await expect(with_({ match: { ...first.match, fullTime: null } })).rejects.toThrow()
    await expect(with_({ match: { ...first.match, awayId: first.match.homeId } })).rejects.toThrow()
  })

  it('resolves names by their exact alias only', async () => {
    const found = await resolveTeams(database.db, 'football-data', ['Alder', 'alder', 'Nobody'])
    expect([...found.keys()]).toEqual(['Alder'])
    expect((await resolveTeams(database.db, 'demo', ['Alder'])).size).toBe(0)
  })

  it('refuses a demo team with the name of a real one, and a demo league with the code of a real one', async () => {
    const demo = { source: 'demo', teams: [{ name: 'Alder', normalized: 'alder' }], country: null, runId: league.runId } as const
    await expect(createTeams(database.db, demo)).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(ensureCompetition(database.db, { code: 'X1', name: 'x', country: null, source: 'demo', level: 1 })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
  })
})
