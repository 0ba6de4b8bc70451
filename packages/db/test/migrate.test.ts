import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { asDbError } from '../src/errors.ts'
import { migrate, plannedChanges } from '../src/migrate.ts'
import { openDatabase } from '../src/client.ts'
import { describeSchema } from '../test-kit/describe-schema.ts'
import { migratesBeside, withDatabase } from './migrates-beside.ts'

const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url))

describe('migrating', () => {
  it('makes every declared table in an empty database once, however many begin, and nothing the second time', () =>
    withDatabase(false, async (database) => {
      expect((await plannedChanges(database)).creates).toHaveLength(35)
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
      const dump = readFileSync(pathOf('../schema-dump.txt'), 'utf8')
      const hint = 'the schema changed: look at it, then run  node --import tsx packages/db/test-kit/refresh-schema-dump.ts'
      expect(await describeSchema(database), hint).toBe(dump)
    }))

  it('stands beside V1, V2 and live tables without touching a row or a definition of them', () =>
    migratesBeside(readFileSync(pathOf('legacy-shaped.sql'), 'utf8')))

  it('says so when no server answers', async () => {
    const database = await openDatabase({ url: 'postgres://nobody@127.0.0.1:1/none' })
    const refusal = asDbError(await migrate(database).catch((error: unknown) => error))
    await database.close()
    expect([refusal.code, refusal.retryable]).toEqual(['CONNECTION_LOST', true])
  })
})
