import { Z_95 } from '../numeric/normal.ts'
import type { Interval } from '../numeric/estimate.ts'
import { studentTail } from '../numeric/student.ts'

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
  // Rounding leaves equal weeks a hair apart.
  if (standardError < 1e-12) return ratio > 0 ? 0 : 1
  return studentTail(ratio / standardError, weeks - 1)
}
