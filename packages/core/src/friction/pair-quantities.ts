import type { DnaMetric, TeamDna } from '../dna/team-dna.ts'
import { getDeviation } from '../dna/profile/known-metric.ts'
import { groupBy } from '../numeric/group-by.ts'

/** One metric of one team, as it is and against its league. */
export interface Trait {
  readonly value: number
  readonly standardDeviation: number
  /** (value − league mean) / league standard deviation of the shrunk values; 0 where all teams are alike. */
  readonly z: number
  readonly zStandardDeviation: number
  readonly n: number
}

/** Looks a trait up; null when it is not measured for that team. */
export type LeagueTraits = (teamId: number, key: string) => Trait | null

/** A quantity of a pair with what the teams' reliabilities leave open. */
export interface PairQuantity {
  readonly value: number
  readonly standardDeviation: number
  /** Matches behind the least known trait in it. */
  readonly n: number
}

/** What is known of one team, wherever it comes from. */
export interface TeamMetrics {
  readonly teamId: number
  readonly metrics: readonly DnaMetric[]
}

/** The level and spread of every metric over the league. */
function spreads(league: readonly TeamMetrics[]): Map<string, { mean: number; deviation: number }> {
  const measured = league.flatMap(({ metrics }) => metrics.filter(({ value }) => value !== null))
  return new Map(
    [...groupBy(measured, ({ key }) => key)].map(([key, metrics]) => {
      const list = metrics.map(({ value }) => value as number)
      const mean = list.reduce((sum, value) => sum + value, 0) / list.length
      const squares = list.reduce((sum, value) => sum + (value - mean) ** 2, 0)
      return [key, { mean, deviation: Math.sqrt(squares / Math.max(1, list.length - 1)) }]
    }),
  )
}

/** Every measured metric of a league's teams, standardised over the league. */
export function leagueTraits(league: readonly TeamDna[]): LeagueTraits {
  return standardiseTraits(
    league.map(({ teamId, vectors, style }) => ({
      teamId,
      metrics: [...Object.values(vectors).flatMap((vector) => vector.metrics), ...style.metrics],
    })),
  )
}

/** The same from metrics that are not gathered into a DNA. */
export function standardiseTraits(league: readonly TeamMetrics[]): LeagueTraits {
  const spread = spreads(league)
  const traits = new Map<string, Trait>()
  for (const { teamId, metrics } of league) {
    for (const { key, value, interval, n } of metrics) {
      const over = spread.get(key)
      if (value === null || interval === null || over === undefined) continue
      const standardDeviation = getDeviation(interval)
      const scale = over.deviation > 0 ? 1 / over.deviation : 0
      traits.set(`${teamId}|${key}`, {
        value,
        standardDeviation,
        z: (value - over.mean) * scale,
        zStandardDeviation: standardDeviation * scale,
        n,
      })
    }
  }
  return (teamId, key) => traits.get(`${teamId}|${key}`) ?? null
}

const STYLE_KEYS = ['shots_for', 'shots_against', 'corners_for', 'corners_against', 'shots_on_target_share']
/** With one trait a distance says no more than the trait itself. */
const MIN_TRAITS = 2

/**
 * How unlike two teams play: root mean square distance of their standardised, shrunk style profiles, in league standard
 * deviations. The same in both directions.
 */
export function styleClash(traits: LeagueTraits, homeId: number, awayId: number): PairQuantity | null {
  const differences = STYLE_KEYS.flatMap((key) => {
    const home = traits(homeId, key)
    const away = traits(awayId, key)
    if (home === null || away === null) return []
    return [{ gap: home.z - away.z, variance: home.zStandardDeviation ** 2 + away.zStandardDeviation ** 2, n: Math.min(home.n, away.n) }]
  })
  const count = differences.length
  if (count < MIN_TRAITS) return null
  const value = Math.sqrt(differences.reduce((sum, { gap }) => sum + gap ** 2, 0) / count)
  // Delta method; at distance 0 the derivative does not exist and the spread of one trait stands in.
  const variance =
    value > 0
      ? differences.reduce((sum, { gap, variance: own }) => sum + (gap / (count * value)) ** 2 * own, 0)
      : differences.reduce((sum, { variance: own }) => sum + own, 0) / count ** 2
  return { value, standardDeviation: Math.sqrt(variance), n: Math.min(...differences.map(({ n }) => n)) }
}

/** The sum of one term per team and key; null where a trait is not measured. */
function sumTraits(
  traits: LeagueTraits,
  { teamIds, keys }: { readonly teamIds: readonly number[]; readonly keys: readonly string[] },
  termFor: (trait: Trait) => { readonly value: number; readonly standardDeviation: number },
): PairQuantity | null {
  let [value, variance, n] = [0, 0, Number.POSITIVE_INFINITY]
  for (const trait of teamIds.flatMap((teamId) => keys.map((key) => traits(teamId, key)))) {
    if (trait === null) return null
    const term = termFor(trait)
    value += term.value
    variance += term.standardDeviation ** 2
    n = Math.min(n, trait.n)
  }
  return { value, standardDeviation: Math.sqrt(variance), n }
}

const VOLUME_KEYS = ['shots_for', 'shots_against', 'corners_for', 'corners_against']

/**
 * How much happens when the two meet: shots and corners of both sides together, per match. Each side takes its own habit plus what
 * the opponent concedes beyond the league, so the sum over both is (for + against) of both teams less the league's level, which all pairs
 * share and which is left out. The same in both directions.
 */
export function tempoFriction(traits: LeagueTraits, homeId: number, awayId: number): PairQuantity | null {
  return sumTraits(traits, { teamIds: [homeId, awayId], keys: VOLUME_KEYS }, (trait) => trait)
}

/**
 * How unlike two teams react to the score at half-time: the gap between their second-half goal differences beyond expectation when
 * trailing, and when leading, averaged, in goals per match. The same in both directions.
 *
 * Measured on five leagues this trait does not repeat from season to season: the number is mostly shrunk away, its interval
 * is wide, and its reliability leaves it next to no weight in the score.
 */
export function mentalClash(traits: LeagueTraits, homeId: number, awayId: number): PairQuantity | null {
  const gaps = ['second_half_when_behind', 'second_half_when_ahead'].map((key) => {
    const home = traits(homeId, key)
    const away = traits(awayId, key)
    return home === null || away === null ? null : { home, away }
  })
  let value = 0
  let variance = 0
  let n = Number.POSITIVE_INFINITY
  for (const gap of gaps) {
    if (gap === null) return null
    value += Math.abs(gap.home.value - gap.away.value) / gaps.length
    variance += (gap.home.standardDeviation ** 2 + gap.away.standardDeviation ** 2) / gaps.length ** 2
    n = Math.min(n, gap.home.n, gap.away.n)
  }
  return { value, standardDeviation: Math.sqrt(variance), n }
}

/**
 * Whose way of playing meets the other's weakness: shot quality (share on target) times the volume that the opponent concedes,
 * home side less away side, in squared league standard deviations. Directional: swapped, it changes sign.
 */
export function tacticalFriction(traits: LeagueTraits, homeId: number, awayId: number): PairQuantity | null {
  const homeQuality = traits(homeId, 'shots_on_target_share')
  const awayQuality = traits(awayId, 'shots_on_target_share')
  const homeConcedes = traits(homeId, 'shots_against')
  const awayConcedes = traits(awayId, 'shots_against')
  if (homeQuality === null || awayQuality === null || homeConcedes === null || awayConcedes === null) return null
  // Delta method on the two products.
  const variance =
    (awayConcedes.z * homeQuality.zStandardDeviation) ** 2 +
    (homeQuality.z * awayConcedes.zStandardDeviation) ** 2 +
    (homeConcedes.z * awayQuality.zStandardDeviation) ** 2 +
    (awayQuality.z * homeConcedes.zStandardDeviation) ** 2
  return {
    value: homeQuality.z * awayConcedes.z - awayQuality.z * homeConcedes.z,
    standardDeviation: Math.sqrt(variance),
    n: Math.min(homeQuality.n, awayQuality.n, homeConcedes.n, awayConcedes.n),
  }
}

const ROUGHNESS_KEYS = ['cards_per_match', 'fouls_per_match']

/**
 * How rough the match is likely to be: the mean of both teams' standardised, shrunk cards and fouls, in league standard deviations.
 * The same in both directions.
 */
export function riskFriction(traits: LeagueTraits, homeId: number, awayId: number): PairQuantity | null {
  const count = 2 * ROUGHNESS_KEYS.length
  return sumTraits(traits, { teamIds: [homeId, awayId], keys: ROUGHNESS_KEYS }, ({ z, zStandardDeviation }) => ({
    value: z / count,
    standardDeviation: zStandardDeviation / count,
  }))
}
