import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { ImportFile } from './connect/connection.ts'
import { EXIT } from './exit-codes.ts'
import { Failure } from './failure.ts'

/**
 * The files that paths stand for: a file as it is, a folder's `.csv` files in the order of their names.
 *
 * @throws {Failure} notFound for a path that is not there, rejected for a folder without CSV files
 */
export async function collectCsvFiles(paths: readonly string[]): Promise<ImportFile[]> {
  const found = (await Promise.all(paths.map(filesAt))).flat()
  return found.map((path) => ({ name: basename(path), path }))
}

async function filesAt(path: string): Promise<string[]> {
  const entry = await stat(path).catch((cause: unknown) => {
    throw new Failure(EXIT.notFound, `There is no file or folder at ${path}.`, { code: 'FILE_NOT_FOUND', cause })
  })
  if (!entry.isDirectory()) return [path]
  const names = (await readdir(path)).filter((name) => /\.csv$/i.test(name)).sort()
  if (names.length === 0) throw new Failure(EXIT.rejected, `The folder ${path} holds no .csv file.`, { code: 'NO_CSV_FILES' })
  return names.map((name) => join(path, name))
}
