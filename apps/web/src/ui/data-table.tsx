import { type ColumnDef, rowSortingFeature, tableFeatures, useTable } from '@tanstack/react-table'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'

const features = tableFeatures({ rowSortingFeature })

export interface DataColumn<Row> {
  id: string
  header: string
  /** Said on hover and to screen readers: what the column means. */
  hint?: string
  cell: (row: Row) => ReactNode
  /** Under the header: the axis that the column's pictures share. */
  axis?: ReactNode
  align?: 'left' | 'right'
  /** The server can order by this column. */
  sortable?: boolean
  /** Left out on narrow screens; the row's own page has it. */
  wideOnly?: boolean
  width?: string
}

export interface SortState {
  id: string
  desc: boolean
}

export interface DataTableProps<Row> {
  caption: string
  columns: readonly DataColumn<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Absent: the rows come in an order of their own. Sorting is the server's work: the page holds only a part of the list. */
  sort?: SortState
  onSort?: (sort: SortState) => void
}

/** A list as a semantic table: sticky header and first column, ordered by the server. */
export function DataTable<Row extends object>({ caption, columns, rows, rowKey, sort, onSort }: DataTableProps<Row>) {
  const t = useTranslations('table')
  const table = useTable(
    {
      features,
      data: rows as Row[],
      columns: columns.map(toColumnDef),
      getRowId: rowKey,
      manualSorting: true,
      enableSortingRemoval: false,
      sortDescFirst: true,
      state: { sorting: sort ? [sort] : [] },
      onSortingChange: (update) => {
        const next = typeof update === 'function' ? update(sort ? [sort] : []) : update
        if (next[0]) onSort?.(next[0])
      },
    },
    () => ({}),
  )
  const byId = new Map(columns.map((column) => [column.id, column]))
  return (
    <section className="overflow-x-auto" aria-label={t('region', { caption })} tabIndex={0}>
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <HeaderCell
                  key={header.id}
                  column={byId.get(header.column.id)}
                  direction={header.column.getIsSorted()}
                  onToggle={onSort ? () => header.column.toggleSorting() : undefined}
                />
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id} className="group border-b border-rule">
              {columns.map((column, index) => (
                <BodyCell key={column.id} column={column} isFirst={index === 0}>
                  {column.cell(row.original)}
                </BodyCell>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function toColumnDef<Row extends object>(column: DataColumn<Row>): ColumnDef<typeof features, Row> {
  return { id: column.id, header: column.header, accessorFn: (row: Row) => row, enableSorting: column.sortable === true }
}

interface HeaderCellProps<Row> {
  column: DataColumn<Row> | undefined
  direction: false | 'asc' | 'desc'
  onToggle: (() => void) | undefined
}

const STICKY = 'max-sm:max-w-40 sm:sticky sm:left-0 z-10 bg-[var(--surface,var(--paper))]'

function HeaderCell<Row>({ column, direction, onToggle }: HeaderCellProps<Row>) {
  const t = useTranslations('table')
  if (!column) return null
  const sortable = column.sortable === true && onToggle !== undefined
  const ariaSort = direction === 'asc' ? 'ascending' : direction === 'desc' ? 'descending' : 'none'
  return (
    <th
      scope="col"
      {...(sortable ? { 'aria-sort': ariaSort } : {})}
      {...(column.hint ? { title: column.hint } : {})}
      className={`border-b-2 border-ink px-2 py-1.5 align-bottom text-xs font-medium text-soft first:pl-0 ${cellShape(column)}`}
    >
      {sortable ? (
        <button
          type="button"
          onClick={onToggle}
          title={t('sortBy', { column: column.header })}
          className="inline-flex min-h-6 items-center gap-1 hover:text-ink"
        >
          <span className={direction ? 'font-semibold text-ink' : ''}>{column.header}</span>
          <span aria-hidden="true">{direction === 'asc' ? '▲' : direction === 'desc' ? '▼' : '↕'}</span>
        </button>
      ) : (
        column.header
      )}
      {column.axis}
    </th>
  )
}

function BodyCell<Row>({ column, isFirst, children }: { column: DataColumn<Row>; isFirst: boolean; children: ReactNode }) {
  const look = `px-2 py-1.5 align-top first:pl-0 ${cellShape(column)}`
  if (!isFirst) return <td className={look}>{children}</td>
  return (
    <th scope="row" className={`${look} ${STICKY} font-normal`}>
      {children}
    </th>
  )
}

function cellShape<Row>(column: DataColumn<Row>): string {
  return `${column.align === 'right' ? 'text-right' : 'text-left'} ${column.wideOnly ? 'max-lg:hidden' : ''} ${column.width ?? ''}`
}
