/** Every reason for which a row, a value or a column of a file is not taken as it stands. */
export type ImportIssueCode =
  | 'MISSING_VALUE'
  | 'TOO_MANY_CELLS'
  | 'INVALID_DIVISION'
  | 'INVALID_DATE'
  | 'INVALID_TIME'
  | 'DATE_OUTSIDE_SEASON'
  | 'INVALID_TEAM'
  | 'SAME_TEAM'
  | 'INVALID_GOALS'
  | 'INCOMPLETE_SCORE'
  | 'INVALID_RESULT'
  | 'RESULT_DISAGREES'
  | 'HALF_TIME_EXCEEDS_FULL_TIME'
  | 'DUPLICATE_MATCH'
  | 'INVALID_STATISTIC'
  | 'STATISTICS_DISAGREE'
  | 'INVALID_PRICE'
  | 'INVALID_HANDICAP'
  | 'COLUMN_NOT_READ'
  | 'SEASON_OVERRULED'
  | 'NO_FINAL_LINE_BREAK'

/**
 * One thing wrong with a file, with the place to look at. `rejected`: the row was not taken, and each
 * row not taken has exactly one such issue. `warning`: the row was taken without the value, or the
 * column was not read.
 */
export interface ImportIssue {
  readonly file: string
  /** Line in the file, the header being line 1. */
  readonly line: number
  readonly column: string | null
  readonly code: ImportIssueCode
  readonly severity: 'rejected' | 'warning'
  readonly message: string
  readonly got: string | null
  readonly expected: string | null
}

/** Why a whole file is refused: nothing of it is taken. */
export interface FileRefusal {
  readonly code: 'BINARY' | 'NOT_FOOTBALL_DATA' | 'COLUMN_TWICE' | 'TRUNCATED' | 'SEASON_UNKNOWN'
  /** One sentence for the person who chose the file. */
  readonly message: string
  readonly got: string | null
  readonly expected: string | null
}

/** What is wrong and where, without the file and line, which the reader adds. */
export interface Finding {
  readonly code: ImportIssueCode
  readonly column: string | null
  readonly message: string
  readonly got: string | null
  readonly expected: string | null
}

/** As much of a cell as a message can carry: cells of a broken file can be megabytes. */
export function excerpt(cell: string): string {
  return cell.length <= 60 ? cell : `${cell.slice(0, 57)}…`
}
