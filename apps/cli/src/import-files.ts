import type { ImportReportWire } from '@mon-ps/client'
import type { Connection, ImportFile } from './connect/connection.ts'
import { EXIT } from './exit-codes.ts'
import { Failure, toFailure } from './failure.ts'
import { createProgress } from './print/progress.ts'
import type { Terminal } from './print/terminal.ts'

export interface ImportFilesOptions {
  connection: Connection
  terminal: Terminal
  interrupted: AbortSignal
}

/**
 * Imports files in their order, with progress. A refused file ends the import; what came before it stays.
 *
 * @throws {Failure} rejected, when the first file was refused and nothing was written; partial, when a later one was
 */
export async function importFiles(files: readonly ImportFile[], options: ImportFilesOptions): Promise<ImportReportWire> {
  const { connection, terminal, interrupted } = options
  const progress = createProgress(terminal)
  const started = performance.now()
  let taken = 0
  const show = (done: number, current: string | null): void => {
    if (interrupted.aborted) throw new Failure(EXIT.interrupted, 'Interrupted.')
    taken = done
    const remainingMs = done > 0 ? ((performance.now() - started) / done) * (files.length - done) : null
    progress.show({ phases: [{ name: 'import', done, total: files.length }], current, remainingMs })
  }
  try {
    return await connection.importFiles(files, show)
  } catch (error) {
    throw withPlace(toFailure(error), taken, files.length)
  } finally {
    progress.end()
  }
}

/** Says how far the import came, where something of it was written. */
function withPlace(failure: Failure, taken: number, total: number): Failure {
  if (failure.exitCode !== EXIT.rejected || taken === 0) return failure
  const place = `${taken} of ${total} files were imported before it. Take it out and run the command again: what is imported is skipped.`
  return new Failure(EXIT.partial, `${failure.message} ${place}`, { code: failure.code, cause: failure })
}
