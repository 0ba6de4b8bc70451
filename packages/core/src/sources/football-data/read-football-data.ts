import type { MatchRecord, OddsQuote } from '../../football/match.ts'
import { type FileSeason, seasonForFile } from '../../football/season.ts'
import type { Day } from '../../units.ts'
import { type CsvFile, type CsvRow, isBlank, readDay } from '../csv.ts'
import { type FootballDataColumns, findTruncation, findUnreadColumns, planColumns, recogniseFootballData } from './football-data-columns.ts'
import { excerpt, type FileRefusal, type Finding, type ImportIssue } from '../import-issue.ts'
import { issueAt, parseFootballDataRecord } from './parse-football-data-record.ts'

/** An accepted row, with its line in the file. */
export interface AcceptedRow {
  readonly line: number
  readonly match: MatchRecord
  readonly quotes: readonly OddsQuote[]
}

/** What one file holds. `accepted.length + rejected = rowsRead`. */
export interface FootballDataFile {
  readonly kind: 'read'
  /** Division codes of the accepted rows, in order of appearance; one, except in the site's fixture lists. */
  readonly divisions: readonly string[]
  readonly season: string
  readonly seasonSource: FileSeason['source']
  /** Rows with any value in them, the header not counted. */
  readonly rowsRead: number
  readonly accepted: readonly AcceptedRow[]
  readonly rejected: number
  readonly issues: readonly ImportIssue[]
}

export interface RefusedFile {
  readonly kind: 'refused'
  readonly refusal: FileRefusal
}

/** Rows that are looked at to tell a binary file from a text. */
const ROWS_SNIFFED = 20
const HEADER_LINE = 1

function readDays(rows: readonly CsvRow[], columns: FootballDataColumns): Day[] {
  return rows.flatMap((row) => {
    const reading = readDay((row.cells[columns.required.date.index] ?? '').trim())
    return reading.kind === 'value' ? [reading.value] : []
  })
}

function seasonUnknown(file: CsvFile, days: readonly Day[]): FileRefusal {
  const why = days.length === 0 ? 'no row has a date that can be read' : 'no season holds more than half of its dates'
  const message = `which season ${excerpt(file.fileName)} holds cannot be told: ${why}; name it like E0_2223.csv`
  return { code: 'SEASON_UNKNOWN', message, got: `${days.length} dates`, expected: 'the season in the name of the file' }
}

function fileWarnings(file: CsvFile, rows: readonly CsvRow[], columns: FootballDataColumns, season: FileSeason): ImportIssue[] {
  const warn = (line: number, finding: Finding): ImportIssue => issueAt(file.fileName, line, 'warning', finding)
  const warnings = findUnreadColumns(columns, rows).map((finding) => warn(HEADER_LINE, finding))
  if (season.overruled !== null) {
    const message = `the file's name says ${season.overruled}, but most of its dates fall in ${season.season}: read as ${season.season}`
    warnings.push(warn(HEADER_LINE, { code: 'SEASON_OVERRULED', column: null, message, got: season.overruled, expected: season.season }))
  }
  const last = rows.at(-1)
  if (!file.endsWithLineBreak && last) {
    const message = 'the file does not end in a line break: its very last value may be cut'
    const got = excerpt(last.cells.at(-1) ?? '')
    warnings.push(warn(last.line, { code: 'NO_FINAL_LINE_BREAK', column: null, message, got, expected: 'a final line break' }))
  }
  return warnings
}

function describeRepeat(match: MatchRecord, first: { readonly line: number; readonly kickoffOn: string }): Finding {
  const pair = `${match.home} v ${match.away}`
  const message =
    first.kickoffOn === match.kickoffOn
      ? `${pair} on ${match.kickoffOn} stands in line ${first.line} already`
      : `${pair} (${match.kickoffOn}) was met in line ${first.line} (${first.kickoffOn}): a season holds one match per home and away side`
  return { code: 'DUPLICATE_MATCH', column: null, message, got: pair, expected: `one match, that of line ${first.line}` }
}

/**
 * One football-data.co.uk file as matches, prices and issues: each row with a value is accepted or
 * rejected, never dropped. A file that is not of this kind, or was cut off, is refused as a whole.
 *
 * The second of two rows for one home and away side is rejected, naming both lines: a match is known
 * by season, home and away.
 */
export function readFootballData(file: CsvFile): FootballDataFile | RefusedFile {
  const refusal = recogniseFootballData(file.header, file.rows.slice(0, ROWS_SNIFFED)) ?? findTruncation(file)
  if (refusal) return { kind: 'refused', refusal }
  const columns = planColumns(file.header)
  const rows = file.rows.filter((row) => !isBlank(row))
  const days = readDays(rows, columns)
  const season = seasonForFile(file.fileName, days)
  if (season === null) return { kind: 'refused', refusal: seasonUnknown(file, days) }

  const accepted: AcceptedRow[] = []
  const issues = fileWarnings(file, rows, columns, season)
  const seen = new Map<string, { line: number; kickoffOn: string }>()
  for (const row of rows) {
    const parsed = parseFootballDataRecord(row, { file: file.fileName, season: season.season, columns })
    if (parsed.kind === 'rejected') {
      issues.push(parsed.issue)
      continue
    }
    const { match, quotes } = parsed
    const key = JSON.stringify([match.division, match.home, match.away])
    const first = seen.get(key)
    if (first) {
      issues.push(issueAt(file.fileName, row.line, 'rejected', describeRepeat(match, first)))
      continue
    }
    seen.set(key, { line: row.line, kickoffOn: match.kickoffOn })
    issues.push(...parsed.warnings)
    accepted.push({ line: row.line, match, quotes })
  }
  return {
    kind: 'read',
    divisions: [...new Set(accepted.map(({ match }) => match.division))],
    season: season.season,
    seasonSource: season.source,
    rowsRead: rows.length,
    accepted,
    rejected: rows.length - accepted.length,
    issues,
  }
}
