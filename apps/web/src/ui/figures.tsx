import type { NumberKind } from '@mon-ps/messages/numbers'
import type { ReactNode } from 'react'
import { Stat, type StatProps, type StatValue } from './stat.tsx'

export interface FigureProps {
  label: string
  /** What the figure means, on hover. */
  hint?: string
  /** What to compare the figure with. */
  note?: ReactNode
  /** Small for figures that support others; large by default. */
  size?: 'small' | 'large'
  children: ReactNode
}

const LOOK = {
  small: { label: 'truncate text-sm text-soft', value: 'mt-0.5 text-lg' },
  large: { label: 'eyebrow', value: 'mt-1 text-xl' },
} as const

/** One number under its name, in a `<dl>`. */
export function Figure({ label, hint, note, size = 'large', children }: FigureProps) {
  return (
    <div className="min-w-0">
      <dt className={LOOK[size].label} {...(hint ? { title: hint } : {})}>
        {label}
      </dt>
      <dd className={LOOK[size].value}>
        {children}
        {note && <span className="block text-xs text-soft">{note}</span>}
      </dd>
    </div>
  )
}

export type FigureItem = Pick<StatProps, 'stat' | 'kind' | 'layout' | 'provenance'> & Pick<FigureProps, 'label' | 'size'>

/** Figures that are plain numbers, side by side. */
export function Figures({ items, className = 'flex flex-wrap gap-x-12 gap-y-5' }: { items: readonly FigureItem[]; className?: string }) {
  return (
    <dl className={className}>
      {items.map(({ label, size, ...stat }) => (
        <Figure key={label} label={label} {...(size ? { size } : {})}>
          <Stat {...stat} />
        </Figure>
      ))}
    </dl>
  )
}

export interface RankedItem {
  key: string
  /** A link, with its badges. */
  name: ReactNode
  stat: StatValue | number | null
}

export interface RankedListProps {
  label: string
  items: readonly RankedItem[]
  kind: NumberKind
  /** How much of its interval and n each number shows. */
  layout?: StatProps['layout']
  /** Two columns on wide screens. */
  columns?: boolean
}

/** A short list ranked by one number. */
export function RankedList({ label, items, kind, layout = 'value', columns = false }: RankedListProps) {
  return (
    <ol aria-label={label} className={columns ? 'gap-x-10 md:columns-2' : ''}>
      {items.map((item, index) => (
        <li key={item.key} className="flex break-inside-avoid items-baseline gap-2 border-b border-rule py-1 text-sm">
          <span className="w-5 shrink-0 text-right text-xs text-soft">{index + 1}</span>
          <span className="min-w-0 flex-1">{item.name}</span>
          <span className="shrink-0 text-right">
            <Stat stat={item.stat} kind={kind} layout={layout} />
          </span>
        </li>
      ))}
    </ol>
  )
}
