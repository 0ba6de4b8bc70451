import type { Stat } from '@mon-ps/contract/answer'
import { formatDay, formatMoment } from '@mon-ps/messages/dates'
import { formatInterval, formatNumber, type NumberKind } from '@mon-ps/messages/numbers'
import { cli } from '../words.ts'

/** The language in which the command line speaks. */
export const LOCALE = 'en'
const NOT_MEASURED = cli.numbers.notMeasured

/**
 * A number the way it may be shown: value, 95% interval where there is one, sample size.
 *
 * @param stat  a number of the API
 * @param kind  how it is written
 * @example statText({ value: 0.482, n: 228, interval: [0.431, 0.53], status: 'measured' }, 'percent') // '48.2% [43–53%]  n 228'
 */
export function statText(stat: Stat, kind: NumberKind): string {
  if (stat.value === null || stat.status === 'not_measured') return stat.n ? `${NOT_MEASURED}  n ${stat.n}` : NOT_MEASURED
  return `${measuredText(stat, kind)}  n ${stat.n ?? cli.numbers.notKnown}`
}

interface Measured {
  readonly value: number | null
  readonly interval: readonly [number, number] | null
}

/** Value and interval without the sample. */
export function measuredText({ value, interval }: Measured, kind: NumberKind): string {
  const ends = value === null || interval === null ? '' : ` [${formatInterval(LOCALE, kind, interval)}]`
  return `${valueText(value, kind)}${ends}`
}

/** A number without its sample, for columns whose sample stands beside it. */
export function valueText(value: number | null, kind: NumberKind): string {
  return value === null ? NOT_MEASURED : formatNumber(LOCALE, kind, value)
}

/** @example dayText('2024-11-09') // '9 Nov 2024' */
export const dayText = (iso: string): string => formatDay(LOCALE, iso)

/** @example momentText('2024-11-09T14:03:00Z') // '9 Nov 2024, 14:03 UTC' */
export const momentText = (iso: string): string => formatMoment(LOCALE, iso)
