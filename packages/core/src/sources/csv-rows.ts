/** One record of a CSV file, after a CSV library has split it. */
export interface CsvRow {
  /** Line on which it begins, the header being line 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/** A decoded and split CSV file: what ingest reads. */
export interface CsvFile {
  readonly fileName: string
  readonly header: readonly string[]
  readonly rows: readonly CsvRow[]
  /** Whether the file's last character is a line break: one that does not may have been cut. */
  readonly endsWithLineBreak: boolean
}

/** True for a row without a value: files end in such rows, and they count as nothing. */
export function isBlank(row: CsvRow): boolean {
  return row.cells.every((cell) => cell.trim() === '')
}
