import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'

/** `Sort` is the server's name of an order: the page holds only a part of the list, so that sorting is the server's work. */
export interface DataColumn<Row, Sort extends string = never> {
  id: string
  header: string
  /** What the column means, on hover and for screen readers. */
  hint?: string
  cell: (row: Row) => ReactNode
  /** Under the header: the axis that the column's pictures share. */
  axis?: ReactNode
  align?: 'left' | 'right'
  /** The order that a click on the header asks for. */
  sortBy?: Sort
  /** Left out on narrow screens; the row's own page has it. */
  wideOnly?: boolean
  width?: string
}

export type SortOrder = 'asc' | 'desc'

export interface SortState<Sort extends string> {
  by: Sort
  order: SortOrder
}

/** The first click on a column asks for its largest values, each further one turns the order round. */
export function getNextSort<Sort extends string>(current: SortState<Sort> | undefined, by: Sort): SortState<Sort> {
  return { by, order: current?.by === by && current.order === 'desc' ? 'asc' : 'desc' }
}

export interface DataTableProps<Row, Sort extends string> {
  caption: string
  columns: readonly DataColumn<Row, Sort>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  sort?: SortState<Sort> | undefined
  /** Absent: the rows come in an order of their own. */
  onSort?: ((sort: SortState<Sort>) => void) | undefined
}

/** A list as a semantic table: sticky first column, ordered by the server. */
export function DataTable<Row extends object, Sort extends string = never>(props: DataTableProps<Row, Sort>) {
  const { caption, columns, rows, rowKey, sort, onSort } = props
  const t = useTranslations('table')
  return (
    <section className="overflow-x-auto" aria-label={t('region', { caption })} tabIndex={0}>
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className="group border-b border-rule">
              {columns.map((column, index) => (
                <BodyCell key={column.id} column={column} isFirst={index === 0}>
                  {column.cell(row)}
                </BodyCell>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const STICKY = 'max-sm:max-w-40 sm:sticky sm:left-0 z-10 bg-[var(--surface,var(--paper))]'

type HeaderCellProps<Row, Sort extends string> = Pick<DataTableProps<Row, Sort>, 'sort' | 'onSort'> & { column: DataColumn<Row, Sort> }

const ARIA_SORT = { asc: 'ascending', desc: 'descending' } as const
const ARROWS = { asc: '▲', desc: '▼' } as const

function HeaderCell<Row, Sort extends string>({ column, sort, onSort }: HeaderCellProps<Row, Sort>) {
  const t = useTranslations('table')
  const { sortBy } = column
  const isSortable = sortBy !== undefined && onSort !== undefined
  const order = isSortable && sort?.by === sortBy ? sort.order : null
  return (
    <th
      scope="col"
      {...(isSortable ? { 'aria-sort': order ? ARIA_SORT[order] : 'none' } : {})}
      {...(column.hint ? { title: column.hint } : {})}
      className={`border-b-2 border-ink px-2 py-1.5 align-bottom text-xs font-medium text-soft first:pl-0 ${getCellClass(column)}`}
    >
      {isSortable ? (
        <button
          type="button"
          onClick={() => onSort(getNextSort(sort, sortBy))}
          title={t('sortBy', { column: column.header })}
          className="inline-flex min-h-6 items-center gap-1 hover:text-ink"
        >
          <span className={order ? 'font-semibold text-ink' : ''}>{column.header}</span>
          <span aria-hidden="true">{order ? ARROWS[order] : '↕'}</span>
        </button>
      ) : (
        column.header
      )}
      {column.axis}
    </th>
  )
}

function BodyCell({ column, isFirst, children }: { column: ColumnShape; isFirst: boolean; children: ReactNode }) {
  const look = `px-2 py-1.5 align-top first:pl-0 ${getCellClass(column)}`
  if (!isFirst) return <td className={look}>{children}</td>
  return (
    <th scope="row" className={`${look} ${STICKY} font-normal`}>
      {children}
    </th>
  )
}

type ColumnShape = Pick<DataColumn<never>, 'align' | 'wideOnly' | 'width'>

function getCellClass(column: ColumnShape): string {
  return `${column.align === 'right' ? 'text-right' : 'text-left'} ${column.wideOnly ? 'max-lg:hidden' : ''} ${column.width ?? ''}`
}
