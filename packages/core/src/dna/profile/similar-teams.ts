import { groupBy } from '../../numeric/group-by.ts'
import { isFact, METRIC_DEFINITIONS } from '../metric-catalogue.ts'
import type { TeamDna } from '../team-dna.ts'
import { getDeviation, isKnown, type KnownMetric, listMetrics, measureSpread, teamKey } from './known-metric.ts'

/** The teams of one league whose likeness is asked for. */
export interface LeagueOfTeams {
  readonly competition: string
  readonly teams: readonly TeamDna[]
}

/** How far apart two teams lie on one metric, in standard deviations of their own leagues. */
export interface MetricDistance {
  readonly key: string
  readonly difference: number
}

export interface SimilarTeam {
  readonly teamId: number
  readonly competition: string
  /** Root mean square of the standardised differences: 0 alike in all, about 1.4 for two teams taken at random. */
  readonly distance: number
  /** What the errors of the two teams' metrics alone would make of it: a distance below is no difference that was measured. */
  readonly error: number
  /** What the distance is made of, the largest first. */
  readonly metrics: readonly MetricDistance[]
}

export interface SimilarTeams {
  /** Nearest first. */
  readonly inLeague: readonly SimilarTeam[]
  readonly elsewhere: readonly SimilarTeam[]
}

/** Metrics that two teams must share to be compared at all. */
const MIN_METRICS = 3

interface Standardised {
  readonly value: number
  readonly error: number
}

interface PlacedTeam {
  readonly teamId: number
  readonly competition: string
  readonly metrics: ReadonlyMap<string, Standardised>
}

/** Facts such as "new in the division": they are so or not, and no place among the others. */
const FACTS = new Set(METRIC_DEFINITIONS.filter(isFact).map(({ key }) => key))
/** Teams that are shown on either side. */
const MAX_SHOWN = 5

/** Each reliable metric of a league's teams, in standard deviations of that league. */
function placeTeams({ competition, teams }: LeagueOfTeams): PlacedTeam[] {
  const known = teams.map((dna) => ({ teamId: dna.teamId, metrics: placingMetrics(dna) }))
  const byKey = groupBy(
    known.flatMap(({ metrics }) => metrics),
    ({ key }) => key,
  )
  const spreads = new Map([...byKey].map(([key, metrics]) => [key, measureSpread(metrics.map(({ value }) => value))]))
  return known.map(({ teamId, metrics }) => {
    const placed = metrics.flatMap(({ key, value, interval }): [string, Standardised][] => {
      const spread = spreads.get(key) ?? null
      if (spread === null) return []
      return [[key, { value: (value - spread.mean) / spread.deviation, error: getDeviation(interval) / spread.deviation }]]
    })
    return { teamId, competition, metrics: new Map(placed) }
  })
}

/** Metrics that a distance may use: no facts, and none about a single opponent. */
const placingMetrics = (dna: TeamDna): KnownMetric[] =>
  listMetrics(dna).filter(
    (metric): metric is KnownMetric => isKnown(metric) && metric.subjectTeamId === undefined && !FACTS.has(metric.key),
  )

/** Root mean square of the differences over the metrics that both have; infinity where they share too few. */
function distanceBetween(team: PlacedTeam, other: PlacedTeam): number {
  let squares = 0
  let shared = 0
  for (const [key, own] of team.metrics) {
    const its = other.metrics.get(key)
    if (its === undefined) continue
    squares += (its.value - own.value) ** 2
    shared++
  }
  return shared < MIN_METRICS ? Number.POSITIVE_INFINITY : Math.sqrt(squares / shared)
}

interface Near {
  readonly other: PlacedTeam
  readonly distance: number
}

/** What a distance is made of, and how much of it errors alone would make. */
function describe(team: PlacedTeam, { other, distance }: Near): SimilarTeam {
  const shared = [...team.metrics].flatMap(([key, own]) => {
    const its = other.metrics.get(key)
    return its === undefined ? [] : [{ key, difference: its.value - own.value, variance: own.error ** 2 + its.error ** 2 }]
  })
  return {
    teamId: other.teamId,
    competition: other.competition,
    distance,
    error: Math.sqrt(shared.reduce((sum, { variance }) => sum + variance, 0) / shared.length),
    metrics: shared.map(({ key, difference }) => ({ key, difference })).sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference)),
  }
}

/**
 * Who is most like whom, within a league and across those at hand, by the metrics of which at least 0.3 is the team's own. Each is taken
 * in standard deviations of the team's own league, so that across leagues it is the place in the league that is compared, not the
 * counts: domestic results cannot tell how two leagues differ.
 *
 * Cost: teams² x metrics.
 *
 * @returns by {@link teamKey}, the five nearest on either side; a pair that shares fewer than three metrics is not compared
 */
export function similarTeams(leagues: readonly LeagueOfTeams[]): Map<string, SimilarTeams> {
  const teams = leagues.flatMap(placeTeams)
  return new Map(
    teams.map((team) => {
      const nearest = teams
        .map((other): Near => ({ other, distance: other === team ? Number.POSITIVE_INFINITY : distanceBetween(team, other) }))
        .filter(({ distance }) => distance < Number.POSITIVE_INFINITY)
        .sort((a, b) => a.distance - b.distance || a.other.teamId - b.other.teamId)
      const shown = (inLeague: boolean): SimilarTeam[] =>
        nearest
          .filter(({ other }) => (other.competition === team.competition) === inLeague)
          .slice(0, MAX_SHOWN)
          .map((near) => describe(team, near))
      return [teamKey(team.competition, team.teamId), { inLeague: shown(true), elsewhere: shown(false) }]
    }),
  )
}
