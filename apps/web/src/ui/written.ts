import { formatDay, formatMoment } from '@mon-ps/messages/dates'
import { formatInterval, formatNumber, type NumberKind } from '@mon-ps/messages/numbers'
import { useLocale } from 'use-intl'

export interface NumberText {
  (kind: NumberKind, value: number): string
  interval: (kind: NumberKind, ends: readonly [number, number]) => string
}

/** Writes numbers in the reader's locale, for sentences; cells and labels use `Stat`. */
export function useNumberText(): NumberText {
  const locale = useLocale()
  return Object.assign((kind: NumberKind, value: number) => formatNumber(locale, kind, value), {
    interval: (kind: NumberKind, ends: readonly [number, number]) => formatInterval(locale, kind, ends),
  })
}

/** Writes dates in the reader's language. */
export function useDateText(): { day: (iso: string) => string; moment: (iso: string) => string } {
  const locale = useLocale()
  return { day: (iso) => formatDay(locale, iso), moment: (iso) => formatMoment(locale, iso) }
}
