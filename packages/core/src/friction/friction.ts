import { type Estimate, NOT_MEASURED } from '../numeric/estimate.ts'
import { Z_95 } from '../numeric/distributions.ts'
import { percentileRank } from '../numeric/moments.ts'
import {
  type LeagueTraits,
  mentalClash,
  type PairQuantity,
  riskFriction,
  styleClash,
  tacticalFriction,
  tempoFriction,
} from './pair-quantities.ts'

/** Parts of the friction score, in their fixed order. */
export const FRICTION_COMPONENTS = ['style_clash', 'tempo_friction', 'mental_clash', 'tactical_friction', 'risk_friction'] as const
export type FrictionComponentName = (typeof FRICTION_COMPONENTS)[number]

/** One part: its level among the league's ordered pairs and what it adds to the score. */
export interface FrictionComponent {
  readonly key: FrictionComponentName
  /** 0–100: percentile of the defined quantity among the league's ordered pairs; null when not measured. */
  readonly level: Estimate
  /** The quantity itself, in the unit that `docs/models/friction.md` gives. */
  readonly quantity: number | null
  /** Share of the score that this part may give, by its reliability in the league; weights of the measured parts sum to 1. */
  readonly weight: number
  /** weight x level; the contributions sum to the score. Null when not measured. */
  readonly contribution: number | null
}

/** How two teams collide at one ground: directional, home first. */
export interface Friction {
  readonly homeId: number
  readonly awayId: number
  /** 0–100. */
  readonly score: Estimate
  readonly components: readonly FrictionComponent[]
  /** Signed: above 0 favours the home side. Points per match, beyond what strength explains. */
  readonly psychologicalEdge: Estimate
  /** 0–100, from the score matrix: chance of an upset and spread of outcomes, as a percentile of the league's pairs. */
  readonly chaosPotential: Estimate
  readonly confidence: 'low' | 'medium' | 'high'
}

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

/** Significant digits that ranks compare: the order of a sum changes later ones. */
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
function sumScore(components: readonly FrictionComponent[]): Estimate {
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
    return { score: sumScore(components), components }
  })
}
