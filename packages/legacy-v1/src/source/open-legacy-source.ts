import { type Database, openDatabase } from '@mon-ps/db/client'
import { asDbError, DbError } from '@mon-ps/db/errors'
import { sql } from 'drizzle-orm'
import { existsSync, realpathSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { LegacySource } from '../types.ts'
import { loadDump } from './load-dump.ts'

function withoutPassword(address: string): string {
  if (!URL.canParse(address)) return 'a Postgres server'
  const url = new URL(address)
  url.password = ''
  url.searchParams.delete('password')
  return url.href
}

const ROLES = {
  source: { is: 'the source database (V1)', setting: 'LEGACY_DATABASE_URL' },
  target: { is: 'the target database (V3)', setting: 'DATABASE_URL' },
} as const

/**
 * Asks a server for a sign of life. The move works with two databases: whoever reads that one does not answer needs to know
 * which.
 *
 * @throws {DbError} CONNECTION_LOST  it does not answer, or does not let us in; the message has no password
 */
export async function requireAnswer(database: Database, role: keyof typeof ROLES, address: string): Promise<void> {
  try {
    await database.db.execute(sql`select 1`)
  } catch (error) {
    const { is, setting } = ROLES[role]
    const reason = `${is} at ${withoutPassword(address)} did not answer: ${asDbError(error).message}`
    throw new DbError('CONNECTION_LOST', `${reason}; start that server, or correct ${setting}`, {}, error)
  }
}

interface LegacySourceOptions {
  /** A Postgres address, a data folder, a dump ending in `.sql`; null: V1 stands in the target itself. */
  readonly legacyUrl: string | null
  readonly target: Database
}

const CONNECTIONS = 2

/**
 * Which server and which of its databases: two addresses of one give the same text. A standby shares the identifier of its
 * primary, so the moment the server started belongs to it.
 */
async function identity(database: Database): Promise<string> {
  const [row] = await database.db.execute<{ identity: string }>(sql`
    select pg_postmaster_start_time()::text || '|' || pg_is_in_recovery() || '|' || d.oid || '|' || d.datname as identity
    from pg_database d where d.datname = current_database()`)
  const system = await database.db
    .execute<{ id: string }>(sql`select system_identifier::text as id from pg_control_system()`)
    // A managed server may keep this to its superuser; the start time tells servers apart well enough.
    .catch(() => [])
  return `${row?.identity ?? ''}|${system[0]?.id ?? ''}`
}

const inTarget = (target: Database, address: string): LegacySource => ({ database: target, same: true, address, close: async () => {} })

async function openServerSource(legacyUrl: string, target: Database): Promise<LegacySource> {
  const address = withoutPassword(legacyUrl)
  const database = await openDatabase({ url: legacyUrl, connections: CONNECTIONS, readOnly: true })
  try {
    // Fail now rather than in the middle of the work.
    await requireAnswer(database, 'source', legacyUrl)
    if (target.engine === 'postgres' && (await identity(database)) === (await identity(target))) {
      await database.close()
      return inTarget(target, address)
    }
  } catch (error) {
    await database.close()
    throw error
  }
  return { database, same: false, address, close: () => database.close() }
}

async function openFolderSource(folder: string, target: Database): Promise<LegacySource> {
  if (target.dataDir !== null && realpathSync(target.dataDir) === realpathSync(folder)) return inTarget(target, folder)
  if (!existsSync(join(folder, 'postgres', 'PG_VERSION')) && !existsSync(join(folder, 'PG_VERSION')))
    throw new DbError('INVALID_ARGUMENT', `the folder ${folder} holds no database, expected PG_VERSION in it or in its postgres folder`, {
      folder,
    })
  const database = await openDatabase({ dataDir: folder })
  await database.sql`set default_transaction_read_only = on`
  return { database, same: false, address: folder, close: () => database.close() }
}

/** An address may hold a password, a path does not. */
const asTyped = (address: string) => (/[=@]|:\/\//.test(address) ? withoutPassword(address) : address)

/**
 * Opens V1 where it stands: a Postgres server, a folder of the embedded engine (ours, or a bare one), or a plain SQL dump,
 * which is loaded into a temporary database. It is only ever read. When it is the target itself, `same` is true
 * and closing it does nothing.
 *
 * @throws {DbError} INVALID_ARGUMENT    the address is none of these forms, or the dump cannot be loaded
 * @throws {DbError} DATA_FOLDER_LOCKED  another process holds the folder
 * @throws {DbError} CONNECTION_LOST     the server does not answer
 * @example const source = await openLegacySource({ legacyUrl: 'postgres://reader@localhost/monps', target })
 */
export async function openLegacySource(options: LegacySourceOptions): Promise<LegacySource> {
  const { legacyUrl, target } = options
  if (legacyUrl === null) return inTarget(target, target.dataDir ?? 'the database itself')
  if (/^postgres(?:ql)?:\/\//.test(legacyUrl)) return openServerSource(legacyUrl, target)
  const path = resolve(legacyUrl)
  if (!existsSync(path))
    throw new DbError(
      'INVALID_ARGUMENT',
      `got "${asTyped(legacyUrl)}", which is neither a postgres:// address nor a file or folder that exists`,
    )
  if (statSync(path).isDirectory()) return openFolderSource(path, target)
  if (!path.endsWith('.sql'))
    throw new DbError('INVALID_ARGUMENT', `got the file ${path}, expected a plain dump ending in .sql; make it with: pg_dump --inserts`, {
      path,
    })
  const database = await loadDump(path)
  await database.sql`set default_transaction_read_only = on`
  return { database, same: false, address: path, close: () => database.close() }
}
