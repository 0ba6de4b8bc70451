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
export const weekOf = (day: number): number => Math.floor(day / DAYS_PER_WEEK)

/** Sums of a record by week; its bets may come in any order. */
export function weeklySums(bets: readonly SettledBet[]): WeeklySums {
  const weeks = Int32Array.from(new Set(bets.map(({ day }) => weekOf(day)))).sort()
  const place = new Map<number, number>()
  weeks.forEach((week, index) => place.set(week, index))
  const zeros = (): Float64Array => new Float64Array(weeks.length)
  const sums = { weeks, bets: zeros(), profit: zeros(), stake: zeros(), closed: zeros(), closingLineValue: zeros(), luck: zeros() }
  for (const { day, profitUnits, stakeUnits, price, closeProbability, closingLineValue } of bets) {
    const at = place.get(weekOf(day)) as number
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
