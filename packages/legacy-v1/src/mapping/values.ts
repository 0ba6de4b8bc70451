/** Why a V1 value could not be read, or what is remarkable about it. */
type ValueFinding =
  | 'not-a-number'
  | 'digits-lost'
  | 'not-a-time'
  | 'time-skipped'
  | 'not-an-object'
  | 'both-spellings'
  | 'not-text'
  | 'unknown-league-code'
  | 'not-a-season'
  | 'unknown-winner'
  | 'stake-unknown'
  | 'several-best'

/** A rule's result. With a finding and null, only the companion keeps the value. */
export interface MappedValue<Value> {
  readonly value: Value | null
  readonly finding: ValueFinding | null
}

export const NOTHING: MappedValue<never> = { value: null, finding: null }

export const plain = <Value>(value: Value, finding: ValueFinding | null = null): MappedValue<Value> => ({ value, finding })

export const unreadable = (finding: ValueFinding): MappedValue<never> => ({ value: null, finding })

export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Null where a key is absent, is JSON null, or its parent is not an object. */
export function jsonAt(json: unknown, path: readonly string[]): unknown {
  let at: unknown = json
  for (const key of path) {
    if (!isJsonObject(at) || !Object.hasOwn(at, key)) return null
    at = at[key]
  }
  return at ?? null
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/
/** Decimals of up to 15 significant digits survive a double. */
const DIGITS_OF_A_DOUBLE = 15
/** Decimals from here on are treated like infinity. */
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

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale }
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale)
  const at = (value: Decimal): bigint => value.digits * 10n ** BigInt(scale - value.scale)
  return { digits: at(a) - at(b), scale }
}

/** Rounds halves away from zero, as Postgres does. */
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
 * @example toDouble('169.20') // { value: 169.2, finding: null }
 */
export function toDouble(text: string | null): MappedValue<number> {
  if (text === null) return NOTHING
  const decimal = readDecimal(text)
  if (!decimal || Math.abs(Number(text)) >= LARGEST_DECIMAL) return unreadable('not-a-number')
  const significant = (decimal.digits < 0n ? -decimal.digits : decimal.digits).toString().length
  // Adding 0 turns -0 into 0.
  return plain(Number(text) + 0, significant > DIGITS_OF_A_DOUBLE ? 'digits-lost' : null)
}

/**
 * {@link toDouble} backwards: the decimal of a scale that is nearest to a double, as Postgres prints it.
 *
 * @example formatRounded(169.2, 2) // '169.20'
 */
export function formatRounded(value: number | null, scale: number): string | null {
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
 * @example rebuiltScale('numeric(6,2)') // 2
 * @example rebuiltScale('numeric') // null
 */
export function rebuiltScale(type: string): number | null {
  const parts = NUMERIC_TYPE.exec(type)
  return parts && Number(parts[1]) <= DIGITS_OF_A_DOUBLE ? Number(parts[2]) : null
}

/** Unless the plan names another zone. */
export const LEGACY_TIME_ZONE = 'UTC'
