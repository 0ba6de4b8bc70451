import type { ReactNode } from 'react'
import { Stat, type StatProps } from './stat.tsx'

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
