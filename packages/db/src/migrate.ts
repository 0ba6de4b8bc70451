import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getTableName, is, sql } from 'drizzle-orm'
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import type { Database, Executor } from './client.ts'
import { asDbError, DbError } from './errors.ts'
import { QUEUE_SCHEMA } from './queue-schema.ts'
import * as schema from './schema/index.ts'

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', 'migrations')
/** Hash of the last of the eight migrations of the version before: a database that has it is carried over to the baseline. */
const LAST_OF_EIGHT = 'fc6508e7f9b9d5696aa40568c86425b5a496e97b02646afe1289a5b7c4c197c4'
/** Any number that nothing else in the database uses for advisory locks. */
const LOCK_KEY = 7_340_021
const OLDEST_SERVER = 150_000

export interface PlannedChanges {
  /** Migrations that were not applied yet. */
  readonly pending: number
  /** `schema.table` of every table that migrating would create. */
  readonly creates: readonly string[]
  /** Tables that are not ours and that migrating leaves alone, with their row counts as the server estimates them. */
  readonly foreignTables: readonly { readonly name: string; readonly rows: number }[]
}

/** `schema.table` of every table that this package declares. */
function declaredTables(): string[] {
  const names: string[] = []
  for (const value of Object.values<unknown>(schema)) {
    if (is(value, PgTable)) names.push(`${getTableConfig(value).schema ?? 'public'}.${getTableName(value)}`)
  }
  return names.sort()
}

const JOURNAL = 'mon_ps.migration'

/** Made by the version before; carrying over drops it. */
const RETIRED = 'mon_ps.legacy_statement_seen'

/** `schema.table` of everything that {@link migrate} makes, its journal included. */
export const tablesOfOurs = (): readonly string[] => [...declaredTables(), JOURNAL]

/**
 * What {@link migrate} would do, and whether the database holds tables that are not ours: the ground for
 * asking before the first start on somebody's database. Writes nothing.
 */
export async function plannedChanges(database: Database): Promise<PlannedChanges> {
  const live = await database.sql<{ name: string; rows: number }[]>`
    select n.nspname || '.' || c.relname as name, greatest(c.reltuples, 0)::int8 as rows
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'
      and n.nspname <> ${QUEUE_SCHEMA}
    order by 1`
  const declared = declaredTables()
  const present = new Set(live.map((table) => table.name))
  const applied = present.has(JOURNAL) ? await database.sql<{ hash: string }[]>`select hash from mon_ps.migration` : []
  const done = new Set(applied.map((row) => row.hash))
  const ours = new Set([...declared, JOURNAL, ...(done.has(LAST_OF_EIGHT) ? [RETIRED] : [])])
  return {
    pending: readMigrationFiles({ migrationsFolder: FOLDER }).filter((migration) => !done.has(migration.hash)).length,
    creates: declared.filter((name) => !present.has(name)),
    foreignTables: live.filter((table) => !ours.has(table.name)).map(({ name, rows }) => ({ name, rows })),
  }
}

/** @throws {DbError} SERVER_TOO_OLD  below Postgres 15 */
export async function requireServer(database: Database): Promise<void> {
  const [row] = await database.sql<{ number: number; version: string }[]>`
    select current_setting('server_version_num')::int as number, current_setting('server_version') as version`
  if (row !== undefined && row.number < OLDEST_SERVER)
    throw new DbError('SERVER_TOO_OLD', `got a Postgres ${row.version}, expected 15 or newer: older ones lack NULLS NOT DISTINCT`, {
      ...row,
    })
}

/**
 * Brings the database to the declared schema inside a transaction of the caller; one that the version before made is carried
 * over. Several processes may come at once: one
 * applies, the others wait and find nothing to do.
 *
 * @returns  how many migrations were applied
 * @throws {DbError} MIGRATION_FAILED  the message names the migration; the transaction can only be rolled back
 */
export async function migrateInside(tx: Executor): Promise<{ applied: number }> {
  const files = readMigrationFiles({ migrationsFolder: FOLDER })
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCK_KEY})`)
  await tx.execute(sql`create schema if not exists mon_ps`)
  // The shape of Drizzle's own journal, so that its tools read it, too.
  await tx.execute(
    sql`create table if not exists mon_ps.migration (id serial primary key, hash text not null unique, created_at bigint not null)`,
  )
  const applied = await tx.execute<{ hash: string }>(sql`select hash from mon_ps.migration`)
  const done = new Set(applied.map((row) => row.hash))
  const [baseline] = files
  if (baseline !== undefined && done.has(LAST_OF_EIGHT)) {
    await apply(tx, baseline, readFileSync(join(FOLDER, 'carry-over.sql'), 'utf8').split(';\n'))
    await tx.execute(sql`delete from mon_ps.migration where hash <> ${baseline.hash}`)
    done.clear()
    done.add(baseline.hash)
    return { applied: 1 + (await applyPending(tx, files, done)) }
  }
  if (done.size > 0 && baseline !== undefined && !done.has(baseline.hash))
    throw new DbError(
      'MIGRATION_FAILED',
      'the tables of Mon PS in this database were made by a version that is neither this one nor the last one; nothing was changed. Open it once with the version in between, or use an empty database',
    )
  return { applied: await applyPending(tx, files, done) }
}

async function applyPending(tx: Executor, files: readonly MigrationMeta[], done: ReadonlySet<string>): Promise<number> {
  const pending = files.filter((file) => !done.has(file.hash))
  for (const file of pending) await apply(tx, file, file.sql)
  return pending.length
}

async function apply(tx: Executor, { hash, folderMillis }: MigrationMeta, statements: readonly string[]): Promise<void> {
  try {
    for (const statement of statements) if (statement.trim() !== '') await tx.execute(sql.raw(statement))
  } catch (error) {
    const cause = asDbError(error)
    // Nothing is wrong with the migration: the same call may be made again.
    if (cause.retryable) throw error
    throw new DbError(
      'MIGRATION_FAILED',
      `migration ${new Date(folderMillis).toISOString()} failed, nothing was changed: ${cause.message}`,
      {},
      error,
    )
  }
  await tx.execute(sql`insert into mon_ps.migration (hash, created_at) values (${hash}, ${folderMillis})`)
}

/**
 * Brings the database to the declared schema, in one transaction: all or nothing.
 *
 * @returns  how many migrations were applied
 * @throws {DbError} SERVER_TOO_OLD    below Postgres 15
 * @throws {DbError} MIGRATION_FAILED  the message names the migration; nothing was changed
 */
export async function migrate(database: Database): Promise<{ applied: number }> {
  await requireServer(database)
  return database.db.transaction((tx) => migrateInside(tx))
}
