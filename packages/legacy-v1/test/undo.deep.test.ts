import { refusal } from './statements.ts'
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { applyMigration } from '../src/apply/apply-migration.ts'
import { asDbError } from '@mon-ps/db/errors'
import { inspectLegacy } from '../src/inspect/inspect-legacy.ts'
import { installSync } from '../src/sync/install-sync.ts'
import { openDatabase } from '@mon-ps/db/client'
import { planMigration } from '../src/plan/plan-migration.ts'
import { rollbackMigration } from '../src/apply/rollback-migration.ts'
import { verifyMigration } from '../src/apply/verify-migration.ts'
import type { LegacySource } from '../src/types.ts'
import { movedDigest, wholeDigest } from '../test-kit/faults/moved-digest.ts'
import { loadSmallV1, smallV1 } from '../test-kit/faults/small-v1.ts'
import { type Fixture, openFixture, move, sourceIn, undo } from '../test-kit/faults/try-points.ts'
import { openTestDatabase, type TestDatabase } from '@mon-ps/db/test-kit/open-test-database'
import { testDatabaseUrl } from '@mon-ps/db/test-kit/env'
import { saveCalculation } from '@mon-ps/db/test-kit/calculated'
import { loadLeague } from '@mon-ps/db/test-kit/fixture'

/** Cuts a move off in the transaction of the stage: what stays is what the stages before it committed. */
async function cutOffIn(fixture: Fixture, stage: string): Promise<void> {
  const onProgress: NonNullable<typeof fixture.options.onProgress> = (progress) => {
    if (progress.stage === stage) throw new Error('cut off')
  }
  await expect(move({ ...fixture, options: { ...fixture.options, onProgress } })).rejects.toThrow('cut off')
}

describe('a move that was cut off beside calculations', () => {
  let database: TestDatabase
  let fixture: Fixture
  beforeAll(async () => {
    database = await openTestDatabase()
    const league = await loadLeague(database, { names: ['Alder', 'Birch', 'Cedar', 'Döğan'] })
    await saveCalculation(database, league)
    await database.sql`insert into quantum.team_quantum_dna_v3 (team_id, team_name, league) values (77, 'By hand', 'Ours')`
    await loadSmallV1(database)
    fixture = await openFixture(database)
  })
  afterAll(() => database.close())

  it.each(['schema', 'backup', 'backup-check', 'copy', 'publish', 'verify'])(
    'in the stage %s leaves every row of V3 to its rollback',
    async (stage) => {
      const before = await wholeDigest(database)
      await cutOffIn(fixture, stage)
      await undo(fixture)
      expect(await wholeDigest(database)).toEqual(before)
    },
  )
})

describe('what somebody changed since', () => {
  let database: TestDatabase
  let fixture: Fixture
  let before: Record<string, string>
  beforeAll(async () => {
    database = await openTestDatabase({ migrated: false })
    await loadSmallV1(database)
    before = await wholeDigest(database)
    fixture = await openFixture(database)
  })
  afterAll(() => database.close())
  afterEach(async () => {
    const refused = await undo(fixture).then(() => null, asDbError)
    if (refused !== null && refused.code !== 'NOT_MIGRATED')
      await rollbackMigration(sourceIn(database), database, { who: 'test', discard: String(refused.context['digest']) })
    expect(await wholeDigest(database)).toEqual(before)
  })

  it.each([
    ['a row of the companion', `update legacy_v1.team_profiles set tier_rank = 77 where id = 2`, 'legacy_v1.team_profiles, row 2'],
    ['a row less in the companion', `delete from legacy_v1.matchup_friction where id = 3`, 'legacy_v1.matchup_friction, row 3'],
    ['a moved version', `update mon_ps.friction_version set friction_score = 1.5 where v1_id = 4`, 'mon_ps.friction_version, row 4'],
    ['the name of a moved team', `update mon_ps.team set name = 'Alder FC' where id = 1`, 'the team mon_ps.team 1'],
    [
      'a ruling',
      `insert into mon_ps.legacy_ruling values ('team_profiles', 5, 'league', '', 'La Liga', 'by hand')`,
      'team_profiles 5 league',
    ],
    ['the zone of V1’s times', `update legacy_v1.move_setting set time_zone = 'Europe/Madrid'`, 'Europe/Madrid'],
  ])('is named before it is lost: %s', async (_, statement, named) => {
    await move(fixture)
    await database.sql.unsafe(statement)
    const refused = await refusal(undo(fixture))
    expect(refused).toMatchObject({ code: 'ROLLBACK_WOULD_DISCARD', context: { count: 1 } })
    expect(refused.message).toContain(named)
  })

  it('is named, too, in a column of V3’s own while V3 follows V1', async () => {
    await move(fixture)
    await installSync(sourceIn(database), database, { who: 'test' })
    await database.sql`update quantum.team_profiles set tier_rank = 77 where id = 2`
    await database.sql`update quantum.team_quantum_dna_v3 set avg_clv = 3.25 where team_id = 2`
    const refused = await refusal(undo(fixture))
    expect(refused).toMatchObject({ code: 'ROLLBACK_WOULD_DISCARD', context: { count: 1 } })
    expect(refused.message).toContain('quantum.team_quantum_dna_v3')
    await database.sql`update quantum.team_profiles set tier_rank = 2 where id = 2`
  })

  it('stays, when it rests on our tables: they stay with it', async () => {
    await move(fixture)
    await database.sql`create view public.clubs as select name from mon_ps.team`
    expect((await undo(fixture)).kept.at(-1)).toContain('view clubs')
    expect(await database.sql`select count(*) as n from public.clubs`).toEqual([{ n: 0 }])
    await database.sql`drop view public.clubs`
    await database.sql`drop schema mon_ps cascade`
    await database.sql`drop table quantum.quantum_strategies_v3, quantum.quantum_friction_matrix_v3, quantum.team_quantum_dna_v3`
  })

  it('is named when it rests on the companions, and nothing changes', async () => {
    await move(fixture)
    const moved = await movedDigest(database)
    await database.sql`create view public.originals as select id from legacy_v1.team_profiles`
    await database.sql`create table legacy_v1.notes (note text)`
    const refused = await refusal(undo(fixture))
    expect(refused).toMatchObject({ code: 'CONFLICT' })
    expect(refused.message).toContain('legacy_v1.notes, view originals')
    expect(await movedDigest(database)).toBe(moved)
    await database.sql`drop view public.originals`
    await database.sql`drop table legacy_v1.notes`
  })

  it('of V1’s definition stays in V1, and does not hinder', async () => {
    await move(fixture)
    await database.sql`create index later on quantum.team_profiles (tier)`
    expect((await undo(fixture)).kept).toEqual([expect.stringContaining('quantum.team_profiles was altered since the move')])
    expect(await database.sql`select 1 as there from pg_indexes where indexname = 'later'`).toEqual([{ there: 1 }])
    await database.sql`drop index quantum.later`
  })

  it('of V1’s tables themselves is said when a move goes on', async () => {
    await cutOffIn(fixture, 'backup')
    await database.sql`alter table quantum.team_strategies rename to strategies_elsewhere`
    const refused = await refusal(move(fixture))
    expect(refused).toMatchObject({ code: 'PLAN_STALE', message: expect.stringContaining('quantum.team_strategies is gone') })
    await database.sql`alter table quantum.strategies_elsewhere rename to team_strategies`
  })
})

describe('a move whose V1 stands in another database', () => {
  let target: TestDatabase
  let other: TestDatabase
  let source: LegacySource
  let before: Record<string, string>
  const options = { who: 'test', codeVersion: 'test' }
  beforeAll(async () => {
    target = await openTestDatabase({ migrated: false })
    other = await openTestDatabase({ migrated: false })
    await other.sql.unsafe(smallV1()).simple()
    before = await wholeDigest(target)
    source = { database: other, same: false, address: 'the other one', close: async () => {} }
    const { planSha256 } = await planMigration(source, target, {})
    await applyMigration(source, target, { ...options, planSha256 })
  })
  afterAll(async () => {
    await target.close()
    await other.close()
  })

  it('says so where that is not named any more, instead of looking for V1 in V3’s database', async () => {
    const nowhere = sourceIn(target)
    const { planSha256 } = await planMigration(source, target, {})
    const unnamed = { code: 'LEGACY_NOT_FOUND', message: expect.stringContaining('reads V1 at the other one') }
    expect(await refusal(verifyMigration(nowhere, target))).toMatchObject(unnamed)
    expect(await refusal(applyMigration(nowhere, target, { ...options, planSha256 }))).toMatchObject(unnamed)
  })

  it('is taken back without it: the move only read it', async () => {
    const report = await rollbackMigration(null, target, { who: 'test' })
    expect(report.kept).toEqual([expect.stringContaining('V1 at the other one was not looked at')])
    expect(await wholeDigest(target)).toEqual(before)
  })

  it('is taken back beside a legacy that goes on writing', async () => {
    const { planSha256 } = await planMigration(source, target, {})
    await applyMigration(source, target, { ...options, planSha256 })
    let written = 0
    let stop = false
    const writing = (async () => {
      while (!stop) await other.sql`update quantum.team_profiles set tier_rank = ${++written} where id = 1`
    })()
    const report = await rollbackMigration(source, target, { who: 'test' })
    stop = true
    await writing
    expect(report.kept).toEqual([expect.stringContaining('quantum.team_profiles was written by the legacy since')])
    expect(await wholeDigest(target)).toEqual(before)
  })
})

describe.runIf(testDatabaseUrl !== undefined)('a runner with too few connections', () => {
  it('says how many it needs, instead of waiting for itself', async () => {
    const database = await openTestDatabase({ migrated: false })
    await loadSmallV1(database)
    const fixture = await openFixture(database)
    const narrow = await openDatabase({ url: database.url ?? undefined, connections: 1 })
    try {
      const refused = await refusal(move({ ...fixture, database: narrow }))
      expect(refused).toMatchObject({ code: 'CONNECTION_LOST', message: expect.stringContaining('expected at least 2') })
    } finally {
      await narrow.close()
      await database.close()
    }
  })
})

describe('a move into a database where its names are taken', () => {
  it.each([
    [
      'by the V3 of another move',
      'create table quantum.quantum_strategies_v3 (strategy_id serial primary key)',
      'quantum.quantum_strategies_v3',
    ],
    [
      'by a copy of V1',
      'create schema legacy_v1; create table legacy_v1.team_profiles as table quantum.team_profiles',
      'legacy_v1.team_profiles',
    ],
  ])('is not begun, and nothing of it is touched: %s', async (_, statements, name) => {
    const database = await openTestDatabase({ migrated: false })
    try {
      await loadSmallV1(database)
      await database.sql.unsafe(statements).simple()
      const plan = await planMigration(sourceIn(database), database, {})
      expect(plan).toMatchObject({ ready: false })
      expect(plan.findings).toContainEqual(
        expect.objectContaining({ id: 'P15:database:names-taken', severity: 'blocking', examples: [{ v1Id: null, what: name }] }),
      )
      const options = { planSha256: plan.planSha256, who: 'test', codeVersion: 'test' }
      expect((await refusal(applyMigration(sourceIn(database), database, options))).code).toBe('MIGRATION_BLOCKED')
      expect(await database.sql`select to_regclass('quantum_backup.migration') as journal`).toEqual([{ journal: null }])
    } finally {
      await database.close()
    }
  })
})

describe.runIf(testDatabaseUrl !== undefined)('a role without rights', () => {
  it('is told what it lacks, also beside a move that was taken back', async () => {
    const database = await openTestDatabase({ migrated: false })
    const role = `narrow_${randomUUID().replaceAll('-', '')}`
    await loadSmallV1(database)
    const fixture = await openFixture(database)
    await move(fixture)
    await undo(fixture)
    await database.sql.unsafe(`create role ${role} login`)
    const address = new URL(database.url ?? '')
    address.username = role
    const narrow = await openDatabase({ url: address.href })
    try {
      const { findings } = await inspectLegacy(sourceIn(narrow), narrow)
      expect(findings.filter(({ severity }) => severity === 'blocking').map(({ id }) => id)).toContain('P16:database:no-create')
      const refused = await refusal(move({ ...fixture, database: narrow }))
      expect(refused).toMatchObject({ code: 'MIGRATION_BLOCKED', message: expect.stringContaining(`got the role ${role}`) })
    } finally {
      await narrow.close()
      await database.sql.unsafe(`drop role ${role}`)
      await database.close()
    }
  })
})
