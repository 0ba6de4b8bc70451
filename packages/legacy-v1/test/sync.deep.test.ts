import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asDbError } from '@mon-ps/db/errors'
import { type Database, openDatabase } from '@mon-ps/db/client'
import { installSync, removeSync } from '../src/sync/install-sync.ts'
import { migrationStatus } from '../src/journal/read-journal.ts'
import { rollbackMigration } from '../src/apply/rollback-migration.ts'
import { syncStatus } from '../src/sync/sync-status.ts'
import { v1Digest } from '../src/backup/manifest.ts'
import { V3_LOCK } from '@mon-ps/db/publish/v3-lock'
import { syncOperations } from '../test-kit/env.ts'
import { testDatabaseUrl } from '@mon-ps/db/test-kit/env'
import { openTestDatabase, type TestDatabase } from '@mon-ps/db/test-kit/open-test-database'
import { requireInStep } from './in-step.ts'
import { legacyOn, refusal, resultCode, ZEROES } from './statements.ts'
import { randomOperation, seededRandom } from './random-legacy.ts'
import { loadSmallV1, moveAndRecord, sourceIn } from './small-v1.ts'

const WHO = { who: 'test' }
/** More with a flag: each costs a projection of everything. */
const OPERATIONS = syncOperations

/** Roles are the server's, not the database's. */
const ROLE = `legacy_${randomUUID().replaceAll('-', '')}`

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  await loadSmallV1(database)
  await moveAndRecord(database)
  await database.sql.unsafe(`create role ${ROLE}`)
})
afterAll(async () => {
  await database.sql.unsafe(`drop owned by ${ROLE}; drop role ${ROLE}`).simple()
  await database.close()
})

const source = () => sourceIn(database)
const { run, one, inSession, drawnBeside } = legacyOn(() => database)

it('is refused where V1 stands in another database, and says whether it is possible', async () => {
  const elsewhere = await openTestDatabase({ migrated: false })
  await loadSmallV1(elsewhere)
  const other = { ...sourceIn(elsewhere), same: false }
  expect(await refusal(installSync(other, database, WHO))).toMatchObject({ code: 'SYNC_REFUSED' })
  expect(await syncStatus(other, database)).toMatchObject({ phase: 'none', possible: false, tables: [{ v1Rows: 8, different: 0 }, {}, {}] })
  await elsewhere.sql`update quantum.team_profiles set tier = 'X' where id = 1`
  expect((await syncStatus(other, database)).tables[0]).toMatchObject({ different: 1 })
  await elsewhere.close()
  await run(`update quantum.team_profiles set tier = 'X' where id = 1`)
})

it('installs, bringing over what the legacy wrote since the move, and again without effect', async () => {
  const status = await installSync(source(), database, WHO)
  expect(status).toMatchObject({ phase: 'synced', possible: true, failures: [], tables: [{ different: 0 }, {}, {}] })
  await requireInStep(database)
  expect(await installSync(source(), database, WHO)).toEqual(status)
})

describe('one writer per column (I15)', () => {
  const writes: readonly (readonly [statement: string, answer: string])[] = [
    [`update quantum.team_quantum_dna_v3 set total_pnl = 99 where team_id = 1`, 'V3A01'],
    [`update quantum.team_quantum_dna_v3 set team_name = 'Mine' where team_id = 1`, 'V3A01'],
    [`delete from quantum.quantum_strategies_v3 where strategy_id = 1`, 'V3A01'],
    [`update quantum.quantum_friction_matrix_v3 set friction_score = 1`, 'V3A01'],
    [`update quantum.quantum_friction_matrix_v3 set season = '2025-26'`, 'V3A01'],
    [`truncate quantum.quantum_strategies_v3`, 'V3A01'],
    [`update legacy_v1.team_profiles set tier = 'MINE'`, 'V3A01'],
    [`truncate legacy_v1.team_strategies`, 'V3A01'],
    [`update quantum.team_quantum_dna_v3 set avg_clv = 1.5 where team_id = 1`, 'done'],
    [`update quantum.quantum_friction_matrix_v3 set tactical_friction = 40 where team_home_id = 1`, 'done'],
    [`update quantum.quantum_strategies_v3 set context_filters = '{"a": 1}' where team_id = 1`, 'done'],
    [`insert into quantum.quantum_strategies_v3 (team_id, team_name, strategy_name) values (1, 'Club 1', 'MINE')`, 'done'],
    [`delete from quantum.quantum_strategies_v3 where strategy_name = 'MINE'`, 'done'],
  ]
  it.each(writes)('%s: %s', async (statement, answer) => {
    expect(await resultCode(run(statement))).toBe(answer)
  })

  it('what new code wrote outlives the next write of the legacy, and the row still follows V1', async () => {
    await run(`update quantum.team_profiles set total_pnl = 77.77 where id = 1`)
    expect(await one('select avg_clv, total_pnl from quantum.team_quantum_dna_v3 where team_id = 1')).toEqual({
      avg_clv: 1.5,
      total_pnl: 77.77,
    })
    await run(`update quantum.team_quantum_dna_v3 set avg_clv = null where team_id = 1;
      update quantum.quantum_friction_matrix_v3 set tactical_friction = null; update quantum.quantum_strategies_v3 set context_filters = null`)
    await requireInStep(database)
  })
})

describe('V3 follows V1', () => {
  it('within the transaction, and not where it is rolled back', async () => {
    const undone = database.db.transaction(async (tx) => {
      await tx.execute(sql`update quantum.team_profiles set tier = 'LOST' where id = 2`)
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow()
    expect(await one('select tier from quantum.team_quantum_dna_v3 where team_id = 2')).toEqual({ tier: 'GOLD' })
    await requireInStep(database)
  })

  it('a team that goes takes its pairs and strategies, and brings them back', async () => {
    await run(`delete from quantum.team_profiles where id = 3`)
    expect(await one('select count(*) as n from quantum.quantum_friction_matrix_v3 where 3 in (team_home_id, team_away_id)')).toEqual({
      n: 0,
    })
    expect(await one('select count(*) as n from quantum.team_quantum_dna_v3 where team_id = 3')).toEqual({ n: 0 })
    await requireInStep(database)
    await run(`insert into quantum.team_profiles (id, team_name, quantum_dna) values (3, 'Club 3', '{"league": "EPL"}')`)
    expect(await one('select count(*) as n from quantum.quantum_friction_matrix_v3 where 3 in (team_home_id, team_away_id)')).toEqual({
      n: 7,
    })
    expect(await one('select count(*) as n from quantum.quantum_strategies_v3 where team_id = 3')).toEqual({ n: 2 })
    await requireInStep(database)
  })

  it('whoever writes: a role that may do nothing but write V1, a session that calls itself a replica', async () => {
    await run(`grant usage on schema quantum to ${ROLE}; grant select, insert, update, delete on quantum.team_profiles to ${ROLE};
      grant usage on sequence quantum.team_profiles_id_seq to ${ROLE}`)
    await database.db.transaction(async (tx) => {
      await tx.execute(sql.raw(`set local role ${ROLE}`))
      await tx.execute(sql`insert into quantum.team_profiles (team_name, quantum_dna) values ('By role', '{"league": "EPL"}')`)
    })
    await database.db.transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`)
      await tx.execute(sql`update quantum.team_profiles set tier = 'REPLICA' where team_name = 'By role'`)
    })
    expect(await one(`select tier from quantum.team_quantum_dna_v3 where team_name = 'By role'`)).toEqual({ tier: 'REPLICA' })
    await requireInStep(database)
  })

  it('and the session goes on hearing of the number that its own statement drew, even where V3 does not follow', async () => {
    expect(await drawnBeside('quantum.team_profiles', `(team_name, quantum_dna) values ('Drawn', '{"league": "EPL"}')`)).toEqual(ZEROES)
    await run(`alter table mon_ps.team_dna_version add constraint broken check (tier <> 'BROKEN')`)
    expect(
      await drawnBeside('quantum.team_profiles', `(team_name, tier, quantum_dna) values ('Undrawn', 'BROKEN', '{"league": "EPL"}')`),
    ).toEqual(ZEROES)
    await run(`alter table mon_ps.team_dna_version drop constraint broken; delete from quantum.team_profiles where team_name like '%rawn'`)
    await requireInStep(database)
  })

  it('in a session that reads texts and compares nulls as servers did long ago', async () => {
    await inSession(`begin; set local standard_conforming_strings = off; set local transform_null_equals = on; set local search_path = pg_temp;
      set local datestyle = 'SQL, DMY'; insert into quantum.team_profiles (team_name, quantum_dna, last_audit_at)
      values ('Old school', '{"league": "EPL"}', '03/02/2026 10:00:00'); commit`)
    expect(await one(`select last_audit_at::text as at from quantum.team_quantum_dna_v3 where team_name = 'Old school'`)).toEqual({
      at: expect.stringMatching(/^2026-02-03 10:00:00/),
    })
    await run(`delete from quantum.team_profiles where team_name = 'Old school'`)
    await requireInStep(database)
  })

  it('names that change places are followed', async () => {
    await run(`update quantum.team_profiles set team_name = 'tmp' where id = 1; update quantum.team_profiles set team_name = 'Club 1' where id = 2;
      update quantum.team_profiles set team_name = 'Club 2' where id = 1`)
    await requireInStep(database)
  })

  it(`over ${OPERATIONS} random operations, after each of which it is what a projection of all of V1 makes (I14)`, async () => {
    const random = seededRandom(7)
    for (let at = 0; at < OPERATIONS; at++) {
      await resultCode(run(randomOperation(random)))
      if (at % 5 === 4 || OPERATIONS > 100) await requireInStep(database)
    }
    await requireInStep(database)
  })
})

describe('a projection that fails', () => {
  it('does not break the statement of the legacy, is told, and is repaired by the next one', async () => {
    await run(
      `insert into quantum.team_profiles (id, team_name, quantum_dna) select n, 'New ' || n, '{"league": "EPL"}' from generate_series(901, 903) n`,
    )
    await run(`alter table mon_ps.team_dna_version add constraint broken check (tier <> 'BROKEN')`)
    await run(`update quantum.team_profiles set tier = case id when 901 then 'BROKEN' else 'FINE' end where id > 900`)
    expect(await one('select tier from quantum.team_profiles where id = 901')).toEqual({ tier: 'BROKEN' })
    expect(await one('select tier from quantum.team_quantum_dna_v3 where team_id = 902')).toEqual({ tier: 'FINE' })
    const { failures } = await syncStatus(source(), database)
    expect(failures).toMatchObject([{ table: 'team_profiles', v1Ids: [901] }])
    await run('alter table mon_ps.team_dna_version drop constraint broken')
    await run(`update quantum.team_profiles set tier = 'WHOLE' where id = 901`)
    expect((await syncStatus(source(), database)).failures).toEqual([])
    await requireInStep(database)
  })

  it.skipIf(testDatabaseUrl === undefined)(
    'is told, too, where the transaction is older than what another one left to be done',
    async () => {
      const session = () => postgres(database.url ?? '', { max: 1, onnotice: () => {} })
      const [busy, old] = [session(), session()]
      await busy.unsafe(`begin; select pg_advisory_xact_lock(${V3_LOCK})`).simple()
      await inSession(`begin; set local lock_timeout = '50ms'; update quantum.team_profiles set tier = 'LEFT' where id = 901; commit`)
      expect((await syncStatus(source(), database)).failures).toMatchObject([{ v1Ids: [901] }])
      await busy.unsafe('commit').simple()
      await old.unsafe('begin isolation level repeatable read; select from quantum.team_profiles').simple()
      await run(`update quantum.team_profiles set tier = 'TAKES IT ALONG' where id = 902`)
      expect((await syncStatus(source(), database)).failures).toEqual([])
      await old.unsafe(`update quantum.team_profiles set tier = 'OLD' where id = 903; commit`).simple()
      await Promise.all([busy.end(), old.end()])
      expect((await syncStatus(source(), database)).failures).toMatchObject([{ v1Ids: [901, 903] }])
      expect((await installSync(source(), database, WHO)).failures).toEqual([])
      await requireInStep(database)
    },
  )

  it('or is repaired by installing again', async () => {
    await run(`alter table mon_ps.team_dna_version add constraint broken check (tier <> 'BROKEN')`)
    await run(`update quantum.team_profiles set tier = 'BROKEN' where id = 901`)
    await run('alter table mon_ps.team_dna_version drop constraint broken')
    expect((await installSync(source(), database, WHO)).failures).toEqual([])
    await requireInStep(database)
  })
})

describe.skipIf(testDatabaseUrl === undefined)('two writers at once on a server', () => {
  it('lose no transaction, and V3 is in step afterwards', async () => {
    const writer = async (seed: number) => {
      const session = postgres(database.url ?? '', { max: 1, onnotice: () => {} })
      const random = seededRandom(seed)
      for (let at = 0; at < 25; at++) {
        const [strategy, team] = [1 + Math.floor(random() * 8), 1 + Math.floor(random() * 8)]
        // Both touch the row of one team in V3, in one order or the other.
        await session.begin(async (tx) => {
          await tx.unsafe(
            `update quantum.team_strategies set profit = profit + 1, is_best_strategy = not is_best_strategy where id = ${strategy}`,
          )
          await tx.unsafe(`insert into quantum.team_profiles (team_name, quantum_dna) values ('W${seed}-${at}', '{"league": "EPL"}')`)
          if (seed % 2 === 0) await tx.unsafe(`select pg_sleep(0.002)`)
          await tx.unsafe(`update quantum.matchup_friction set chaos_potential = 1 where id = ${team} and false`)
        })
      }
      await session.end()
    }
    await Promise.all([writer(1), writer(2), writer(3), writer(4)])
    expect((await syncStatus(source(), database)).failures).toEqual([])
    expect(await one(`select count(*) as n from quantum.team_quantum_dna_v3 where team_name like 'W%-%'`)).toEqual({ n: 100 })
    await requireInStep(database)
  })
})

it('follows COPY FROM, on a server', async ({ skip }) => {
  if (database.engine === 'pglite') skip('COPY hangs on the embedded engine')
  const session = postgres(database.url ?? '', { max: 1, onnotice: () => {} })
  const stream = await session.unsafe('copy quantum.team_profiles (team_name) from stdin').writable()
  await new Promise((resolve) => stream.end('Copied\n', () => resolve(null)))
  await session.end()
  expect(await one(`select count(*) as n from quantum.team_profiles where team_name = 'Copied'`)).toEqual({ n: 1 })
  await requireInStep(database)
})

it('is refused by name where an older version switched V1 to views', async () => {
  await run('alter table quantum.team_profiles rename to kept; create view quantum.team_profiles as select * from quantum.kept')
  const refused = {
    code: 'MIGRATION_BLOCKED',
    message: expect.stringMatching(/quantum\.team_profiles are views.*version 0\.1\.0.*sync unswitch/),
  }
  expect(await refusal(syncStatus(source(), database))).toMatchObject(refused)
  expect(await refusal(installSync(source(), database, WHO))).toMatchObject(refused)
  expect(await refusal(migrationStatus(database))).toMatchObject(refused)
  expect(await refusal(rollbackMigration(source(), database, WHO))).toMatchObject(refused)
  await run('drop view quantum.team_profiles; alter table quantum.kept rename to team_profiles')
})

describe('taking the sync away', () => {
  const objects = () =>
    database.sql`
      select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'legacy_v1'
      union all select g.tgname from pg_trigger g where g.tgname like 'mon_ps_sync%'
      union all select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'legacy_v1' and c.relname like 'sync%'`

  it.skipIf(testDatabaseUrl === undefined)('is tried again where the legacy wrote after the transaction began to look', async () => {
    const removal = database.db.transaction(
      async (tx) => {
        await tx.execute(sql`select 1`)
        await run(`insert into quantum.team_profiles (team_name) values ('Unseen')`)
        await removeSync(tx)
      },
      { isolationLevel: 'repeatable read' },
    )
    expect(asDbError(await refusal(removal)).context).toMatchObject({ sqlState: '40001' })
  })

  it('leaves V1 as it is and no object behind', async () => {
    const before = await v1Digest(database.db)
    await database.db.transaction((tx) => removeSync(tx))
    expect([...(await objects())]).toEqual([])
    const after = await v1Digest(database.db)
    const rows = (digest: Readonly<Record<string, string>>) => Object.entries(digest).filter(([what]) => what.endsWith(' rows'))
    expect(rows(after)).toEqual(rows(before))
    await database.db.transaction((tx) => removeSync(tx))
  })
})

describe.skipIf(testDatabaseUrl === undefined)('a role that is no superuser, on a server', () => {
  const role = `mover_${randomUUID().replaceAll('-', '')}`
  let theirs: TestDatabase
  let as: Database
  beforeAll(async () => {
    theirs = await openTestDatabase()
    await loadSmallV1(theirs)
    await moveAndRecord(theirs)
    await theirs.sql.unsafe(`create role ${role} login`)
    const own = await theirs.sql<{ text: string }[]>`
      select format('alter %s %I.%I owner to ${theirs.sql.unsafe(role)}', case relkind when 'S' then 'sequence' else 'table' end, n.nspname, relname) as text
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('quantum', 'mon_ps', 'legacy_v1', 'quantum_backup') and relkind in ('r', 'S')
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i') and d.classid = 'pg_class'::regclass)`
    const schemas = ['quantum', 'mon_ps', 'legacy_v1', 'quantum_backup'].map((schema) => `alter schema ${schema} owner to ${role}`)
    await theirs.sql.unsafe([...own.map(({ text }) => text), ...schemas].join(';')).simple()
    const url = new URL(theirs.url ?? '')
    url.username = role
    as = await openDatabase({ url: url.href })
  })
  afterAll(async () => {
    await as?.close()
    await theirs.sql.unsafe(`reassign owned by ${role} to current_user; drop owned by ${role}; drop role ${role}`).simple()
    await theirs.close()
  })

  it('is told what it lacks where it does not own V1, and changes nothing', async () => {
    await theirs.sql`alter table quantum.team_profiles owner to current_user`
    await theirs.sql.unsafe(`grant all on quantum.team_profiles to ${role}`)
    const refused = installSync(sourceIn(as), as, WHO)
    await expect(refused).rejects.toMatchObject({
      code: 'SYNC_REFUSED',
      message: expect.stringMatching(/must be owner.*needs a role that owns/),
    })
    expect(await syncStatus(sourceIn(theirs), theirs)).toMatchObject({ phase: 'none' })
    await theirs.sql.unsafe(`alter table quantum.team_profiles owner to ${role}`)
  })

  it('installs where it does, and V3 follows', async () => {
    await installSync(sourceIn(as), as, WHO)
    await as.sql`update quantum.team_profiles set tier = 'OWNED' where id = 1`
    expect([...(await theirs.sql`select tier from quantum.team_quantum_dna_v3 where team_id = 1`)]).toEqual([{ tier: 'OWNED' }])
    await requireInStep(theirs)
  })
})
