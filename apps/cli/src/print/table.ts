import { stripVTControlCharacters } from 'node:util'

export interface Column {
  title: string
  /** Numbers stand right. */
  right?: boolean
}

/**
 * Rows under their titles, each column as wide as its widest cell.
 *
 * @param columns titles, and which of them stand right
 * @param rows    cells in the order of `columns`; styled text keeps its width
 */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const cells = [columns.map((column) => column.title), ...rows]
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => width(row[at] ?? ''))))
  const rule = widths.map((wide) => '─'.repeat(wide))
  const lines = [cells[0] ?? [], rule, ...rows].map((row) =>
    widths.map((wide, at) => pad(row[at] ?? '', wide, columns[at]?.right ?? false)).join('  '),
  )
  return lines.map((line) => line.trimEnd()).join('\n')
}

function width(text: string): number {
  return [...stripVTControlCharacters(text)].length
}

function pad(text: string, wide: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, wide - width(text)))
  return right ? space + text : text + space
}
