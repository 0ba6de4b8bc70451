import type { StatWire } from '@mon-ps/api'
import { useTranslations } from 'use-intl'
import { IntervalLine } from '../../../ui/interval-line.tsx'
import { useNumberText } from '../../../ui/number-kind.ts'
import { isMeasured, Stat } from '../../../ui/stat.tsx'

export interface ForestPart {
  key: string
  name: string
  roi: StatWire
  bets: number
  /** Of the record's bets; absent where none can be missing. */
  coverage?: number
}

/** A share that is written as 100.0 % says nothing. */
export const AS_GOOD_AS_ALL = 0.9995

/** Ends of an axis that holds the middle of every interval without giving one wide part all the room. */
function domainOf(parts: readonly ForestPart[]): readonly [number, number] {
  const ends = parts.flatMap(({ roi }) => (roi.interval === null ? [] : [Math.abs(roi.interval[0]), Math.abs(roi.interval[1])]))
  const sorted = ends.sort((a, b) => a - b)
  const reach = Math.max(0.05, Math.min(1, sorted[Math.floor(sorted.length * 0.8)] ?? 0.5))
  return [-reach, reach]
}

/** Yields side by side on one axis, zero in the middle: a dot, its interval, and n. */
export function Forest({ parts }: { parts: readonly ForestPart[] }) {
  const domain = domainOf(parts)
  return (
    <ul className="grid gap-y-1">
      {parts.map((part) => (
        <li key={part.key} className="grid grid-cols-[minmax(5rem,8rem)_1fr_auto] items-center gap-x-4 text-sm">
          <span>{part.name}</span>
          <Line part={part} domain={domain} />
          <span className="min-w-40 text-right">
            <Stat stat={part.roi} kind="signedPercent" layout="stacked" />
            <Coverage share={part.coverage ?? 1} />
          </span>
        </li>
      ))}
    </ul>
  )
}

function Coverage({ share }: { share: number }) {
  const t = useTranslations('tearSheet')
  const write = useNumberText()
  if (share >= AS_GOOD_AS_ALL) return null
  return (
    <span className="block text-xs text-soft">
      {t('coverage')} {write('percent', share)}
    </span>
  )
}

function Line({ part: { name, roi }, domain }: { part: ForestPart; domain: readonly [number, number] }) {
  const t = useTranslations('tearSheet')
  const write = useNumberText()
  if (!isMeasured(roi) || roi.value === null) return <span />
  return (
    <IntervalLine
      value={roi.value}
      interval={roi.interval}
      domain={domain}
      mark={0}
      colours={['var(--away-mark)', 'var(--home)']}
      label={`${name}: ${t('roi')} ${write('signedPercent', roi.value)}`}
    />
  )
}
