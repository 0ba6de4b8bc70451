import { statfs } from 'node:fs/promises'
import { sql } from 'drizzle-orm'
import { qualified } from '@mon-ps/db/catalogue/digest'
import type { Database, Executor } from '@mon-ps/db/client'
import { plannedChanges } from '@mon-ps/db/migrate'
import { V1_TABLES } from '@mon-ps/db/schema/legacy-move'
import type { V1Shape } from '../inspect/read-shape.ts'
import { V1_SCHEMA } from '../inspect/v1-relation.ts'
import type { MigrationPlan } from '../types.ts'

/** Rows of V1 above which the copy goes in committed chunks. */
const ONE_TRANSACTION_ROWS = 50_000

export interface Growth {
  readonly ddl: readonly string[]
  readonly bytesFree: number | null
}

/** What applying would create, and what the disk has left. Looks at the target alone, outside of any transaction. */
export async function growthOf(target: Database): Promise<Growth> {
  const { creates } = await plannedChanges(target)
  const schemas = await target.db.execute<{ name: string }>(sql`select nspname as name from pg_namespace`)
  const there = new Set(schemas.map(({ name }) => name))
  const missing = ['mon_ps', V1_SCHEMA, 'legacy_v1', 'quantum_backup'].filter((schema) => !there.has(schema))
  const companions = await target.db.execute<{ name: string }>(
    sql`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'legacy_v1'`,
  )
  const made = new Set(companions.map(({ name }) => name))
  return {
    ddl: [
      ...missing.map((schema) => `create schema ${schema}`),
      ...creates.map((table) => `create table ${table}`),
      ...V1_TABLES.filter((table) => !made.has(table)).map((table) => `create table legacy_v1.${table}, as V1’s is`),
    ],
    bytesFree: await bytesFree(target),
  }
}

async function bytesFree({ dataDir }: Database): Promise<number | null> {
  if (dataDir === null) return null
  const disk = await statfs(dataDir)
  return disk.bavail * disk.bsize
}

/** Every row is stored as companion, version, V3 and backup, with indexes, and once more in the log. */
const COPIES = 6

/** What the move takes of the disk: an estimate from the size of V1's tables. */
export async function bytesNeeded(source: Executor, { relations }: V1Shape): Promise<number> {
  let bytes = 0
  for (const table of V1_TABLES.filter((name) => relations[name].present)) {
    const [row] = await source.execute<{ bytes: number }>(sql`
      select greatest(pg_total_relation_size(format('%I.%I', ${V1_SCHEMA}::text, ${table}::text)::regclass),
        (select coalesce(sum(pg_column_size(t.*)), 0) from ${qualified(V1_SCHEMA, table)} t))::float8 as bytes`)
    bytes += row?.bytes ?? 0
  }
  return bytes * COPIES
}

export const isChunked = ({ tables }: V1Shape): boolean =>
  V1_TABLES.reduce((rows, name) => rows + (tables.find(({ table }) => table === name)?.rows ?? 0), 0) > ONE_TRANSACTION_ROWS

/** The worst lock that each table sees. */
export function locksOf(): MigrationPlan['locks'] {
  return [
    ...V1_TABLES.map((table) => ({
      table: `${V1_SCHEMA}.${table}`,
      lock: 'ACCESS SHARE',
      why: 'it is only read, in one snapshot: its writers do not wait',
    })),
    ...['team_quantum_dna_v3', 'quantum_friction_matrix_v3', 'quantum_strategies_v3'].map((table) => ({
      table: `quantum.${table}`,
      lock: 'ROW EXCLUSIVE',
      why: 'rows are published in one transaction; readers see all of them or none',
    })),
    { table: 'legacy_v1.*', lock: 'ACCESS EXCLUSIVE', why: 'while they are made: nobody reads them yet' },
  ]
}
