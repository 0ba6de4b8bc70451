import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asDbError } from '../src/errors.ts'
import { installSync } from '../src/legacy-v1/sync/install-sync.ts'
import { switchStorage } from '../src/legacy-v1/sync/switch-storage.ts'
import { syncStatus } from '../src/legacy-v1/sync/sync-status.ts'
import { unswitchStorage } from '../src/legacy-v1/sync/unswitch-storage.ts'
import { v1Digest } from '../src/legacy-v1/backup/state-digest.ts'
import { removeSync } from '../src/legacy-v1/sync/remove-sync.ts'
import { testDatabaseUrl } from '../test-kit/env.ts'
import { openTestDatabase, type TestDatabase } from '../test-kit/open-test-database.ts'
import { requireInStep } from './in-step.ts'
import { legacyOn, refusal, stateOf, ZEROES } from './legacy-statements.ts'
import { loadSmallV1, moveAndRecord, sourceIn } from './small-v1.ts'

const WHO = { who: 'test' }

/** Roles are the server's, not the database's. */
const ROLE = `legacy_${randomUUID().replaceAll('-', '')}`

let database: TestDatabase
const source = () => sourceIn(database)
const { run, one, inSession, drawnBeside } = legacyOn(() => database)

beforeAll(async () => {
  database = await openTestDatabase()
  await loadSmallV1(database)
  await moveAndRecord(database)
  await installSync(source(), database, WHO)
  await run(`create role ${ROLE}; grant usage on schema quantum to ${ROLE}; grant select, insert, update, delete on quantum.team_profiles to ${ROLE};
    grant usage on sequence quantum.team_profiles_id_seq to ${ROLE};
    insert into quantum.team_profiles (team_name, quantum_dna) values ('By role', '{"league": "EPL"}');
    insert into quantum.team_profiles (id, team_name, quantum_dna) select n, 'New ' || n, '{"league": "EPL"}' from generate_series(901, 903) n`)
})
afterAll(async () => {
  await database.sql.unsafe(`drop owned by ${ROLE}; drop role ${ROLE}`).simple()
  await database.close()
})

/** Everything that the sync may leave behind, by name. */
const objects = () =>
  database.sql`
    select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'legacy_v1'
    union all select g.tgname from pg_trigger g where g.tgname like 'mon_ps_sync%'
    union all select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where (n.nspname = 'legacy_v1' and c.relname like 'sync%') or c.relname like '%\_v1\_archive'`

describe('the switch', () => {
  const obstacles: readonly (readonly [what: string, make: string, unmake: string])[] = [
    ['the view quantum.elite', 'create view quantum.elite as select * from quantum.team_profiles', 'drop view quantum.elite'],
    ['the foreign key', 'create table quantum.notes (profile integer references quantum.team_profiles (id))', 'drop table quantum.notes'],
    [
      'the trigger touch',
      `create trigger touch before update on quantum.team_profiles for each row execute function suppress_redundant_updates_trigger()`,
      'drop trigger touch on quantum.team_profiles',
    ],
    [
      'the function',
      `create function quantum.wipe() returns void language plpgsql as $$ begin execute 'x'; truncate quantum.team_strategies; end $$`,
      'drop function quantum.wipe()',
    ],
    [
      'columns: stadium',
      'alter table quantum.team_profiles add column stadium text',
      'alter table quantum.team_profiles drop column stadium',
    ],
    ['was altered', 'create index fresh on quantum.team_profiles (tier)', 'drop index quantum.fresh'],
    [
      'ON CONFLICT ON CONSTRAINT',
      `insert into quantum.team_profiles (team_name) values ('Club 8') on conflict on constraint team_profiles_team_name_key do update set tier = 'GOLD'`,
      'delete from mon_ps.legacy_statement_seen',
    ],
    [
      'WHERE CURRENT OF',
      `begin; declare walk cursor for select * from quantum.team_profiles where id = 8 for update; fetch walk;
       update quantum.team_profiles set tier = 'GOLD' where current of walk; commit`,
      'delete from mon_ps.legacy_statement_seen',
    ],
    [
      'the function',
      `create function quantum.wipe() returns void language sql as $$ insert into quantum.team_profiles (team_name) values ('x') on conflict on constraint team_profiles_team_name_key do nothing $$`,
      'drop function quantum.wipe()',
    ],
    ['COPY', `insert into mon_ps.legacy_statement_seen values ('team_profiles', 'COPY')`, 'delete from mon_ps.legacy_statement_seen'],
  ]
  it.each(obstacles)('is refused while there is %s', async (what, make, unmake) => {
    await inSession(make)
    const before = await v1Digest(database.db)
    expect(await refusal(switchStorage(source(), database, WHO))).toMatchObject({
      code: 'SYNC_REFUSED',
      message: expect.stringContaining(what),
    })
    expect((await syncStatus(source(), database)).obstacles.join()).toContain(what)
    expect(await v1Digest(database.db)).toEqual(before)
    await run(unmake)
  })

  it('is done at once where somebody says that what was seen is gone, which is recorded, but not where it was seen again', async () => {
    const seen = async () => {
      const [, what = ''] = /--gone '([^']+)'/.exec((await syncStatus(source(), database)).obstacles.join()) ?? []
      return what
    }
    const gone = async (why: string, what?: string) =>
      switchStorage(source(), database, { ...WHO, gone: [{ what: what ?? (await seen()), why }] })
    await run(`insert into mon_ps.legacy_statement_seen values ('team_profiles', 'TRUNCATE', 3, now() - interval '2 days')`)
    const before = await seen()
    await run(`update mon_ps.legacy_statement_seen set times = 4, last_at = now() - interval '1 day'`)
    expect(await refusal(gone('the job is gone', before))).toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining(before),
    })
    expect(await refusal(gone(' '))).toMatchObject({ code: 'INVALID_ARGUMENT' })
    const name = await seen()
    expect(await gone('the job is gone')).toMatchObject({ phase: 'switched' })
    expect(await one(`select history -> -2 as said from legacy_v1.sync_state`)).toEqual({
      said: expect.objectContaining({ act: 'gone', who: 'test', what: name, why: 'the job is gone' }),
    })
    await unswitchStorage(source(), database, WHO)
  }, 120_000)

  it('and back loses no write, and is done once', async () => {
    expect(await switchStorage(source(), database, WHO)).toMatchObject({ phase: 'switched', tables: [{ different: 0 }, {}, {}] })
    await switchStorage(source(), database, WHO)
    expect(await drawnBeside('quantum.team_strategies', `(team_name, strategy_name) values ('Club 1', 'DRAWN')`)).toEqual(ZEROES)
    const [grown] =
      await database.sql`insert into quantum.team_profiles (team_name, quantum_dna) values ('Late', '{"league": "EPL"}') returning id`
    // What the role could do with the table it can do with the view, and no more.
    await database.db.transaction(async (tx) => {
      await tx.execute(sql.raw(`set local role ${ROLE}`))
      await tx.execute(sql`update quantum.team_profiles set tier = 'VIEW' where team_name = 'By role' returning id`)
    })
    expect(await stateOf(run(`set role ${ROLE}; select from quantum.team_strategies`))).toBe('42501')
    await run('reset role')
    await run(`delete from quantum.team_profiles where id = 902; update quantum.team_profiles set roi = 1.10 where id = 903`)
    await requireInStep(database)
    await unswitchStorage(source(), database, WHO)
    await unswitchStorage(source(), database, WHO)
    expect(await one(`select relkind from pg_class where oid = 'quantum.team_profiles'::regclass`)).toEqual({ relkind: 'r' })
    expect(await one(`select count(*) as n from quantum.team_profiles where id = 902 or (id = 903 and roi is distinct from 1.10)`)).toEqual(
      { n: 0 },
    )
    expect(await one(`select team_name from quantum.team_profiles where id = ${grown?.['id']}`)).toEqual({ team_name: 'Late' })
    await requireInStep(database)
  })
})

describe('taking the sync away', () => {
  it.skipIf(testDatabaseUrl === undefined)('is tried again where the legacy wrote after the transaction began to look', async () => {
    await switchStorage(source(), database, WHO)
    const removal = database.db.transaction(
      async (tx) => {
        await tx.execute(sql`select 1`)
        await run(`insert into quantum.team_profiles (team_name) values ('Unseen')`)
        await removeSync(tx)
      },
      { isolationLevel: 'repeatable read' },
    )
    expect(asDbError(await refusal(removal)).context).toMatchObject({ sqlState: '40001' })
    await unswitchStorage(source(), database, WHO)
    expect(await one(`select count(*) as n from quantum.team_profiles where team_name = 'Unseen'`)).toEqual({ n: 1 })
  })

  it.each(['synced', 'switched'] as const)('leaves V1 exactly right and no object behind, where it was %s', async (phase) => {
    await installSync(source(), database, WHO)
    const expected = await v1Digest(database.db)
    const definitionBefore = Object.keys(expected).length
    if (phase === 'switched') {
      await switchStorage(source(), database, WHO)
      await run(`update quantum.team_profiles set narrative_profile = 'late' where id = 903`)
    }
    await database.db.transaction((tx) => removeSync(tx))
    expect([...(await objects())]).toEqual([])
    expect(
      await one(`select count(*) as n from quantum.team_profiles v join legacy_v1.team_profiles c on c.id = v.id where v::text = c::text`),
    ).toEqual(await one('select count(*) as n from quantum.team_profiles'))
    expect(Object.keys(await v1Digest(database.db))).toHaveLength(definitionBefore)
    await database.db.transaction((tx) => removeSync(tx))
    await database.db.execute(sql`update quantum_backup.migration set state = 'applied'`)
  })
})
