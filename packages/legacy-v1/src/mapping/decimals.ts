import { type MappedValue, NOTHING, plain, unreadable } from './mapped-value.ts'

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/
/** Every decimal of so many significant digits is rebuilt from its nearest double. */
const DIGITS_OF_A_DOUBLE = 15
/** Larger than any measure, and below what a double can hold: a decimal from here on is as useless as infinity. */
const LARGEST_DECIMAL = 1e300
const NUMERIC_TYPE = /^numeric\((\d+),(\d+)\)$/

/** An exact decimal: `digits` / 10 ^ `scale`. */
export interface Decimal {
  readonly digits: bigint
  readonly scale: number
}

/** Decimal text as Postgres prints a `numeric`; null for NaN, infinities and anything else. */
export function readDecimal(text: string): Decimal | null {
  const parts = DECIMAL.exec(text)
  if (!parts) return null
  const [, sign, whole = '', fraction = ''] = parts
  const digits = BigInt(whole + fraction)
  return { digits: sign === '-' ? -digits : digits, scale: fraction.length }
}

/** Product of two decimals, exact. */
export function multiply(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale }
}

/** Difference of two decimals, exact. */
export function subtract(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale)
  const at = (value: Decimal): bigint => value.digits * 10n ** BigInt(scale - value.scale)
  return { digits: at(a) - at(b), scale }
}

/** A decimal with a scale of its own, halves away from zero: what Postgres' `round` does. */
export function roundTo(value: Decimal, scale: number): Decimal {
  if (value.scale <= scale) return { digits: value.digits * 10n ** BigInt(scale - value.scale), scale }
  const unit = 10n ** BigInt(value.scale - scale)
  const size = value.digits < 0n ? -value.digits : value.digits
  const rounded = (size + unit / 2n) / unit
  return { digits: value.digits < 0n ? -rounded : rounded, scale }
}

/** As Postgres prints it. */
export function writeDecimal({ digits, scale }: Decimal): string {
  const size = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0')
  const whole = size.slice(0, size.length - scale)
  return `${digits < 0n ? '-' : ''}${whole}${scale === 0 ? '' : `.${size.slice(-scale)}`}`
}

/**
 * Rule `double@1`: an exact decimal as the nearest double.
 *
 * @param text  as Postgres prints a `numeric`; null for null
 * @example doubleOf('169.20') // { value: 169.2, finding: null }
 */
export function doubleOf(text: string | null): MappedValue<number> {
  if (text === null) return NOTHING
  const decimal = readDecimal(text)
  if (!decimal || Math.abs(Number(text)) >= LARGEST_DECIMAL) return unreadable('not-a-number')
  const significant = (decimal.digits < 0n ? -decimal.digits : decimal.digits).toString().length
  // Adding 0 makes one zero of two: numeric has only one.
  return plain(Number(text) + 0, significant > DIGITS_OF_A_DOUBLE ? 'digits-lost' : null)
}

/**
 * {@link doubleOf} backwards: the decimal of a scale that is nearest to a double, as Postgres prints it.
 *
 * @example decimalOf(169.2, 2) // '169.20'
 */
export function decimalOf(value: number | null, scale: number): string | null {
  if (value === null) return null
  const [mantissa = '', exponent = '0'] = value.toString().split('e')
  const read = readDecimal(mantissa)
  if (!read) return null
  const moved = read.scale - Number(exponent)
  const decimal = moved >= 0 ? { digits: read.digits, scale: moved } : { digits: read.digits * 10n ** BigInt(-moved), scale: 0 }
  return writeDecimal(roundTo(decimal, scale))
}

/**
 * The scale in which a V1 decimal is rebuilt, or null where its type does not promise that a double keeps it: no
 * precision named, or more than 15 digits. Such a column is rebuilt from the companion.
 *
 * @example scaleOfRebuiltDecimal('numeric(6,2)') // 2
 * @example scaleOfRebuiltDecimal('numeric') // null
 */
export function scaleOfRebuiltDecimal(type: string): number | null {
  const parts = NUMERIC_TYPE.exec(type)
  return parts && Number(parts[1]) <= DIGITS_OF_A_DOUBLE ? Number(parts[2]) : null
}
