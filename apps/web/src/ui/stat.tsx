import { createContext, type ReactNode, use } from 'react'
import { Button } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import type { ApiInputs } from '../lib/trpc.ts'
import { type NumberKind } from '@mon-ps/messages/numbers'
import { useNumberText } from './written.ts'

/** A number with its sample size and interval, as the API sends it. */
export interface StatValue {
  value: number | null
  /** Null: unknown. */
  n: number | null
  interval: readonly [number, number] | null
  status: 'measured' | 'not_measured'
}

export interface StatProps {
  /** An estimate, or a plain count or sum that has no sampling error of its own. Null: not measured. */
  stat: StatValue | number | null
  kind: NumberKind
  /**
   * `inline`: all on one line. `stacked`: interval and n below. `interval`: stacked, where a column beside it says n.
   * `value`: where columns or a caption beside it say all the rest.
   */
  layout?: 'inline' | 'stacked' | 'interval' | 'value'
  size?: 'normal' | 'large'
  /** When given, the number leads to the matches or bets behind it. */
  provenance?: NumberReference | undefined
}

/** Whether both ends of an interval lie on one side of zero: only then can a value be told apart from it. */
export function excludesZero(interval: StatValue['interval']): boolean {
  return interval !== null && (interval[0] > 0 || interval[1] < 0)
}

/** Whether there is a value to print: a NaN that slipped through is no value. */
export function isMeasured(stat: StatValue | number | null): boolean {
  if (stat === null || typeof stat === 'number') return stat !== null && Number.isFinite(stat)
  return stat.status === 'measured' && stat.value !== null && Number.isFinite(stat.value)
}

/**
 * The only way to print a number: value, 95 % interval, n. What was not measured is said in words over a hatch, never as 0.
 */
export function Stat({ stat, kind, layout = 'inline', size = 'normal', provenance }: StatProps) {
  const write = useNumberText()
  if (!isMeasured(stat) || stat === null)
    return <NotMeasured n={stat === null || typeof stat === 'number' ? null : stat.n} layout={layout} />
  const estimate = typeof stat === 'number' ? { value: stat, n: null } : stat
  const value = (
    <WhereFrom reference={provenance}>
      <Value text={write(kind, estimate.value ?? Number.NaN)} size={size} n={estimate.n} />
    </WhereFrom>
  )
  if (typeof stat === 'number') return value
  if (layout === 'value') return value
  return (
    <span className={layout === 'inline' ? 'inline-flex flex-wrap items-baseline gap-x-1.5' : 'inline-flex flex-col leading-tight'}>
      {value}
      <Support stat={stat} kind={kind} withN={layout !== 'interval'} />
    </span>
  )
}

function Value({ text, size, n }: { text: string; size: 'normal' | 'large'; n: number | null }) {
  return (
    <span
      data-stat="measured"
      {...(n === null ? {} : { 'data-n': n })}
      className={
        size === 'large' ? 'text-3xl leading-none font-semibold tracking-tight whitespace-nowrap' : 'font-medium whitespace-nowrap'
      }
    >
      {text}
    </span>
  )
}

function Support({ stat, kind, withN }: { stat: StatValue; kind: NumberKind; withN: boolean }) {
  const t = useTranslations('stat')
  const write = useNumberText()
  return (
    <span className="text-xs whitespace-nowrap text-soft">
      {stat.interval && <span title={t('intervalTitle')}>[{write.interval(kind, stat.interval)}] </span>}
      {withN && <span title={t('nTitle')}>{stat.n === null ? t('nUnknown') : t('n', { n: write('count', stat.n) })}</span>}
    </span>
  )
}

/** Hatching and words for an unknown number. */
export function NotMeasured({ n = null, layout = 'inline' }: { n?: number | null; layout?: StatProps['layout'] }) {
  const t = useTranslations('stat')
  const write = useNumberText()
  return (
    <span data-stat="not-measured" className="hatch rounded-sm px-1 text-xs whitespace-nowrap text-soft">
      <span className="bg-panel px-0.5">{t('notMeasured')}</span>
      {n !== null && n > 0 && layout !== 'value' && <span className="bg-panel px-0.5"> {t('n', { n: write('count', n) })}</span>}
    </span>
  )
}

/** Identifies a number, so that its source can be asked for. */
export type NumberReference = Omit<ApiInputs['provenance']['of'], 'limit' | 'cursor'>

/** The team or pair whose numbers a part of the page shows. Null: calculated for this page only, so that nothing stored leads to them. */
type NumberSubject = Partial<NumberReference> | null

const OpenWhereFrom = createContext<((reference: NumberReference) => void) | null>(null)
const Subject = createContext<NumberSubject>({})

/** Provides what opens the source of a number; used once, around the whole page. */
export function WhereFromProvider({ onOpen, children }: { onOpen: (reference: NumberReference) => void; children: ReactNode }) {
  return <OpenWhereFrom value={onOpen}>{children}</OpenWhereFrom>
}

/** Sets the team or pair of the numbers inside, so that each has to name only itself. */
export function ProvenanceSubject({ subject, children }: { subject: NumberSubject; children: ReactNode }) {
  return <Subject value={subject}>{children}</Subject>
}

/** A printed number that leads to its source; the plain number where there is none. */
function WhereFrom({ reference, children }: { reference: NumberReference | undefined; children: ReactNode }) {
  const t = useTranslations('stat')
  const open = use(OpenWhereFrom)
  const subject = use(Subject)
  if (reference === undefined || open === null || subject === null) return children
  return (
    // relative: otherwise the screen reader's text lies outside the scrolling table and widens the page.
    <Button
      onPress={() => open({ ...subject, ...reference })}
      className="relative min-h-6 cursor-pointer rounded-xs [text-align:inherit] text-inherit underline decoration-rule-strong decoration-dotted underline-offset-3 hover:decoration-ink hover:decoration-solid"
    >
      {children}
      <span className="sr-only"> {t('whereFrom')}</span>
    </Button>
  )
}
