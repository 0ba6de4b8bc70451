import { CoreError } from '../errors.ts'
import { type Day, dayFromIso, isoFromDay } from '../units.ts'

declare const minute: unique symbol
/** A UTC instant in whole minutes since 1970-01-01T00:00Z: fine enough for kick-offs, exact in a Float64Array. */
export type Minute = number & { readonly [minute]: 'Minute' }

export const MINUTES_PER_DAY = 1440
/** Two halves, the interval and stoppage time: after this long the score of a match counts as known. */
export const MATCH_LENGTH_MINUTES = 130

/** Midnight UTC at which `day` begins. */
export function startOfDay(day: Day): Minute {
  return (day * MINUTES_PER_DAY) as Minute
}

/** The day in which an instant falls, UTC. */
export function toDay(instant: Minute): Day {
  return Math.floor(instant / MINUTES_PER_DAY) as Day
}

/**
 * When the score of a match is known: kick-off plus the length of a match, or, where the hour is not
 * recorded, the end of its day. History is cut on this and never on kick-off: a match that is under
 * way has no score yet.
 */
export function knownAt(kickoffOn: Day, kickoffAt: Minute | null): Minute {
  return (kickoffAt === null ? (kickoffOn + 1) * MINUTES_PER_DAY : kickoffAt + MATCH_LENGTH_MINUTES) as Minute
}

const ISO_INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d):00(?:\.0+)?Z$/
const CLOCK = /^([01]?\d|2[0-3]):([0-5]\d)$/
const MINUTES_PER_HOUR = 60
const MARCH = 3
const OCTOBER = 10

/**
 * The minute of a UTC instant.
 *
 * @throws {CoreError} INVALID_DATE  not `YYYY-MM-DDTHH:MM:00Z`, or no such day
 * @example minuteFromIso('1970-01-01T01:00:00Z') // 60
 */
export function minuteFromIso(iso: string): Minute {
  const parts = ISO_INSTANT.exec(iso)
  if (!parts) throw new CoreError('INVALID_DATE', `got "${iso}", expected a UTC instant like 2023-05-28T15:30:00Z`, { iso })
  return (dayFromIso(parts[1]!) * MINUTES_PER_DAY + Number(parts[2]) * MINUTES_PER_HOUR + Number(parts[3])) as Minute
}

/**
 * The UTC instant of a minute: {@link minuteFromIso} backwards.
 *
 * @example isoFromMinute(minuteFromIso('2023-05-28T15:30:00Z')) // '2023-05-28T15:30:00Z'
 */
export function isoFromMinute(instant: Minute): string {
  const ofDay = instant - toDay(instant) * MINUTES_PER_DAY
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${isoFromDay(toDay(instant))}T${two(Math.floor(ofDay / MINUTES_PER_HOUR))}:${two(ofDay % MINUTES_PER_HOUR)}:00Z`
}

/** 01:00 UTC on the last Sunday of a month of 31 days. */
function clockChange(year: number, month: number): Minute {
  const last = dayFromIso(`${year}-${String(month).padStart(2, '0')}-31`)
  // 1970-01-04, day 3, was a Sunday.
  const sunday = last - ((last - 3) % 7)
  return (sunday * MINUTES_PER_DAY + MINUTES_PER_HOUR) as Minute
}

const isSummerTime = (instant: number, year: number): boolean => instant >= clockChange(year, MARCH) && instant < clockChange(year, OCTOBER)

/**
 * The UTC instant of a wall-clock time in the United Kingdom, in which football-data.co.uk gives the
 * kick-offs of all countries. Summer time runs from the last Sunday of March to the last Sunday of
 * October, both at 01:00 UTC (the rule since 1996). The hour that October repeats is taken as its first
 * pass, the hour that March skips as winter time.
 *
 * @param day    the local day
 * @param clock  `HH:MM` or `H:MM`, 24 hours
 * @throws {CoreError} INVALID_DATE  `clock` is no time of day
 * @example isoFromMinute(londonInstant(dayFromIso('2022-08-05'), '20:00')) // '2022-08-05T19:00:00Z'
 */
export function londonInstant(day: Day, clock: string): Minute {
  const parts = CLOCK.exec(clock)
  if (!parts) throw new CoreError('INVALID_DATE', `got "${clock}", expected a time of day like 15:00`, { clock })
  const asWinter = day * MINUTES_PER_DAY + Number(parts[1]) * MINUTES_PER_HOUR + Number(parts[2])
  const year = Number(isoFromDay(day).slice(0, 4))
  const asSummer = asWinter - MINUTES_PER_HOUR
  return (isSummerTime(asSummer, year) ? asSummer : asWinter) as Minute
}

/** The wall-clock time `HH:MM` in the United Kingdom at an instant: {@link londonInstant} backwards. */
export function londonClock(instant: Minute): string {
  const year = Number(isoFromDay(toDay(instant)).slice(0, 4))
  const local = isSummerTime(instant, year) ? instant + MINUTES_PER_HOUR : instant
  return isoFromMinute(local as Minute).slice(11, 16)
}
