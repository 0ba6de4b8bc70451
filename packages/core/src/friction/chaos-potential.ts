import type { OutcomeProbabilities } from '../goals-model/markets.ts'
import type { PairQuantity } from './league-traits.ts'

const LARGEST_ENTROPY = Math.log(3)

/**
 * How open a match is, in [0, 1]: half the entropy of its 1X2 against that of three equal chances, half twice the chance that the
 * outsider wins. 0 for a certain result.
 */
export function chaosQuantity({ home, draw, away }: OutcomeProbabilities): number {
  let entropy = 0
  for (const p of [home, draw, away]) if (p > 0) entropy -= p * Math.log(p)
  return (entropy / LARGEST_ENTROPY + 2 * Math.min(home, away)) / 2
}

/**
 * The quantity with the spread that the fitted strengths leave.
 *
 * @param sigma  the 1X2 at sigma points of the goal rates, all of equal weight
 */
export function chaosOf(outlook: { outcome: OutcomeProbabilities; sigma: readonly OutcomeProbabilities[]; n: number }): PairQuantity {
  const value = chaosQuantity(outlook.outcome)
  const squares = outlook.sigma.reduce((sum, outcome) => sum + (chaosQuantity(outcome) - value) ** 2, 0)
  return { value, standardDeviation: Math.sqrt(squares / Math.max(1, outlook.sigma.length)), n: outlook.n }
}
