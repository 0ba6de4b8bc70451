import { normalHalfWidth } from '../../numeric/normal.ts'

/** A mean with the standard error that its blocks leave. */
export interface MeanWithError {
  readonly mean: number
  readonly standardError: number
  /** One-sided, against "0 or less". */
  readonly p: number
}

/** What is left of an interval when everything that was looked at is counted. */
export interface Corrected {
  readonly interval: readonly [low: number, high: number]
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
