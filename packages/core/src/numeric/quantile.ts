/**
 * Quantile of ascending values, linear between order statistics (Hyndman and Fan type 7).
 *
 * @param sorted  at least one, ascending
 * @param p       in [0, 1]
 */
export function quantileOfSorted(sorted: ArrayLike<number>, p: number): number {
  const position = p * (sorted.length - 1)
  const below = Math.floor(position)
  const low = sorted[below]!
  return low + (position - below) * (sorted[Math.min(below + 1, sorted.length - 1)]! - low)
}
