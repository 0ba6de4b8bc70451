import { getTableColumns, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publish } from '../src/publish/publish.ts'
import { saveFrictions } from '../src/repositories/frictions.ts'
import { getColumn } from '../src/repositories/records.ts'
import { finishRun } from '../src/repositories/runs.ts'
import { saveStrategies } from '../src/repositories/strategies.ts'
import { saveTeamDna } from '../src/repositories/team-dna.ts'
import { pruneVersions } from '../src/repositories/versions.ts'
import { frictionPayload, frictionVersion } from '../src/schema/friction.ts'
import { strategyPayload, strategyVersion } from '../src/schema/strategies.ts'
import { teamDnaPayload, teamDnaVersion } from '../src/schema/team-dna.ts'
import { inUnitOfWork } from '../src/unit-of-work.ts'
import { openTestDatabase, type TestDatabase } from '../test-kit/open-test-database.ts'
import { saveCalculation } from '../test-kit/calculated.ts'
import { calculateRun, type League, loadLeague, tableDigests } from '../test-kit/fixture.ts'

let database: TestDatabase
let league: League
beforeAll(async () => {
  database = await openTestDatabase()
  league = await loadLeague(database)
})
afterAll(() => database.close())

const teamId = (at: number) => league.teams[at]?.id ?? 0

/** A value of the column's type that is neither its default nor nothing. */
function otherValue(table: PgTable, key: string): unknown {
  const { type } = getColumn(table, key)
  if (type.startsWith('varchar') || type === 'text') return 'another'
  if (type === 'jsonb') return { another: true }
  if (type.startsWith('timestamp')) return '2026-01-01T00:00:00Z'
  if (type === 'boolean') return getTableColumns(table)[key]?.default !== true
  return 1
}

/** Seasons `2001` and on, one for each column: the rows of a column differ from the plain row in nothing else. */
const seasonAt = (at: number) => String(2001 + at)

interface Kind {
  readonly table: PgTable
  readonly columns: readonly string[]
  readonly save: (runId: number, rows: readonly Record<string, unknown>[]) => Promise<unknown>
  readonly plain: () => Record<string, unknown>
}

const KINDS: Readonly<Record<string, Kind>> = {
  'a team': {
    table: teamDnaVersion,
    columns: [...Object.keys(teamDnaPayload()), 'lastAuditAt'],
    save: (runId, rows) =>
      saveTeamDna(database.db, { runId, origin: 'calculated', rows: rows.map((row) => ({ teamId: 0, teamName: '', league: '', ...row })) }),
    plain: () => ({ teamId: teamId(0), teamName: 'Alder', league: 'L' }),
  },
  'a pair': {
    table: frictionVersion,
    columns: Object.keys(frictionPayload()),
    save: (runId, rows) =>
      saveFrictions(database.db, {
        runId,
        origin: 'calculated',
        rows: rows.map((row) => ({ homeId: 0, awayId: 0, teamHomeName: '', teamAwayName: '', frictionScore: 0, ...row })),
      }),
    plain: () => ({ homeId: teamId(0), awayId: teamId(1), teamHomeName: 'Alder', teamAwayName: 'Birch', frictionScore: 50 }),
  },
  'a record': {
    table: strategyVersion,
    columns: ['teamName', ...Object.keys(strategyPayload())],
    save: (runId, rows) =>
      saveStrategies(database.db, {
        runId,
        origin: 'calculated',
        rows: rows.map((row) => ({ scope: 'team' as const, strategyName: 'BACK_HOME', ...row })),
      }),
    plain: () => ({ teamId: teamId(0), teamName: 'Alder', strategyVersion: '1' }),
  },
}

describe('the hash of a version', () => {
  it.each(Object.entries(KINDS))('of %s covers every column that is published, the last one too', async (_, kind) => {
    const runId = await calculateRun(database, [league.competitionId])
    const changed = kind.columns.map((key, at) => ({ ...kind.plain(), season: seasonAt(at), [key]: otherValue(kind.table, key) }))
    await kind.save(runId, [{ ...kind.plain(), season: 'plain' }, { ...kind.plain(), season: 'again' }, ...changed])
    const rows = await database.db.execute<{ season: string; hash: string }>(
      sql`select season, row_sha256 as hash from ${kind.table} where run_id = ${runId}`,
    )
    const hashOf = new Map(rows.map(({ season, hash }) => [season, hash]))
    expect(hashOf.get('again')).toBe(hashOf.get('plain'))
    const unnoticed = kind.columns.filter((_key, at) => hashOf.get(seasonAt(at)) === hashOf.get('plain'))
    expect(unnoticed).toEqual([])
    expect(new Set(hashOf.values()).size).toBe(kind.columns.length + 1)
  })
})

describe('publishing', () => {
  it('brings a change of any one column of a pair into V3, and of nothing else', async () => {
    const { columns, plain, table } = KINDS['a pair'] as Kind
    const save = async (rows: readonly Record<string, unknown>[]) => {
      const runId = await calculateRun(database, [league.competitionId])
      await saveTeamDna(database.db, {
        runId,
        origin: 'calculated',
        rows: [0, 1].map((at) => ({ teamId: teamId(at), teamName: `Team ${at}`, league: 'L' })),
      })
      await (KINDS['a pair'] as Kind).save(runId, rows)
      return inUnitOfWork(database, (tx) => publish(tx, runId))
    }
    const base = columns.map((_key, at) => ({ ...plain(), season: seasonAt(at) }))
    await save(base)
    const published = await save(base.map((row, at) => ({ ...row, [columns[at] ?? '']: otherValue(table, columns[at] ?? '') })))
    expect(published).toMatchObject({ updated: columns.length, inserted: 0 })
    const seen = await database.sql<Record<string, unknown>[]>`
      select * from quantum.quantum_friction_matrix_v3 where season like '20%' order by season`
    const wrong = columns.filter((key, at) => {
      const value = seen[at]?.[getColumn(table, key).name]
      const expected = otherValue(table, key)
      return (
        JSON.stringify(value) !== JSON.stringify(expected) && new Date(String(value)).getTime() !== new Date(String(expected)).getTime()
      )
    })
    expect(wrong).toEqual([])
  })
})

describe('publishing a league', () => {
  let own: TestDatabase
  let other: League
  beforeAll(async () => {
    own = await openTestDatabase()
    other = await loadLeague(own)
  })
  afterAll(() => own.close())

  it('again from an older run changes nothing: its versions are retired, and those shown are newer', async () => {
    const older = await saveCalculation(own, other)
    await saveCalculation(own, other, { shift: 0.01 })
    const before = await tableDigests(own, ['quantum'])
    expect(await inUnitOfWork(own, (tx) => publish(tx, older.runId))).toEqual({
      inserted: 0,
      updated: 0,
      unchanged: 0,
      keptMigrated: 0,
      keptOther: 0,
      blocked: 0,
      removed: 0,
    })
    expect(await tableDigests(own, ['quantum'])).toEqual(before)
  })

  it('removes the pairs and the record of a team that left, and keeps its DNA', async () => {
    const { published } = await saveCalculation(own, other, { shift: 0.02, teams: 3 })
    expect(published.removed).toBe(6 + 1)
    const shown = await own.sql<{ team_id: number; retired: boolean }[]>`
      select t.team_id, v.retired_at is not null as retired from quantum.team_quantum_dna_v3 t
      join mon_ps.v3_row_source s on s.table_name = 'team_quantum_dna_v3' and s.row_id = t.team_id
      join mon_ps.team_dna_version v on v.version_id = s.version_id order by 1`
    expect(shown.map(({ team_id, retired }) => [team_id, retired])).toEqual(other.teams.map(({ id }, at) => [id, at === 3]))
  })

  it('records who published when another run does it', async () => {
    const first = await saveCalculation(own, other, { shift: 0.03 })
    const publisher = await calculateRun(own, [other.competitionId])
    await inUnitOfWork(own, (tx) => publish(tx, first.runId, publisher))
    expect(await own.sql`select distinct run_id, published_by_run from mon_ps.v3_row_source`).toEqual([
      { run_id: first.runId, published_by_run: publisher },
    ])
  })
})

describe('pruning', () => {
  let own: TestDatabase
  beforeAll(async () => {
    own = await openTestDatabase()
  })
  afterAll(() => own.close())

  it('keeps the last three runs that succeeded, what V3 shows and both versions of a decision', async () => {
    const other = await loadLeague(own)
    const runs: number[] = []
    for (const shift of [0, 0.01, 0.02, 0.03, 0.04, 0.05]) runs.push((await saveCalculation(own, other, { shift })).runId)
    // Two runs that failed are newer, and are none of the three.
    for (const status of ['failed', 'cancelled'] as const)
      await finishRun(own.db, await calculateRun(own, [other.competitionId]), { status })
    const versionOf = async (runId = 0, at = 0) => {
      const rows = await own.sql<{ id: number }[]>`
        select version_id as id from mon_ps.team_dna_version where run_id = ${runId} order by team_id offset ${at} limit 1`
      return rows[0]?.id ?? 0
    }
    const [shown, from, to] = [await versionOf(runs[0], 0), await versionOf(runs[0], 1), await versionOf(runs[1], 2)]
    await own.sql`update mon_ps.v3_row_source set version_id = ${shown} where table_name = 'team_quantum_dna_v3' and row_id = ${other.teams[0]?.id ?? 0}`
    await own.sql`insert into mon_ps.publish_decision (table_name, row_key, from_version, to_version, who, why)
      values ('team_quantum_dna_v3', 'x', ${from}, ${to}, 'user:ada', 'test')`
    // Old runs: 3 × 4 teams, 12 pairs, 4 records of teams, one of the league and one of all; three versions stay.
    expect(await pruneVersions(own.db)).toBe(3 * (4 + 12 + 6) - 3)
    const left = await own.sql<{ run: number; n: number }[]>`
      select run_id as run, count(*)::int as n from mon_ps.team_dna_version group by 1 order by 1`
    expect(left.map(({ run, n }) => [run, n])).toEqual([
      [runs[0], 2],
      [runs[1], 1],
      [runs[3], 4],
      [runs[4], 4],
      [runs[5], 4],
    ])
    const bets = await own.sql<{ run: number }[]>`select run_id as run from mon_ps.strategy_bet order by 1`
    expect(bets.map(({ run }) => run)).toEqual(runs.slice(3))
    expect(await pruneVersions(own.db)).toBe(0)
  })
})
