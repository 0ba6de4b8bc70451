import { normalCdf } from '../numeric/normal.ts'
import { type GroupMoments, type VarianceComponents, varianceComponents } from '../numeric/shrinkage.ts'

const MINIMUM_GROUPS = 4
const MINIMUM_REPEATS = 10

/**
 * Mean, variance and size of each group.
 *
 * @param values  one observation each; NaN is left out
 * @param groups  group of each observation, integers; below 0 is left out
 */
export function groupMoments(values: ArrayLike<number>, groups: ArrayLike<number>): GroupMoments[] {
  const sums = new Map<number, { n: number; sum: number; squares: number }>()
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    const group = groups[i] as number
    if (Number.isNaN(value) || group < 0) continue
    let entry = sums.get(group)
    if (entry === undefined) {
      entry = { n: 0, sum: 0, squares: 0 }
      sums.set(group, entry)
    }
    entry.n += 1
    entry.sum += value
    entry.squares += value * value
  }
  return [...sums.values()].map(({ n, sum, squares }) => {
    const mean = sum / n
    return { mean, variance: n < 2 ? null : Math.max(0, (squares - n * mean * mean) / (n - 1)), nEff: n }
  })
}

/**
 * Variance components whose between variance is small rather than nil where the moments put it at 0: the mean of a
 * normal(moment estimate, its standard error) cut off below 0. Groups then keep an interval and an order,
 * and a kappa that says how little that order means.
 *
 * @returns null with fewer than 4 groups, fewer than 10 repeats within them, or no variation within them
 * @source  standard error: Searle, Casella and McCulloch (1992), 3.6, balanced form at the typical group size
 */
export function componentsOf(groups: readonly GroupMoments[]): VarianceComponents | null {
  let total = 0
  let squares = 0
  let degreesWithin = 0
  for (const { nEff } of groups) {
    total += nEff
    squares += nEff * nEff
    degreesWithin += Math.max(0, nEff - 1)
  }
  if (groups.length < MINIMUM_GROUPS || degreesWithin < MINIMUM_REPEATS) return null
  const moments = varianceComponents(groups)
  const { withinVariance, betweenVariance } = moments
  if (!(withinVariance > 1e-12)) return null
  const size = (total - squares / total) / (groups.length - 1)
  const meanSquareBetween = withinVariance + size * betweenVariance
  const standardError = Math.sqrt((2 * meanSquareBetween ** 2) / (groups.length - 1) + (2 * withinVariance ** 2) / degreesWithin) / size
  const z = betweenVariance / standardError
  const density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI)
  const between = betweenVariance + (standardError * density) / normalCdf(z)
  return { ...moments, betweenVariance: between, kappa: withinVariance / between }
}
