/** How to write a number. Values are as the API sends them: rates as fractions, profit in units, scores 0–100. */
export type NumberKind =
  | 'count'
  | 'percent'
  | 'signedPercent'
  | 'points'
  | 'odds'
  | 'units'
  | 'drawdown'
  | 'goals'
  | 'score'
  | 'percentile'
  | 'signed'
  | 'plain'
  | 'expected'
  | 'decimal'
  | 'exact'
  | 'probability'
  | 'loss'
  | 'thousandths'
  | 'seconds'
  | 'multiple'

interface KindFormat {
  options: Intl.NumberFormatOptions
  /** For the ends of an interval: one digit fewer than the value, since they are less certain. */
  interval?: Intl.NumberFormatOptions
  /** Multiplies the value before it is written. */
  scale?: number
  prefix?: string
  suffix?: string
}

const fixed = (digits: number, more: Intl.NumberFormatOptions = {}): Intl.NumberFormatOptions => ({
  minimumFractionDigits: digits,
  maximumFractionDigits: digits,
  ...more,
})
const SIGNED: Intl.NumberFormatOptions = { signDisplay: 'exceptZero' }

const KINDS: Record<NumberKind, KindFormat> = {
  count: { options: fixed(0) },
  percent: { options: fixed(1, { style: 'percent' }), interval: fixed(0, { style: 'percent' }) },
  signedPercent: { options: fixed(1, { style: 'percent', ...SIGNED }), interval: fixed(1, { style: 'percent', ...SIGNED }) },
  points: { options: fixed(1, SIGNED), scale: 100, suffix: ' pts' },
  odds: { options: fixed(2) },
  units: { options: fixed(1, SIGNED), suffix: ' u' },
  drawdown: { options: fixed(1), suffix: ' u' },
  goals: { options: fixed(2), interval: fixed(1) },
  score: { options: fixed(0) },
  percentile: { options: fixed(0) },
  signed: { options: fixed(2, SIGNED) },
  plain: { options: fixed(2) },
  expected: { options: fixed(1) },
  decimal: { options: fixed(3) },
  exact: { options: { maximumSignificantDigits: 15 } },
  probability: { options: fixed(3), interval: fixed(2) },
  loss: { options: fixed(5), interval: fixed(4) },
  thousandths: { options: fixed(2, SIGNED), scale: 1000 },
  seconds: { options: fixed(0, { style: 'unit', unit: 'second' }), scale: 0.001 },
  multiple: { options: fixed(2), prefix: '×' },
}

/** Odds below this are written with a third digit: 1.03 and 1.035 are not the same price. */
const SHORT_ODDS = 1.2

const formatters = new Map<string, Intl.NumberFormat>()

function formatter(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = formatters.get(key) ?? new Intl.NumberFormat(locale, options)
  formatters.set(key, known)
  return known
}

/**
 * Writes a finite number in its kind's form.
 *
 * @example formatNumber('en', 'percent', 0.5423) // '54.2%'
 * @example formatNumber('en', 'units', 22)       // '+22.0 u'
 */
export function formatNumber(locale: string, kind: NumberKind, value: number): string {
  const { options, scale = 1, prefix = '', suffix = '' } = KINDS[kind]
  const digits = kind === 'odds' && value < SHORT_ODDS ? fixed(3) : options
  return prefix + formatter(locale, digits).format(value * scale) + suffix
}

/**
 * Writes both ends of an interval: `48–60%`, or with `to` between them where an end may carry a minus sign.
 *
 * @example formatInterval('en', 'percent', [0.481, 0.602]) // '48–60%'
 */
export function formatInterval(locale: string, kind: NumberKind, [low, high]: readonly [number, number]): string {
  const { options, interval = options, scale = 1, prefix = '', suffix = '' } = KINDS[kind]
  const write = formatter(locale, interval)
  const upper = write.format(high * scale) + suffix
  if (low < 0 || interval.signDisplay) return `${prefix}${writeWithoutUnit(write, low * scale)} to ${upper}`
  return `${prefix}${writeWithoutUnit(write, low * scale)}–${upper}`
}

/** The unit is written once, at the upper end. */
function writeWithoutUnit(write: Intl.NumberFormat, value: number): string {
  return write
    .formatToParts(value)
    .filter((part) => part.type !== 'percentSign' && part.type !== 'unit')
    .map((part) => part.value)
    .join('')
    .trim()
}
