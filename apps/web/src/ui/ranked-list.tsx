import type { ReactNode } from 'react'
import type { NumberKind } from '@mon-ps/messages/numbers'
import { Stat, type StatProps, type StatValue } from './stat.tsx'

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
