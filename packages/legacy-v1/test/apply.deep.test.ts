import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyMigration, rehearseMigration } from '../src/apply/apply-migration.ts'
import { asDbError } from '@mon-ps/db/errors'
import { migrationStatus } from '../src/journal/read-journal.ts'
import { openDatabase } from '@mon-ps/db/client'
import { planMigration } from '../src/plan/plan-migration.ts'
import { verifyMigration } from '../src/apply/verify-migration.ts'
import { changeEntry, claimEntry } from '../src/journal/journal.ts'
import { inWritingTransaction } from '../src/journal/runner.ts'
import { movedDigest, wholeDigest } from '../test-kit/faults/moved-digest.ts'
import { loadSmallV1, smallV1 } from '../test-kit/faults/small-v1.ts'
import { type Fixture, openFixture, move, sourceIn, undo } from '../test-kit/faults/try-points.ts'
import { openTestDatabase, type TestDatabase } from '@mon-ps/db/test-kit/open-test-database'
import { testDatabaseUrl } from '@mon-ps/db/test-kit/env'

/** What moving the small V1 writes, on every engine and whatever happened before: a change of it is a change of the mapping. */
const MOVED = '95176f9a0196395117f702f95f5dd06d39fcce22a1a26c284e59090c81bc5b59'

let database: TestDatabase
let fixture: Fixture
beforeAll(async () => {
  database = await openTestDatabase({ migrated: false })
  await loadSmallV1(database)
  fixture = await openFixture(database)
})
afterAll(() => database.close())

const schemas = async () => {
  const rows = await database.sql<{ name: string }[]>`
    select nspname as name from pg_namespace where nspname in ('mon_ps', 'quantum', 'legacy_v1', 'quantum_backup') order by 1`
  return rows.map(({ name }) => name)
}

const errorCode = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: unknown) => asDbError(error).code,
  )

describe('before anything is moved', () => {
  it('tells the state of a database that has no table of ours', async () => {
    expect(await migrationStatus(database)).toEqual({
      state: 'none',
      migrationId: null,
      planSha256: null,
      startedAt: null,
      finishedAt: null,
      resumable: null,
      history: [],
    })
    expect(await errorCode(verifyMigration(sourceIn(database), database))).toBe('NOT_MIGRATED')
  })

  it('rehearses the whole move and leaves nothing of it', async () => {
    const before = await wholeDigest(database)
    const report = await rehearseMigration(sourceIn(database), database, { who: 'test', codeVersion: 'test' })
    expect(report).toMatchObject({ state: 'none', published: { inserted: 31, replaced: 0, kept: 0 }, verify: { passed: true } })
    expect(report.backup.map(({ table, restoredAndCompared }) => [table, restoredAndCompared])).toContainEqual([
      'quantum.team_profiles',
      true,
    ])
    expect(await wholeDigest(database)).toEqual(before)
    expect(await schemas()).toEqual(['quantum'])
  })

  it('refuses a plan that is not the one that planning gives now', async () => {
    expect(await errorCode(move({ ...fixture, options: { ...fixture.options, planSha256: 'f'.repeat(64) } }))).toBe('PLAN_STALE')
    expect(await schemas()).toEqual(['quantum'])
  })
})

describe('a value that arrives as another one', () => {
  it('takes all of V3 back, says which column of which row, and is moved once the cause is gone', async () => {
    const own = await openTestDatabase()
    await loadSmallV1(own)
    await own.sql.unsafe(`create function public.a_cent() returns trigger language plpgsql as $$
        begin if new.strategy_id = 2 then new.profit := new.profit + 0.01; end if; return new; end $$;
      create trigger a_cent before insert on quantum.quantum_strategies_v3 for each row execute function public.a_cent()`)
    const on = await openFixture(own)
    const refused = await move(on).then(
      () => null,
      (error: unknown) => asDbError(error),
    )
    expect(refused).toMatchObject({
      code: 'VERIFICATION_FAILED',
      message: expect.stringMatching(/team_strategies 2 profit: came '[^']+', expected '[^']+'/),
    })
    for (const table of ['team_quantum_dna_v3', 'quantum_friction_matrix_v3', 'quantum_strategies_v3'])
      expect(await own.sql.unsafe(`select count(*) as n from quantum.${table}`)).toEqual([{ n: 0 }])
    expect(await migrationStatus(own)).toMatchObject({ state: 'failed' })
    await own.sql`drop trigger a_cent on quantum.quantum_strategies_v3`
    expect(await move(on)).toMatchObject({ state: 'applied', verify: { passed: true } })
    await own.close()
  })
})

describe('applying', () => {
  it('moves every row, having saved and proven a backup, and says so', async () => {
    const stages = new Set<string>()
    const report = await move({ ...fixture, options: { ...fixture.options, onProgress: ({ stage }) => stages.add(stage) } })
    expect(report).toMatchObject({ state: 'applied', alreadyApplied: false, published: { inserted: 31 }, verify: { passed: true } })
    expect([...stages]).toEqual(['schema', 'backup', 'backup-check', 'copy', 'publish', 'verify', 'done'])
    expect(report.stages.map(({ stage }) => stage)).toEqual(['schema', 'backup', 'backup-check', 'copy', 'publish', 'verify'])
    expect(report.verify.counts.map(({ v1, v3 }) => [v1, v3])).toEqual([
      [6, 6],
      [15, 15],
      [10, 10],
    ])
    expect(report.backup.map(({ rows }) => rows)).toEqual(expect.arrayContaining([6, 15, 10]))
    expect(report.backup.every(({ restoredAndCompared }) => restoredAndCompared)).toBe(true)
    expect(await migrationStatus(database)).toMatchObject({ state: 'applied', resumable: null, planSha256: fixture.options.planSha256 })
    expect(await verifyMigration(sourceIn(database), database)).toMatchObject({ passed: true })
  })

  it('writes the same content on every engine', async () => {
    expect(await movedDigest(database)).toBe(MOVED)
  })

  it('changes nothing when the same plan is applied again', async () => {
    const everything = async () => ({
      ...(await wholeDigest(database)),
      moved: await movedDigest(database),
      status: await migrationStatus(database),
    })
    const before = await everything()
    expect(await move(fixture)).toMatchObject({ state: 'applied', alreadyApplied: true })
    // Planned anew with V3 in place, the hash is another one, the wish the same.
    const { planSha256 } = await planMigration(sourceIn(database), database, {})
    expect(await move({ ...fixture, options: { ...fixture.options, planSha256 } })).toMatchObject({ alreadyApplied: true })
    expect(await everything()).toEqual(before)
    const [runs] = await database.sql`select count(*) as n from mon_ps.run`
    expect(runs).toEqual({ n: 1 })
  })

  it('says that V1 was written since, instead of calling the move done', async () => {
    await database.sql`update quantum.team_profiles set tier_rank = 77 where id = 1`
    const refusal = asDbError(await move(fixture).catch((error: unknown) => error))
    expect(refusal.code).toBe('PLAN_STALE')
    expect(refusal.message).toContain('quantum.team_profiles')
    await database.sql`update quantum.team_profiles set tier_rank = 1 where id = 1`
    expect(await move(fixture)).toMatchObject({ alreadyApplied: true })
  })

  it.runIf(testDatabaseUrl !== undefined)('works in a process that has no connection yet', async () => {
    const fresh = await openDatabase({ url: database.url ?? undefined })
    try {
      expect(await move({ ...fixture, database: fresh })).toMatchObject({ alreadyApplied: true })
    } finally {
      await fresh.close()
    }
  })

  it('lets one runner work and refuses the other', async () => {
    await undo(fixture)
    const both = await Promise.allSettled([move(fixture), move(fixture)])
    const refused = both.flatMap((result) => (result.status === 'rejected' ? [asDbError(result.reason).code] : []))
    expect(refused).toEqual(['MIGRATION_RUNNING'])
    expect(await movedDigest(database)).toBe(MOVED)
  })

  it('lets a runner whose move was taken over write nothing more', async () => {
    const { migrationId } = await migrationStatus(database)
    if (migrationId === null) throw new Error('nothing stands here')
    const stale = await database.db.transaction((tx) => claimEntry(tx, migrationId))
    const fresh = await database.db.transaction((tx) => claimEntry(tx, migrationId))
    const write = (claim: typeof stale) =>
      inWritingTransaction(database, { claim }, async (tx) => {
        await tx.execute(sql`comment on schema mon_ps is 'written'`)
        await changeEntry(tx, claim, { state: 'applied' })
      })
    expect(await errorCode(write(stale))).toBe('MIGRATION_RUNNING')
    const commented = () => database.sql`select obj_description('mon_ps'::regnamespace, 'pg_namespace') is not null as written`
    expect(await commented()).toEqual([{ written: false }])
    await write(fresh)
    expect(await commented()).toEqual([{ written: true }])
  })
})

describe('a copy in chunks', () => {
  it('that was stopped goes on behind its last chunk, shows readers nothing until it is done, and moves the same', async () => {
    await undo(fixture)
    const stop = new AbortController()
    let chunks = 0
    const options = { ...fixture.options, oneTransactionRows: 10, chunkIds: 4 }
    const onProgress: NonNullable<typeof fixture.options.onProgress> = ({ stage, table }) => {
      if (stage === 'copy' && table === 'matchup_friction' && ++chunks === 2) stop.abort(new Error('stopped by a person'))
    }
    const stopped = applyMigration(sourceIn(database), database, { ...options, onProgress, signal: stop.signal })
    await expect(stopped).rejects.toThrow('stopped by a person')
    expect(await migrationStatus(database)).toMatchObject({ state: 'copying', resumable: 'copy' })
    const [shown] = await database.sql`select count(*) as n from quantum.team_quantum_dna_v3`
    expect(shown).toEqual({ n: 0 })
    const [saved] = await database.sql`select count(*) as n from legacy_v1.matchup_friction`
    expect(saved).toEqual({ n: 8 })
    // Another plan is not taken while this one stands half-way.
    expect(await errorCode(move({ ...fixture, options: { ...options, planSha256: 'f'.repeat(64) } }))).toBe('MIGRATION_BLOCKED')
    expect(await move({ ...fixture, options })).toMatchObject({ state: 'applied', alreadyApplied: false })
    expect(await movedDigest(database)).toBe(MOVED)
  })
})

describe('V1 in another database', () => {
  it('moves the same, and its backup stands in the target', async () => {
    const other = await openTestDatabase({ migrated: false })
    const target = await openTestDatabase()
    try {
      await other.sql.unsafe(smallV1()).simple()
      const before = await wholeDigest(other)
      const source = { database: other, same: false, address: 'the other one', close: async () => {} }
      const { planSha256 } = await planMigration(source, target, {})
      const report = await applyMigration(source, target, { planSha256, who: 'test', codeVersion: 'test' })
      expect(report.backup.filter(({ rows }) => rows > 0).map(({ table, rows }) => [table, rows])).toEqual([
        ['quantum.matchup_friction', 15],
        ['quantum.team_profiles', 6],
        ['quantum.team_strategies', 10],
      ])
      expect(await movedDigest(target)).toBe(MOVED)
      expect(await wholeDigest(other)).toEqual(before)
    } finally {
      await target.close()
      await other.close()
    }
  })
})
