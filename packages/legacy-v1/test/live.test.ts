import { sql } from 'drizzle-orm'
import {
  listBets,
  listLeagueOdds,
  listMatchOdds,
  listSourcePicks,
  listTeamPicks,
  listRecentPicks,
  readBetStats,
} from '../src/live/live-answers.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { enrichClv, estimateTeamClv } from '../src/live/enrich-clv.ts'
import type { LegacySource } from '../src/types.ts'
import { readLiveTables, reportLiveTables } from '../src/live/report-live.ts'
import { openTestDatabase, type TestDatabase } from '@mon-ps/db/test-kit/open-test-database'
import { type League, loadLeague } from '@mon-ps/db/test-kit/fixture'
import { addRows, BETS, PICKS, pick } from './live-rows.ts'

let database: TestDatabase
let league: League
let source: LegacySource
beforeAll(async () => {
  database = await openTestDatabase()
  league = await loadLeague(database)
  source = { database, same: true, address: 'the database itself', close: async () => {} }
})
afterAll(() => database.close())
afterEach(async () => {
  await database.sql.unsafe('drop table if exists public.odds, public.tracking_clv_picks, public.manual_bets')
})

const read = () => readLiveTables(source, database)
const findId = (name: string) => league.teams.find((team) => team.name === name)?.id ?? 0

describe('live tables of any shape', () => {
  it('that are not there are absent, which is not the same as empty', async () => {
    expect(await listMatchOdds(database.db, 'm')).toBe('absent')
    expect(await listRecentPicks(database.db, 5)).toBe('absent')
    expect(await readBetStats(database.db)).toBe('absent')
    const report = await read()
    expect(report.tables.map(({ table, present }) => [table, present])).toEqual([
      ['odds', false],
      ['tracking_clv_picks', false],
      ['manual_bets', false],
    ])
    expect([report.odds, report.picks, report.bets]).toEqual([null, null, null])
    expect(await enrichClv(database.db, database.db, { runId: 1 })).toEqual({ teams: 0, picks: 0, used: 0 })
  })

  it('are read with columns missing and added, and another kind of id', async () => {
    await database.sql.unsafe(`create domain public.price as numeric;
      create table public.odds (id uuid default gen_random_uuid(), match_id integer, bookmaker text, odds_value public.price, extra jsonb);
      insert into public.odds (match_id, bookmaker, odds_value) values (7, 'a', 1.90), (7, 'b', null), (7, 'c', 0), (8, 'a', 'NaN')`)
    const rows = await listMatchOdds(database.db, '7')
    expect(rows).toHaveLength(3)
    expect(rows).toContainEqual(expect.objectContaining({ matchId: '7', bookmaker: 'a', oddsValue: '1.90', league: null, point: null }))
    expect(await listLeagueOdds(database.db, 'Serie A', { limit: 5 })).toEqual({ rows: [], next: null })
    const { tables, odds } = await read()
    expect(tables[0]).toMatchObject({ rows: 4, extraColumns: ['extra'], columns: ['id', 'match_id', 'bookmaker', 'odds_value'] })
    expect(tables[0]?.missingColumns).toContain('commence_time')
    expect(odds).toEqual({ notUsable: 3, bookmakers: 3, matches: 2 })
    await database.sql.unsafe('drop table public.odds; drop domain public.price')
  })

  it('are refused with the name of a column that keeps a number, a time or a flag as text', async () => {
    await database.sql.unsafe(`create table public.odds (match_id text, odds_value text, commence_time text);
      create table public.tracking_clv_picks (id integer, is_resolved text)`)
    const refusal = (columns: string) => ({ code: 'LEGACY_NOT_FOUND', message: expect.stringContaining(columns) })
    await expect(listMatchOdds(database.db, '7')).rejects.toMatchObject(refusal('odds_value text, commence_time text'))
    await expect(read()).rejects.toMatchObject(refusal('public.odds'))
    await expect(enrichClv(database.db, database.db, { runId: 1 })).rejects.toMatchObject(refusal('is_resolved text'))
    await database.sql.unsafe('drop table public.odds')
    await expect(read()).rejects.toMatchObject(refusal('public.tracking_clv_picks'))
  })

  it('are read through a view, and without any id', async () => {
    await database.sql.unsafe(`create table public.kept (home_team text, market_type text, is_winner boolean);
      insert into public.kept values ('Alder', 'home', true), ('Birch', 'away', null);
      create view public.tracking_clv_picks as select * from public.kept`)
    const page = await listRecentPicks(database.db, 10)
    expect(page === 'absent' ? [] : page.map(({ id, isWinner }) => [id, isWinner])).toEqual([
      [null, null],
      [null, true],
    ])
    expect((await read()).picks?.prices.oddsNotUsable.count).toBe(2)
    await database.sql.unsafe('drop view public.tracking_clv_picks; drop table public.kept')
  })

  it('are paged by their ids as numbers', async () => {
    await database.sql.unsafe(BETS)
    await addRows(
      database,
      'manual_bets',
      [9, 10, 11].map((id) => ({ id, match_name: 'x', result: id === 9 ? null : 'win', stake: 0.1, odds_obtained: 2 })),
    )
    const first = await listBets(database.db, { limit: 2 })
    if (first === 'absent') throw new Error('expected the table')
    expect([first.rows.map((row) => row.id), first.next]).toEqual([['9', '10'], '10'])
    const second = await listBets(database.db, { limit: 2, after: '10' })
    expect(second).toMatchObject({ rows: [{ id: '11' }], next: null })
    expect(await readBetStats(database.db)).toEqual({
      n: 3,
      results: { '': 1, win: 2 },
      staked: { n: 3, value: '0.30' },
      recordedProfit: { n: 0, value: null },
      recordedClv: { n: 0, value: null },
      withClosingOdds: 0,
    })
  })

  it('are not paged on from something that is no id of theirs', async () => {
    await database.sql.unsafe(BETS)
    for (const after of ['two', '99999999999999999999', '1.5'])
      await expect(listBets(database.db, { limit: 2, after })).rejects.toMatchObject({
        code: 'INVALID_ARGUMENT',
        message: expect.stringContaining(after),
      })
  })

  it('that this role may not read are told as such: no figure, and a refusal that says which grant is missing', async () => {
    await database.sql.unsafe(PICKS)
    const role = `reader_${process.pid}_${Date.now()}`
    await database.sql.unsafe(
      `create role ${role}; grant usage on schema public, mon_ps to ${role}; grant select on all tables in schema mon_ps to ${role}`,
    )
    try {
      await database.db.transaction(async (tx) => {
        await tx.execute(sql.raw(`set local role ${role}`))
        expect(await estimateTeamClv(tx, tx)).toBeNull()
        await expect(listRecentPicks(tx, 5)).rejects.toMatchObject({
          code: 'LEGACY_NOT_FOUND',
          message: expect.stringContaining('GRANT SELECT ON public.tracking_clv_picks'),
        })
        const { tables, picks } = await reportLiveTables(tx, null)
        expect(tables[1]).toMatchObject({ present: true, readable: false, rows: 0 })
        expect(picks).toBeNull()
      })
    } finally {
      await database.sql.unsafe(`drop owned by ${role}; drop role ${role}`)
    }
  })

  it('are read by source, by league and by the exact name of a team', async () => {
    await database.sql.unsafe(PICKS)
    await addRows(database, 'tracking_clv_picks', [
      pick('Alder', 'Birch'),
      pick('Birch', 'Cedar', { source: 'v6' }),
      pick('Alder FC', 'Cedar'),
    ])
    const ofV6 = await listSourcePicks(database.db, 'v6', { limit: 5 })
    expect(ofV6).toMatchObject({ rows: [{ id: '2' }], next: null })
    const ofAlder = await listTeamPicks(database.db, 'Alder', 5)
    expect(ofAlder === 'absent' ? [] : ofAlder.map((row) => row.id)).toEqual(['1'])
  })
})

describe('names and matches', () => {
  it('are found by exact and by normalised alias, never in part, and not where two teams share a spelling', async () => {
    await database.sql.unsafe(`insert into mon_ps.team_alias (source, alias, alias_normalized, team_id, evidence) values
      ('football-data', 'CEDAR', 'cedar', ${findId('Birch')}, 'test'), ('football-data', 'Birch vs Cedar', 'birch vs cedar', ${findId('Döğan')}, 'test'),
      ('football-data', 'Alder vs Birch', 'alder vs birch', ${findId('Cedar')}, 'test'), ('football-data', 'Birch vs Alder', 'birch vs alder', ${findId('Döğan')}, 'test'),
      ('legacy-v1', 'Old Alder', 'old alder', ${findId('Alder')}, 'test')`)
    await database.sql.unsafe(PICKS)
    const unnamed = { home_team: null, away_team: null, market_type: 'away' }
    await addRows(database, 'tracking_clv_picks', [
      pick('Alder', 'Birch'),
      pick(' ALDER', 'dogan'),
      pick('Alder', 'Birc'),
      pick('cedar', 'Alder'),
      pick('Old Alder', 'Cedar'),
      pick('Alder', 'Birch vs Cedar', unnamed),
      pick('Alder', 'Alder'),
      // Read in two ways, both of which name two teams.
      pick('Birch', 'Alder vs Birch', unnamed),
    ])
    const { picks } = await read()
    expect(picks?.resolution.toTeams).toBe(4)
    expect(picks?.resolution.withoutTeams.examples.map(({ id }) => id).sort()).toEqual(['3', '4', '7', '8'])
    await database.sql`delete from mon_ps.team_alias where evidence = 'test'`
  })

  it('are the match within a day, and no other', async () => {
    await database.sql.unsafe(BETS)
    const times = ['2022-08-06 15:00:00', '2022-08-07 00:30:00', '2022-08-05 23:30:00', '2022-08-08 00:00:00', null]
    await addRows(
      database,
      'manual_bets',
      times.map((kickoff_time) => ({ match_name: 'Alder vs Birch', kickoff_time })),
    )
    const { bets } = await read()
    expect(bets?.resolution).toMatchObject({ toTeams: 5, toMatches: 3 })
    expect(bets?.resolution.withoutMatch.examples.map(({ id }) => id)).toEqual(['4', '5'])
  })

  it('are unresolved, and counted, where nothing of ours is there', async () => {
    const empty = await openTestDatabase({ migrated: false })
    try {
      await database.sql.unsafe(PICKS)
      await addRows(database, 'tracking_clv_picks', [pick('Alder', 'Birch')])
      const report = await readLiveTables({ ...source, same: false }, empty)
      expect(report.picks?.resolution).toMatchObject({ toTeams: 0, toMatches: 0, withoutTeams: { count: 1 } })
    } finally {
      await empty.close()
    }
  })
})

describe('what is wrong with picks and bets', () => {
  it('is told: odds of 0, repeats in any spelling, pushes and wins booked as lost, an inverted CLV, a wrong profit', async () => {
    await database.sql.unsafe(PICKS)
    const settled = { is_resolved: true, score_home: 1, score_away: 1 }
    await addRows(database, 'tracking_clv_picks', [
      pick('Alder', 'Birch', {
        market_type: 'over_25',
        odds_taken: 1.9,
        clv_percentage: -5,
        ...settled,
        is_winner: false,
        profit_loss: -1,
      }),
      pick('Alder', 'Birch', { market_type: 'over25', odds_taken: 1.9, clv_percentage: 5.263, source: 'v6', closing_odds: 2 }),
      pick('Birch', 'Alder', { market_type: 'dnb_home', ...settled, is_winner: false, profit_loss: -1 }),
      pick('Birch', 'Cedar', { market_type: 'dc_1x', odds_taken: 1.333, ...settled, is_winner: false, profit_loss: -1 }),
      pick('Cedar', 'Alder', { market_type: 'draw', odds_taken: 0, ...settled, is_winner: true, profit_loss: -1 }),
      pick('Cedar', 'Birch', { market_type: 'corners', closing_odds: null, clv_percentage: 1 }),
    ])
    const picks = (await read()).picks
    const ids = (part: keyof NonNullable<typeof picks>) => {
      const found = picks?.[part]
      return typeof found === 'object' && 'examples' in found ? found.examples.map(({ id }) => id) : null
    }
    expect(picks?.prices).toMatchObject({
      oddsNotUsable: { count: 1 },
      usableOdds: 5,
      withClosingOdds: 4,
      withoutClosingOdds: { count: 1 },
    })
    expect(ids('repeats')).toEqual(['2'])
    expect(ids('pushesBookedAsLosses')).toEqual(['3'])
    expect(ids('resultAgainstScore')).toEqual(['4'])
    expect(ids('unknownMarkets')).toEqual(['6'])
    expect(picks?.marketsWithVariants).toBe(1)
    expect(picks?.clv.different.examples.map(({ id }) => id)).toEqual(['2'])
    // Without the repeat: −5, 10, −33.35.
    expect(picks?.clv.recomputed.n).toBe(3)
    expect(picks?.clv.recomputed.mean).toBeCloseTo((-5 + 10 - 33.35) / 3, 10)
    expect(picks?.profit).toMatchObject({
      recorded: { n: 4, sum: '-4.00' },
      both: { n: 3, recorded: '-3.00', recomputed: '-0.667' },
      different: { count: 2 },
    })
  })

  it('is told of bets by the score of our match', async () => {
    await database.sql.unsafe(BETS)
    const bet = (row: Readonly<Record<string, unknown>>) => ({
      match_name: 'Alder vs Cedar',
      kickoff_time: '2022-08-06 15:00:00',
      market_type: 'totals',
      selection: 'Over',
      line: 2,
      odds_obtained: 1.9,
      stake: 20,
      ...row,
    })
    // It ended 1–1.
    await addRows(database, 'manual_bets', [
      bet({ result: 'push', profit_loss: 0 }),
      bet({ result: 'loss', profit_loss: -20 }),
      bet({ market_type: 'h2h', selection: 'Home', line: null, result: 'push' }),
      bet({ line: 1.5, result: 'win', profit_loss: 18.1 }),
      bet({ line: 1.75, result: 'win' }),
      bet({ line: 9, result: 'void' }),
    ])
    const bets = (await read()).bets
    expect(bets?.pushesBookedAsLosses.examples.map(({ id }) => id)).toEqual(['2'])
    expect(bets?.resultAgainstScore.examples.map(({ id }) => id)).toEqual(['3'])
    expect(bets?.profit.different.examples).toEqual([{ id: '4', what: 'Alder vs Cedar, totals Over: recorded 18.10, recomputed 18.00' }])
    expect(bets?.results).toEqual({ loss: 1, push: 2, void: 1, win: 2 })
  })

  it('is told across the pieces in which a long table is read', async () => {
    await database.sql.unsafe(PICKS)
    // A single pick first, so that the two of a match stand on both sides of the five thousandth row.
    await database.sql.unsafe(`insert into public.tracking_clv_picks (match_id, market_type, odds_taken) select '0', 'home', 2
      union all select 'm' || lpad((i / 2)::text, 6, '0'), 'away', 2 from generate_series(0, 10001) i`)
    const picks = (await read()).picks
    expect(picks?.repeats.count).toBe(5001)
    expect(picks?.repeats.examples).toHaveLength(20)
  })
})
