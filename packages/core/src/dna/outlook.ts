import { Z_95 } from '../numeric/normal.ts'
import type { VarianceComponents } from '../numeric/shrinkage.ts'
import { column, type LeagueView, type Observations, observed } from './league-view.ts'
import type { DnaMetric, MetricOutlook } from './team-dna.ts'

const NEXT_MATCHES = 10

export interface OutlookOf {
  /** Already shrunk. */
  readonly metric: DnaMetric
  readonly deviations: Observations
  readonly level: number
  /** Of what the team really is. */
  readonly standardDeviation: number
  readonly components: VarianceComponents
}

/**
 * What was seen in the season so far beside what is expected of the next matches: the shrunk value, with an interval for the mean of so
 * many matches, in which their own chance is. What was seen is a plain mean; how far the two lie apart is what is expected to fade.
 */
export function outlookOf(view: LeagueView, appearances: Int32Array, of: OutlookOf): MetricOutlook {
  const { metric, deviations, level, standardDeviation, components } = of
  const seasons = column(view.history, 'season')
  let sum = 0
  let matches = 0
  for (const appearance of appearances) {
    const value = observed(deviations, appearance)
    if (seasons[appearance >> 1] !== view.season || Number.isNaN(value)) continue
    sum += value
    matches++
  }
  const expected = metric.value ?? level
  const half = Z_95 * Math.sqrt(standardDeviation ** 2 + components.withinVariance / NEXT_MATCHES)
  return {
    seen: matches === 0 ? null : level + sum / matches,
    seenMatches: matches,
    nextMatches: NEXT_MATCHES,
    expected,
    interval: [expected - half, expected + half],
  }
}
