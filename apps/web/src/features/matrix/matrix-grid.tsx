import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useNumberText } from '../../ui/written.ts'
import { type Cell, findCell, type MatrixView, METRIC_LOOK, moveCell, paintMatrix } from './matrix-view.ts'

interface MatrixGridProps {
  view: MatrixView
  /** Teams to mark in rows and columns. */
  marked: ReadonlySet<number>
  onOpen: (homeId: number, awayId: number) => void
}

/** From this many teams on, names no longer fit beside the cells; the line below names the pair. */
const NAMES_UP_TO = 30

/** All pairs on one canvas, one pixel each, scaled without smoothing, with the cross and the cursor on top. */
export function MatrixGrid({ view, marked, onOpen }: MatrixGridProps) {
  const t = useTranslations('matrix')
  const proxyId = useId()
  const size = view.teams.length
  const [cursor, setCursor] = useState<Cell | null>(null)
  const describe = useDescription(view)
  const open = (cell: Cell | null) => {
    const home = cell && view.teams[cell.row]
    const away = cell && view.teams[cell.column]
    if (home && away && home.id !== away.id) onOpen(home.id, away.id)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') return open(cursor)
    const next = moveCell(cursor ?? { row: 0, column: 0 }, event.key, size)
    if (!next) return
    event.preventDefault()
    setCursor(next)
  }
  const pointed = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    return findCell({ x: event.clientX - box.left, y: event.clientY - box.top }, box.width, size)
  }
  const hasNames = size <= NAMES_UP_TO
  return (
    <div>
      <div className={hasNames ? 'grid grid-cols-[minmax(0,1fr)] sm:grid-cols-[8.5rem_minmax(0,1fr)]' : ''}>
        {hasNames && <ColumnNames view={view} cursor={cursor} marked={marked} />}
        {hasNames && <RowNames view={view} cursor={cursor} marked={marked} />}
        <div
          role="grid"
          tabIndex={0}
          aria-label={t('gridLabel', { metric: t(`metric_${view.metric}`), teams: size })}
          aria-rowcount={size}
          aria-colcount={size}
          {...(cursor ? { 'aria-activedescendant': proxyId } : {})}
          onKeyDown={onKeyDown}
          onFocus={() => setCursor((cell) => cell ?? { row: 0, column: 0 })}
          onPointerMove={(event) => setCursor(pointed(event))}
          onPointerLeave={() => setCursor(null)}
          onClick={() => open(cursor)}
          className="keeps-colour hatch relative aspect-square w-full cursor-pointer touch-manipulation"
        >
          <Pixels view={view} />
          {[...marked].map((place) => (
            <Cross key={place} row={place} column={place} size={size} className="bg-ink/25" />
          ))}
          {cursor && <Cross {...cursor} size={size} className="bg-panel/30" />}
          {cursor && (
            <div
              className="pointer-events-none absolute border-2 border-ink outline-2 -outline-offset-4 outline-panel"
              style={{ ...getBox(cursor, size), width: `${100 / size}%`, height: `${100 / size}%` }}
            />
          )}
          <div role="row" aria-rowindex={(cursor?.row ?? 0) + 1} className="sr-only">
            <div role="gridcell" id={proxyId} aria-colindex={(cursor?.column ?? 0) + 1}>
              {cursor && describe(cursor)}
            </div>
          </div>
        </div>
      </div>
      <p className="mt-2 min-h-6 text-sm" aria-hidden="true">
        {cursor ? <strong className="font-semibold">{describe(cursor)}</strong> : <span className="text-soft">{t('hint')}</span>}
      </p>
    </div>
  )
}

function getBox(cell: Cell, size: number) {
  return { left: `${(cell.column / size) * 100}%`, top: `${(cell.row / size) * 100}%` }
}

function Pixels({ view }: { view: MatrixView }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const size = view.teams.length
  useEffect(() => {
    if (size > 0) canvas.current?.getContext('2d')?.putImageData(new ImageData(paintMatrix(view), size, size), 0, 0)
  }, [view, size])
  return (
    <canvas ref={canvas} width={size} height={size} aria-hidden="true" className="absolute inset-0 size-full [image-rendering:pixelated]" />
  )
}

function Cross({ row, column, size, className }: Cell & { size: number; className: string }) {
  const share = `${100 / size}%`
  return (
    <>
      <div className={`pointer-events-none absolute inset-x-0 ${className}`} style={{ top: `${(row / size) * 100}%`, height: share }} />
      <div className={`pointer-events-none absolute inset-y-0 ${className}`} style={{ left: `${(column / size) * 100}%`, width: share }} />
    </>
  )
}

interface NamesProps {
  view: MatrixView
  cursor: Cell | null
  marked: ReadonlySet<number>
}

const getNameClass = (isOn: boolean) => (isOn ? 'font-semibold text-ink' : 'text-soft')

function ColumnNames({ view, cursor, marked }: NamesProps) {
  return (
    <div aria-hidden="true" className="hidden h-32 items-end pb-1 sm:col-start-2 sm:flex">
      {view.teams.map((team, place) => (
        <span key={team.id} className="flex min-w-0 flex-1 items-end justify-center">
          <span
            className={`max-h-31 rotate-180 truncate text-2xs [writing-mode:vertical-rl] ${getNameClass(cursor?.column === place || marked.has(place))}`}
          >
            {team.name}
          </span>
        </span>
      ))}
    </div>
  )
}

function RowNames({ view, cursor, marked }: NamesProps) {
  return (
    <div aria-hidden="true" className="hidden flex-col pr-2 sm:flex">
      {view.teams.map((team, place) => (
        <span key={team.id} className="flex min-h-0 flex-1 items-center justify-end">
          <span className={`truncate text-2xs leading-none ${getNameClass(cursor?.row === place || marked.has(place))}`}>{team.name}</span>
        </span>
      ))}
    </div>
  )
}

function useDescription(view: MatrixView): (cell: Cell) => string {
  const t = useTranslations('matrix')
  const write = useNumberText()
  return ({ row, column }) => {
    const index = row * view.teams.length + column
    const names = { home: view.teams[row]?.name ?? '', away: view.teams[column]?.name ?? '' }
    if (row === column) return t('cellSelf', { team: names.home })
    const value = view.values[index] ?? null
    if (value === null) return t('cellNone', names)
    const metric = t(`metric_${view.metric}`).toLowerCase()
    return t('cell', { ...names, metric, value: write(METRIC_LOOK[view.metric].kind, value), n: view.matches[index] ?? 0 })
  }
}
