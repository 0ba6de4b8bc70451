import type { Day } from '../units.ts'

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
export function dayOfMinute(instant: Minute): Day {
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
