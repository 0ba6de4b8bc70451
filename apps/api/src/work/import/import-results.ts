import { createHash } from 'node:crypto'
import { type AcceptedRow, type FootballDataFile, readFootballData } from '@mon-ps/core/sources/football-data/read-football-data'
import { competitionForDivision, FOOTBALL_DATA_BOOKMAKERS } from '@mon-ps/core/sources/football-data/catalogue'
import { DEMO_DIVISIONS } from '@mon-ps/core/simulate/simulate-demo'
import type { ImportIssue } from '@mon-ps/core/sources/import-issue'
import { normaliseTeamName } from '@mon-ps/core/sources/csv'
import { type ImportedMatchRow, type SavedMatches, saveMatches } from '@mon-ps/db/repositories/matches'
import { findSourceFile, saveSourceFile } from '@mon-ps/db/repositories/imports'
import { startRun, finishRun } from '@mon-ps/db/repositories/runs'
import { saveBookmakers } from '@mon-ps/db/repositories/odds'
import { ensureCompetition, ensureSeason } from '@mon-ps/db/repositories/competitions'
import { resolveTeams, createTeams } from '@mon-ps/db/repositories/teams'
import type { Executor, Database } from '@mon-ps/db/client'
import { importOutcomes } from '@mon-ps/db/stored/run-results'
import { inUnitOfWork } from '@mon-ps/db/unit-of-work'
import type { ImportFile, ImportIssueWire, ImportReport } from '@mon-ps/contract/import'
import { VERSION } from '../../version.ts'
import { ApiError } from '../../errors.ts'
import type { Serially } from '../../jobs/long-work.ts'
import type { PendingSnapshot } from '../../jobs/pending-snapshot.ts'
import { type DecodedCsv, decodeText, type FileSource, readBytes, readCsv, rejected } from './read-csv.ts'

interface Dependencies {
  readonly database: Database
  readonly serially: Serially
  readonly snapshot: PendingSnapshot
}

interface FileWriter {
  readonly database: Database
  readonly serially: Serially
}

/** Whose files they are. */
export type ImportSource = 'football-data' | 'demo'

/** Issues that a report lists; the rest it counts. */
const ISSUES_LISTED = 1000

/** Where an import of several files stands. */
export interface ImportProgress {
  readonly filesDone: number
  /** The file that is being taken, null after the last. */
  readonly name: string | null
  readonly rowsRead: number
}

export interface ImportOptions {
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined
  /** Whether a refused file stops the import, or stands in the report's issues while the import goes on. */
  readonly onRefused?: 'stop' | 'report' | undefined
  /** Whether a league's snapshot is built before this ends, or may wait for an upload that follows. */
  readonly snapshots?: 'now' | 'owed' | undefined
  /** Where the files come from: the demo's competitions and teams can be removed again. */
  readonly source?: ImportSource | undefined
}

/**
 * Imports results files one after the other, each in one unit of work with the run that made it, and builds each league's
 * snapshot after the last of its files. A file that is refused stops the import, and what came before it stays; or with
 * `onRefused: 'report'` it is the first of the report's issues, and the import goes on.
 *
 * @throws {ApiError} IMPORT_REJECTED  a file of another kind, cut off, or no text: nothing of it was written
 * @throws {ApiError} BODY_TOO_LARGE   a file of more than 20 MB
 */
export async function importResults(
  app: Dependencies,
  files: Iterable<FileSource> | AsyncIterable<FileSource>,
  { onProgress, onRefused = 'stop', snapshots = 'now', source = 'football-data' }: ImportOptions = {},
): Promise<ImportReport> {
  const startedAt = performance.now()
  const taken: TakenFile[] = []
  const refused: ImportIssueWire[] = []
  const { snapshot } = app
  if (snapshots === 'owed') snapshot.keepOwing()
  const rowsRead = () => taken.reduce((sum, { file }) => sum + file.rowsRead, 0)
  try {
    for await (const file of files) {
      onProgress?.({ filesDone: taken.length + refused.length, name: file.name, rowsRead: rowsRead() })
      try {
        taken.push(await takeFile(app, file, { origin: source, snapshot }))
      } catch (error) {
        if (onRefused === 'stop' || !isRefusal(error)) throw error
        refused.push(refusedFile(file.name, error))
      }
    }
  } finally {
    if (snapshots === 'owed') snapshot.flushWhenQuiet()
    else await snapshot.flush()
  }
  onProgress?.({ filesDone: taken.length + refused.length, name: null, rowsRead: rowsRead() })
  return toReport(taken, refused, Math.round(performance.now() - startedAt))
}

const isRefusal = (error: unknown): error is ApiError =>
  error instanceof ApiError && (error.code === 'IMPORT_REJECTED' || error.code === 'BODY_TOO_LARGE')

/** A file of which nothing was taken; none of its rows counts as read. */
function refusedFile(file: string, { code, message }: ApiError): ImportIssueWire {
  return { file, line: 1, column: null, code, severity: 'rejected', message, got: null, expected: null }
}

interface TakenFile {
  readonly file: ImportFile
  /** Null when nothing was written. */
  readonly runId: number | null
  readonly quotes: number
  readonly issues: readonly ImportIssue[]
}

interface Destination {
  readonly origin: ImportSource
  readonly snapshot: PendingSnapshot
}

async function takeFile(app: FileWriter, source: FileSource, destination: Destination): Promise<TakenFile> {
  const bytes = await readBytes(source)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const decoded = await readCsv(source.name, decodeText(bytes))
  const read = readFootballData(decoded.csv)
  if (read.kind === 'refused') throw rejected(source.name, read.refusal.message)
  const save = { ...destination, name: source.name, sha256, size: bytes.length, decoded, read }
  await destination.snapshot.switchTo(read.divisions)
  const saved = await app.serially(() => saveFile(app, save))
  const { rowsRead, accepted, rejected: refused, divisions, season, issues } = read
  const { added, changed } = saved
  return {
    runId: saved.runId,
    quotes: saved.quotes,
    issues,
    file: {
      name: source.name,
      sha256,
      division: divisions.join(', ') || null,
      season,
      rowsRead,
      accepted: accepted.length,
      rejected: refused,
      added,
      changed,
      unchanged: accepted.length - added - changed,
      alreadyImported: saved.alreadyImported,
    },
  }
}

interface FileToSave extends Destination {
  readonly name: string
  readonly sha256: string
  readonly size: number
  readonly decoded: DecodedCsv
  readonly read: FootballDataFile
}

interface SavedFile extends Omit<SavedMatches, 'unchanged' | 'corrected'> {
  readonly runId: number | null
  readonly alreadyImported: boolean
}

const NOTHING = { runId: null, added: 0, changed: 0, quotes: 0 } as const

async function saveFile({ database }: { readonly database: Database }, file: FileToSave): Promise<SavedFile> {
  const known = await findSourceFile(database.db, file.sha256)
  if (known !== null) return { ...NOTHING, alreadyImported: true }
  if (file.read.accepted.length === 0) return { ...NOTHING, alreadyImported: false }
  let saved: () => void = () => undefined
  const result = await inUnitOfWork(database, async (tx): Promise<SavedFile> => {
    const runId = await startRun(tx, { kind: 'import', params: { file: file.name, sha256: file.sha256 }, codeVersion: VERSION })
    await saveBookmakers(tx, FOOTBALL_DATA_BOOKMAKERS)
    const header = file.decoded.csv.header
    const { id: fileId } = await saveSourceFile(tx, { sha256: file.sha256, name: file.name, bytes: file.size, header, runId })
    const rows: ImportedMatchRow[] = []
    const competitions = new Set<number>()
    for (const division of file.read.divisions) {
      const resolved = await resolveDivision(tx, { division, file, runId })
      rows.push(...resolved.rows)
      competitions.add(resolved.competitionId)
    }
    const { added, changed, quotes } = await saveMatches(tx, runId, fileId, rows)
    saved = await file.snapshot.owe(tx, competitions)
    const { rowsRead, accepted, rejected: refused } = file.read
    const result = { files: [file.name], rowsRead, accepted: accepted.length, rejected: refused, added, changed }
    await finishRun(tx, runId, { status: 'succeeded', result: importOutcomes.write(result) })
    return { runId, added, changed, quotes, alreadyImported: false }
  })
  saved()
  return result
}

interface DivisionOfFile {
  readonly division: string
  readonly file: FileToSave
  readonly runId: number
}

/** The rows of one division with the identities of its season and teams. The source is the authority for its own names. */
async function resolveDivision(tx: Executor, { division, file, runId }: DivisionOfFile) {
  const { origin, read, decoded } = file
  const { code, name, country } = competitionForDivision(division)
  const demoLevel = DEMO_DIVISIONS.findIndex((demo) => demo === division)
  const level = demoLevel < 0 ? null : demoLevel + 1
  const { id: competitionId } = await ensureCompetition(tx, { code, name, country, source: origin, level })
  const seasonId = await ensureSeason(tx, competitionId, read.season)
  const accepted = read.accepted.filter(({ match }) => match.division === division)
  const names = [...new Set(accepted.flatMap(({ match }) => [match.home, match.away]))]
  const known = await resolveTeams(tx, origin, names)
  const newTeams = names.filter((team) => !known.has(team)).map((team) => ({ name: team, normalized: normaliseTeamName(team) }))
  const created = await createTeams(tx, { source: origin, teams: newTeams, country, runId })
  const ids = new Map([...known, ...created])
  return { competitionId, rows: accepted.map((row) => toMatchRow(row, { competitionId, seasonId, ids, decoded })) }
}

interface Identities {
  readonly competitionId: number
  readonly seasonId: number
  readonly ids: ReadonlyMap<string, number>
  readonly decoded: DecodedCsv
}

function toMatchRow({ line, match, quotes }: AcceptedRow, { competitionId, seasonId, ids, decoded }: Identities): ImportedMatchRow {
  const { division: _division, season: _season, home, away, ...played } = match
  const homeId = ids.get(home)
  const awayId = ids.get(away)
  const raw = decoded.rawByLine.get(line)
  if (homeId === undefined || awayId === undefined || raw === undefined) throw new Error(`line ${line} lost its teams or its text`)
  return { line, raw, match: { ...played, competitionId, seasonId, homeId, awayId }, quotes }
}

function toReport(taken: readonly TakenFile[], refused: readonly ImportIssueWire[], elapsedMs: number): ImportReport {
  const total = (count: (file: ImportFile) => number) => taken.reduce((sum, { file }) => sum + count(file), 0)
  const issues = [...refused, ...taken.flatMap((file) => file.issues)]
  return {
    runId: taken.reduce<number | null>((last, { runId }) => runId ?? last, null),
    filesRead: taken.length,
    rowsRead: total((file) => file.rowsRead),
    accepted: total((file) => file.accepted),
    rejected: total((file) => file.rejected),
    added: total((file) => file.added),
    changed: total((file) => file.changed),
    unchanged: total((file) => file.unchanged),
    quotes: taken.reduce((sum, { quotes }) => sum + quotes, 0),
    elapsedMs,
    files: taken.map(({ file }) => file),
    issues: issues.slice(0, ISSUES_LISTED).map((issue) => ({ ...issue })),
    issuesNotListed: Math.max(0, issues.length - ISSUES_LISTED),
  }
}
