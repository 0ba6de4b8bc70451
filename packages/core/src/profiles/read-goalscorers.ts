import { seasonFromFileCode, seasonInFileName } from '../football/season.ts'
import { type CsvFile, type CsvRow, isBlank, readCount, cleanTeamName } from '../sources/csv.ts'
import { excerpt } from '../sources/import-issue.ts'
import {
  findGoalscorerColumns,
  type GoalscorerColumn,
  type GoalscorerColumns,
  type GoalscorerRecord,
  REQUIRED_COLUMNS,
} from './goalscorer.ts'

/** Every reason for which a player's row or value is not taken as it stands. */
export type GoalscorerIssueCode =
  | 'MISSING_VALUE'
  | 'INVALID_COUNT'
  | 'INVALID_NAME'
  | 'INVALID_SEASON'
  | 'COUNTS_DISAGREE'
  | 'DUPLICATE_PLAYER'
  | 'UNKNOWN_TEAM'
  | 'COLUMN_NOT_READ'

/** One thing wrong, and where: the same shape as an issue of a results file. */
export interface GoalscorerIssue {
  readonly file: string
  /** The header being line 1. */
  readonly line: number
  readonly column: string | null
  readonly code: GoalscorerIssueCode
  /** `rejected`: the row was not taken; `warning`: it was, without the value. */
  readonly severity: 'rejected' | 'warning'
  readonly message: string
  readonly got: string | null
  readonly expected: string | null
}

export interface ReadGoalscorer {
  readonly line: number
  readonly record: GoalscorerRecord
}

/** What a file holds: each row with a value is a player or has an issue that rejects it. */
export interface GoalscorerFile {
  readonly kind: 'read'
  readonly rowsRead: number
  readonly players: readonly ReadGoalscorer[]
  readonly issues: readonly GoalscorerIssue[]
}

export interface RefusedGoalscorers {
  readonly kind: 'refused'
  /** One sentence: what came, what was expected. */
  readonly message: string
}

const MAX_NAME_LENGTH = 100
const MAX_POSITION_LENGTH = 30
/** A match with extra time. */
const MINUTES_PER_MATCH = 120
const MAX_COUNTS = { goals: 500, appearances: 200, minutes: 20_000 } as const
const SEASON = /^(\d{4})\s*[-/–]\s*(\d{4}|\d{2})$/

/** `2022-23`, `2022/2023`, `2223`; null for anything else. */
function readSeason(cell: string): string | null {
  const years = SEASON.exec(cell)
  if (!years) return seasonFromFileCode(cell)
  const next = String((Number(years[1]) + 1) % 100).padStart(2, '0')
  return years[2]?.slice(-2) === next ? `${years[1]}-${next}` : null
}

/** A row that is being read: what rejects it ends it. */
class Row {
  readonly issues: GoalscorerIssue[] = []
  rejected = false
  readonly #file: string
  readonly #row: CsvRow
  readonly #columns: GoalscorerColumns

  constructor(file: string, row: CsvRow, columns: GoalscorerColumns) {
    this.#file = file
    this.#row = row
    this.#columns = columns
  }

  cell(key: GoalscorerColumn): string {
    const index = this.#columns.indexes[key]
    return index === null ? '' : (this.#row.cells[index] ?? '').trim()
  }

  note(
    severity: GoalscorerIssue['severity'],
    key: GoalscorerColumn,
    issue: Pick<GoalscorerIssue, 'code' | 'message' | 'got' | 'expected'>,
  ): void {
    if (severity === 'rejected' && this.rejected) return
    if (severity === 'rejected') this.rejected = true
    this.issues.push({ file: this.#file, line: this.#row.line, column: this.#columns.names[key], severity, ...issue })
  }

  text(key: 'player' | 'team'): string {
    const value = cleanTeamName(this.cell(key))
    if (value === '')
      this.note('rejected', key, { code: 'MISSING_VALUE', message: `the row has no ${key}`, got: null, expected: `the name of a ${key}` })
    else if (value.length > MAX_NAME_LENGTH)
      this.note('rejected', key, {
        code: 'INVALID_NAME',
        message: `the ${key}'s name has ${value.length} characters`,
        got: excerpt(value),
        expected: `at most ${MAX_NAME_LENGTH}`,
      })
    return value
  }

  /** Null for an empty cell, and for one that is no count: then with an issue. */
  count(key: GoalscorerColumn, largest: number, severity: GoalscorerIssue['severity'] = 'warning'): number | null {
    // Thousands are often set apart in minutes: 2,610.
    const cell = this.cell(key).replace(/^(\d{1,2})[,\u00a0\u202f ](\d{3})$/, '$1$2')
    const reading = readCount(cell, largest)
    if (reading.kind === 'value') return reading.value
    if (reading.kind === 'malformed')
      this.note(severity, key, {
        code: 'INVALID_COUNT',
        message: `${this.#columns.names[key]} is no count`,
        got: excerpt(cell),
        expected: `a whole number from 0 to ${largest}`,
      })
    return null
  }
}

/** What cannot be true of one player's season at once. */
function findContradiction({
  goalsTotal,
  goalsHome,
  goalsAway,
  appearances,
  minutes,
}: GoalscorerRecord): [GoalscorerColumn, string] | null {
  const parts = [goalsHome, goalsAway].filter((goals) => goals !== null)
  const sum = parts.reduce((total, goals) => total + goals, 0)
  if (goalsTotal !== null && (parts.length === 2 ? sum !== goalsTotal : sum > goalsTotal))
    return ['goals', `${goalsHome ?? 'unknown'} goals at home and ${goalsAway ?? 'unknown'} away do not make ${goalsTotal}`]
  if (minutes !== null && minutes > MINUTES_PER_MATCH * appearances)
    return ['minutes', `${minutes} minutes do not fit into ${appearances} matches`]
  if ((goalsTotal ?? sum) > 0 && (appearances === 0 || minutes === 0))
    return ['goals', `${goalsTotal ?? sum} goals without ${appearances === 0 ? 'a match' : 'a minute'} played`]
  return null
}

function readRecord(row: Row, seasonOfName: string | null): GoalscorerRecord {
  const playerName = row.text('player')
  const team = row.text('team')
  const appearances = row.count('appearances', MAX_COUNTS.appearances, 'rejected')
  if (appearances === null)
    row.note('rejected', 'appearances', {
      code: 'MISSING_VALUE',
      message: 'the row has no number of matches',
      got: null,
      expected: 'a count',
    })
  const stated = row.cell('season')
  const season = stated === '' ? seasonOfName : readSeason(stated)
  if (season === null)
    row.note('rejected', 'season', {
      code: 'INVALID_SEASON',
      message: stated === '' ? 'neither the row nor the name of the file says which season it is' : 'the season cannot be read',
      got: stated === '' ? null : excerpt(stated),
      expected: 'a season such as 2022-23',
    })
  const position = row.cell('position')
  const record: GoalscorerRecord = {
    playerName,
    team,
    position: position === '' ? null : position.slice(0, MAX_POSITION_LENGTH),
    goalsTotal: row.count('goals', MAX_COUNTS.goals),
    goalsHome: row.count('homeGoals', MAX_COUNTS.goals),
    goalsAway: row.count('awayGoals', MAX_COUNTS.goals),
    appearances: appearances ?? 0,
    minutes: row.count('minutes', MAX_COUNTS.minutes),
    season: season ?? '',
  }
  const wrong = findContradiction(record)
  if (wrong !== null)
    row.note('rejected', wrong[0], { code: 'COUNTS_DISAGREE', message: wrong[1], got: null, expected: 'counts that agree' })
  return record
}

function findRefusal(csv: CsvFile, columns: GoalscorerColumns): RefusedGoalscorers | null {
  if (columns.missing.length > 0)
    return {
      kind: 'refused',
      message: `got the columns ${csv.header.map(excerpt).join(', ') || '(none)'}, expected ${REQUIRED_COLUMNS.join(', ')}: ${columns.missing.join(', ')} cannot be found`,
    }
  if (columns.twice.length > 0)
    return { kind: 'refused', message: `got two columns for ${columns.twice.join(', ')}, expected one: rename or remove one of them` }
  return null
}

/**
 * A CSV of players and their goals. Columns are found by name, in any order; only player, team and appearances are needed, and a
 * season, in a column or in the name of the file. A row is a player or has an issue with line and column.
 */
export function readGoalscorers(csv: CsvFile): GoalscorerFile | RefusedGoalscorers {
  const columns = findGoalscorerColumns(csv.header)
  const refusal = findRefusal(csv, columns)
  if (refusal !== null) return refusal
  const file = csv.fileName
  const issues: GoalscorerIssue[] = columns.unread.map((name) => ({
    file,
    line: 1,
    column: name,
    code: 'COLUMN_NOT_READ',
    severity: 'warning',
    message: `nothing is read from the column ${excerpt(name)}`,
    got: null,
    expected: null,
  }))
  const players: ReadGoalscorer[] = []
  const seen = new Map<string, number>()
  const rows = csv.rows.filter((row) => !isBlank(row))
  const seasonOfName = seasonInFileName(file)
  for (const cells of rows) {
    const row = new Row(file, cells, columns)
    const record = readRecord(row, seasonOfName)
    const key = JSON.stringify([record.playerName, record.team, record.season])
    const first = seen.get(key)
    if (first !== undefined)
      row.note('rejected', 'player', {
        code: 'DUPLICATE_PLAYER',
        message: `${record.playerName} of ${record.team} in ${record.season} stands in line ${first} already`,
        got: excerpt(record.playerName),
        expected: 'one row per player, team and season',
      })
    issues.push(...row.issues)
    if (row.rejected) continue
    seen.set(key, cells.line)
    players.push({ line: cells.line, record })
  }
  return { kind: 'read', rowsRead: rows.length, players, issues }
}
