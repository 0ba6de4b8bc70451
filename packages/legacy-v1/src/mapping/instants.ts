import { type MappedValue, NOTHING, plain, unreadable } from './mapped-value.ts'

const NAIVE = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,6}))?$/
const DAY = 86_400_000

/** How far a zone's clocks are ahead of UTC at an instant, both in milliseconds. */
export type OffsetAt = (instant: number) => number

/** The zone in which the legacy's times are read unless the plan names another. */
export const LEGACY_TIME_ZONE = 'UTC'

const inUtc: OffsetAt = () => 0
const isoSeconds = (instant: number): string => new Date(instant).toISOString().slice(0, -'.000Z'.length)

/**
 * Rule `instant@1`, as Postgres reads `timestamp at time zone`.
 *
 * @param text      a `timestamp without time zone` as Postgres prints it
 * @param offsetAt  of the zone in which it is read; UTC unless given
 * @returns         ISO in UTC with as many decimals as V1 has; `time-skipped` where a change of clocks left that hour out
 * @example instantOf('2025-12-05 23:46:41') // { value: '2025-12-05T23:46:41Z', finding: null }
 */
export function instantOf(text: string | null, offsetAt: OffsetAt = inUtc): MappedValue<string> {
  if (text === null) return NOTHING
  const parts = NAIVE.exec(text)
  if (!parts) return unreadable('not-a-time')
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number)
  const local = Date.UTC(year, month - 1, day, hour, minute, second)
  const before = local - offsetAt(local - DAY)
  const after = local - offsetAt(local + DAY)
  const exists = (instant: number): boolean => instant + offsetAt(instant) === local
  const instant = exists(after) ? after : before
  const decimals = parts[7] === undefined ? '' : `.${parts[7]}`
  return plain(`${isoSeconds(instant)}${decimals}Z`, exists(instant) ? null : 'time-skipped')
}
