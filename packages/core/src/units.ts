import { CoreError } from './errors.ts'

declare const unit: unique symbol
type Unit<Base, Name extends string> = Base & { readonly [unit]: Name }

/** A probability in [0, 1]. */
export type Probability = Unit<number, 'Probability'>
/** Decimal odds, > 1: what one unit staked returns when the bet wins. */
export type DecimalOdds = Unit<number, 'DecimalOdds'>
/** Mean goals per match from a model, >= 0 (not xG, which comes from shot quality). */
export type GoalRate = Unit<number, 'GoalRate'>
/** Whole days since 1970-01-01, proleptic Gregorian calendar. */
export type Day = Unit<number, 'Day'>

/** @throws {CoreError} INVALID_PROBABILITY  outside [0, 1] or not finite */
export function probability(value: number): Probability {
  if (!(value >= 0 && value <= 1)) throw new CoreError('INVALID_PROBABILITY', `got ${value}, expected a probability in [0, 1]`, { value })
  return value as Probability
}

/** @throws {CoreError} INVALID_ODDS  not finite, or not above 1 */
export function decimalOdds(value: number): DecimalOdds {
  if (!(value > 1 && Number.isFinite(value))) throw new CoreError('INVALID_ODDS', `got ${value}, expected decimal odds above 1`, { value })
  return value as DecimalOdds
}

/** @throws {CoreError} INVALID_ARGUMENT  negative or not finite */
export function goalRate(value: number): GoalRate {
  if (!(value >= 0 && Number.isFinite(value)))
    throw new CoreError('INVALID_ARGUMENT', `got ${value}, expected a goal rate of 0 or more`, { value })
  return value as GoalRate
}

const MS_PER_DAY = 86_400_000
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/

/**
 * The day number of an ISO date.
 *
 * @throws {CoreError} INVALID_DATE  not `YYYY-MM-DD`, or no such day
 * @example dayFromIso('1970-01-02') // 1
 */
export function dayFromIso(iso: string): Day {
  const parts = ISO_DATE.exec(iso)
  if (!parts) throw new CoreError('INVALID_DATE', `got "${iso}", expected a date like 2023-05-28`, { iso })
  const day = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) / MS_PER_DAY
  if (isoFromDay(day as Day) !== iso) throw new CoreError('INVALID_DATE', `got "${iso}", which is no day of the calendar`, { iso })
  return day as Day
}

/**
 * The ISO date of a day number: {@link dayFromIso} backwards.
 *
 * @example isoFromDay(dayFromIso('2023-05-28')) // '2023-05-28'
 */
export function isoFromDay(day: Day): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10)
}
