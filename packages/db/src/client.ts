import { existsSync } from 'node:fs'
import { chmod, mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import { drizzle, type PostgresJsDatabase, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import postgres, { type Sql } from 'postgres'
import { type EmbeddedEngine, startEmbedded } from './engine/embedded.ts'
import { type FolderLock, lockFolder } from './engine/folder-lock.ts'
import { guardClient } from './engine/guarded-client.ts'
import { copyCluster } from './engine/template.ts'
import { setWireTypes } from './engine/wire-types.ts'
import { DbError } from './errors.ts'
import * as schema from './schema/index.ts'

export type Db = PostgresJsDatabase<typeof schema>
export type EngineName = 'pglite' | 'postgres'

export interface Database {
  readonly engine: EngineName
  readonly db: Db
  readonly sql: Sql
  /** The data folder of the embedded engine, null on a server. */
  readonly dataDir: string | null
  /** Tells the holder's address to other processes through the folder's lock; nothing to do on a server. */
  setUrl(url: string | null): void
  /** Writes what is in the log to the tables' files, so that the log can be reused: after an import. */
  checkpoint(): Promise<void>
  /** Finishes what runs, closes and unlocks. May be called twice. */
  close(): Promise<void>
}

export interface OpenOptions {
  /** Address of a Postgres server, 15 or newer. Without it the embedded engine opens `dataDir`. */
  readonly url?: string | undefined
  /** Made with its parents where it is not there; readable by its owner only. */
  readonly dataDir?: string | undefined
  /** Written to the folder's lock at once. */
  readonly serverUrl?: string | undefined
  /** A statement that takes longer fails, ms. */
  readonly statementLimitMs?: number | undefined
  /** Connections to a server; the embedded engine has one. */
  readonly connections?: number | undefined
  /** A server refuses every statement that would write. */
  readonly readOnly?: boolean | undefined
}

const STATEMENT_LIMIT_MS = 120_000
const CONNECTIONS = 10
const CONNECT_TIMEOUT_S = 30

/** Values travel as the server writes them, so a database's own ways of writing dates, intervals and strings must not count. */
const WRITTEN = {
  TimeZone: 'UTC',
  DateStyle: 'ISO, MDY',
  IntervalStyle: 'postgres',
  bytea_output: 'hex',
  extra_float_digits: 1,
  standard_conforming_strings: true,
} as const

const commonOptions = { onnotice: () => {}, connect_timeout: CONNECT_TIMEOUT_S, fetch_types: false } as const

/** A database on a client that is connected already: what it answers is read as {@link openDatabase} would. */
export function databaseOn(sql: Sql, engine: EngineName, rest: Pick<Database, 'dataDir' | 'setUrl' | 'close'>): Database {
  const client = guardClient(sql)
  const db = drizzle(client, { schema, casing: 'snake_case' })
  // After drizzle, which sets parsers of its own.
  setWireTypes(sql)
  return {
    engine,
    db,
    sql: client,
    ...rest,
    async checkpoint() {
      await client`checkpoint`
    },
  }
}

function openServer(url: string, options: OpenOptions): Database {
  const sql = postgres(url, {
    ...commonOptions,
    max: options.connections ?? CONNECTIONS,
    connection: {
      application_name: 'mon-ps',
      ...WRITTEN,
      // Compiling a projection of a hundred columns takes the server longer than running it on millions of rows.
      jit: false,
      statement_timeout: options.statementLimitMs ?? STATEMENT_LIMIT_MS,
      ...(options.readOnly === true ? { default_transaction_read_only: true } : {}),
    },
  })
  return databaseOn(sql, 'postgres', { dataDir: null, setUrl: () => {}, close: () => sql.end({ timeout: 5 }) })
}

function connectEmbedded(engine: EmbeddedEngine): Sql {
  const options = {
    ...commonOptions,
    max: 1,
    // The one session is never handed back: a second start-up on it would meet the first one's statements.
    max_lifetime: null,
    socket: () => engine.connect(),
    backoff: () => 0,
    database: 'postgres',
    user: 'postgres',
    pass: '',
    connection: { application_name: 'mon-ps', ...WRITTEN },
  }
  return postgres(options)
}

async function openFolder(dataDir: string, lock: FolderLock, options: OpenOptions): Promise<Database> {
  // A folder that the engine's own library made is the cluster itself.
  const cluster = existsSync(join(dataDir, 'PG_VERSION')) ? dataDir : join(dataDir, 'postgres')
  if (!existsSync(cluster)) await copyCluster(cluster)
  const engine = await startEmbedded({ dataDir: cluster, statementLimitMs: options.statementLimitMs ?? STATEMENT_LIMIT_MS })
  const sql = connectEmbedded(engine)
  let closed: Promise<void> | null = null
  const close = async () => {
    await sql.end({ timeout: 5 })
    await engine.close()
    lock.release()
  }
  return databaseOn(sql, 'pglite', {
    dataDir,
    setUrl: (url) => lock.setUrl(url),
    close: () => {
      closed ??= close()
      return closed
    },
  })
}

/**
 * Opens the database: a Postgres server over TCP, or the embedded engine on a folder that this process locks first.
 * The same driver speaks to both. Does not migrate; see {@link migrate}.
 *
 * @throws {DbError} INVALID_ARGUMENT    neither `url` nor `dataDir`
 * @throws {DbError} DATA_FOLDER_LOCKED  another process holds the folder; the message names its pid and address
 * @throws {DbError} ENGINE_FAILED       the folder does not open
 * @example const database = await openDatabase({ dataDir: '.mon-ps' })
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  if (options.url !== undefined) return openServer(options.url, options)
  if (options.dataDir === undefined)
    throw new DbError('INVALID_ARGUMENT', 'got neither url nor dataDir, expected the address of a server or a folder')
  const dataDir = resolve(options.dataDir)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  await chmod(dataDir, 0o700)
  const lock = await lockFolder(dataDir, options.serverUrl ?? null)
  try {
    return await openFolder(dataDir, lock, options)
  } catch (error) {
    lock.release()
    throw error
  }
}

/** The database or a transaction on it. */
export type Executor = PgDatabase<PostgresJsQueryResultHKT, typeof schema>
