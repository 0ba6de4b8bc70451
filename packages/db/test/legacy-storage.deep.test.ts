import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../src/client.ts'
import { installSync } from '../src/legacy-v1/sync/install-sync.ts'
import { switchStorage } from '../src/legacy-v1/sync/switch-storage.ts'
import { syncStatus } from '../src/legacy-v1/sync/sync-status.ts'
import { unswitchStorage } from '../src/legacy-v1/sync/unswitch-storage.ts'
import { openTestDatabase, type TestDatabase } from '../test-kit/open-test-database.ts'
import { testDatabaseUrl } from '../test-kit/env.ts'
import { requireInStep } from './in-step.ts'
import { loadSmallV1, moveAndRecord, sourceIn } from './small-v1.ts'

const WHO = { who: 'test' }

/** A V1 whose keys were named by hand, as ours are to be called; one key's name is what the server would have called another. */
const BY_HAND = `
  alter table quantum.team_profiles rename constraint team_profiles_team_name_key to uq_club;
  alter table quantum.matchup_friction rename constraint matchup_friction_pkey to matchup_friction_team_a_name_team_b_name_key1;
  create unique index team_profiles_lower_idx1 on quantum.team_profiles (lower(team_name)) where tier is not null;
  alter table quantum.team_profiles add constraint sane check (total_bets >= 0);
  comment on table quantum.team_profiles is 'what the audit measured';
  comment on column quantum.team_profiles.roi is 'per stake, it''s said';`

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  await loadSmallV1(database)
  await database.sql.unsafe(BY_HAND).simple()
  await moveAndRecord(database)
  await installSync(sourceIn(database), database, WHO)
})
afterAll(() => database.close())

const run = (text: string) => database.sql.unsafe(text).simple()
const hurt = (text: string): Promise<unknown> =>
  run(text).then(
    () => null,
    (error: unknown) => (error instanceof Error && 'constraint_name' in error ? error.constraint_name : error),
  )

/** What the legacy may know by its name, and what people wrote beside it. */
const known = async () => ({
  byName: await hurt(`insert into quantum.team_profiles (team_name) values ('Club 1')`),
  byId: await hurt(`insert into quantum.matchup_friction (id, team_a_name, team_b_name) values (1, 'x', 'y')`),
  byExpression: await hurt(`insert into quantum.team_profiles (team_name, tier) values ('club 2', 'GOLD')`),
  byCheck: await hurt(`update quantum.team_profiles set total_bets = -1 where id = 1`),
  comments: [
    ...(await database.sql`select obj_description('quantum.team_profiles'::regclass) as table_says, col_description('quantum.team_profiles'::regclass, a.attnum) as column_says
      from pg_attribute a where attrelid = 'quantum.team_profiles'::regclass and attname = 'roi'`),
  ],
})

it('the storage that V1 is switched to has V1’s names of keys and what was written about its columns', async () => {
  const before = await known()
  expect(before).toEqual({
    byName: 'uq_club',
    byId: 'matchup_friction_team_a_name_team_b_name_key1',
    byExpression: 'team_profiles_lower_idx1',
    byCheck: 'sane',
    comments: [{ table_says: 'what the audit measured', column_says: "per stake, it's said" }],
  })
  await switchStorage(sourceIn(database), database, WHO)
  expect(await known()).toEqual(before)
  await unswitchStorage(sourceIn(database), database, WHO)
  expect(await known()).toEqual(before)
})

it('a conflict is found by any key of V1, through the view as on the table: by columns, by an expression where a condition holds, by none', async () => {
  const upserts = [
    `insert into quantum.team_profiles (team_name, tier) values ('CLUB 3', 'GOLD') on conflict (lower(team_name)) where tier is not null do update set tier = 'BOTH' returning id, tier`,
    `insert into quantum.team_profiles (id, team_name) values (4, 'Other') on conflict (id) do update set tier = 'BY ID' returning id, tier`,
    `insert into quantum.team_profiles (team_name, tier) values ('club 5', 'GOLD') on conflict do nothing returning id`,
  ]
  const answers = async () => Promise.all(upserts.map(async (text) => [...(await database.sql.unsafe(text))]))
  const before = await answers()
  expect(before).toEqual([[{ id: 3, tier: 'BOTH' }], [{ id: 4, tier: 'BY ID' }], []])
  await switchStorage(sourceIn(database), database, WHO)
  expect(await answers()).toEqual(before)
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

  it('installs, switches and goes back where it does, and V3 follows', async () => {
    await installSync(sourceIn(as), as, WHO)
    await switchStorage(sourceIn(as), as, WHO)
    await as.sql`update quantum.team_profiles set tier = 'OWNED' where id = 1`
    expect([...(await theirs.sql`select tier from quantum.team_quantum_dna_v3 where team_id = 1`)]).toEqual([{ tier: 'OWNED' }])
    expect(await unswitchStorage(sourceIn(as), as, WHO)).toMatchObject({ phase: 'synced', failures: [] })
    await as.sql`update quantum.team_profiles set tier = 'AGAIN' where id = 1`
    await requireInStep(theirs)
  })
})
