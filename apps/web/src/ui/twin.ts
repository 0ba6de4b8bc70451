import { type CsvCell, toCsv } from '../lib/csv.ts'
import type { NumberKind } from './number-kind.ts'
import type { StatValue } from './stat.tsx'

export type TwinCell = string | number | StatValue | null

/** A column of the table behind a picture. Text columns have no `kind`. */
export interface TwinColumn<Key extends string = string> {
  key: Key
  label: string
  kind?: NumberKind
}

/** The data of a picture as a table: the picture is drawn from it, the table twin prints it and the CSV writes it. */
export interface Twin<Key extends string = string> {
  columns: readonly TwinColumn<Key>[]
  rows: readonly Readonly<Record<Key, TwinCell>>[]
}

function isStat(cell: TwinCell): cell is StatValue {
  return typeof cell === 'object' && cell !== null
}

/** An estimate becomes four columns: value, n and both ends of its interval. Numbers stay unrounded. */
export function twinToCsv<Key extends string>({ columns, rows }: Twin<Key>): string {
  const wide = new Set(columns.filter((column) => rows.some((row) => isStat(row[column.key]))).map((column) => column.key))
  const header = columns.flatMap(({ key }) => (wide.has(key) ? [key, `${key}_n`, `${key}_low`, `${key}_high`] : [key]))
  const body = rows.map((row) => columns.flatMap(({ key }) => (wide.has(key) ? statFields(row[key]) : [plainField(row[key])])))
  return toCsv(header, body)
}

function statFields(cell: TwinCell): CsvCell[] {
  if (!isStat(cell)) return [plainField(cell), null, null, null]
  const value = cell.status === 'measured' ? cell.value : null
  return [value, cell.n, cell.interval?.[0] ?? null, cell.interval?.[1] ?? null]
}

function plainField(cell: TwinCell): CsvCell {
  return isStat(cell) ? cell.value : cell
}
