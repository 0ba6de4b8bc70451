import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip, gzipSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { qualified } from '@mon-ps/db/catalogue/digest'
import { DbError } from '@mon-ps/db/errors'
import type { Executor } from '@mon-ps/db/client'

const ROWS_AT_A_TIME = 1000

export interface TableExport {
  readonly path: string
  /** Of the file. */
  readonly sha256: string
  readonly rows: number
}

async function countLines(path: string): Promise<number> {
  let lines = 0
  for await (const _ of createInterface({ input: createReadStream(path).pipe(createGunzip()) })) lines++
  return lines
}

/** An export may be the last copy there is: one that stands, of this database or of another, is never written over. */
async function newFile(folder: string, name: string): Promise<{ readonly file: FileHandle; readonly path: string }> {
  for (let copy = 1; ; copy++) {
    const path = join(folder, `${name}${copy === 1 ? '' : `.${copy}`}.ndjson.gz`)
    try {
      return { file: await open(path, 'wx', 0o600), path }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
}

/**
 * Writes a table as NDJSON.gz beside a file with its SHA-256, on disk when it returns, and reads it back. Each batch is a gzip member
 * of its own: together they are one gzip file.
 *
 * @throws {DbError} BACKUP_INVALID  the file does not hold the rows that were written
 */
export async function exportTable(tx: Executor, schema: string, table: string, folder: string, name: string): Promise<TableExport> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { file, path } = await newFile(folder, name)
  const hash = createHash('sha256')
  let rows = 0
  try {
    await tx.execute(sql`declare exported no scroll cursor for select to_jsonb(t.*)::text as line from ${qualified(schema, table)} t`)
    for (;;) {
      const batch = await tx.execute<{ line: string }>(sql.raw(`fetch ${ROWS_AT_A_TIME} from exported`))
      if (batch.length === 0) break
      const bytes = gzipSync(`${batch.map(({ line }) => line).join('\n')}\n`)
      hash.update(bytes)
      await file.write(bytes)
      rows += batch.length
    }
    await tx.execute(sql`close exported`)
    await file.sync()
  } finally {
    await file.close()
  }
  const sha256 = hash.digest('hex')
  await writeFile(`${path}.sha256`, `${sha256}  ${basename(path)}\n`, { mode: 0o600 })
  const found = await countLines(path)
  if (found !== rows) throw new DbError('BACKUP_INVALID', `${path} holds ${found} rows, expected ${rows}; nothing was dropped`, { path })
  return { path, sha256, rows }
}
