import { expect } from 'vitest'
import { migrate, plannedChanges } from '../src/migrate.ts'
import { openTestDatabase, type TestDatabase } from '../test-kit/open-test-database.ts'
import { tableDigests } from '../test-kit/fixture.ts'

/** A database for one piece of work. */
export async function withDatabase(migrated: boolean, work: (database: TestDatabase) => Promise<void>): Promise<void> {
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

/** Migrates beside somebody else's tables, of which no row and no definition may change. */
export async function migratesBeside(legacySql: string): Promise<void> {
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
