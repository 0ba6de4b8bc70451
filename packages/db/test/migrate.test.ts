import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { asDbError } from '../src/errors.ts'
import { migrate, plannedChanges } from '../src/migrate.ts'
import { openDatabase } from '../src/client.ts'
import { listCompetitions } from '../src/repositories/competitions.ts'
import { createJob, findJob, latestJob, newestJobsByAction } from '../src/repositories/jobs.ts'
import { catalogueText, describeSchema } from '../test-kit/describe-schema.ts'
import { migratesBeside, withDatabase } from './migrates-beside.ts'

const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url))

const read = (name: string) => readFileSync(pathOf(name), 'utf8')
/** Every table that the schema dump shows, but for the journal of migrations. */
const tables = (read('../schema-dump.txt').match(/^\w+\.\w+$/gm) ?? []).filter((name) => name !== 'mon_ps.migration').sort()
const migrations = readdirSync(pathOf('../migrations')).filter((name) => /^\d{4}_/.test(name))

describe('migrating', () => {
  it('makes every declared table in an empty database once, however many begin, and nothing the second time', () =>
    withDatabase(false, async (database) => {
      expect((await plannedChanges(database)).creates.toSorted()).toEqual(tables)
      const applied = await Promise.all([migrate(database), migrate(database), migrate(database)])
      expect(applied.filter((result) => result.applied > 0)).toHaveLength(1)
      const once = await describeSchema(database)
      expect(await migrate(database)).toEqual({ applied: 0 })
      expect(await describeSchema(database)).toBe(once)
      expect(await plannedChanges(database)).toEqual({ pending: 0, creates: [], foreignTables: [] })
    }))

  it('leaves nothing behind when it fails', () =>
    withDatabase(false, async (database) => {
      await database.sql`create schema quantum`
      await database.sql`create table quantum.team_quantum_dna_v3 (somebody_elses text)`
      await expect(migrate(database)).rejects.toMatchObject({ code: 'MIGRATION_FAILED' })
      expect((await plannedChanges(database)).creates).toContain('mon_ps.match')
    }))

  it('gives the schema that schema-dump.txt shows', () =>
    withDatabase(true, async (database) => {
      const dump = read('../schema-dump.txt')
      const hint = 'the schema changed: look at it, then run  node --import tsx packages/db/test-kit/refresh-schema-dump.ts'
      expect(await describeSchema(database), hint).toBe(dump)
    }))

  it('carries over a database of the version before, its rows and its jobs', () =>
    withDatabase(false, async (database) => {
      const before = read('last-version.sql')
      await database.sql.unsafe(before)
      await database.sql.unsafe(`
        insert into mon_ps.competition (code, name, source) values ('E0', 'Premier League', 'football-data');
        insert into mon_ps.job (kind, status, params, result) values
          ('calculate', 'succeeded', '{"leagues": ["E0"]}', '{"teams": 20}'),
          ('migration', 'failed', '{"key": 1795000000001, "action": "apply"}', null),
          ('migration', 'succeeded', '{"key": 1795000000002, "action": "apply"}', '{"verified": true}')`)
      const creates = tables.filter((name) => !before.includes(`CREATE TABLE "${name.replace('.', '"."')}"`))
      expect(await plannedChanges(database)).toEqual({ pending: migrations.length, creates, foreignTables: [] })
      const applied = await Promise.all([migrate(database), migrate(database)])
      expect(applied.map((result) => result.applied).sort()).toEqual([0, migrations.length])
      expect(await describeSchema(database)).toBe(read('../schema-dump.txt'))
      expect(await catalogueText(database)).toBe(read('../migrations/catalogue.json'))
      expect(await plannedChanges(database)).toEqual({ pending: 0, creates: [], foreignTables: [] })
      expect((await listCompetitions(database.db)).map(({ code }) => code)).toEqual(['E0'])
      expect(await findJob(database.db, 1)).toMatchObject({ kind: 'calculate', params: { leagues: ['E0'] }, owner: null })
      expect(await newestJobsByAction(database.db, 'migration')).toEqual({ apply: 3 })
      const params = { action: 'apply' }
      expect(await latestJob(database.db, 'migration')).toMatchObject({ id: 3, params, result: { verified: true } })
      // Numbers go on where the table's own stood.
      expect(await createJob(database.db, 'calculate')).toBe(4)
    }))

  it('refuses tables of ours that neither this version nor the one before made', () =>
    withDatabase(false, async (database) => {
      await database.sql.unsafe(read('last-version.sql'))
      await database.sql`delete from mon_ps.migration where id > 6`
      const before = await describeSchema(database)
      await expect(migrate(database)).rejects.toMatchObject({ code: 'MIGRATION_FAILED' })
      expect(await describeSchema(database)).toBe(before)
    }))

  it('stands beside V1, V2 and live tables without touching a row or a definition of them', () => migratesBeside(read('legacy-shaped.sql')))

  it('says so when no server answers', async () => {
    const database = await openDatabase({ url: 'postgres://nobody@127.0.0.1:1/none' })
    const refusal = asDbError(await migrate(database).catch((error: unknown) => error))
    await database.close()
    expect([refusal.code, refusal.retryable]).toEqual(['CONNECTION_LOST', true])
  })
})
