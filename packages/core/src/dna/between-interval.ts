import { Z_95 } from '../numeric/normal.ts'
import type { GroupComponents } from './group-components.ts'

/** A quantile of chi-squared by its cube root, which is nearly normal: Wilson and Hilferty (1931), PNAS 17, 684-688. */
const chiSquared = (degrees: number, z: number): number =>
  degrees * Math.max(0, 1 - 2 / (9 * degrees) + z * Math.sqrt(2 / (9 * degrees))) ** 3

/**
 * 95 % interval of the variance between groups by moments, from the mean square as scaled chi-squared; its lower end may be below 0.
 */
export function betweenInterval({ between, withinVariance }: GroupComponents): readonly [low: number, high: number] {
  const { meanSquare, degrees, size } = between
  const endAt = (z: number): number => ((degrees * meanSquare) / chiSquared(degrees, z) - withinVariance) / size
  return [endAt(Z_95), endAt(-Z_95)]
}
