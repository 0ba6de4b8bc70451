import type { Stat } from '@mon-ps/contract/answer'

/** How a number is written: its unit decides decimals and sign. */
export type Unit = 'share' | 'units' | 'score' | 'goals' | 'number'

const NOT_MEASURED = 'not measured'

/**
 * A number the way it may be shown: value, 95 % interval where there is one, sample size.
 *
 * @param stat a number of the API
 * @param unit `share` is a fraction written in percent, `units` a profit with its sign, `score` 0–100, `goals` a mean of goals
 * @example statText({ value: 0.482, n: 228, interval: [0.431, 0.53], status: 'measured' }, 'share') // '48.2 % [43.1–53.0]  n 228'
 */
export function statText(stat: Stat, unit: Unit): string {
  if (stat.value === null || stat.status === 'not_measured') return stat.n ? `${NOT_MEASURED}  n ${stat.n}` : NOT_MEASURED
  return `${valueText(stat.value, unit)}${intervalText(stat.interval, unit)}  n ${stat.n ?? 'not known'}`
}

/** A dash between the ends would read as a minus where an end carries a sign. */
function intervalText(interval: Stat['interval'], unit: Unit): string {
  if (interval === null) return ''
  const [low, high] = interval.map((end) => figure(end, unit))
  return interval[0] < 0 || unit === 'units' ? ` [${low} to ${high}]` : ` [${low}–${high}]`
}

/** A number without its sample, for columns whose sample stands beside it. */
export function valueText(value: number | null, unit: Unit): string {
  if (value === null) return NOT_MEASURED
  if (unit === 'share') return `${figure(value, unit)} %`
  if (unit === 'units') return `${figure(value, unit)} u`
  return figure(value, unit)
}

function figure(value: number, unit: Unit): string {
  if (unit === 'share') return (value * 100).toFixed(1)
  if (unit === 'units') return `${value > 0 ? '+' : ''}${value.toFixed(2)}`
  if (unit === 'score') return value.toFixed(0)
  return value.toFixed(unit === 'goals' ? 2 : 3)
}

const signed = (value: number): string => `${value > 0 ? '+' : ''}${value.toFixed(2)}`

/** A gain per match with its sign. */
export function gainText({ value, interval }: Stat): string {
  if (value === null) return 'not measured'
  return interval === null ? signed(value) : `${signed(value)} [${signed(interval[0])}, ${signed(interval[1])}]`
}
