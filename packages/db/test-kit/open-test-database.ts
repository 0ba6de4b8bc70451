import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { type Database, openDatabase } from '../src/client.ts'
import { cachedFolder, copyFolder } from '../src/engine/template.ts'
import { migrate } from '../src/migrate.ts'
import { testDatabaseUrl } from './env.ts'

export interface TestDatabase extends Database {
  /** Its address on the test server; null when it is embedded. */
  readonly url: string | null
  /** Closes and leaves nothing behind. */
  close(): Promise<void>
}

export interface TestDatabaseOptions {
  /** False for a database without a single table. */
  readonly migrated?: boolean
  readonly statementLimitMs?: number
}

/** The templates are made anew when a migration changes. */
function migrationsHash(): string {
  const folder = fileURLToPath(new URL('../migrations/', import.meta.url))
  const hash = createHash('sha256')
  for (const name of readdirSync(folder).sort()) if (name.endsWith('.sql')) hash.update(readFileSync(join(folder, name)))
  return hash.digest('hex').slice(0, 16)
}

async function makeMigratedFolder(folder: string): Promise<void> {
  const database = await openDatabase({ dataDir: folder })
  try {
    await migrate(database)
  } finally {
    await database.close()
  }
}

/** What CREATE DATABASE would copy, which no test of the embedded engine does: two thirds of a cluster's files. */
const TEMPLATE_DATABASES = ['base/1', 'base/4']

async function openEmbedded(options: TestDatabaseOptions): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'mon-ps-test-'))
  if (options.migrated !== false) {
    const template = await cachedFolder(`migrated-${migrationsHash()}`, makeMigratedFolder)
    await copyFolder(join(template, 'postgres'), join(folder, 'postgres'), TEMPLATE_DATABASES)
  }
  const database = await openDatabase({ dataDir: folder, statementLimitMs: options.statementLimitMs })
  const closeEngine = database.close
  const close = async () => {
    await closeEngine()
    await rm(folder, { recursive: true, force: true })
  }
  return Object.assign(database, { url: null, close: once(close) })
}

/** A database of its own on the test server; a migrated one is copied from a template there, made by whoever comes first. */
async function openOnServer(url: string, options: TestDatabaseOptions): Promise<TestDatabase> {
  const name = `mon_ps_test_${randomUUID().replaceAll('-', '')}`
  const template = `mon_ps_template_${migrationsHash()}`
  const admin = postgres(url, { max: 1, onnotice: () => {} })
  const addressOf = (database: string) => {
    const address = new URL(url)
    address.pathname = `/${database}`
    return address.href
  }
  const makeTemplate = async () => {
    const [found] = await admin`select 1 from pg_database where datname = ${template} and datistemplate`
    if (found !== undefined) return
    await admin.unsafe(`drop database if exists ${template}`)
    await admin.unsafe(`create database ${template}`)
    const database = await openDatabase({ url: addressOf(template), connections: 1 })
    await migrate(database)
    await database.close()
    await admin.unsafe(`alter database ${template} is_template true`)
  }
  // One session, so a lock of the session keeps other test processes from making or copying the template meanwhile.
  await admin`select pg_advisory_lock(7340022)`
  try {
    if (options.migrated !== false) await makeTemplate()
    await admin.unsafe(`create database ${name}${options.migrated === false ? '' : ` template ${template}`}`)
  } finally {
    await admin`select pg_advisory_unlock(7340022)`
  }
  const database = await openDatabase({ url: addressOf(name), statementLimitMs: options.statementLimitMs })
  const closeConnections = database.close
  const close = async () => {
    await closeConnections()
    await admin.unsafe(`drop database if exists ${name} with (force)`)
    await admin.end()
  }
  return Object.assign(database, { url: addressOf(name), close: once(close) })
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null
  return () => {
    done ??= work()
    return done
  }
}

/**
 * A migrated database of its own for one test file: embedded, copied from a cached template in about 0.3 s; or, when
 * TEST_DATABASE_URL is set, a new database on that server. Close it in `afterAll`.
 */
export async function openTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  return testDatabaseUrl === undefined ? openEmbedded(options) : openOnServer(testDatabaseUrl, options)
}
