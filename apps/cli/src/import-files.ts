import type { ImportReport } from '@mon-ps/contract/import'
import type { Connection, ImportFile } from './connect/connection.ts'
import { EXIT } from './exit-codes.ts'
import { Failure } from './failure.ts'
import { createProgress } from './print/progress.ts'
import type { Terminal } from './print/terminal.ts'
import { cli } from './words.ts'

export interface ImportFilesOptions {
  connection: Connection
  terminal: Terminal
  interrupted: AbortSignal
}

/**
 * Imports files in their order, with progress. One of several that is refused stands in the report's issues, and the
 * import goes on.
 *
 * @throws {Failure} rejected, when the only file was refused and nothing was written
 */
export async function importFiles(files: readonly ImportFile[], options: ImportFilesOptions): Promise<ImportReport> {
  const { connection, terminal, interrupted } = options
  const display = createProgress(terminal)
  const started = performance.now()
  const progress = (done: number, current: string | null): void => {
    if (interrupted.aborted) throw new Failure(EXIT.interrupted, cli.failure.interrupted)
    const remainingMs = done > 0 ? ((performance.now() - started) / done) * (files.length - done) : null
    display.show({ phases: [{ name: 'import', done, total: files.length }], current, remainingMs })
  }
  try {
    return await connection.importFiles(files, { progress, onRefused: files.length === 1 ? 'stop' : 'report' })
  } finally {
    display.end()
  }
}
