import { Z_95 } from '@mon-ps/core/numeric/distributions'

/** The closing-line value of a team's own picks, in percent. */
export interface ClvEstimate {
  readonly n: number
  /** Null without a pick. */
  readonly meanPercent: number | null
  /** 95 %; null with fewer than two picks. */
  readonly interval: readonly [low: number, high: number] | null
}

/**
 * Rule `clv-from-picks@1` with what stands behind it: the mean, and the interval of a mean whose error is taken to be
 * normal with the standard deviation of the picks themselves, so that with a handful of picks it is too narrow.
 *
 * @param percents  of single picks; in any order, which does not change a digit of the result
 */
export function estimateClv(percents: readonly number[]): ClvEstimate {
  const n = percents.length
  if (n === 0) return { n, meanPercent: null, interval: null }
  const sorted = [...percents].sort((a, b) => a - b)
  const mean = sorted.reduce((sum, percent) => sum + percent, 0) / n
  if (n === 1) return { n, meanPercent: mean, interval: null }
  const squares = sorted.reduce((sum, percent) => sum + (percent - mean) ** 2, 0)
  const half = Z_95 * Math.sqrt(squares / (n - 1) / n)
  return { n, meanPercent: mean, interval: [mean - half, mean + half] }
}
