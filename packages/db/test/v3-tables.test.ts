import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../test-kit/open-test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

/** The columns as the three tables were asked for, in groups. */
const COLUMNS = {
  team_quantum_dna_v3:
    'team_id team_name team_name_normalized league tier tier_rank team_intelligence_id current_style style_confidence team_archetype betting_identity best_strategy total_matches total_bets total_wins total_losses win_rate total_pnl roi avg_clv unlucky_losses bad_analysis_losses unlucky_pct market_dna context_dna risk_dna temporal_dna nemesis_dna psyche_dna roster_dna physical_dna luck_dna exploit_markets avoid_markets optimal_scenarios optimal_strategies quantum_dna_legacy narrative_profile dna_fingerprint season created_at updated_at last_audit_at',
  quantum_friction_matrix_v3:
    'friction_id team_home_id team_away_id team_home_name team_away_name style_home style_away friction_score style_clash tempo_friction mental_clash tactical_friction risk_friction psychological_edge predicted_goals predicted_btts_prob predicted_over25_prob predicted_winner chaos_potential h2h_matches h2h_home_wins h2h_away_wins h2h_draws h2h_avg_goals friction_vector historical_friction matches_analyzed confidence_level season last_match_date created_at updated_at',
  quantum_strategies_v3:
    'strategy_id team_id team_name strategy_name strategy_type market_family is_best_strategy strategy_rank total_bets wins losses win_rate profit total_pnl roi avg_clv unlucky_count bad_analysis_count context_filters performance_by_context parameters parameters_hash is_active priority source strategy_version season created_at updated_at',
}
const COUNTS = { team_quantum_dna_v3: 43, quantum_friction_matrix_v3: 32, quantum_strategies_v3: 29 }

const addTeam = (id: number, name: string) =>
  database.sql`insert into quantum.team_quantum_dna_v3 (team_id, team_name, league) values (${id}, ${name}, 'A league')`

describe('the three V3 tables', () => {
  it.each(Object.entries(COLUMNS))('%s has exactly the columns that were asked for', async (table, columns) => {
    const rows = await database.sql<
      { name: string }[]
    >`select column_name as name from information_schema.columns where table_schema = 'quantum' and table_name = ${table}`
    expect(rows.map((row) => row.name).sort()).toEqual(columns.split(' ').sort())
    expect(rows).toHaveLength(COUNTS[table as keyof typeof COUNTS])
  })

  it('have the sixteen named indexes, three foreign keys and three unique constraints', async () => {
    const indexes = await database.sql<
      { name: string }[]
    >`select indexname as name from pg_indexes where schemaname = 'quantum' and indexname like 'ix\\_%' order by 1`
    expect(indexes.map((row) => row.name)).toEqual(
      'ix_qfm_v3_chaos ix_qfm_v3_friction_score ix_qfm_v3_season ix_qfm_v3_team_away ix_qfm_v3_teams ix_qs_v3_avg_clv ix_qs_v3_is_active ix_qs_v3_is_best ix_qs_v3_market_family ix_qs_v3_season ix_qs_v3_team_id ix_tqd_v3_best_strategy ix_tqd_v3_league ix_tqd_v3_season ix_tqd_v3_team_name ix_tqd_v3_tier'.split(
        ' ',
      ),
    )
    const keys = await database.sql<
      { name: string }[]
    >`select conname as name from pg_constraint where connamespace = 'quantum'::regnamespace and contype in ('f', 'u') order by 1`
    expect(keys.map((row) => row.name)).toEqual([
      'fk_qfm_v3_team_away',
      'fk_qfm_v3_team_home',
      'fk_qs_v3_team',
      'uq_qfm_v3_matchup_season',
      'uq_qs_v3_team_strategy_season',
      'uq_team_quantum_dna_v3_team_league',
    ])
  })

  it('have a default of SQL’s own wherever null is refused, but for what only the writer of a row can know', async () => {
    const rows = await database.sql<{ name: string }[]>`
      select column_name as name from information_schema.columns where table_schema = 'quantum' and table_name in ${database.sql(Object.keys(COLUMNS))}
        and is_nullable = 'NO' and column_default is null and is_identity = 'NO' order by 1`
    expect(rows.map(({ name }) => name)).toEqual(
      'friction_score league strategy_name team_away_id team_away_name team_home_id team_home_name team_id team_name team_name'.split(' '),
    )
  })

  it('refuse what no measurement can be, and take what is unknown', async () => {
    await addTeam(1, 'One')
    await addTeam(2, 'Two')
    const refused: readonly (readonly [table: string, assignments: string])[] = [
      ['team_quantum_dna_v3', 'win_rate = 100.1'],
      ['team_quantum_dna_v3', "win_rate = 'NaN'"],
      ['team_quantum_dna_v3', "roi = 'infinity'"],
      ['team_quantum_dna_v3', "total_pnl = 'NaN'"],
      ['team_quantum_dna_v3', 'total_bets = 3, total_wins = 2, total_losses = 2'],
      ['team_quantum_dna_v3', 'total_bets = -1'],
    ]
    for (const [table, assignments] of refused)
      await expect(database.sql.unsafe(`update quantum.${table} set ${assignments}`), assignments).rejects.toMatchObject({ code: '23514' })
    const friction = (values: string) =>
      database.sql.unsafe(`insert into quantum.quantum_friction_matrix_v3 (team_home_id, team_away_id, team_home_name, team_away_name, friction_score, risk_friction, predicted_btts_prob)
        values ${values}`)
    await expect(friction("(1, 1, 'One', 'One', 50, null, null)")).rejects.toMatchObject({ code: '23514' })
    await expect(friction("(1, 2, 'One', 'Two', 50, 120, null)")).rejects.toMatchObject({ code: '23514' })
    await expect(friction("(1, 2, 'One', 'Two', 50, null, 1.01)")).rejects.toMatchObject({ code: '23514' })
    await expect(friction("(1, 3, 'One', 'None', 50, null, null)")).rejects.toMatchObject({ code: '23503' })
    await friction("(1, 2, 'One', 'Two', 50, null, null)")
  })

  it('hold a pair and a strategy once, also when the season is not known', async () => {
    const again = database.sql`insert into quantum.quantum_friction_matrix_v3 (team_home_id, team_away_id, team_home_name, team_away_name, friction_score) values (1, 2, 'One', 'Two', 60)`
    await expect(again).rejects.toMatchObject({ code: '23505' })
    const strategy = () =>
      database.sql`insert into quantum.quantum_strategies_v3 (team_id, team_name, strategy_name) values (1, 'One', 'HOME')`
    await strategy()
    await expect(strategy()).rejects.toMatchObject({ code: '23505' })
    await database.sql`insert into quantum.quantum_strategies_v3 (team_id, team_name, strategy_name, strategy_version) values (1, 'One', 'HOME', '2')`
  })

  it('give rows that name no id one that no team of ours has or will have', async () => {
    const [raw] = await database.sql<
      { id: number }[]
    >`insert into quantum.team_quantum_dna_v3 (team_name, league) values ('Raw', 'A league') returning team_id as id`
    const [own] = await database.sql<
      { id: number }[]
    >`insert into mon_ps.team (name, name_normalized, source) values ('Own', 'own', 'legacy') returning id`
    expect(raw?.id).toBeGreaterThan(10_000)
    expect(own?.id).toBeGreaterThan(raw?.id ?? 0)
  })

  it('move updated_at with every change, and only then', async () => {
    await database.sql`update quantum.team_quantum_dna_v3 set updated_at = '2020-01-01Z' where team_id = 1`
    await database.sql`update quantum.team_quantum_dna_v3 set tier = tier where team_id = 1`
    const read = async () =>
      (await database.sql<{ at: string }[]>`select updated_at as at from quantum.team_quantum_dna_v3 where team_id = 1`)[0]?.at
    expect(await read()).toBe('2020-01-01T00:00:00Z')
    await database.sql`update quantum.team_quantum_dna_v3 set tier = 'GOLD' where team_id = 1`
    expect((await read())?.slice(0, 4)).not.toBe('2020')
  })

  it('remember that raw SQL wrote a row, and forget a row that is gone', async () => {
    const sources = () =>
      database.sql`select origin, run_id from mon_ps.v3_row_source where table_name = 'team_quantum_dna_v3' and row_id = 2`
    expect(await sources()).toEqual([{ origin: 'legacy_sql', run_id: null }])
    await database.sql`delete from quantum.quantum_friction_matrix_v3`
    await database.sql`delete from quantum.team_quantum_dna_v3 where team_id = 2`
    expect(await sources()).toEqual([])
    await database.sql`truncate quantum.quantum_strategies_v3`
    expect(await database.sql`select 1 from mon_ps.v3_row_source where table_name = 'quantum_strategies_v3'`).toEqual([])
  })
})
