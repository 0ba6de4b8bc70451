import {
  measured,
  estimateMetric,
  type DnaContext,
  type LeagueMetric,
  notMeasured,
  nowhereMeasured,
  withPercentiles,
} from './estimate-metric.ts'
import { column, observe } from './league-view.ts'
import { fitMarketStrengths } from './market-strengths.ts'
import { METRIC_CATALOGUE } from './metric-catalogue.ts'
import type { DnaMetric, MetricDefinition } from './team-dna.ts'

/** Points that a score is worth to one side. */
export const pointsFor = (scored: number, conceded: number): number => (scored > conceded ? 3 : scored === conceded ? 1 : 0)

/**
 * A strength of the goals model with its standard error. The model has shrunk it already: its reliability is the share of
 * the prior's variance that the matches took away, 0 where they took none.
 */
function modelStrength({ view, model }: DnaContext, definition: MetricDefinition, parameter: 'attack' | 'defence'): LeagueMetric {
  const indexOfId = new Map(model.teams.map((team, index) => [team.id, index]))
  const size = 3 + 2 * model.teams.length
  const offset = parameter === 'attack' ? 2 : 2 + model.teams.length
  const byTeam = new Map<number, DnaMetric>()
  for (const team of view.teams) {
    const index = indexOfId.get(view.history.teams[team]?.id ?? Number.NaN)
    const n = index === undefined ? 0 : (model.matchesByTeam[index] as number)
    if (index === undefined || n === 0) {
      byTeam.set(team, notMeasured(definition))
      continue
    }
    const variance = model.covariance[(offset + index) * (size + 1)] as number
    byTeam.set(
      team,
      measured(definition, {
        value: model[parameter][index] as number,
        standardDeviation: Math.sqrt(variance),
        n,
        nEff: model.weightByTeam[index] as number,
        reliability: Math.min(1, Math.max(0, 1 - variance * model.prior.teamPrecision)),
        pValue: 0,
      }),
    )
  }
  if ([...byTeam.values()].every((metric) => metric.status === 'not_measured')) {
    return nowhereMeasured(view, definition, 'fit_lacks_it')
  }
  return { definition, reason: null, components: null, byTeam: withPercentiles(byTeam) }
}

/** Attack and defence in the eyes of past closing prices. */
function marketStrengths({ view, expectation }: DnaContext): LeagueMetric[] {
  const fit = fitMarketStrengths(view.history, expectation, { season: view.season, teams: view.teams })
  const parts = [
    { definition: METRIC_CATALOGUE.marketAttack, part: 'attack' },
    { definition: METRIC_CATALOGUE.marketDefence, part: 'defence' },
  ] as const
  return parts.map(({ definition, part }) => {
    if (fit === null || fit.byTeam.size === 0) return nowhereMeasured(view, definition, 'too_few_recent_matches')
    const byTeam = new Map(
      view.teams.map((team): [number, DnaMetric] => {
        const own = fit.byTeam.get(team)
        if (own === undefined) return [team, notMeasured(definition)]
        return [team, measured(definition, { ...own[part], n: own.n, nEff: own.nEff, pValue: 0 })]
      }),
    )
    return { definition, reason: null, components: null, byTeam: withPercentiles(byTeam) }
  })
}

/** How the market sees the team, and how it does against that. */
export function marketMetrics(context: DnaContext): LeagueMetric[] {
  const { view, expectation } = context
  const homeGoals = column(view.history, 'homeGoals')
  const awayGoals = column(view.history, 'awayGoals')
  const points = observe(view.history, (row, atHome) => {
    const home = homeGoals[row] as number
    const away = awayGoals[row] as number
    const expected = atHome ? expectation.homePoints : expectation.awayPoints
    return (atHome ? pointsFor(home, away) : pointsFor(away, home)) - (expected[row] as number)
  })
  return [
    ...marketStrengths(context),
    modelStrength(context, METRIC_CATALOGUE.attackStrength, 'attack'),
    modelStrength(context, METRIC_CATALOGUE.defenceStrength, 'defence'),
    estimateMetric(view, { definition: METRIC_CATALOGUE.marketDrift, observations: expectation.drift, against: 'expectation' }),
    estimateMetric(view, { definition: METRIC_CATALOGUE.pointsAgainstMarket, observations: points, against: 'expectation' }),
  ]
}
