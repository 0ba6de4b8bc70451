import { fullYear } from '../football/season.ts'
import { type Day, dayFromIso } from '../units.ts'

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

const COUNT = /^\d{1,9}(?:\.0{1,9})?$/
const DECIMAL = /^[+-]?\d{1,9}(?:\.\d{1,9})?$/
const DAY_FIRST = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})$/
const ISO = /^\d{4}-\d{2}-\d{2}$/

const DELETE = 0x7f
const REPLACEMENT = 0xfffd
const FIRST_PRINTABLE = 0x20

/** True where text has what only binary content has: control characters other than tab and line ends, or undecodable bytes. */
export function holdsControlCharacters(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === DELETE || unit === REPLACEMENT) return true
    if (unit < FIRST_PRINTABLE && unit !== 9 && unit !== 10 && unit !== 13) return true
  }
  return false
}

/** What a cell holds: nothing, a value, or something that is not of its kind. */
export type Reading<T> = { readonly kind: 'blank' } | { readonly kind: 'value'; readonly value: T } | { readonly kind: 'malformed' }

const BLANK = { kind: 'blank' } as const
const MALFORMED = { kind: 'malformed' } as const

/** A count such as `2` or, after a spreadsheet, `2.0`; above `largest` it is malformed. */
export function readCount(cell: string, largest: number): Reading<number> {
  if (cell === '') return BLANK
  return COUNT.test(cell) && Number(cell) <= largest ? { kind: 'value', value: Number(cell) } : MALFORMED
}

/** A decimal number with a point; no exponent, no comma, no infinity. */
export function readDecimal(cell: string): Reading<number> {
  if (cell === '') return BLANK
  return DECIMAL.test(cell) ? { kind: 'value', value: Number(cell) } : MALFORMED
}

/** A day written `dd/mm/yy`, `dd/mm/yyyy` or `yyyy-mm-dd`; a month above 12 is malformed, never swapped. */
export function readDay(cell: string): Reading<Day> {
  if (cell === '') return BLANK
  const parts = DAY_FIRST.exec(cell)
  if (!parts && !ISO.test(cell)) return MALFORMED
  const [, day, month, year] = parts ?? []
  const longYear = year?.length === 2 ? String(fullYear(Number(year))) : year
  const iso = parts ? `${longYear}-${(month as string).padStart(2, '0')}-${(day as string).padStart(2, '0')}` : cell
  try {
    return { kind: 'value', value: dayFromIso(iso) }
  } catch {
    return MALFORMED
  }
}

const COMBINING_MARKS = /\p{M}+/gu
const SPACES = /\s+/g

/** A team's name as it is kept: composed (NFC), trimmed, single spaces. */
export function cleanTeamName(name: string): string {
  return name.normalize('NFC').trim().replace(SPACES, ' ')
}

/**
 * A form in which spellings of one name often meet: lower case without accents. For suggestions only;
 * a name is resolved by its exact alias, since "Ath Madrid" and "Ath Bilbao" are closer than two
 * spellings of one club can be.
 *
 * @example normaliseTeamName(' Beşiktaş ') // 'besiktas'
 */
export function normaliseTeamName(name: string): string {
  return cleanTeamName(name).toLowerCase().normalize('NFD').replace(COMBINING_MARKS, '').replaceAll('ı', 'i').normalize('NFC')
}
