import { readFile } from 'node:fs/promises'
import type { ImportIssueWire, ImportReport } from '@mon-ps/contract/import'
import type { GoalscorerReport } from '@mon-ps/contract/profile'
import { createClient } from '@mon-ps/client'
import { EXIT } from '../exit-codes.ts'
import { Failure, failureOfCode, toFailure } from '../failure.ts'
import { sumReports } from '../sum-reports.ts'
import type { Connection, ImportFile } from './connection.ts'
import { cli } from '../words.ts'

/** The API behind a URL. */
export function connectHttp(url: string, interrupted: AbortSignal): Connection {
  const base = url.replace(/\/+$/, '')
  return {
    client: createClient({ url: base }),
    mode: 'http',
    url: base,
    async importFiles(files, { progress, onRefused }) {
      const reports: ImportReport[] = []
      const refused: ImportIssueWire[] = []
      for (const file of files) {
        progress(reports.length + refused.length, file.name)
        try {
          reports.push(await upload<ImportReport>(`${base}/upload/football-data`, file, interrupted))
        } catch (error) {
          const { code, message, exitCode } = toFailure(error)
          if (onRefused === 'stop' || exitCode !== EXIT.rejected) throw error
          refused.push({ file: file.name, line: 1, column: null, code, severity: 'rejected', message, got: null, expected: null })
        }
      }
      progress(files.length, null)
      return sumReports(reports, refused)
    },
    importGoalscorers: (file) => upload<GoalscorerReport>(`${base}/upload/goalscorers`, file, interrupted),
    close: async () => {},
  }
}

/** Sends one file to the upload route: raw text, and the header by which the server tells us from a form of another site. */
async function upload<Report>(route: string, file: ImportFile, signal: AbortSignal): Promise<Report> {
  const address = `${route}?name=${encodeURIComponent(file.name)}`
  const headers = { 'content-type': 'text/csv', 'x-mon-ps': 'upload' }
  const response = await fetch(address, { method: 'POST', headers, body: await readFile(file.path), signal }).catch((cause: unknown) => {
    throw new Failure(EXIT.environment, cli.connection.noAnswer({ address: new URL(route).origin }), { code: 'NO_CONNECTION', cause })
  })
  if (response.ok) return response.json() as Promise<Report>
  throw refusal(await response.text(), cli.connection.answered({ status: response.status, file: file.name }))
}

function refusal(body: string, otherwise: string): Failure {
  try {
    const problem: unknown = JSON.parse(body)
    if (typeof problem === 'object' && problem !== null && 'code' in problem && 'detail' in problem) {
      return failureOfCode(String(problem.code), String(problem.detail))
    }
  } catch {
    // Not the API's own answer: something stands between.
  }
  return new Failure(EXIT.unexpected, otherwise)
}
