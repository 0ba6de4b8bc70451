import type { Sql } from 'postgres'
import { DbError } from '../errors.ts'

const INT8 = 20
const INT8_ARRAY = 1016
const TIMESTAMPTZ = 1184
const TIMESTAMPTZ_ARRAY = 1185

/**
 * An instant as this package hands it out: ISO text in UTC, `2023-05-28T15:30:00Z`, with the fraction that was stored.
 * The session's time zone is UTC, so the server writes `2023-05-28 15:30:00+00`; infinities stay as they are.
 */
function instantFromWire(text: string): string {
  return text.endsWith('+00') ? `${text.slice(0, -3).replace(' ', 'T')}Z` : text
}

function integerFromWire(text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value)) return value
  throw new DbError('QUERY_FAILED', `got the integer ${text}, which a number cannot hold; select it as text`)
}

const parseList = <Value>(text: string, read: (item: string) => Value) =>
  text === '{}'
    ? []
    : text
        .slice(1, -1)
        .split(',')
        .map((item) => (item === 'NULL' ? null : read(item.replaceAll('"', ''))))

/** One codec for both engines and for every way to ask: never a Date, bigint only where it fits a number. */
export function setWireTypes(sql: Sql): void {
  const parsers: Record<number, (text: string) => unknown> = sql.options.parsers
  parsers[INT8] = integerFromWire
  parsers[INT8_ARRAY] = (text) => parseList(text, integerFromWire)
  parsers[TIMESTAMPTZ] = instantFromWire
  parsers[TIMESTAMPTZ_ARRAY] = (text) => parseList(text, instantFromWire)
}
