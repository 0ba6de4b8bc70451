import { type DnaContext, estimateMetric, type LeagueMetric } from './estimate-metric.ts'
import { column } from './league-view.ts'
import { goalResiduals } from './market-residuals.ts'
import { METRIC_CATALOGUE } from './metric-catalogue.ts'

/** How rough and how unpredictable the team's matches are. */
export function riskMetrics({ view, expectation }: Pick<DnaContext, 'view' | 'expectation'>): LeagueMetric[] {
  const { history } = view
  const cards = (yellows: Float64Array, reds: Float64Array): Float64Array =>
    yellows.map((yellow, row) => yellow + 2 * (reds[row] as number))
  return [
    estimateMetric(view, {
      definition: METRIC_CATALOGUE.cards,
      observations: {
        home: cards(column(history, 'homeYellows'), column(history, 'homeReds')),
        away: cards(column(history, 'awayYellows'), column(history, 'awayReds')),
      },
      against: 'league',
    }),
    estimateMetric(view, {
      definition: METRIC_CATALOGUE.fouls,
      observations: { home: column(history, 'homeFouls'), away: column(history, 'awayFouls') },
      against: 'league',
    }),
    estimateMetric(view, {
      definition: METRIC_CATALOGUE.totalResidual,
      observations: goalResiduals(
        history,
        expectation,
        (side) => side.scored + side.conceded - (side.expectedScored + side.expectedConceded),
      ),
      against: 'expectation',
    }),
    estimateMetric(view, {
      definition: METRIC_CATALOGUE.totalDispersion,
      observations: goalResiduals(history, expectation, (side) =>
        Math.abs(side.scored + side.conceded - (side.expectedScored + side.expectedConceded)),
      ),
      against: 'league',
    }),
    estimateMetric(view, {
      definition: METRIC_CATALOGUE.marginDispersion,
      observations: goalResiduals(history, expectation, (side) =>
        Math.abs(side.scored - side.conceded - (side.expectedScored - side.expectedConceded)),
      ),
      against: 'league',
    }),
  ]
}
