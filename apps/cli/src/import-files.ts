import type { ImportIssueWire, ImportReportWire } from '@mon-ps/client'
import type { Connection, ImportFile } from './connect/connection.ts'
import { EXIT } from './exit-codes.ts'
import { Failure, toFailure } from './failure.ts'
import { createProgress } from './print/progress.ts'
import type { Terminal } from './print/terminal.ts'
import { sumReports } from './sum-reports.ts'

export interface ImportFilesOptions {
  connection: Connection
  terminal: Terminal
  interrupted: AbortSignal
}

/** What an import did, and whether some of its files were refused as a whole. */
export interface ImportOutcome {
  report: ImportReportWire
  refusedFiles: number
}

/**
 * Imports files one after the other. A refused file is named in the report and does not stop the others.
 *
 * @throws {Failure} the first refusal when every file was refused, and whatever else goes wrong
 */
export async function importFiles(files: readonly ImportFile[], options: ImportFilesOptions): Promise<ImportOutcome> {
  const progress = createProgress(options.terminal)
  const started = performance.now()
  const reports: ImportReportWire[] = []
  const refusals: { file: ImportFile; failure: Failure }[] = []
  try {
    for (const [done, file] of files.entries()) {
      if (options.interrupted.aborted) throw new Failure(EXIT.interrupted, `Interrupted; ${done} of ${files.length} files were taken.`)
      const spent = performance.now() - started
      const remainingMs = done > 0 ? (spent / done) * (files.length - done) : null
      progress.show({ phases: [{ name: 'import', done, total: files.length }], current: file.name, remainingMs })
      const answer = await importOrRefusal(file, options.connection)
      if (answer instanceof Failure) refusals.push({ file, failure: answer })
      else reports.push(answer)
    }
    progress.show({ phases: [{ name: 'import', done: files.length, total: files.length }], current: null, remainingMs: null })
  } finally {
    progress.end()
  }
  const [first] = refusals
  if (first && reports.length === 0) throw first.failure
  const report = sumReports(reports)
  report.issues.unshift(...refusals.map(({ file, failure }) => refusalIssue(file, failure)))
  return { report, refusedFiles: refusals.length }
}

async function importOrRefusal(file: ImportFile, connection: Connection): Promise<ImportReportWire | Failure> {
  try {
    return await connection.importFile(file)
  } catch (error) {
    const failure = toFailure(error)
    if (failure.exitCode === EXIT.rejected) return failure
    throw failure
  }
}

/** A refused file stands in the list of issues at its first line: none of its rows was read. */
function refusalIssue(file: ImportFile, { code, message }: Failure): ImportIssueWire {
  return { file: file.name, line: 1, column: null, code, severity: 'rejected', message, got: null, expected: null }
}
