import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type CsvCell, downloadCsv, toCsv } from '../lib/download.ts'
import { ToolButton } from './buttons.tsx'
import { type NumberKind } from '@mon-ps/messages/numbers'
import { useNumberText } from './written.ts'
import { Stat, type StatValue } from './stat.tsx'

interface ChartFrameProps<Key extends string> {
  /** The question that the picture answers. */
  title: string
  /** One sentence made from the data: what the picture shows. */
  summary: string
  /** The data behind the picture. */
  data: ChartData<Key>
  /** Name of the CSV file, without its extension. */
  fileName: string
  n?: number | null
  snapshot?: string | null
  note?: ReactNode
  /** More tools beside Table and CSV. */
  tools?: ReactNode
  children: ReactNode
  className?: string
}

/** The only way to draw: title, summary, picture or its table (`T`), CSV, and a footnote with n and snapshot. */
export function ChartFrame<Key extends string>(props: ChartFrameProps<Key>) {
  const { title, summary, data, fileName, tools, children, className = '' } = props
  const t = useTranslations('chart')
  const [asTable, setAsTable] = useState(false)
  const titleId = useId()
  const summaryId = useId()
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 't' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    event.preventDefault()
    setAsTable((shown) => !shown)
  }
  return (
    <figure aria-labelledby={titleId} aria-describedby={summaryId} onKeyDown={onKeyDown} className={`min-w-0 ${className}`}>
      <div className="flex items-start justify-between gap-3">
        <h3 id={titleId} className="text-base font-semibold">
          {title}
        </h3>
        <div className="no-print -mt-0.5 flex shrink-0 items-center gap-1">
          {tools}
          <ToolButton pressed={asTable} onPress={() => setAsTable(!asTable)} title={t('tableTitle')}>
            {t('table')}
          </ToolButton>
          <ToolButton onPress={() => downloadCsv(`${fileName}.csv`, writeChartCsv(data))} title={t('csvTitle')}>
            {t('csv')}
          </ToolButton>
        </div>
      </div>
      <p id={summaryId} className="mt-0.5 mb-3 max-w-2xl text-sm text-soft">
        {summary}
      </p>
      {asTable ? <ChartTable data={data} caption={title} /> : children}
      <Footnote {...props} />
    </figure>
  )
}

function Footnote({ n, snapshot, note }: Pick<ChartFrameProps<string>, 'n' | 'snapshot' | 'note'>) {
  const t = useTranslations('chart')
  const write = useNumberText()
  const parts = [n == null ? null : t('n', { n: write('count', n) }), snapshot ? t('snapshot', { hash: snapshot.slice(0, 8) }) : null]
  const shown = parts.filter((part) => part !== null)
  if (shown.length === 0 && !note) return null
  return (
    <figcaption className="mt-2 text-xs text-soft">
      {shown.join(' · ')}
      {shown.length > 0 && note ? ' · ' : null}
      {note}
    </figcaption>
  )
}

function isTyping(target: EventTarget): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}

/** A picture's data as a table: same rows, same units. */
function ChartTable<Key extends string>({ data, caption }: { data: ChartData<Key>; caption: string }) {
  return (
    // A region that scrolls must be reachable with the keyboard.
    <section className="max-h-96 overflow-auto border-y border-rule" tabIndex={0} aria-label={caption}>
      <table className="w-full text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead className="sticky top-0 bg-panel">
          <tr>
            {data.columns.map((column) => (
              <th key={column.key} scope="col" className={`border-b border-rule px-2 py-1.5 font-medium text-soft ${align(column)}`}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row, index) => (
            <tr key={index} className="border-b border-rule last:border-0">
              {data.columns.map((column) => (
                <td key={column.key} className={`px-2 py-1 ${align(column)}`}>
                  <Cell cell={row[column.key]} column={column} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function align(column: ChartColumn): string {
  return column.kind ? 'text-right' : 'text-left'
}

function Cell({ cell, column }: { cell: ChartCell; column: ChartColumn }) {
  return typeof cell === 'string' ? cell : <Stat stat={cell} kind={column.kind ?? 'decimal'} />
}

export type ChartCell = string | number | StatValue | null

/** A column of the table behind a picture. Text columns have no `kind`. */
interface ChartColumn<Key extends string = string> {
  key: Key
  label: string
  kind?: NumberKind
}

/** The data of a picture as a table: the picture is drawn from it, the table prints it and the CSV writes it. */
export interface ChartData<Key extends string = string> {
  columns: readonly ChartColumn<Key>[]
  rows: readonly Readonly<Record<Key, ChartCell>>[]
}

function isStat(cell: ChartCell): cell is StatValue {
  return typeof cell === 'object' && cell !== null
}

/** An estimate becomes four columns: value, n and both ends of its interval. Numbers stay unrounded. */
export function writeChartCsv<Key extends string>({ columns, rows }: ChartData<Key>): string {
  const wide = new Set(columns.filter((column) => rows.some((row) => isStat(row[column.key]))).map((column) => column.key))
  const header = columns.flatMap(({ key }) => (wide.has(key) ? [key, `${key}_n`, `${key}_low`, `${key}_high`] : [key]))
  const body = rows.map((row) => columns.flatMap(({ key }) => (wide.has(key) ? writeStat(row[key]) : [writePlain(row[key])])))
  return toCsv(header, body)
}

function writeStat(cell: ChartCell): CsvCell[] {
  if (!isStat(cell)) return [writePlain(cell), null, null, null]
  const value = cell.status === 'measured' ? cell.value : null
  return [value, cell.n, cell.interval?.[0] ?? null, cell.interval?.[1] ?? null]
}

function writePlain(cell: ChartCell): CsvCell {
  return isStat(cell) ? cell.value : cell
}
