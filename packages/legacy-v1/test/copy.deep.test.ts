import { pickBestStrategy, predictedWinner, readSeason, readVector, toInstant } from '../test-kit/rules-by-hand.ts'
import { readLeague } from '../src/mapping/profile-rules.ts'
import { toDouble } from '../src/mapping/values.ts'
import { toMarketFamily, roiPerStake, toStrategyType } from '../src/mapping/strategy-rules.ts'
import { TABLE_MAPPINGS } from '../src/mapping/table-mappings.ts'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PROJECTED } from '../src/copy/row-source.ts'
import { readNotes, readSamples } from '../src/copy/samples.ts'
import type { Executor } from '@mon-ps/db/client'
import { verifyMove } from '../src/verify/verify-move.ts'
import { realDataFolder } from '@mon-ps/db/test-kit/env'
import { openTestDatabase, type TestDatabase } from '@mon-ps/db/test-kit/open-test-database'
import { loadRealV1, loadSmallV1, move } from './moved.ts'

const VECTORS = ['market', 'context', 'temporal', 'nemesis', 'psyche', 'roster', 'physical', 'luck', 'risk'] as const

describe.skipIf(realDataFolder === undefined)(`the move of the real V1${realDataFolder ? '' : ' (skipped: no real data)'}`, () => {
  let database: TestDatabase
  let published: unknown
  beforeAll(async () => {
    database = await openTestDatabase()
    await loadRealV1(database)
    ;({ published } = await move(database))
  })
  afterAll(() => database.close())

  const verify = () => database.db.transaction((tx) => verifyMove(tx, { executor: tx, same: true }))

  it('brings every row of each table, and is proven', async () => {
    expect(published).toEqual({ inserted: 99 + 3403 + 351, replaced: 0, kept: 0 })
    const report = await verify()
    expect(report.checks.flatMap(({ differences }) => differences)).toEqual([])
    expect(report.passed).toBe(true)
    expect(report.counts).toEqual([
      { table: 'team_profiles', v1: 99, v3: 99, quarantined: 0 },
      { table: 'matchup_friction', v1: 3403, v3: 3403, quarantined: 0 },
      { table: 'team_strategies', v1: 351, v3: 351, quarantined: 0 },
    ])
    expect(report.fill.filter(({ filled, rule }) => filled > 0 && rule === null)).toEqual([])
    expect(report.fill).toHaveLength(104)
  })

  it('has the leaders that were published', async () => {
    expect(
      await database.sql`select team_name, total_bets, win_rate, total_pnl from quantum.team_quantum_dna_v3 order by total_pnl desc limit 5`,
    ).toEqual([
      { team_name: 'Lazio', total_bets: 13, win_rate: 92.3, total_pnl: 22 },
      { team_name: 'Marseille', total_bets: 10, win_rate: 100, total_pnl: 21.2 },
      { team_name: 'Barcelona', total_bets: 22, win_rate: 77.3, total_pnl: 18.9 },
      { team_name: 'Newcastle United', total_bets: 11, win_rate: 90.9, total_pnl: 18.8 },
      { team_name: 'Brighton', total_bets: 8, win_rate: 100, total_pnl: 17 },
    ])
    expect(
      await database.sql`select team_name, strategy_name, profit from quantum.quantum_strategies_v3 where is_best_strategy order by profit desc limit 3`,
    ).toEqual([
      { team_name: 'Lazio', strategy_name: 'QUANT_BEST_MARKET', profit: 22 },
      { team_name: 'Marseille', strategy_name: 'CONVERGENCE_OVER_MC', profit: 21.2 },
      { team_name: 'Barcelona', strategy_name: 'QUANT_BEST_MARKET', profit: 18.9 },
    ])
    const leading = await database.sql`
      select distinct friction_score, chaos_potential from (select * from quantum.quantum_friction_matrix_v3 order by chaos_potential desc limit 10) t`
    expect(leading).toEqual([{ friction_score: 85, chaos_potential: 100 }])
  })

  it('reads the vectors from the keys that are there, keeps the rest verbatim, and invents neither league nor best strategy', async () => {
    const [filled] = await database.sql`
      select ${database.sql.unsafe(VECTORS.map((name) => `count(${name}_dna) as ${name}`).join(', '))}, count(best_strategy) as best, count(quantum_dna_legacy) as legacy,
        count(distinct league) as leagues, count(season) as seasons from quantum.team_quantum_dna_v3`
    const [keys] = await database.sql`
      select ${database.sql.unsafe(VECTORS.map((name) => `count(quantum_dna -> '${name}_dna') as ${name}`).join(', '))} from quantum.team_profiles`
    expect(filled).toMatchObject({ ...keys, risk: 0, best: 92, legacy: 99, leagues: 6, seasons: 0 })
    expect(await database.sql`select strategy_type, count(*) as n from quantum.quantum_strategies_v3 group by 1 order by 1`).toEqual([
      { strategy_type: 'COMPOUND', n: 228 },
      { strategy_type: 'CONTEXT', n: 3 },
      { strategy_type: 'MARKET', n: 120 },
    ])
    expect(await database.sql`select market_family, count(*) as n from quantum.quantum_strategies_v3 group by 1 order by 1`).toEqual([
      { market_family: 'OTHER', n: 231 },
      { market_family: 'OVER', n: 106 },
      { market_family: 'UNDER', n: 14 },
    ])
    const notes = await database.db.transaction((tx) => readNotes(tx))
    expect(Object.fromEntries(notes.map(({ id, count }) => [id, count]))).toMatchObject({
      'market-family-other': 231,
      'roi-not-converted': 7,
      'best-strategy-null': 7,
      'pairs-unordered': 3403,
    })
    const samples = await database.db.transaction((tx) => readSamples(tx))
    expect(samples.map(({ table, v1Id }) => `${table} ${v1Id}`)).toHaveLength(9)
    expect(samples[0]).toMatchObject({ v1: { team_name: 'Lazio', total_pnl: 22 }, v3: { team_name: 'Lazio', total_pnl: 22 } })
  })

  it('keeps V1’s ids and leaves every sequence in step', async () => {
    expect(
      await database.sql`select count(*) as n from quantum.team_quantum_dna_v3 t join quantum.team_profiles p on p.id = t.team_id and p.team_name = t.team_name`,
    ).toEqual([{ n: 99 }])
    expect(
      await database.sql`select count(*) as n from quantum.quantum_strategies_v3 t join quantum.team_strategies p on p.id = t.strategy_id`,
    ).toEqual([{ n: 351 }])
    const [row] = await database.sql`
      insert into quantum.quantum_strategies_v3 (team_id, team_name, strategy_name) values (1, 'Lazio', 'NEW') returning strategy_id`
    expect(row).toEqual({ strategy_id: 100_001 })
    await database.sql`delete from quantum.quantum_strategies_v3 where strategy_id = 100001`
  })

  // The same rules twice: as functions that plan and document, as SQL that moves. Here they meet on every real row.
  it('has rules in SQL that say what their functions say', async () => {
    const profiles = await database.sql<Record<string, never>[]>`
      select t.*, p.quantum_dna, p.win_rate::text as v1_win_rate, p.created_at::text as v1_created_at, p.id as v1_id
      from quantum.team_profiles p join quantum.team_quantum_dna_v3 t on t.team_id = p.id`
    const marks = await database.sql<
      { id: number; profile: number; strategyName: string; isBestStrategy: boolean; strategyRank: number }[]
    >`
      select s.id, p.id as profile, s.strategy_name as "strategyName", s.is_best_strategy as "isBestStrategy", s.strategy_rank as "strategyRank"
      from quantum.team_strategies s join quantum.team_profiles p on p.team_name = s.team_name`
    for (const row of profiles) {
      expect(row['league']).toBe(readLeague(row['quantum_dna']).value)
      expect(row['season']).toBe(readSeason(row['quantum_dna']).value)
      expect(row['win_rate']).toBe(toDouble(row['v1_win_rate'] ?? null).value)
      expect(row['created_at']).toBe(toInstant(row['v1_created_at'] ?? null, () => 0).value)
      for (const name of VECTORS) expect(row[`${name}_dna`]).toEqual(readVector(row['quantum_dna'], name).value)
      expect(row['best_strategy']).toBe(pickBestStrategy(marks.filter(({ profile }) => profile === row['v1_id'])).value)
    }
    const strategies = await database.sql<Record<string, never>[]>`
      select t.*, s.roi::text as v1_roi from quantum.team_strategies s join quantum.quantum_strategies_v3 t on t.strategy_id = s.id`
    for (const row of strategies) {
      expect(row['strategy_type']).toBe(toStrategyType(row['strategy_name'] ?? ''))
      expect(row['market_family']).toBe(toMarketFamily(row['strategy_name'] ?? ''))
      expect(row['roi']).toBe(roiPerStake(row['v1_roi'] ?? null, row['strategy_name'] ?? '', row['parameters']).value)
    }
    const pairs = await database.sql<{ said: string | null; winner: string | null }[]>`
      select distinct f.predicted_winner as said, t.predicted_winner as winner from quantum.matchup_friction f
      join quantum.quantum_friction_matrix_v3 t on t.friction_id = f.id`
    for (const { said, winner } of pairs) expect(winner).toBe(predictedWinner(said).value)
  })
})

describe('a small V1 in another database', () => {
  let target: TestDatabase
  let source: TestDatabase
  beforeAll(async () => {
    target = await openTestDatabase()
    source = await openTestDatabase()
    await loadSmallV1(source)
    await source.sql`alter table quantum.team_profiles add column note text default 'kept', add column odd double precision`
    await source.sql`update quantum.team_profiles set odd = 0.1 + 0.2, note = null where id = 1`
    await move(target, source)
  })
  afterAll(() => Promise.all([target.close(), source.close()]))

  const verify = () => target.db.transaction((tx) => source.db.transaction((from) => verifyMove(tx, { executor: from, same: false })))
  const failures = async () =>
    (await verify()).checks.filter(({ passed }) => !passed).flatMap(({ id, differences }) => differences.map((text) => `${id} ${text}`))

  it('arrives with every column, added ones too, as the same text, and is proven', async () => {
    expect(await failures()).toEqual([])
    const text = 'select odd::text, note, quantum_dna::text, win_rate::text, created_at::text from %.team_profiles order by id'
    expect(await target.sql.unsafe(text.replace('%', 'legacy_v1'))).toEqual(await source.sql.unsafe(text.replace('%', 'quantum')))
    const [next] = await target.sql`insert into legacy_v1.team_profiles (team_name) values ('Fir') returning id, note`
    expect(next).toEqual({ id: 4, note: 'kept' })
    await target.sql`delete from legacy_v1.team_profiles where id = 4`
  })

  /** What the verification names of a change behind the back of the move, which is then taken back. */
  const differencesAfter = (change: (tx: Executor) => Promise<void>) =>
    target.db
      .transaction(async (tx) => {
        await tx.execute(sql`set local session_replication_role = replica`)
        await change(tx)
        const report = await source.db.transaction((from) => verifyMove(tx, { executor: from, same: false }))
        throw new Found(report.checks.flatMap(({ differences }) => differences))
      })
      .catch((error: unknown) => {
        if (error instanceof Found) return error.differences
        throw error
      })

  /** What says which row a version is, and which version: a row less or more, told below. */
  const OF_WHICH_ROW = ['version_id', 'origin', 'retired_at']

  /** One cell of every column, changed behind the back of the move. */
  const changed = (type: string, column: string) => {
    if (type.startsWith('timestamp')) return `coalesce(${column}, '2020-01-01') + interval '1 hour'`
    if (type === 'jsonb') return `'{"other": 1}'`
    if (type === 'boolean') return `not coalesce(${column}, false)`
    if (type === 'text' || type.startsWith('character')) return `coalesce(${column}, '') || 'x'`
    return `coalesce(${column}, 0) + 1`
  }
  const listColumns = (schema: string, table: string) => target.sql<{ name: string; type: string }[]>`
    select column_name as name, data_type as type from information_schema.columns where table_schema = ${schema} and table_name = ${table} order by ordinal_position`

  it.each(
    TABLE_MAPPINGS.flatMap(({ v1, v3 }) => [
      { schema: 'legacy_v1', table: v1, v1 },
      { schema: 'quantum', table: v3, v1 },
      { schema: 'mon_ps', table: PROJECTED[v1].versions, v1 },
    ]),
  )(
    'a changed cell of any column is found, with table, row and column: %o',
    async ({ schema, table, v1 }) => {
      const id = { legacy_v1: 'id', mon_ps: 'v1_id' }[schema] ?? TABLE_MAPPINGS.find(({ v3 }) => v3 === table)?.columns[0]?.target ?? ''
      const key = v1 === 'team_profiles' || schema !== 'quantum' ? 3 : 1
      const row = v1 === 'matchup_friction' ? 1 : key
      const checks = schema === 'legacy_v1' ? [] : await dropChecks(`${schema}.${table}`)
      const missed: string[] = []
      const columns = (await listColumns(schema, table)).filter(({ name }) => name !== id && !OF_WHICH_ROW.includes(name))
      // A report names twenty differences, and one cell may be told in two ways.
      for (let at = 0; at < columns.length; at += 8) {
        const group = columns.slice(at, at + 8)
        const found = await differencesAfter(async (tx) => {
          await tx.execute(sql.raw(`alter table ${schema}.${table} disable trigger all`))
          for (const check of checks) await tx.execute(sql.raw(check))
          const cells = group.map(({ name, type }) => `"${name}" = ${changed(type, `"${name}"`)}`)
          await tx.execute(sql.raw(`update ${schema}.${table} set ${cells.join(', ')} where ${id} = ${row}`))
        })
        for (const { name } of group)
          if (!found.some((text) => text.startsWith(`${v1} ${row} ${name}`))) missed.push(`${name}: ${found.join(' | ')}`)
      }
      expect(missed).toEqual([])
    },
    120_000,
  )

  it.each([
    [
      'a version that is no longer current',
      `update mon_ps.strategy_version set retired_at = now() where v1_id = 2`,
      'team_strategies 2 id',
    ],
    [
      'a version of another origin',
      `update mon_ps.strategy_version set origin = 'manual', v1_id = null where v1_id = 2`,
      'team_strategies 2 id',
    ],
    ['a version of another V1 row', `update mon_ps.strategy_version set v1_id = 9 where v1_id = 2`, 'team_strategies 2 id'],
    ['a version that is gone', `delete from mon_ps.friction_version where v1_id = 1`, 'matchup_friction 1 id'],
    [
      'a source that names another version',
      `update mon_ps.v3_row_source set version_id = version_id + 1 where table_name = 'quantum_friction_matrix_v3' and row_id = 1`,
      'matchup_friction 1 id',
    ],
    [
      'a source that names another origin',
      `update mon_ps.v3_row_source set origin = 'calculated' where table_name = 'team_quantum_dna_v3' and row_id = 2`,
      'team_profiles 2 id',
    ],
    [
      'a source of another run',
      `update mon_ps.v3_row_source set run_id = run_id + 1 where table_name = 'team_quantum_dna_v3' and row_id = 2`,
      'team_profiles 2 run_id',
    ],
    ['a team that is another profile’s', `update mon_ps.legacy_team set v1_id = 77 where v1_id = 2`, 'team_profiles 2 team_id'],
    [
      'a sequence behind its rows',
      `select setval('quantum.quantum_friction_matrix_v3_friction_id_seq', 1)`,
      'quantum.quantum_friction_matrix_v3 2 friction_id',
    ],
  ])('%s is found, with table and row', async (_, statement, named) => {
    const found = await differencesAfter(async (tx) => {
      if (statement.includes('setval')) await tx.execute(sql`alter sequence quantum.quantum_friction_matrix_v3_friction_id_seq restart`)
      await tx.execute(sql.raw(statement))
    })
    expect(found.filter((text) => text.startsWith(named))).not.toEqual([])
  })

  const dropChecks = async (table: string) =>
    (
      await target.sql<
        { name: string }[]
      >`select conname as name from pg_constraint where conrelid = ${table}::regclass and contype in ('c', 'f')`
    ).map(({ name }) => `alter table ${table} drop constraint ${name}`)

  class Found extends Error {
    readonly differences: readonly string[]
    constructor(differences: readonly string[]) {
      super('rolled back')
      this.differences = differences
    }
  }
})
