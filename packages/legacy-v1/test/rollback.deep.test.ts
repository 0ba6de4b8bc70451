import { refusal } from './statements.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyMigration } from '../src/apply/apply-migration.ts'
import { migrationStatus } from '../src/journal/read-journal.ts'
import { planMigration } from '../src/plan/plan-migration.ts'
import { rollbackMigration } from '../src/apply/rollback-migration.ts'
import { decidePublication } from '@mon-ps/db/publish/decide-publication'
import { movedDigest, wholeDigest } from '../test-kit/faults/moved-digest.ts'
import { loadSmallV1 } from '../test-kit/faults/small-v1.ts'
import { type Fixture, openFixture, move, sourceIn, undo } from '../test-kit/faults/try-points.ts'
import { openTestDatabase, type TestDatabase } from '@mon-ps/db/test-kit/open-test-database'
import { saveCalculation } from '@mon-ps/db/test-kit/calculated'
import { type League, loadLeague } from '@mon-ps/db/test-kit/fixture'

const listSchemas = async (database: TestDatabase) => {
  const rows = await database.sql<{ name: string }[]>`
    select nspname as name from pg_namespace where nspname in ('mon_ps', 'quantum', 'legacy_v1', 'quantum_backup') order by 1`
  return rows.map(({ name }) => name)
}

describe('undoing a move in a database that had nothing of ours', () => {
  let database: TestDatabase
  let fixture: Fixture
  let before: Record<string, string>
  beforeAll(async () => {
    database = await openTestDatabase({ migrated: false })
    await loadSmallV1(database)
    await database.sql`grant select on quantum.team_profiles to public`
    before = await wholeDigest(database)
    fixture = await openFixture(database)
  })
  afterAll(() => database.close())

  it('has nothing to undo before', async () => {
    expect((await refusal(undo(fixture))).code).toBe('NOT_MIGRATED')
  })

  it('removes all that apply created, and V1 is what it was to the last byte', async () => {
    await move(fixture)
    expect(await listSchemas(database)).toEqual(['legacy_v1', 'mon_ps', 'quantum', 'quantum_backup'])
    const report = await undo(fixture)
    expect(report).toMatchObject({ state: 'rolled_back', kept: [] })
    expect(report.digests.length).toBeGreaterThan(10)
    expect(report.digests.every((digest) => digest.before === digest.after)).toBe(true)
    expect(await wholeDigest(database)).toEqual(before)
    // What was saved and what was done stays to be read.
    expect(await listSchemas(database)).toEqual(['quantum', 'quantum_backup'])
    expect(await migrationStatus(database)).toMatchObject({ state: 'rolled_back', resumable: null, history: [{ state: 'rolled_back' }] })
  })

  it('leaves the way open: the same plan applied again writes the same', async () => {
    const { planSha256 } = await planMigration(sourceIn(database), database, {})
    expect(planSha256).toBe(fixture.options.planSha256)
    await move(fixture)
    const first = await movedDigest(database)
    await undo(fixture)
    await move(fixture)
    expect(await movedDigest(database)).toBe(first)
  })

  it('refuses a backup of which one byte was changed, and changes nothing', async () => {
    const [entry] = await database.sql<{ backup: string }[]>`
      select backup_table as backup from quantum_backup.manifest where source_table = 'team_profiles' order by migration desc limit 1`
    const table = database.sql(`quantum_backup.${entry?.backup ?? ''}`)
    const whole = await wholeDigest(database)
    await database.sql`update ${table} set narrative_profile = overlay(narrative_profile placing 'X' from 1) where id = 3`
    const refused = await refusal(undo(fixture))
    expect(refused.code).toBe('BACKUP_INVALID')
    expect(refused.message).toContain('quantum.team_profiles')
    expect(await wholeDigest(database)).toEqual(whole)
    await database.sql`update ${table} set narrative_profile = overlay(narrative_profile placing 'T' from 1) where id = 3`
  })

  it('never loses a row that raw SQL wrote into V3 unless somebody agrees to lose exactly that', async () => {
    await database.sql`update quantum.team_quantum_dna_v3 set tier = 'BY HAND' where team_id = 2`
    await database.sql`insert into quantum.quantum_strategies_v3 (team_id, team_name, strategy_name) values (1, 'Alder', 'BY_HAND')`
    const whole = await wholeDigest(database)
    const refused = await refusal(undo(fixture))
    expect(refused).toMatchObject({ code: 'ROLLBACK_WOULD_DISCARD', context: { count: 2 } })
    expect(await wholeDigest(database)).toEqual(whole)
    const discard = String(refused.context['digest'])
    expect(refused.message).toContain(discard)
    // What is written after somebody agreed is not covered by it.
    await database.sql`update quantum.team_quantum_dna_v3 set tier = 'BY HAND AGAIN' where team_id = 2`
    const again = (digest: string) => rollbackMigration(sourceIn(database), database, { who: 'test', discard: digest })
    const second = await refusal(again(discard))
    expect(second.code).toBe('ROLLBACK_WOULD_DISCARD')
    await again(String(second.context['digest']))
    expect(await wholeDigest(database)).toEqual(before)
  })

  it('keeps in V1 what the legacy wrote since, and says so', async () => {
    await move(fixture)
    await database.sql`update quantum.team_profiles set tier_rank = 77 where id = 1`
    const written = await wholeDigest(database)
    const report = await undo(fixture)
    expect(report.kept).toEqual([expect.stringContaining('quantum.team_profiles was written by the legacy since')])
    const after = await wholeDigest(database)
    expect(after['quantum.team_profiles rows']).toBe(written['quantum.team_profiles rows'])
    await database.sql`update quantum.team_profiles set tier_rank = 1 where id = 1`
    expect(await wholeDigest(database)).toEqual(before)
  })

  it('undoes a move that was stopped half-way', async () => {
    const stop = new AbortController()
    const onProgress: NonNullable<typeof fixture.options.onProgress> = ({ stage, table }) => {
      if (stage === 'copy' && table === 'team_strategies') stop.abort(new Error('stopped'))
    }
    const options = { ...fixture.options, oneTransactionRows: 1, chunkIds: 5, onProgress, signal: stop.signal }
    await applyMigration(sourceIn(database), database, options).catch(() => {})
    expect(await migrationStatus(database)).toMatchObject({ state: 'copying' })
    await undo(fixture)
    expect(await wholeDigest(database)).toEqual(before)
  })

  it('keeps our tables when somebody has worked with them since', async () => {
    await move(fixture)
    await loadLeague(database)
    const report = await undo(fixture)
    expect(report.kept.at(-1)).toContain('mon_ps and the V3 tables stay')
    const [rows] = await database.sql`
      select (select count(*) from quantum.team_quantum_dna_v3) as v3, (select count(*) from mon_ps.match) > 0 as matches,
        (select count(*) from mon_ps.team_dna_version where origin = 'migrated') as moved`
    expect(rows).toEqual({ v3: 0, matches: true, moved: 0 })
  })
})

describe('undoing a move beside calculations', () => {
  let database: TestDatabase
  let fixture: Fixture
  let league: League
  beforeAll(async () => {
    database = await openTestDatabase()
    // Teams of V1 among ours, so that moved rows take the place of calculated ones.
    league = await loadLeague(database, { names: ['Alder', 'Birch', 'Cedar', 'Döğan'] })
    await saveCalculation(database, league)
    await loadSmallV1(database)
    fixture = await openFixture(database)
  })
  afterAll(() => database.close())

  it('brings the calculated rows back as they were, with their times and ids', async () => {
    const before = await wholeDigest(database)
    const report = await move(fixture)
    expect(report.published.replaced).toBeGreaterThan(0)
    await undo(fixture)
    expect(await wholeDigest(database)).toEqual(before)
  })

  it('asks before a decision about what V3 shows is lost', async () => {
    const before = await wholeDigest(database)
    await move(fixture)
    const [shown] = await database.sql<{ rowId: number; version: number }[]>`
      select s.row_id as "rowId", c.version_id as version from mon_ps.v3_row_source s join mon_ps.team_dna_version c on c.team_id = s.row_id
      where s.table_name = 'team_quantum_dna_v3' and s.origin = 'migrated' and c.origin = 'calculated' and c.retired_at is null limit 1`
    const decision = {
      tableName: 'team_quantum_dna_v3',
      rowId: shown?.rowId ?? 0,
      toVersion: shown?.version ?? 0,
      who: 'ana',
      why: 'newer',
    } as const
    await database.db.transaction((tx) => decidePublication(tx, decision))
    const refused = await refusal(undo(fixture))
    expect(refused.code).toBe('ROLLBACK_WOULD_DISCARD')
    expect(refused.message).toContain('ana decided what V3 shows')
    await rollbackMigration(sourceIn(database), database, { who: 'test', discard: String(refused.context['digest']) })
    expect(await wholeDigest(database)).toEqual(before)
    const [left] = await database.sql`select count(*) as n from mon_ps.publish_decision`
    expect(left).toEqual({ n: 0 })
  })

  it('leaves V3 as if only the calculations had been there, whatever the order', async () => {
    const content = async () => {
      const rows = await database.sql<{ row: unknown }[]>`
        select to_jsonb(t) - array['created_at', 'updated_at', 'friction_id', 'strategy_id'] as row from (
          select to_jsonb(x) as t from quantum.team_quantum_dna_v3 x union all select to_jsonb(x) from quantum.quantum_friction_matrix_v3 x
          union all select to_jsonb(x) from quantum.quantum_strategies_v3 x) y order by 1`
      return rows
    }
    await move(fixture)
    await saveCalculation(database, league, { shift: 0.02 })
    await undo(fixture)
    const afterMove = await content()
    await saveCalculation(database, league, { shift: 0.02 })
    expect(await content()).toEqual(afterMove)
  })
})
