import type { CsvFile } from '../src/sources/csv.ts'

/** A CSV text without quotes as ingest receives it from the CSV library. */
export function csvFile(fileName: string, text: string): CsvFile {
  const lines = text.split(/\r?\n/)
  const endsWithLineBreak = lines.at(-1) === ''
  if (endsWithLineBreak) lines.pop()
  const [header = '', ...rows] = lines
  return {
    fileName,
    header: header.split(','),
    rows: rows.map((row, index) => ({ line: index + 2, cells: row.split(',') })),
    endsWithLineBreak,
  }
}
