import { type DnaContext, estimateMetric, type LeagueMetric, nowhereMeasured } from './estimate-metric.ts'
import { secondHalfResiduals } from './market-residuals.ts'
import { METRIC_CATALOGUE } from './metric-catalogue.ts'

/** When in the match the team does better or worse than the market's goals, split between the halves. */
export function temporalMetrics({ view, expectation }: DnaContext): LeagueMetric[] {
  return [
    estimateMetric(view, {
      definition: METRIC_CATALOGUE.secondHalfGoals,
      observations: secondHalfResiduals(view.history, expectation, (half) => half.scored - half.expectedScored),
      against: 'expectation',
    }),
    estimateMetric(view, {
      definition: METRIC_CATALOGUE.secondHalfDifference,
      observations: secondHalfResiduals(
        view.history,
        expectation,
        (half) => half.scored - half.conceded - (half.expectedScored - half.expectedConceded),
      ),
      against: 'expectation',
    }),
    // Named, so that nobody takes the halves for them: no source that is read here has the minute of a goal.
    ...[METRIC_CATALOGUE.openingQuarter, METRIC_CATALOGUE.closingQuarter].map((definition) =>
      nowhereMeasured(view, definition, `the data have no ${definition.needs}`),
    ),
  ]
}
