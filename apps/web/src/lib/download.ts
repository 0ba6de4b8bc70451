export type CsvCell = string | number | null

/**
 * RFC 4180 text: comma, CRLF, quotes doubled, point as decimal mark whatever the locale; null is an empty field.
 *
 * Text that a spreadsheet would run as a formula gets an apostrophe in front: team names come from files of others.
 */
export function toCsv(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return `${[header, ...rows].map((row) => row.map(writeField).join(',')).join('\r\n')}\r\n`
}

function writeField(cell: CsvCell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : ''
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Saves CSV text (see `toCsv`) as a file. */
export function downloadCsv(fileName: string, text: string): void {
  download(fileName, text, 'text/csv;charset=utf-8')
}

/** The file never leaves the browser. */
function download(fileName: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  URL.revokeObjectURL(url)
}
