import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { TEAM_NAMES } from '../src/mapping/club-names.ts'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { enrichClv } from '../src/live/enrich-clv.ts'
import type { Estimates } from '@mon-ps/db/schema/columns'
import { readLiveTables } from '../src/live/report-live.ts'
import { realDataFolder } from '@mon-ps/db/test-kit/env'
import { openTestDatabase, type TestDatabase } from '@mon-ps/db/test-kit/open-test-database'
import { type League, loadLeague, newRun } from '@mon-ps/db/test-kit/fixture'
import { addRows, PICKS, pick } from './live-rows.ts'

let database: TestDatabase
let league: League
beforeAll(async () => {
  database = await openTestDatabase()
  league = await loadLeague(database)
})
afterAll(() => database.close())
afterEach(async () => {
  await database.sql.unsafe('drop table if exists public.odds, public.tracking_clv_picks, public.manual_bets')
})

/** Migrated versions of teams and the V3 rows that show them, as the move leaves them: without a closing-line value. */
async function moveTeams(teams: readonly { readonly id: number; readonly name: string }[], runId: number): Promise<void> {
  const json = JSON.stringify(teams)
  await database.db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('mon_ps.run_id', ${String(runId)}, true)`)
    await tx.execute(sql`
      with moved as (
        insert into mon_ps.team_dna_version (team_id, origin, run_id, row_sha256, v1_id, team_name, league, total_pnl, estimates)
        select i.id, 'migrated', ${runId}, 'x', i.id, i.name, 'L', 1.5, '{"roi": {"n": 3, "interval": null}}'
        from jsonb_to_recordset(${json}::jsonb) as i(id int, name text) returning version_id, team_id),
      shown as (
        insert into quantum.team_quantum_dna_v3 (team_id, team_name, league, total_pnl, updated_at)
        select i.id, i.name, 'L', 1.5, '2025-12-06 20:23:42Z' from jsonb_to_recordset(${json}::jsonb) as i(id int, name text) returning 1)
      insert into mon_ps.v3_row_source (table_name, row_id, version_id, origin, run_id)
      select 'team_quantum_dna_v3', team_id, version_id, 'migrated', ${runId} from moved`)
  })
}

const enrich = (runId: number) => database.db.transaction((tx) => enrichClv(tx, tx, { runId }))
interface ShownTeam {
  readonly name: string
  readonly clv: number | null
  readonly versionClv: number | null
  readonly estimates: Estimates
  readonly origin: string
  readonly updatedAt: string
  readonly pnl: number
}
const shown = () => database.sql<ShownTeam[]>`
  select t.team_name as name, t.avg_clv as clv, v.avg_clv as "versionClv", v.estimates, s.origin, t.updated_at as "updatedAt", t.total_pnl as pnl
  from quantum.team_quantum_dna_v3 t join mon_ps.v3_row_source s on s.table_name = 'team_quantum_dna_v3' and s.row_id = t.team_id
  join mon_ps.team_dna_version v on v.version_id = s.version_id order by t.team_name collate "C"`

describe('the closing-line value of a team', () => {
  let runId: number
  beforeAll(async () => {
    runId = await newRun(database)
    await moveTeams(league.teams.slice(0, 3), runId)
  })

  const picks = [
    pick('Alder', 'Birch', { market_type: 'home', odds_taken: 2.2, closing_odds: 2 }),
    pick('Alder', 'Birch', { market_type: 'home', odds_taken: 9, closing_odds: 2, source: 'v6' }),
    pick('Cedar', 'Alder', { market_type: 'dc_x2', odds_taken: 1.5, closing_odds: 1.2 }),
    pick('Birch', 'Alder', { market_type: 'dnb_away', odds_taken: 1.8, closing_odds: 2 }),
    pick('Birch', 'Cedar', { market_type: 'away', odds_taken: 3, closing_odds: 2.4 }),
    // None of these is on a side, or has both prices.
    pick('Alder', 'Cedar', { market_type: 'over_25' }),
    pick('Alder', 'Cedar', { market_type: 'btts_yes' }),
    pick('Alder', 'Cedar', { market_type: 'draw' }),
    pick('Alder', 'Cedar', { market_type: 'dc_12' }),
    pick('Birch', 'Döğan', { market_type: 'home', odds_taken: 0 }),
    pick('Birch', 'Döğan', { market_type: 'dc_1x', closing_odds: null }),
    pick('Nobody', 'Alder', { market_type: 'home' }),
  ]

  it('is the mean over the picks that back it, each once, with n and interval; null where there is none', async () => {
    await database.sql.unsafe(PICKS)
    await addRows(database, 'tracking_clv_picks', picks)
    expect(await enrich(runId)).toEqual({ teams: 2, picks: 12, used: 4 })
    const rows = await shown()
    // 10, 25 and −10 percent: mean 25/3, standard deviation 17.559.
    const half = (1.959963984540054 * Math.sqrt((10 ** 2 + 25 ** 2 + 10 ** 2 - 3 * (25 / 3) ** 2) / 2 / 3)) / 100
    expect(rows[0]?.clv).toBeCloseTo(25 / 3, 10)
    const { avgClv, roi } = rows[0]?.estimates ?? {}
    expect([avgClv?.n, roi?.n]).toEqual([3, 3])
    expect(avgClv?.interval?.[0]).toBeCloseTo(0.25 / 3 - half, 9)
    expect(avgClv?.interval?.[1]).toBeCloseTo(0.25 / 3 + half, 9)
    expect(rows[1]).toMatchObject({ name: 'Birch', clv: null, estimates: { roi: { n: 3 } } })
    expect(rows[1]?.estimates).not.toHaveProperty('avgClv')
    expect(rows[2]).toMatchObject({ name: 'Cedar', clv: 25, estimates: { avgClv: { n: 1, interval: null } } })
    for (const row of rows) expect(row.versionClv).toBe(row.clv)
  })

  it('leaves everything else of the row as the move wrote it, its source and times included', async () => {
    await database.sql.unsafe(PICKS)
    await addRows(database, 'tracking_clv_picks', picks)
    await enrich(runId)
    for (const row of await shown()) expect(row).toMatchObject({ origin: 'migrated', updatedAt: '2025-12-06T20:23:42Z', pnl: 1.5 })
  })

  it('is the same in whatever order the picks stand, and goes when they go', async () => {
    await database.sql.unsafe(PICKS)
    await addRows(database, 'tracking_clv_picks', picks)
    await enrich(runId)
    const before = await shown()
    await database.sql.unsafe('truncate public.tracking_clv_picks')
    // The repeat stays the later one of its two.
    await addRows(database, 'tracking_clv_picks', [...picks.slice(2).reverse(), ...picks.slice(0, 2)])
    await enrich(runId)
    expect(await shown()).toEqual(before)
    await database.sql.unsafe('truncate public.tracking_clv_picks')
    expect(await enrich(runId)).toEqual({ teams: 0, picks: 0, used: 0 })
    expect((await shown()).map((row) => [row.clv, row.versionClv])).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ])
  })
})

const dump = realDataFolder === undefined ? '' : join(realDataFolder, 'legacy-v1', 'legacy-v1.sql')
describe.skipIf(!existsSync(dump))(`the real live tables${existsSync(dump) ? '' : ' (skipped: no real data)'}`, () => {
  const NAMES = new Map(TEAM_NAMES.map(({ footballData }, at) => [footballData, 2001 + at]))

  it('are counted as the data has them, and give each team the value that SQL alone gives it', async () => {
    const session = await database.sql.reserve()
    await session.unsafe(readFileSync(dump, 'utf8')).simple()
    session.release()
    const runId = await newRun(database)
    const teams = [...NAMES].map(([name, id]) => ({ id, name }))
    await database.sql.unsafe(
      `with i as (select * from jsonb_to_recordset($1::text::jsonb) as i(id int, name text)),
        made as (insert into mon_ps.team (id, name, name_normalized, source) select id, name, lower(name), 'legacy' from i)
      insert into mon_ps.team_alias (source, alias, alias_normalized, team_id, evidence) select 'football-data', name, lower(name), id, 'dictionary' from i`,
      [JSON.stringify(teams)],
    )
    await moveTeams(teams, runId)
    const report = await readLiveTables({ database, same: true, address: 'the database itself', close: async () => {} }, database)
    expect(report.tables.map(({ rows, missingColumns, extraColumns }) => [rows, missingColumns, extraColumns])).toEqual([
      [3840, [], []],
      [732, [], []],
      [145, [], []],
    ])
    expect(report.picks).toMatchObject({
      prices: { oddsNotUsable: { count: 68 }, usableOdds: 664, withClosingOdds: 531 },
      repeats: { count: 92 },
      marketsWithVariants: 1,
      pushesBookedAsLosses: { count: 47 },
      clv: { recorded: { n: 531 }, different: { count: 0 } },
      profit: { recorded: { n: 732, sum: '-74.79' }, both: { n: 664 }, different: { count: 44 } },
    })
    const known = JSON.stringify([...NAMES.keys()])
    const [expected] = await database.sql.unsafe<{ picks: number; bets: number }[]>(
      `select (select count(*) from public.tracking_clv_picks where $1::text::jsonb ? home_team and $1::text::jsonb ? away_team) as picks,
        (select count(*) from public.manual_bets where $1::text::jsonb ? split_part(match_name, ' vs ', 1) and $1::text::jsonb ? split_part(match_name, ' vs ', 2)) as bets`,
      [known],
    )
    expect([report.picks?.resolution.toTeams, report.bets?.resolution.toTeams]).toEqual([expected?.picks, expected?.bets])

    const enriched = await enrich(runId)
    const wanted = await database.sql.unsafe<{ name: string; clv: number; n: number }[]>(
      `with once as (select distinct on (match_id, market_type) * from public.tracking_clv_picks order by match_id, market_type, id)
      select * from (select case when market_type = 'away' then away_team else home_team end as name, avg((odds_taken / closing_odds - 1) * 100)::float8 as clv, count(*) as n
      from once where market_type in ('home', 'away', 'dnb_home') and odds_taken > 1 and closing_odds > 1
        and $1::text::jsonb ? home_team and $1::text::jsonb ? away_team group by 1) sums order by name collate "C"`,
      [known],
    )
    expect(enriched).toEqual({ teams: wanted.length, picks: 732, used: wanted.reduce((sum, { n }) => sum + n, 0) })
    const found = (await shown()).filter((row) => row.clv !== null)
    expect(found.map((row) => row.name)).toEqual(wanted.map(({ name }) => name))
    for (const [at, row] of found.entries()) expect(row.clv).toBeCloseTo(wanted[at]?.clv ?? 0, 9)
  })
})
