import type { LeagueMetrics } from '../src/dna/build-league-dna.ts'
import { estimateMetric, type LeagueMetric } from '../src/dna/estimate-metric.ts'
import { leagueView, observe } from '../src/dna/league-view.ts'
import { METRIC_CATALOGUE, STYLE_CATALOGUE } from '../src/dna/metric-catalogue.ts'
import { normal, type RandomState } from '../src/numeric/random.ts'
import { ladder, simulatedHistory } from './simulated-history.ts'

/** Of every metric that is averaged over matches: facts, strengths and minutes have ways of their own. */
const AVERAGED = [...Object.values(METRIC_CATALOGUE), ...Object.values(STYLE_CATALOGUE)].filter(
  ({ evidence, columns, vector }) => evidence !== 'predictive' && columns.length > 0 && vector !== 'nemesis',
)

/** A league's calendar: so many teams, a double round robin a season. */
export function simulatedView({ teams, seasons }: { readonly teams: number; readonly seasons: number }) {
  const ids = Array.from({ length: teams }, (_, i) => i + 1)
  const history = simulatedHistory({ seed: 11, seasons: Array.from({ length: seasons }, () => ladder(ids)) })
  return leagueView(history, history.seasons.at(-1) as string)
}

/** Standard deviation of a team's matches in simulated metrics. */
export const WITHIN_SD = 3

export interface SimulatedMetric {
  readonly metric: LeagueMetric
  /** What each team really is, by team index, away from the league's level. */
  readonly truth: readonly number[]
}

/**
 * Every averaged metric with teams whose true difference is known, in place of what a league's matches say.
 *
 * @param spread  standard deviation of what teams really are; 0: they do not differ
 */
export function simulateMetrics(view: LeagueMetrics['view'], random: RandomState, spread: number): SimulatedMetric[] {
  const { history } = view
  const { home, away } = history.columns
  return AVERAGED.map((definition) => {
    const truth = history.teams.map(() => spread * normal(random))
    const observations = observe(history, (row, atHome) => {
      const team = (atHome ? home : away)[row] as number
      return (truth[team] as number) + WITHIN_SD * normal(random)
    })
    const wide = { ...definition, range: [-1e9, 1e9] as const }
    return { metric: estimateMetric(view, { definition: wide, observations, against: 'expectation', withOutlook: true }), truth }
  })
}

/** The metrics as a league that was estimated, without a price. */
export function asLeague(view: LeagueMetrics['view'], metrics: readonly SimulatedMetric[]): LeagueMetrics {
  const none = new Float64Array(view.history.length).fill(Number.NaN)
  const nothing = { home: none, away: none }
  return {
    view,
    expectation: { homeGoals: none, awayGoals: none, homePoints: none, awayPoints: none, drift: nothing },
    byVector: [{ vector: 'risk', metrics: metrics.map(({ metric }) => metric) }],
    style: [],
  }
}
