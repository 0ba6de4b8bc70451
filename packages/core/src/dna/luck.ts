import { type DnaContext, estimateMetric, type LeagueMetric } from './estimate-metric.ts'
import { column, type LeagueView, type Observations, observe } from './league-view.ts'
import { goalResiduals } from './market-residuals.ts'
import { METRIC_CATALOGUE } from './metric-catalogue.ts'
import type { MetricDefinition } from './team-dna.ts'

/** Goals beyond what the league makes of as many shots on target, season by season, from the shooting side. */
function beyondShots({ history }: LeagueView): Observations {
  const seasons = column(history, 'season')
  const goals = [column(history, 'homeGoals'), column(history, 'awayGoals')] as const
  const onTarget = [column(history, 'homeShotsOnTarget'), column(history, 'awayShotsOnTarget')] as const
  const goalSums = new Float64Array(history.seasons.length)
  const shotSums = new Float64Array(history.seasons.length)
  for (let row = 0; row < history.length; row++) {
    const season = seasons[row] as number
    for (const side of [0, 1] as const) {
      const shots = onTarget[side][row] as number
      if (Number.isNaN(shots)) continue
      shotSums[season] = (shotSums[season] as number) + shots
      goalSums[season] = (goalSums[season] as number) + (goals[side][row] as number)
    }
  }
  return observe(history, (row, atHome) => {
    const side = atHome ? 0 : 1
    const season = seasons[row] as number
    const conversion = (goalSums[season] as number) / (shotSums[season] as number)
    return (goals[side][row] as number) - conversion * (onTarget[side][row] as number)
  })
}

/**
 * Goals that odds or shots do not explain. What is shrunk to about 0 here is expected to vanish: each says what was seen and
 * what is expected of the next matches.
 */
export function luckMetrics({ view, expectation }: DnaContext): LeagueMetric[] {
  const { history } = view
  const finishing = beyondShots(view)
  const luck = (definition: MetricDefinition, observations: Observations): LeagueMetric =>
    estimateMetric(view, { definition, observations, against: 'expectation', withOutlook: true })
  return [
    luck(
      METRIC_CATALOGUE.goalsAboveMarket,
      goalResiduals(history, expectation, (side) => side.scored - side.expectedScored),
    ),
    luck(
      METRIC_CATALOGUE.concededAboveMarket,
      goalResiduals(history, expectation, (side) => side.conceded - side.expectedConceded),
    ),
    luck(METRIC_CATALOGUE.finishing, finishing),
    luck(METRIC_CATALOGUE.defending, { home: finishing.away, away: finishing.home }),
  ]
}
