import type { Database } from '@mon-ps/db/client'

/** What the move leaves behind, in the order of the foreign keys. */
const TABLES = {
  companion: ['legacy_v1.team_profiles', 'legacy_v1.matchup_friction', 'legacy_v1.team_strategies'],
  versions: ['mon_ps.team_dna_version', 'mon_ps.friction_version', 'mon_ps.strategy_version'],
  v3: ['quantum.team_quantum_dna_v3', 'quantum.quantum_friction_matrix_v3', 'quantum.quantum_strategies_v3'],
  sources: ['mon_ps.v3_row_source'],
} as const

export type Part = keyof typeof TABLES

export interface PlainInserts {
  readonly rows: Readonly<Record<Part, number>>
  readonly ms: Readonly<Record<Part, number>>
}

const bare = (table: string) => table.split('.')[1] ?? table
const copyName = (table: string) => `plain.${bare(table)}`

/** A foreign key to another of these tables is one to its copy. */
async function addForeignKeys(database: Database, table: string, copied: ReadonlySet<string>): Promise<void> {
  const keys = await database.sql<{ definition: string; target: string }[]>`
    select pg_get_constraintdef(oid) as definition, confrelid::regclass::text as target from pg_constraint
    where conrelid = ${table}::regclass and contype = 'f'`
  for (const { definition, target } of keys) {
    const here = copied.has(target) ? definition.replace(target, copyName(target)) : definition
    await database.sql.unsafe(`alter table ${copyName(table)} add ${here}`)
  }
}

/**
 * The same rows as the move wrote, into tables of the same columns, indexes, checks and foreign keys, one INSERT … SELECT each. What
 * it made is dropped afterwards.
 */
export async function insertPlainly(database: Database): Promise<PlainInserts> {
  const rows = { companion: 0, versions: 0, v3: 0, sources: 0 }
  const ms = { companion: 0, versions: 0, v3: 0, sources: 0 }
  await database.sql.unsafe('create schema plain')
  try {
    const copied = new Set<string>(Object.values(TABLES).flat())
    for (const [part, tables] of Object.entries(TABLES) as [Part, readonly string[]][])
      for (const table of tables) {
        await database.sql.unsafe(`create table ${copyName(table)} (like ${table} including all)`)
        await addForeignKeys(database, table, copied)
        const start = performance.now()
        rows[part] += await database.sql.begin(async (tx) => {
          await tx.unsafe('set local statement_timeout = 0')
          const written = await tx.unsafe(`insert into ${copyName(table)} overriding system value select * from ${table}`)
          return written.count
        })
        ms[part] += performance.now() - start
      }
  } finally {
    await database.sql.unsafe('drop schema plain cascade')
  }
  return { rows, ms }
}
