import { CoreError } from '../errors.ts'
import type { Interval } from './estimate.ts'
import { normalHalfWidth } from './distributions.ts'

/**
 * q-values: the smallest false discovery rate at which each finding would still be kept. Ask it over
 * everything that was looked at together, the losers too.
 *
 * @param pValues  in [0, 1], any order
 * @returns        q-values in the same order, each at least its p-value
 * @throws {CoreError} INVALID_PROBABILITY  an entry outside [0, 1]
 * @source  Benjamini and Hochberg (1995), JRSS B 57, 289-300
 * @example benjaminiHochberg([0.01, 0.04, 0.03]) // [0.03, 0.04, 0.04]
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  for (const p of pValues)
    if (!(p >= 0 && p <= 1)) throw new CoreError('INVALID_PROBABILITY', `got p-value ${p}, expected it in [0, 1]`, { p })
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[b]! - pValues[a]!)
  const qValues = new Array<number>(pValues.length)
  let smallest = 1
  order.forEach((index, fromTop) => {
    const rank = pValues.length - fromTop
    smallest = Math.min(smallest, (pValues[index]! * pValues.length) / rank)
    qValues[index] = smallest
  })
  return qValues
}

/** q-values of those that were tested; a null was not, and does not count. */
export function correctPValues(pValues: readonly (number | null)[]): (number | null)[] {
  const qValues = benjaminiHochberg(pValues.filter((p) => p !== null))
  let tested = 0
  return pValues.map((p) => (p === null ? null : (qValues[tested++] as number)))
}

/** A mean with the standard error that its blocks leave. */
export interface MeanWithError {
  readonly mean: number
  readonly standardError: number
  /** One-sided, against "0 or less". */
  readonly p: number
}

/** An interval that counts everything that was looked at. */
export interface Corrected {
  readonly interval: Interval
  /** The interval lies above 0, and so do those of all smaller p-values. */
  readonly isAboveZero: boolean
}

/**
 * Intervals of many means at once, by Holm's step-down: the smallest p-value is held against all of them, the next against one less, and
 * after the first that fails none passes. The chance that any null passes is at most half of 1 − level.
 *
 * @returns  in the order given
 * @source   Holm (1979), Scandinavian Journal of Statistics 6, 65-70
 */
export function holmIntervals(means: readonly MeanWithError[], level = 0.95): Corrected[] {
  const order = means.map((_, i) => i).sort((a, b) => means[a]!.p - means[b]!.p || a - b)
  const corrected = new Array<Corrected>(means.length)
  let stillPassing = true
  order.forEach((index, rank) => {
    const { mean, standardError } = means[index]!
    const half = normalHalfWidth(1 - (1 - level) / (means.length - rank)) * standardError
    stillPassing &&= mean - half > 0
    corrected[index] = { interval: [mean - half, mean + half], isAboveZero: stillPassing }
  })
  return corrected
}
