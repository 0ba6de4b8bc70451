import type { PairQuantity } from './league-traits.ts'

/**
 * How much of the differences between a league's pairs in one quantity is more than estimation error:
 * variance among the pairs / (variance among the pairs + mean squared standard error).
 *
 * @param quantities  one per ordered pair of the league; null where not measured
 * @returns           in [0, 1]; 0 with fewer than two measured pairs, or where they do not differ
 * @example reliabilityAmong([{ value: 1, standardDeviation: 1, n: 9 }, { value: 3, standardDeviation: 1, n: 9 }]) // 0.5
 */
export function reliabilityAmong(quantities: readonly (PairQuantity | null)[]): number {
  const measured = quantities.filter((quantity) => quantity !== null)
  if (measured.length < 2) return 0
  const average = (of: (quantity: PairQuantity) => number): number => measured.reduce((sum, one) => sum + of(one), 0) / measured.length
  const centre = average(({ value }) => value)
  const spread = average(({ value }) => (value - centre) ** 2)
  const error = average(({ standardDeviation }) => standardDeviation ** 2)
  return spread > 0 ? spread / (spread + error) : 0
}

/**
 * Weights of a pair's parts in its score: proportional to the squared reliability of each in the league, over the parts that are
 * measured for the pair. Squared, because a part at 0.1 beside one at 0.8 should not count an eighth of it but next to nothing.
 *
 * @param reliabilities  per part, in [0, 1]
 * @param isMeasured     per part, for this pair
 * @returns              per part: 0 where not measured, the others sum to 1; alike where no part has any reliability
 */
export function componentWeights(reliabilities: readonly number[], isMeasured: readonly boolean[]): number[] {
  const raw = reliabilities.map((reliability, part) => (isMeasured[part] ? reliability ** 2 : 0))
  const total = raw.reduce((sum, weight) => sum + weight, 0)
  if (total > 0) return raw.map((weight) => weight / total)
  const count = isMeasured.filter(Boolean).length
  return isMeasured.map((measured) => (measured ? 1 / count : 0))
}
