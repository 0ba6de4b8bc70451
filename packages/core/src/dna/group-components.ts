import { normalCdf } from '../numeric/normal.ts'
import { type GroupMoments, type VarianceComponents, varianceComponents } from '../numeric/shrinkage.ts'

const MINIMUM_GROUPS = 4
const MINIMUM_REPEATS = 10

/** Variance components that know how sure it is that groups differ at all. */
export interface GroupComponents extends VarianceComponents {
  /** Between groups, by moments alone; may be below 0 where groups differ less than chance makes them. */
  readonly momentVariance: number
  /** Standard error of `momentVariance`. */
  readonly momentError: number
  /** Probability that groups which do not differ would look as different as these: one-way analysis of variance. */
  readonly pValue: number
}

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

/** Degrees of freedom and mean squares of a one-way analysis of variance. */
interface MeanSquares {
  readonly between: number
  readonly within: number
  readonly degreesBetween: number
  readonly degreesWithin: number
  /** Typical observations of a group. */
  readonly size: number
}

function meanSquares(groups: readonly GroupMoments[], { centre, withinVariance }: VarianceComponents): MeanSquares {
  let total = 0
  let squares = 0
  let degreesWithin = 0
  let spread = 0
  for (const { nEff, mean } of groups) {
    total += nEff
    squares += nEff * nEff
    degreesWithin += Math.max(0, nEff - 1)
    spread += nEff * (mean - centre) ** 2
  }
  const degreesBetween = groups.length - 1
  const size = (total - squares / total) / degreesBetween
  return { between: spread / degreesBetween, within: withinVariance, degreesBetween, degreesWithin, size }
}

/**
 * P(F >= the ratio of the mean squares) where groups do not differ.
 *
 * @source  Paulson (1942), Annals of Mathematical Statistics 13, 233-235: cube roots of both mean squares are nearly normal
 */
function pOfRatio({ between, within, degreesBetween, degreesWithin }: MeanSquares): number {
  const root = Math.cbrt(between / within)
  const a = 2 / (9 * degreesBetween)
  const b = 2 / (9 * degreesWithin)
  return 1 - normalCdf(((1 - b) * root - (1 - a)) / Math.sqrt(b * root * root + a))
}

/**
 * Variance components whose between variance is small rather than nil where the moments put it at 0: the mean of a
 * normal(moment estimate, its standard error) cut off below 0. Groups then keep an interval and an order,
 * and a kappa that says how little that order means.
 *
 * @returns null with fewer than 4 groups, fewer than 10 repeats within them, or no variation within them
 * @source  standard error: Searle, Casella and McCulloch (1992), 3.6, balanced form at the typical group size
 */
export function componentsOf(groups: readonly GroupMoments[]): GroupComponents | null {
  const repeats = groups.reduce((sum, { nEff }) => sum + Math.max(0, nEff - 1), 0)
  if (groups.length < MINIMUM_GROUPS || repeats < MINIMUM_REPEATS) return null
  const moments = varianceComponents(groups)
  const { withinVariance, betweenVariance } = moments
  if (!(withinVariance > 1e-12)) return null
  const squares = meanSquares(groups, moments)
  const { size, degreesBetween, degreesWithin } = squares
  const meanSquareBetween = withinVariance + size * betweenVariance
  const momentError = Math.sqrt((2 * meanSquareBetween ** 2) / degreesBetween + (2 * withinVariance ** 2) / degreesWithin) / size
  const z = betweenVariance / momentError
  const density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI)
  const between = betweenVariance + (momentError * density) / normalCdf(z)
  return {
    ...moments,
    betweenVariance: between,
    kappa: withinVariance / between,
    momentVariance: (squares.between - withinVariance) / size,
    momentError,
    pValue: pOfRatio(squares),
  }
}
