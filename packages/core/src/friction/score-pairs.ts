import { Z_95 } from '../dna/estimate-metric.ts'
import type { Estimate } from '../numeric/estimate.ts'
import { percentileRank } from '../numeric/percentile-rank.ts'
import { componentWeights, reliabilityAmong } from './component-weights.ts'
import { FRICTION_COMPONENTS, type FrictionComponent, type FrictionComponentName } from './friction.ts'
import type { LeagueTraits, PairQuantity } from './league-traits.ts'
import { mentalClash } from './mental-clash.ts'
import { riskFriction } from './risk-friction.ts'
import { styleClash } from './style-clash.ts'
import { tacticalFriction } from './tactical-friction.ts'
import { tempoFriction } from './tempo-friction.ts'

/** The friction score of one ordered pair and the parts that sum to it. */
export interface ScoredPair {
  readonly score: Estimate
  readonly components: readonly FrictionComponent[]
}

/** The quantity behind each part of the score, from the traits of the two teams. */
export const QUANTITIES: Readonly<
  Record<FrictionComponentName, (traits: LeagueTraits, homeId: number, awayId: number) => PairQuantity | null>
> = {
  style_clash: styleClash,
  tempo_friction: tempoFriction,
  mental_clash: mentalClash,
  tactical_friction: tacticalFriction,
  risk_friction: riskFriction,
}

const NOT_MEASURED: Estimate = { value: null, n: 0, interval: null }

/** 0–100 among pairs; the interval's ends are placed among the same pairs. */
export function levelAmong(quantity: PairQuantity | null, all: ArrayLike<number>): Estimate {
  if (quantity === null) return NOT_MEASURED
  const { value, standardDeviation, n } = quantity
  const at = (x: number): number => percentileRank(x, all) ?? 0
  return { value: at(value), n, interval: [at(value - Z_95 * standardDeviation), at(value + Z_95 * standardDeviation)] }
}

/** What each part of a pair adds to its score, weighted by how reliable the part is in this league. */
function weigh(
  levels: readonly Estimate[],
  quantities: readonly (PairQuantity | null)[],
  reliabilities: readonly number[],
): FrictionComponent[] {
  const weights = componentWeights(
    reliabilities,
    levels.map((level) => level.value !== null),
  )
  return FRICTION_COMPONENTS.map((key, part) => {
    const level = levels[part] as Estimate
    const weight = weights[part] as number
    return {
      key,
      level,
      quantity: quantities[part]?.value ?? null,
      weight,
      contribution: level.value === null ? null : weight * level.value,
    }
  })
}

/** The sum of the contributions; its interval takes the parts as independent. */
function scoreOf(components: readonly FrictionComponent[]): Estimate {
  let value = 0
  let variance = 0
  let n = Number.POSITIVE_INFINITY
  for (const { contribution, level, weight } of components) {
    if (contribution === null || level.interval === null) continue
    value += contribution
    variance += (weight * ((level.interval[1] - level.interval[0]) / (2 * Z_95))) ** 2
    n = Math.min(n, level.n)
  }
  if (n === Number.POSITIVE_INFINITY) return NOT_MEASURED
  const half = Z_95 * Math.sqrt(variance)
  return { value, n, interval: [Math.max(0, value - half), Math.min(100, value + half)] }
}

/**
 * Scores ordered pairs among themselves: levels are percentiles among these pairs, and a part weighs by how reliable it is among them. In the
 * order given.
 *
 * Cost: quadratic in the pairs for the percentiles.
 */
export function scorePairs(traits: LeagueTraits, pairs: readonly { readonly homeId: number; readonly awayId: number }[]): ScoredPair[] {
  const quantities = pairs.map(({ homeId, awayId }) => FRICTION_COMPONENTS.map((key) => QUANTITIES[key](traits, homeId, awayId)))
  const all = FRICTION_COMPONENTS.map((_, part) => Float64Array.from(quantities, (parts) => parts[part]?.value ?? Number.NaN))
  const reliabilities = FRICTION_COMPONENTS.map((_, part) => reliabilityAmong(quantities.map((parts) => parts[part] ?? null)))
  return quantities.map((parts) => {
    const levels = all.map((values, part) => levelAmong(parts[part] ?? null, values))
    const components = weigh(levels, parts, reliabilities)
    return { score: scoreOf(components), components }
  })
}
