import { Z_95 } from '../dna/estimate-metric.ts'
import type { TeamDna } from '../dna/team-dna.ts'
import type { MatchHistory } from '../football/history.ts'
import type { OutcomeProbabilities } from '../goals-model/markets.ts'
import type { Estimate } from '../numeric/estimate.ts'
import { percentileRank } from '../numeric/percentile-rank.ts'
import { chaosOf } from './chaos-potential.ts'
import { componentWeights, reliabilityAmong } from './component-weights.ts'
import { FRICTION_COMPONENTS, type Friction, type FrictionComponent, type FrictionComponentName } from './friction.ts'
import { type LeagueTraits, leagueTraits, type PairQuantity } from './league-traits.ts'
import { mentalClash } from './mental-clash.ts'
import { pointEdges, psychologicalEdge } from './psychological-edge.ts'
import { riskFriction } from './risk-friction.ts'
import { styleClash } from './style-clash.ts'
import { tacticalFriction } from './tactical-friction.ts'
import { tempoFriction } from './tempo-friction.ts'

/** What the goals model says of one ordered pair, as far as friction needs it. */
export interface PairOutlook {
  readonly homeId: number
  readonly awayId: number
  readonly outcome: OutcomeProbabilities
  /** The 1X2 at sigma points of the goal rates, of equal weight. */
  readonly sigma: readonly OutcomeProbabilities[]
  /** Width of the 95 % interval of the home win. */
  readonly width: number
  /** Matches of the side that played fewer; 0 where one is known by the league's prior alone. */
  readonly n: number
}

export interface LeaguePairs {
  readonly history: MatchHistory
  /** Every team of the season. */
  readonly dna: readonly TeamDna[]
  /** The ordered pairs to measure: all of the league, for percentiles are taken among them. */
  readonly outlooks: readonly PairOutlook[]
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

/** 0–100 among the league's ordered pairs; the interval's ends are placed among the same pairs. */
function levelAmong(quantity: PairQuantity | null, all: ArrayLike<number>): Estimate {
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

/** A forecast is as sure as its strengths: how many matches they rest on, and how wide they leave the chance of a home win. */
function confidenceOf({ n, width }: PairOutlook): Friction['confidence'] {
  if (n < 10 || width > 0.3) return 'low'
  return n >= 38 && width <= 0.2 ? 'high' : 'medium'
}

/**
 * Friction of every ordered pair given, in the same order. Levels are percentiles among these pairs, so all of a league's should be
 * given at once. Style clash, tempo, mental clash and risk are the same when a pair is swapped; tactical friction becomes
 * 100 − level and the psychological edge changes sign; chaos differs by home advantage. Weights are the league's, the same for every
 * pair with the same parts measured.
 *
 * Cost: quadratic in the pairs for the percentiles, about 10 ms for 380.
 */
export function measureFrictions({ history, dna, outlooks }: LeaguePairs): Friction[] {
  const traits = leagueTraits(dna)
  const edges = pointEdges(history)
  const indexOfId = new Map(history.teams.map((team, index) => [team.id, index]))
  const quantities = outlooks.map(({ homeId, awayId }) => FRICTION_COMPONENTS.map((key) => QUANTITIES[key](traits, homeId, awayId)))
  const valuesOf = (part: number): Float64Array => Float64Array.from(quantities, (parts) => parts[part]?.value ?? Number.NaN)
  const all = FRICTION_COMPONENTS.map((_, part) => valuesOf(part))
  const reliabilities = FRICTION_COMPONENTS.map((_, part) => reliabilityAmong(quantities.map((parts) => parts[part] ?? null)))
  const chaos = outlooks.map(chaosOf)
  const allChaos = chaos.map(({ value }) => value)
  return outlooks.map((outlook, pair) => {
    const { homeId, awayId } = outlook
    const parts = quantities[pair] ?? []
    const levels = all.map((values, part) => levelAmong(parts[part] ?? null, values))
    const components = weigh(levels, parts, reliabilities)
    return {
      homeId,
      awayId,
      score: scoreOf(components),
      components,
      psychologicalEdge: psychologicalEdge(edges, indexOfId.get(homeId) ?? -1, indexOfId.get(awayId) ?? -1),
      chaosPotential: levelAmong(chaos[pair] ?? null, allChaos),
      confidence: confidenceOf(outlook),
    }
  })
}
