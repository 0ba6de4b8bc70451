import { METRIC_CATALOGUE } from '../metric-catalogue.ts'
import type { TeamDna } from '../team-dna.ts'
import { deviationOf, knownMetric, metricsOf, spreadOf, teamKey } from './known-metric.ts'

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
const FEWEST_METRICS = 3

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
const FACTS = new Set<string>(Object.values(METRIC_CATALOGUE).flatMap(({ unit, key }) => (unit === 'yes or no' ? [key] : [])))
/** Teams that are shown on either side. */
const SHOWN = 5

/** Each reliable metric of a league's teams, in standard deviations of that league. */
function placeTeams({ competition, teams }: LeagueOfTeams, keys: readonly string[]): PlacedTeam[] {
  const spreads = new Map(keys.map((key) => [key, spreadOf(teams.flatMap((dna) => knownMetric(dna, key)?.value ?? []))]))
  return teams.map((dna) => {
    const metrics = keys.flatMap((key): [string, Standardised][] => {
      const metric = knownMetric(dna, key)
      const spread = spreads.get(key) ?? null
      if (metric === null || spread === null) return []
      return [[key, { value: (metric.value - spread.mean) / spread.deviation, error: deviationOf(metric.interval) / spread.deviation }]]
    })
    return { teamId: dna.teamId, competition, metrics: new Map(metrics) }
  })
}

const meanSquare = (values: readonly number[]): number => values.reduce((sum, value) => sum + value ** 2, 0) / values.length

function compare(team: PlacedTeam, other: PlacedTeam): SimilarTeam | null {
  const shared = [...team.metrics].flatMap(([key, own]) => {
    const its = other.metrics.get(key)
    return its === undefined ? [] : [{ key, difference: its.value - own.value, error: Math.hypot(own.error, its.error) }]
  })
  if (shared.length < FEWEST_METRICS) return null
  return {
    teamId: other.teamId,
    competition: other.competition,
    distance: Math.sqrt(meanSquare(shared.map(({ difference }) => difference))),
    error: Math.sqrt(meanSquare(shared.map(({ error }) => error))),
    metrics: shared.map(({ key, difference }) => ({ key, difference })).sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference)),
  }
}

/** Keys of metrics that may place a team, in the order in which they are met; what is about one opponent is about nobody else. */
function placingKeys(leagues: readonly LeagueOfTeams[]): string[] {
  const metrics = leagues.flatMap(({ teams }) => teams).flatMap(metricsOf)
  const keys = new Set(metrics.filter(({ subjectTeamId }) => subjectTeamId === undefined).map(({ key }) => key))
  return [...keys].filter((key) => !FACTS.has(key))
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
  const keys = placingKeys(leagues)
  const teams = leagues.flatMap((league) => placeTeams(league, keys))
  return new Map(
    teams.map((team) => {
      const others = teams
        .flatMap((other) => (other === team ? [] : (compare(team, other) ?? [])))
        .sort((a, b) => a.distance - b.distance || a.teamId - b.teamId)
      const inLeague = others.filter(({ competition }) => competition === team.competition).slice(0, SHOWN)
      const elsewhere = others.filter(({ competition }) => competition !== team.competition).slice(0, SHOWN)
      return [teamKey(team.competition, team.teamId), { inLeague, elsewhere }]
    }),
  )
}
