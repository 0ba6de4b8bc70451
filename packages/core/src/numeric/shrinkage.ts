import { CoreError } from '../errors.ts'
import type { Interval } from './estimate.ts'
import { normalHalfWidth } from './distributions.ts'

/** What is known of one group (a team): its own mean and how many observations carry it. */
export interface GroupMoments {
  readonly mean: number
  /** Between observations of the group; null with fewer than two of them. */
  readonly variance: number | null
  /** Effective number of observations, > 0. */
  readonly nEff: number
}

/** How much observations differ within a group and how much the groups differ from each other. */
export interface VarianceComponents {
  readonly groups: number
  /** Precision-weighted mean of the groups. */
  readonly centre: number
  readonly withinVariance: number
  /** 0 when the groups differ no more than chance makes them. */
  readonly betweenVariance: number
  /** within / between: observations after which a group's own mean counts half. Infinity when between is 0. */
  readonly kappa: number
}

/** A group's mean pulled towards the centre by as much as chance explains. */
export interface ShrunkValue {
  readonly value: number
  readonly standardDeviation: number
  /** nEff / (nEff + kappa), in [0, 1]: the share of the value that is the group's own. */
  readonly reliability: number
  /** Null when the reliability is 0: then only the centre is known, not how far this group lies from it. */
  readonly interval: Interval | null
}

/**
 * Variance within and between groups by the method of moments.
 *
 * @param groups  at least two, of which at least one has a variance
 * @throws {CoreError} SHAPE_MISMATCH    fewer than two groups, or none with a variance
 * @throws {CoreError} INVALID_ARGUMENT  a mean or variance not finite, a variance below 0, an nEff not above 0
 * @source  one-way analysis of variance with unequal group sizes: Searle, Casella and McCulloch (1992), 3.6
 */
export function varianceComponents(groups: readonly GroupMoments[]): VarianceComponents {
  let degrees = 0
  let within = 0
  let total = 0
  let squares = 0
  let sum = 0
  for (const { mean, variance, nEff } of groups) {
    const valid =
      Number.isFinite(mean) && nEff > 0 && Number.isFinite(nEff) && (variance === null || (variance >= 0 && variance < Infinity))
    if (!valid)
      throw new CoreError('INVALID_ARGUMENT', `got mean ${mean}, variance ${variance}, nEff ${nEff}, expected finite and nEff > 0`)
    total += nEff
    squares += nEff * nEff
    sum += nEff * mean
    if (variance === null || nEff <= 1) continue
    degrees += nEff - 1
    within += (nEff - 1) * variance
  }
  if (groups.length < 2 || degrees === 0)
    throw new CoreError('SHAPE_MISMATCH', `got ${groups.length} groups, expected at least two and one with two observations`)
  const centre = sum / total
  const withinVariance = within / degrees
  let spread = 0
  for (const { mean, nEff } of groups) spread += nEff * (mean - centre) ** 2
  const betweenVariance = Math.max(0, (spread - (groups.length - 1) * withinVariance) / (total - squares / total))
  const kappa = betweenVariance > 0 ? withinVariance / betweenVariance : Number.POSITIVE_INFINITY
  return { groups: groups.length, centre, withinVariance, betweenVariance, kappa }
}

/**
 * A group's value, shrunk: centre + reliability x (mean - centre), with standard deviation
 * sqrt(withinVariance / (nEff + kappa)).
 *
 * @param options.centre  what to shrink towards; default the components' own centre. 0 for residuals.
 * @param options.level   of the interval; default 0.95
 * @throws {CoreError} INVALID_ARGUMENT     mean not finite, nEff not finite or below 0
 * @throws {CoreError} INVALID_PROBABILITY  level outside (0, 1)
 */
export function shrink(
  group: Pick<GroupMoments, 'mean' | 'nEff'>,
  components: VarianceComponents,
  options: { readonly centre?: number; readonly level?: number } = {},
): ShrunkValue {
  const { mean, nEff } = group
  if (!(Number.isFinite(mean) && nEff >= 0 && Number.isFinite(nEff)))
    throw new CoreError('INVALID_ARGUMENT', `got mean ${mean}, nEff ${nEff}, expected finite numbers and nEff of 0 or more`, { mean, nEff })
  const { centre = components.centre, level = 0.95 } = options
  const { kappa, withinVariance } = components
  // kappa is 0 when observations of a group never differ: one observation is then exact.
  const reliability = nEff + kappa === 0 ? 0 : nEff / (nEff + kappa)
  const value = centre + reliability * (mean - centre)
  const standardDeviation = nEff + kappa === 0 ? 0 : Math.sqrt(withinVariance / (nEff + kappa))
  const half = normalHalfWidth(level) * standardDeviation
  return { value, standardDeviation, reliability, interval: reliability === 0 ? null : [value - half, value + half] }
}
