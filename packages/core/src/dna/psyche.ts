import { type DnaContext, estimateMetric, type LeagueMetric } from './estimate-metric.ts'
import type { Observations } from './league-view.ts'
import { secondHalfResiduals } from './market-residuals.ts'
import { METRIC_CATALOGUE } from './metric-catalogue.ts'

/**
 * What the team does after half-time when it trails, leads or is level. Compared with the league in the same state: sides that lead
 * sit back and sides that trail push on everywhere, which is no team's character.
 */
export function psycheMetrics({ view, expectation }: Pick<DnaContext, 'view' | 'expectation'>): LeagueMetric[] {
  const whenInterval = (applies: (interval: number) => boolean): Observations =>
    secondHalfResiduals(view.history, expectation, (half) =>
      applies(half.interval) ? half.scored - half.conceded - (half.expectedScored - half.expectedConceded) : Number.NaN,
    )
  return [
    estimateMetric(view, {
      definition: METRIC_CATALOGUE.whenBehind,
      observations: whenInterval((interval) => interval < 0),
      against: 'league',
    }),
    estimateMetric(view, {
      definition: METRIC_CATALOGUE.whenAhead,
      observations: whenInterval((interval) => interval > 0),
      against: 'league',
    }),
    estimateMetric(view, {
      definition: METRIC_CATALOGUE.whenLevel,
      observations: whenInterval((interval) => interval === 0),
      against: 'league',
    }),
  ]
}
