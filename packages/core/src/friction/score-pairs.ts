import { Z_95 } from '../numeric/normal.ts'
import type { Estimate } from '../numeric/estimate.ts'
import { percentileRank } from '../numeric/quantiles.ts'
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

/** Sums taken in another order differ in their last digits; pairs that differ do so before them. */
const RANKED_DIGITS = 9

/** A quantity as ranks compare it, so that a pair and the same pair swapped tie. */
export const roundForRank = (value: number): number => Number(value.toPrecision(RANKED_DIGITS))

/** Where each quantity stands among all of them, 0–100; the interval's ends are placed among the same quantities. */
export function levelsAmong(quantities: readonly (PairQuantity | null)[]): Estimate[] {
  const all = Float64Array.from(quantities, (quantity) => roundForRank(quantity?.value ?? Number.NaN))
  const levelAt = (value: number): number => percentileRank(roundForRank(value), all) ?? 0
  return quantities.map((quantity) => {
    if (quantity === null) return NOT_MEASURED
    const { value, standardDeviation, n } = quantity
    const half = Z_95 * standardDeviation
    return { value: levelAt(value), n, interval: [levelAt(value - half), levelAt(value + half)] }
  })
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
  const byPart = FRICTION_COMPONENTS.map((_, part) => quantities.map((parts) => parts[part] ?? null))
  const reliabilities = byPart.map(reliabilityAmong)
  const levels = byPart.map(levelsAmong)
  return quantities.map((parts, pair) => {
    const components = weigh(
      levels.map((own) => own[pair] as Estimate),
      parts,
      reliabilities,
    )
    return { score: scoreOf(components), components }
  })
}
