import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openDatabase } from '@mon-ps/db/client'
import { readableDump, splitStatements } from '../src/source/load-dump.ts'
import { openLegacySource } from '../src/source/open-legacy-source.ts'
import { openTestDatabase, type TestDatabase } from '@mon-ps/db/test-kit/open-test-database'
import { testDatabaseUrl } from '@mon-ps/db/test-kit/env'

const root = mkdtempSync(join(tmpdir(), 'mon-ps-source-'))
let target: TestDatabase
beforeAll(async () => {
  target = await openTestDatabase({ migrated: false })
  // A folder for temporary folders of this file alone: other tests make and remove theirs meanwhile.
  mkdirSync(join(root, 'tmp'))
  vi.stubEnv('TMPDIR', join(root, 'tmp'))
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await target.close()
  rmSync(root, { recursive: true, force: true })
})

const DUMP = String.raw`\restrict token
SET client_encoding = 'UTF8';
SELECT pg_catalog.set_config('search_path', '', false);
CREATE SCHEMA quantum;
ALTER SCHEMA quantum OWNER TO somebody;
CREATE TABLE quantum.team_profiles (id integer, team_name text);
ALTER TABLE ONLY quantum.team_profiles OWNER TO somebody;
-- COPY quantum.team_profiles FROM stdin;
INSERT INTO quantum.team_profiles VALUES (1, 'Line one;
COPY quantum.team_profiles (id) FROM stdin;
it''s not a command'), (2, E'a \' quote; and more');
CREATE FUNCTION quantum.f() RETURNS int LANGUAGE plpgsql AS $body$ begin return 1; end $body$;
GRANT SELECT ON quantum.team_profiles TO somebody;
BEGIN;
INSERT INTO quantum.team_profiles VALUES (3, 'in a transaction that the file leaves open');
\unrestrict token
`

const write = (name: string, text: string) => {
  const path = join(root, name)
  writeFileSync(path, text)
  return path
}
const temporaryFolders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('mon-ps-legacy-')).length

describe('a dump', () => {
  it('is split at the semicolons that end statements, and at no others', () => {
    const text = `a 'x;''y' "b;c" $t$ ; $t$ /* ; */ 1; -- ; \nselect $1; E'\\';' `
    expect([...splitStatements(text)].map((statement) => statement.trim())).toEqual([
      `a 'x;''y' "b;c" $t$ ; $t$ /* ; */ 1`,
      '-- ; \nselect $1',
      `E'\\';'`,
    ])
  })

  it('with data for psql is refused, with the way to make one without', () => {
    expect(() => readableDump('set x = 1;\nCOPY quantum.team_profiles (id) FROM stdin;\n1\n\\.\n', 'v1.sql')).toThrow(/pg_dump --inserts/)
    expect(() => readableDump('\\connect other\nselect 1;', 'v1.sql')).toThrow(/psql command/)
  })

  it('stands in a database of its own that is read only, and leaves nothing behind', async () => {
    const before = temporaryFolders()
    const source = await openLegacySource({ legacyUrl: write('v1.sql', DUMP), target })
    const rows = await source.database.db.execute(sql`select id, team_name from quantum.team_profiles order by id`)
    expect(rows.map(({ id }) => id)).toEqual([1, 2, 3])
    expect(rows[0]?.['team_name']).toBe("Line one;\nCOPY quantum.team_profiles (id) FROM stdin;\nit's not a command")
    await expect(source.database.db.execute(sql`create table t (id int)`)).rejects.toMatchObject({ cause: { code: '25006' } })
    expect(source.same).toBe(false)
    await source.close()
    expect(temporaryFolders()).toBe(before)
  })

  it('that does not run is refused with the reason, and leaves nothing behind', async () => {
    const before = temporaryFolders()
    const opened = openLegacySource({ legacyUrl: write('bad.sql', 'create tabel t;'), target })
    await expect(opened).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', message: expect.stringContaining('tabel') })
    expect(temporaryFolders()).toBe(before)
  })
})

describe('an address', () => {
  it('that is none is refused without showing a password', async () => {
    for (const legacyUrl of ['mysql://me:secret@host/db', 'host=here password=secret', join(root, 'nowhere'), root, write('v1.txt', '')]) {
      const refused = await openLegacySource({ legacyUrl, target }).catch((error: unknown) => error)
      expect(refused).toMatchObject({ code: 'INVALID_ARGUMENT' })
      expect(String(refused)).not.toContain('secret')
    }
    const nowhere = join(root, 'nowhere')
    await expect(openLegacySource({ legacyUrl: nowhere, target })).rejects.toThrow(`got "${nowhere}"`)
  })

  it('of nothing is the target, which closing leaves open', async () => {
    const source = await openLegacySource({ legacyUrl: null, target })
    await source.close()
    expect(source.same).toBe(true)
    expect(await target.db.execute(sql`select 1 as one`)).toHaveLength(1)
  })

  it('of a folder opens it whether it is ours or a bare one, and knows the target by any path', async () => {
    const folder = join(root, 'ours')
    const ours = await openDatabase({ dataDir: folder })
    await ours.db.execute(sql`create table mark (id int)`)
    mkdirSync(join(root, 'x'))
    expect((await openLegacySource({ legacyUrl: join(root, 'x', '..', 'ours'), target: ours })).same).toBe(true)
    await ours.close()
    const bare = join(root, 'bare')
    cpSync(join(folder, 'postgres'), bare, { recursive: true })
    copyFileSync(join(folder, 'postgres', 'PG_VERSION'), join(bare, 'PG_VERSION'))
    for (const path of [folder, bare]) {
      const source = await openLegacySource({ legacyUrl: path, target })
      expect(await source.database.db.execute(sql`select * from mark`)).toHaveLength(0)
      expect(source.same).toBe(false)
      await source.close()
    }
  })

  it.skipIf(testDatabaseUrl === undefined)('of a server is the target when it is the same database, however it is written', async () => {
    const url = new URL(target.url ?? '')
    url.hostname = url.hostname === 'localhost' ? '127.0.0.1' : 'localhost'
    url.password = 'secret'
    const same = await openLegacySource({ legacyUrl: url.href, target })
    expect(same.same).toBe(true)
    expect(same.address).not.toContain('secret')
    url.pathname = '/postgres'
    const other = await openLegacySource({ legacyUrl: url.href, target })
    expect(other.same).toBe(false)
    await expect(other.database.db.execute(sql`create table t (id int)`)).rejects.toMatchObject({ cause: { code: '25006' } })
    await other.close()
  })
})
