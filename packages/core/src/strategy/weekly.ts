import type { Interval } from '../numeric/estimate.ts'
import { Z_95 } from '../numeric/normal.ts'
import { studentTail } from '../numeric/student.ts'
import type { SettledBet } from './strategy.ts'

/** Day 0 was a Thursday: a week holds the matches from Thursday to Wednesday. */
const DAYS_PER_WEEK = 7

/** Bets summed by match week: bets of one week share results and news, and often the match. */
export interface WeeklySums {
  /** Weeks since 1970-01-01 in which there was a bet, ascending. */
  readonly weeks: Int32Array
  readonly bets: Float64Array
  /** Units. */
  readonly profit: Float64Array
  readonly stake: Float64Array
  /** Bets with a closing line value, and the sum of these. */
  readonly closed: Float64Array
  readonly closingLineValue: Float64Array
  /** Profit of these less what their close promised: stake x (price x closing probability - 1). */
  readonly luck: Float64Array
}

/** The week that a day (since 1970-01-01) lies in. */
export const getWeek = (day: number): number => Math.floor(day / DAYS_PER_WEEK)

/** Sums of a record by week; its bets may come in any order. */
export function weeklySums(bets: readonly SettledBet[]): WeeklySums {
  const weeks = Int32Array.from(new Set(bets.map(({ day }) => getWeek(day)))).sort()
  const place = new Map<number, number>()
  weeks.forEach((week, index) => place.set(week, index))
  const zeros = (): Float64Array => new Float64Array(weeks.length)
  const sums = { weeks, bets: zeros(), profit: zeros(), stake: zeros(), closed: zeros(), closingLineValue: zeros(), luck: zeros() }
  for (const { day, profitUnits, stakeUnits, price, closeProbability, closingLineValue } of bets) {
    const at = place.get(getWeek(day)) as number
    sums.bets[at]! += 1
    sums.profit[at]! += profitUnits
    sums.stake[at]! += stakeUnits
    if (closeProbability === null || closingLineValue === null) continue
    sums.closed[at]! += 1
    sums.closingLineValue[at]! += closingLineValue
    sums.luck[at]! += profitUnits - stakeUnits * (price * closeProbability - 1)
  }
  return sums
}

/** Weekly luck, for the weeks in which a bet had a close. */
export function weeklyLuck({ luck, closed }: WeeklySums): Float64Array {
  return luck.filter((_, week) => closed[week]! > 0)
}

/** A ratio of weekly sums, such as profit over stakes, and how surely it is known. */
export interface WeeklyRatio {
  /** Null without anything to divide by. */
  readonly ratio: number | null
  /** From how weeks differ from the ratio; null with fewer than two weeks. */
  readonly standardError: number | null
  readonly weeks: number
}

/**
 * The ratio of two sums over weeks with the standard error of its linear form, weeks independent of each other.
 *
 * @source  Cochran (1977), "Sampling techniques", 6.4 (ratio estimator over clusters)
 */
export function weeklyRatio(top: Float64Array, bottom: Float64Array): WeeklyRatio {
  let sum = 0
  let total = 0
  let weeks = 0
  for (let w = 0; w < top.length; w++) {
    sum += top[w]!
    total += bottom[w]!
    if (bottom[w]! > 0) weeks++
  }
  if (total === 0) return { ratio: null, standardError: null, weeks }
  const ratio = sum / total
  let squares = 0
  for (let w = 0; w < top.length; w++) squares += (top[w]! - ratio * bottom[w]!) ** 2
  return { ratio, standardError: weeks < 2 ? null : Math.sqrt((squares * weeks) / (weeks - 1)) / total, weeks }
}

/** 95 %, normal. */
export function ratioInterval({ ratio, standardError }: WeeklyRatio): Interval | null {
  if (ratio === null || standardError === null) return null
  const half = Z_95 * standardError
  return [ratio - half, ratio + half]
}

/** One-sided, that the ratio is above 0, by Student's distribution with one degree of freedom less than weeks; null without an error. */
export function ratioPValue({ ratio, standardError, weeks }: WeeklyRatio): number | null {
  if (ratio === null || standardError === null) return null
  // Equal weeks differ by rounding errors.
  if (standardError < 1e-12) return ratio > 0 ? 0 : 1
  return studentTail(ratio / standardError, weeks - 1)
}
