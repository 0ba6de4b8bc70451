import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, openDatabase } from '@mon-ps/db/client'
import { asDbError, DbError } from '@mon-ps/db/errors'
import { readableDump } from './dump-statements.ts'

async function readText(path: string): Promise<string> {
  const bytes = await readFile(path)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new DbError('INVALID_ARGUMENT', `${path} is not UTF-8; make it with: pg_dump --inserts --encoding=UTF8`, { path }, error)
  }
}

/**
 * A plain SQL dump in an embedded database of its own, in a temporary folder that closing it removes.
 *
 * @throws {DbError} INVALID_ARGUMENT  the dump cannot be read or does not run; the message says why
 */
export async function loadDump(path: string): Promise<Database> {
  const text = readableDump(await readText(path), path)
  const folder = await mkdtemp(join(tmpdir(), 'mon-ps-legacy-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  let database: Database | null = null
  try {
    database = await openDatabase({ dataDir: folder })
    await database.sql.unsafe(text).simple()
    // A dump may end inside its transaction, and leaves settings behind: an empty search path, row security off.
    await database.sql.unsafe('commit; reset all').simple()
  } catch (error) {
    await database?.close()
    await remove()
    throw new DbError('INVALID_ARGUMENT', `${path} does not load: ${asDbError(error).message}`, { path }, error)
  }
  const closeEngine = database.close
  return Object.assign(database, {
    close: async () => {
      await closeEngine()
      await remove()
    },
  })
}
