import { Z_95 } from '../numeric/normal.ts'
import type { DnaMetric, TeamDna } from '../dna/team-dna.ts'

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
  const values = new Map<string, number[]>()
  for (const metric of league.flatMap(({ metrics }) => metrics)) {
    if (metric.value === null) continue
    const list = values.get(metric.key)
    if (list === undefined) values.set(metric.key, [metric.value])
    else list.push(metric.value)
  }
  return new Map(
    [...values].map(([key, list]) => {
      const mean = list.reduce((sum, value) => sum + value, 0) / list.length
      const squares = list.reduce((sum, value) => sum + (value - mean) ** 2, 0)
      return [key, { mean, deviation: Math.sqrt(squares / Math.max(1, list.length - 1)) }]
    }),
  )
}

/** Every measured metric of a league's teams, standardised over the league. */
export function leagueTraits(league: readonly TeamDna[]): LeagueTraits {
  return traitsOf(
    league.map(({ teamId, vectors, style }) => ({
      teamId,
      metrics: [...Object.values(vectors).flatMap((vector) => vector.metrics), ...style.metrics],
    })),
  )
}

/** The same from metrics that are not gathered into a DNA. */
export function traitsOf(league: readonly TeamMetrics[]): LeagueTraits {
  const spread = spreads(league)
  const traits = new Map<string, Trait>()
  for (const { teamId, metrics } of league) {
    for (const { key, value, interval, n } of metrics) {
      const over = spread.get(key)
      if (value === null || interval === null || over === undefined) continue
      const standardDeviation = (interval[1] - interval[0]) / (2 * Z_95)
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
