import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyMigration } from '../src/apply/apply-migration.ts'
import { findFriction } from '@mon-ps/db/repositories/frictions'
import type { MigrationPlan } from '../src/types.ts'
import { planMigration } from '../src/plan/plan-migration.ts'
import { rollbackMigration } from '../src/apply/rollback-migration.ts'
import { verifyMigration } from '../src/apply/verify-migration.ts'
import { draftSql, cleanDraft } from '../test-kit/hostile-v1/index.ts'
import { openTestDatabase, type TestDatabase } from '@mon-ps/db/test-kit/open-test-database'
import { sourceIn } from './small-v1.ts'

// V1's first move was called a full success. Each test here is one thing that it got wrong; docs/how-to/migrate-from-v1.md has the list.

const VECTORS = ['market', 'context', 'risk', 'temporal', 'nemesis', 'psyche', 'roster', 'physical', 'luck'] as const
/** Every vector that V1 ever had: all but risk. */
const LAYERS = Object.fromEntries(VECTORS.filter((name) => name !== 'risk').map((name) => [`${name}_dna`, { of: name }]))
const WHO = { who: 'test', codeVersion: 'test' }

function script(): string {
  const draft = cleanDraft()
  const [alpha, beta, gamma] = draft.tables.team_profiles.rows
  Object.assign(alpha ?? {}, { quantum_dna: { json: { league: 'SerieA', ...LAYERS, current_season: { season: '2025-2026' } } } })
  Object.assign(beta ?? {}, { quantum_dna: { json: { league: 'EPL', ...LAYERS } }, created_at: '2024-02-29 12:00:00' })
  Object.assign(gamma ?? {}, { quantum_dna: { json: { status_2025_2026: { league: 'LaLiga' } } } })
  draft.profile({ id: 7, team_name: 'Real', tier_rank: 7 })
  draft.profile({ id: 8, team_name: 'Villarreal', tier_rank: 8 })
  // The same two clubs, spelled as another system does: their ids are what counts.
  draft.pair({ id: 100, team_a_id: 7, team_a_name: 'REAL', team_b_id: 2, team_b_name: 'Beta Rovers F.C.', predicted_winner: 'team_a' })
  const strategies = draft.tables.team_strategies.rows
  Object.assign(strategies[1] ?? {}, { strategy_name: 'CONVERGENCE_OVER_MC', roi: 212 })
  Object.assign(strategies[2] ?? {}, { is_best_strategy: false })
  draft.strategy({
    team_profile_id: null,
    team_name: 'Villarreal',
    strategy_name: 'HOME_FORTRESS',
    parameters: { json: { focus: ['home'] } },
  })
  draft.after.push(
    'create table public.tracking_clv_picks (id serial primary key, match_id text, home_team text, away_team text, league text, match_name text, commence_time timestamp, market_type text, odds_taken numeric, closing_odds numeric, source text)',
    `insert into public.tracking_clv_picks (match_id, home_team, away_team, match_name, commence_time, market_type, odds_taken, closing_odds) values ('m1', 'Real', 'Alpha United', 'Real vs Alpha United', '2025-11-01 20:00', 'home', 2.2, 2.0)`,
  )
  return draftSql(draft)
}

let database: TestDatabase
const rows = (text: string) => database.sql.unsafe(text)
const v1 = async () =>
  rows(`select 'p', md5(string_agg(t::text, '' order by id)) from quantum.team_profiles t
  union all select 'f', md5(string_agg(t::text, '' order by id)) from quantum.matchup_friction t
  union all select 's', md5(string_agg(t::text, '' order by id)) from quantum.team_strategies t`)
let before: unknown
/** The plan as long as one team's data names no league. */
let undecided: MigrationPlan | undefined

const planned = () => planMigration(sourceIn(database), database, {})

beforeAll(async () => {
  database = await openTestDatabase({ migrated: false })
  await database.sql.unsafe(script()).simple()
  await rows(`update quantum.team_profiles set quantum_dna = '{"market_dna": {}}', narrative_profile = null where id = 3`)
  undecided = await planned()
  await rows(`update quantum.team_profiles set quantum_dna = '{"status_2025_2026": {"league": "LaLiga"}}' where id = 3`)
  before = await v1()
  const { planSha256 } = await planned()
  await applyMigration(sourceIn(database), database, { ...WHO, planSha256 })
})
afterAll(() => database.close())

/** A change of V3 that no count notices, looked at by the verification, and taken back. */
async function readVerification(table: string, column: string, value: string, where: string): Promise<readonly string[]> {
  const change = (assignment: string) =>
    database.sql.begin(async (tx) => {
      await tx`select set_config('mon_ps.run_id', '1', true)`
      await tx.unsafe(`update quantum.${table} set ${assignment} where ${where}`)
    })
  const [kept] = await rows(`select ${column}::text as was, updated_at::text as time from quantum.${table} where ${where}`)
  await change(`${column} = ${value}`)
  const { passed, checks } = await verifyMigration(sourceIn(database), database)
  expect(passed).toBe(false)
  const was = kept?.['was'] == null ? 'null' : `'${String(kept['was']).replaceAll("'", "''")}'`
  await change(`${column} = ${was}, updated_at = '${kept?.['time']}'`)
  await change(`updated_at = '${kept?.['time']}'`)
  return checks.flatMap(({ differences }) => differences)
}

describe('what the first move got wrong', () => {
  it('nine vectors null: each is read from the key that V1 has, and only risk has none', async () => {
    const counts = VECTORS.map((name) => `count(${name}_dna) as ${name}`).join(', ')
    const [filled] = await rows(`select ${counts} from quantum.team_quantum_dna_v3`)
    const [kept] = await rows(
      `select ${VECTORS.map((name) => `count(quantum_dna -> '${name}_dna') as ${name}`).join(', ')} from quantum.team_profiles`,
    )
    expect(filled).toEqual(kept)
    expect(filled).toMatchObject({ market: 7, luck: 2, risk: 0 })
  })

  it('counts reported instead of values: one vector, one cent or one time that changed fails the verification by row and column', async () => {
    const vector = await readVerification('team_quantum_dna_v3', 'luck_dna', 'null', 'team_id = 1')
    expect(vector.join('\n')).toContain('luck_dna')
    const cent = await readVerification('quantum_strategies_v3', 'profit', 'profit + 0.01', 'strategy_id = 2')
    expect(cent.join('\n')).toMatch(/team_strategies.*profit/)
    const time = await readVerification('quantum_friction_matrix_v3', 'created_at', 'now()', 'friction_id = 100')
    expect(time.join('\n')).toContain('created_at')
    expect((await verifyMigration(sourceIn(database), database)).passed).toBe(true)
  })

  it('one league for all: each is what the team’s own data names, and one that names none stays out until somebody says it', async () => {
    const leagues = await rows('select team_id, league from quantum.team_quantum_dna_v3 where team_id < 4 order by 1')
    expect(leagues.map(({ league }) => league)).toEqual(['Serie A', 'Premier League', 'La Liga'])
    const question = undecided?.decisions.find(({ id }) => id === 'P06:team_profiles:no-league:3')
    expect(question).toMatchObject({ proposed: 'quarantine' })
  })

  it('a season invented for everybody: it is the data’s, else unknown', async () => {
    expect(await rows('select team_id, season from quantum.team_quantum_dna_v3 where season is not null')).toEqual([
      { team_id: 1, season: '2025-26' },
    ])
    expect(await rows('select count(season) as n from quantum.quantum_friction_matrix_v3')).toEqual([{ n: 0 }])
  })

  it('best_strategy null for all, then one constant for all: it is the marked one, and null where none is marked', async () => {
    expect(await rows('select best_strategy from quantum.team_quantum_dna_v3 where team_id < 4 order by team_id')).toEqual([
      { best_strategy: 'QUANT_BEST_MARKET' },
      { best_strategy: 'CONVERGENCE_OVER_MC' },
      { best_strategy: null },
    ])
  })

  it('a home side for pairs that have none, found in one order only: one row answers both, with what has a direction turned', async () => {
    const asked = async (homeId: number, awayId: number) => findFriction(database.db, { origin: 'published', homeId, awayId })
    const [one, other] = [await asked(7, 2), await asked(2, 7)]
    expect(one).toMatchObject({ orientation: 'unordered', homeId: 7, predictedWinner: 'home' })
    expect(other).toMatchObject({ orientation: 'unordered', homeId: 2, predictedWinner: 'away', frictionScore: one?.frictionScore })
    expect(await rows('select count(*) as n from quantum.quantum_friction_matrix_v3 where 7 in (team_home_id, team_away_id)')).toEqual([
      { n: 1 },
    ])
  })

  it('rows lost where a name is spelled otherwise: a pair is of the teams whose ids it has', async () => {
    expect(await rows('select team_home_id, team_away_id from quantum.quantum_friction_matrix_v3 where friction_id = 100')).toEqual([
      { team_home_id: 7, team_away_id: 2 },
    ])
    const [counts] = await rows(
      `select (select count(*) from quantum.matchup_friction) as v1, (select count(*) from quantum.quantum_friction_matrix_v3) as v3`,
    )
    expect(counts?.['v3']).toBe(counts?.['v1'])
  })

  it('V1 mended under the reader’s hands: a strategy without a profile finds it by its name, and V1 is what it was', async () => {
    expect(await rows(`select team_id from quantum.quantum_strategies_v3 where team_name = 'Villarreal'`)).toEqual([{ team_id: 8 }])
    expect(await v1()).toEqual(before)
  })

  it('sequences left behind: the next row of each table finds a free number', async () => {
    const made = await rows(
      `insert into quantum.quantum_strategies_v3 (team_id, team_name, strategy_name) values (1, 'Alpha United', 'NEW') returning strategy_id`,
    )
    expect(Number(made[0]?.['strategy_id'])).toBeGreaterThan(100_000)
    await rows(`delete from quantum.quantum_strategies_v3 where strategy_name = 'NEW'`)
  })

  it('unique keys that a null season escapes: the same pair or strategy a second time is refused', async () => {
    const again = `insert into quantum.quantum_strategies_v3 (team_id, team_name, strategy_name, strategy_version)
      select team_id, team_name, strategy_name, strategy_version from quantum.quantum_strategies_v3 where strategy_id = 1 and season is null`
    await expect(rows(again)).rejects.toMatchObject({ code: '23505' })
    const pair = `insert into quantum.quantum_friction_matrix_v3 (team_home_id, team_away_id, team_home_name, team_away_name, friction_score)
      select team_home_id, team_away_id, team_home_name, team_away_name, 1 from quantum.quantum_friction_matrix_v3 where friction_id = 100`
    await expect(rows(pair)).rejects.toMatchObject({ code: '23505' })
  })

  it('probabilities and percentages mixed: each keeps the unit that V1 gave it, and V3 refuses the other', async () => {
    expect(await rows('select predicted_btts_prob from quantum.quantum_friction_matrix_v3 where friction_id = 1')).toEqual([
      { predicted_btts_prob: 0.55 },
    ])
    expect(await rows('select win_rate from quantum.team_quantum_dna_v3 where team_id = 1')).toEqual([{ win_rate: 92.3 }])
    await expect(
      rows('update quantum.quantum_friction_matrix_v3 set predicted_btts_prob = 55 where friction_id = 1'),
    ).rejects.toMatchObject({ code: '23514' })
  })

  it('two meanings of ROI in one column name: a team’s stays per stake, a strategy’s is turned from per bet, and is null where its stake is unknown', async () => {
    expect(await rows('select roi from quantum.team_quantum_dna_v3 where team_id = 1')).toEqual([{ roi: 84.6 }])
    expect(
      await rows(`select strategy_name, roi from quantum.quantum_strategies_v3 where strategy_id in (1, 2, 7) order by strategy_id`),
    ).toEqual([
      { strategy_name: 'QUANT_BEST_MARKET', roi: 84.6 },
      { strategy_name: 'CONVERGENCE_OVER_MC', roi: 84.8 },
      { strategy_name: 'HOME_FORTRESS', roi: null },
    ])
  })

  it('a default called a measurement: a column that says the same in every row is named before anything is moved', () => {
    const same = undecided?.findings.find(({ id }) => id === 'P13:matchup_friction:same-everywhere')
    expect(same?.examples.map(({ what }) => what)).toContain('h2h_matches = 0')
  })

  it('created_at overwritten by the day of the move: it is V1’s', async () => {
    expect(await rows(`select created_at at time zone 'UTC' as made from quantum.team_quantum_dna_v3 where team_id = 2`)).toEqual([
      { made: '2024-02-29 12:00:00' },
    ])
  })

  it('a closing-line value by part of a name and to both sides: a pick on Real is not one on Villarreal, nor on its opponent', async () => {
    const valued = await rows('select team_name, avg_clv from quantum.team_quantum_dna_v3 where avg_clv is not null')
    expect(valued).toEqual([{ team_name: 'Real', avg_clv: 10 }])
  })

  it('a success that is reported of rows that are no longer there: one that raw SQL rewrote since is named by its table and id', async () => {
    await rows('update quantum.team_quantum_dna_v3 set total_pnl = 23 where team_id = 2')
    const { passed, checks } = await verifyMigration(sourceIn(database), database)
    expect(passed).toBe(false)
    expect(checks.find(({ id }) => id === 'untouched')?.differences).toEqual([
      'legacy_sql wrote quantum.team_quantum_dna_v3 2, expected the row as the move left it',
    ])
    await rows(`update quantum.team_quantum_dna_v3 t set total_pnl = v.total_pnl, updated_at = coalesce(v.source_updated_at, t.updated_at)
      from mon_ps.team_dna_version v where t.team_id = 2 and v.v1_id = 2`)
    await rows(`update mon_ps.v3_row_source s set origin = 'migrated', version_id = v.version_id, run_id = v.run_id, published_by_run = v.run_id
      from mon_ps.team_dna_version v where s.table_name = 'team_quantum_dna_v3' and s.row_id = 2 and v.v1_id = 2`)
    expect((await verifyMigration(sourceIn(database), database)).passed).toBe(true)
  })

  it('a rollback that empties tables: it takes back the move alone, and what it took can be moved again to the same values', async () => {
    const content = () =>
      rows(`select md5(string_agg((to_jsonb(t) - 'run_id')::text, '' order by team_id)) as teams from quantum.team_quantum_dna_v3 t`)
    const first = await content()
    const { digests } = await rollbackMigration(sourceIn(database), database, WHO)
    expect(digests.filter(({ before: was, after }) => was !== after)).toEqual([])
    expect(await v1()).toEqual(before)
    const { planSha256 } = await planned()
    await applyMigration(sourceIn(database), database, { ...WHO, planSha256 })
    expect(await content()).toEqual(first)
  })
})
