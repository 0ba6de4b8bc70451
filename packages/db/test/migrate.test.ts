import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { asDbError, migrate, openDatabase, plannedChanges } from '../src/index.ts'
import { describeSchema } from '../test-kit/describe-schema.ts'
import { realDataFolder } from '../test-kit/env.ts'
import { openTestDatabase, type TestDatabase } from '../test-kit/index.ts'
import { tableDigests } from './fixture.ts'

const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url))

async function withDatabase(migrated: boolean, work: (database: TestDatabase) => Promise<void>): Promise<void> {
  const database = await openTestDatabase({ migrated })
  try {
    await work(database)
  } finally {
    await database.close()
  }
}

/** Tables, columns, constraints and indexes that are not ours, as text. */
async function foreignSchema(database: TestDatabase): Promise<string[]> {
  const rows = await database.sql<{ line: string }[]>`
    select format('%s.%s.%s %s %s', table_schema, table_name, column_name, data_type, column_default) as line from information_schema.columns
      where table_schema in ('public', 'quantum') and table_name not like '%\\_v3'
    union all select indexdef from pg_indexes where schemaname in ('public', 'quantum') and tablename not like '%\\_v3'
    union all select conrelid::regclass::text || ' ' || pg_get_constraintdef(oid) from pg_constraint
      where contype <> 'n' and connamespace::regnamespace::text in ('public', 'quantum') and conrelid::regclass::text not like '%\\_v3'
    order by 1`
  return rows.map((row) => row.line)
}

async function migratesBeside(legacySql: string): Promise<void> {
  await withDatabase(false, async (database) => {
    await database.sql.unsafe(legacySql)
    const plan = await plannedChanges(database)
    expect(plan.foreignTables.map((table) => table.name)).toEqual(
      expect.arrayContaining(['quantum.team_profiles', 'quantum.team_quantum_dna', 'public.odds']),
    )
    expect(plan.creates).toContain('quantum.team_quantum_dna_v3')
    const before = { rows: await tableDigests(database, ['public', 'quantum']), schema: await foreignSchema(database) }
    await migrate(database)
    const after = await tableDigests(database, ['public', 'quantum'])
    const foreign = Object.fromEntries(Object.entries(after).filter(([name]) => !name.endsWith('_v3')))
    expect({ rows: foreign, schema: await foreignSchema(database) }).toEqual(before)
    expect(await plannedChanges(database)).toMatchObject({ pending: 0, creates: [] })
  })
}

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

  const legacy = `${realDataFolder ?? pathOf('../../../../shared/data')}/legacy-v1/legacy-v1.sql`
  it.skipIf(!existsSync(legacy))(`stands beside the whole legacy database${existsSync(legacy) ? '' : ' (skipped: no real data)'}`, () =>
    // Its own BEGIN and COMMIT would be one connection's affair, and there are several.
    migratesBeside(readFileSync(legacy, 'utf8').replace(/^(BEGIN|COMMIT);$/gm, '')),
  )

  it('says so when no server answers', async () => {
    const database = await openDatabase({ url: 'postgres://nobody@127.0.0.1:1/none' })
    const refusal = asDbError(await migrate(database).catch((error: unknown) => error))
    await database.close()
    expect([refusal.code, refusal.retryable]).toEqual(['CONNECTION_LOST', true])
  })
})
