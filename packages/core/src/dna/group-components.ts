import { normalCdf, Z_95 } from '../numeric/distributions.ts'
import { type GroupMoments, type VarianceComponents, varianceComponents } from '../numeric/shrinkage.ts'

const MIN_GROUPS = 4
const MIN_REPEATS = 10
/** Steps of the posterior of what lies between groups. */
const POSTERIOR_STEPS = 200
/** Expected mean squares above this multiple of the observed one are ignored. */
const MAX_RATIO = 50
const MIN_DEGREES = 3

/** A group and its cluster: seasons of one team resemble each other, so they count together. A group without a cluster stands alone. */
export interface ClusteredGroup extends GroupMoments {
  readonly cluster?: number
}

/** How far groups lie from each other, as a mean square. */
export interface BetweenSquare {
  readonly meanSquare: number
  /** Of freedom: groups less 1 where they have nothing to do with each other, fewer where clusters of them do. */
  readonly degrees: number
  /** Typical observations of a group. */
  readonly size: number
}

/** Variance components with the evidence that groups differ at all. */
export interface GroupComponents extends VarianceComponents {
  /** Between groups, by moments alone; may be below 0 where groups differ less than chance makes them. */
  readonly momentVariance: number
  readonly between: BetweenSquare
  /** What the variance between groups may be, and how likely each is; the weights sum to 1. */
  readonly posterior: { readonly variances: Float64Array; readonly weights: Float64Array }
  /** Probability that groups which do not differ would look as different as these: one-way analysis of variance. */
  readonly pValue: number
}

/**
 * Mean, variance and size of each group.
 *
 * @param values     one observation each; NaN is left out
 * @param groups     group of each observation, integers; below 0 is left out
 * @param getCluster  the cluster of a group; none by default
 */
export function groupMoments(
  values: ArrayLike<number>,
  groups: ArrayLike<number>,
  getCluster?: (group: number) => number,
): ClusteredGroup[] {
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
  return [...sums].map(([group, { n, sum, squares }]) => {
    const mean = sum / n
    const variance = n < 2 ? null : Math.max(0, (squares - n * mean * mean) / (n - 1))
    return { mean, variance, nEff: n, ...(getCluster && { cluster: getCluster(group) }) }
  })
}

/**
 * The mean square between groups, with the degrees of freedom that its own variance over clusters leaves it.
 *
 * @source  Satterthwaite (1946), Biometrics Bulletin 2, 110-114
 */
function betweenSquare(groups: readonly ClusteredGroup[], centre: number): BetweenSquare {
  let total = 0
  let squares = 0
  let sum = 0
  const measureSpread = ({ nEff, mean }: GroupMoments): number => nEff * (mean - centre) ** 2
  for (const group of groups) {
    total += group.nEff
    squares += group.nEff * group.nEff
    sum += measureSpread(group)
  }
  const degrees = groups.length - 1
  const meanSquare = sum / degrees
  const beyond = new Map<number | ClusteredGroup, number>()
  for (const group of groups) {
    const owner = group.cluster ?? group
    beyond.set(owner, (beyond.get(owner) ?? 0) + measureSpread(group) - meanSquare)
  }
  const variance = [...beyond.values()].reduce((all, value) => all + value * value, 0) / degrees ** 2
  const effective = variance > 0 ? (2 * meanSquare ** 2) / variance : degrees
  return { meanSquare, degrees: Math.min(degrees, Math.max(MIN_DEGREES, effective)), size: (total - squares / total) / degrees }
}

/**
 * P(F >= the ratio of the mean squares) where groups do not differ.
 *
 * @source  Paulson (1942), Annals of Mathematical Statistics 13, 233-235: cube roots of both mean squares are nearly normal
 */
function ratioPValue(ratio: number, degreesBetween: number, degreesWithin: number): number {
  const root = Math.cbrt(ratio)
  const a = 2 / (9 * degreesBetween)
  const b = 2 / (9 * degreesWithin)
  return 1 - normalCdf(((1 - b) * root - (1 - a)) / Math.sqrt(b * root * root + a))
}

/**
 * What the variance between groups may be, given the mean square: every variance of 0 or more is as likely beforehand. The expected mean
 * square within + size · between then has an inverse-gamma posterior, cut off below the variance within.
 */
function computePosterior({ meanSquare, degrees, size }: BetweenSquare, within: number): GroupComponents['posterior'] {
  const variances = new Float64Array(POSTERIOR_STEPS)
  const logs = new Float64Array(POSTERIOR_STEPS)
  // Eight standard deviations about the observed mean square hold all relevant mass.
  const reach = 8 * Math.sqrt(2 / degrees)
  const seen = 1 / Math.max(meanSquare, within * 1e-9)
  const highest = Math.min(1 / within, seen * (1 + reach))
  const lowest = Math.min(1 / within, seen) * Math.max(1 / MAX_RATIO, 1 - reach)
  for (let k = 0; k < POSTERIOR_STEPS; k++) {
    const inverse = lowest + ((k + 0.5) / POSTERIOR_STEPS) * (highest - lowest)
    variances[k] = (1 / inverse - within) / size
    logs[k] = (degrees / 2 - 2) * Math.log(inverse) - (degrees * meanSquare * inverse) / 2
  }
  const largest = Math.max(...logs)
  const weights = logs.map((log) => Math.exp(log - largest))
  const sum = weights.reduce((all, weight) => all + weight, 0)
  return { variances, weights: weights.map((weight) => weight / sum) }
}

/**
 * Variance components whose between variance is the mean of its posterior: small rather than nil where the moments put it at 0 or below.
 * Groups then keep an interval and an order, and a kappa that says how little that order means.
 *
 * @returns null with fewer than 4 groups, fewer than 10 repeats within them, or no variation within them
 */
export function estimateComponents(groups: readonly ClusteredGroup[]): GroupComponents | null {
  const repeats = groups.reduce((sum, { nEff }) => sum + Math.max(0, nEff - 1), 0)
  if (groups.length < MIN_GROUPS || repeats < MIN_REPEATS) return null
  const moments = varianceComponents(groups)
  const { withinVariance } = moments
  if (!(withinVariance > 1e-12)) return null
  const between = betweenSquare(groups, moments.centre)
  const posterior = computePosterior(between, withinVariance)
  const betweenVariance = posterior.variances.reduce((sum, variance, k) => sum + variance * (posterior.weights[k] as number), 0)
  return {
    ...moments,
    betweenVariance,
    kappa: withinVariance / betweenVariance,
    momentVariance: (between.meanSquare - withinVariance) / between.size,
    between,
    posterior,
    pValue: ratioPValue(between.meanSquare / withinVariance, groups.length - 1, repeats),
  }
}

/**
 * Standard deviation of a group's true value about its shrunk one: what its own observations leave open, and what is not known of how
 * far groups differ, which is the larger part where they hardly do.
 *
 * @param mean   of the group's observations, from the level that it is shrunk to
 * @param value  shrunk, from the same level
 * @source  Morris (1983), Journal of the American Statistical Association 78, 47-55, by numbers in place of his approximation
 */
export function deviationOfShrunk(
  { posterior, withinVariance }: GroupComponents,
  { mean, nEff, value }: { readonly mean: number; readonly nEff: number; readonly value: number },
): number {
  const { variances, weights } = posterior
  let variance = 0
  for (let k = 0; k < variances.length; k++) {
    const between = variances[k] as number
    const reliability = (nEff * between) / (nEff * between + withinVariance)
    variance += (weights[k] as number) * (between * (1 - reliability) + (reliability * mean - value) ** 2)
  }
  return Math.sqrt(variance)
}

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
