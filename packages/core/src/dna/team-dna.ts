import type { Interval } from '../numeric/estimate.ts'

/** The nine vectors, in their fixed order. */
export const DNA_VECTORS = ['market', 'context', 'risk', 'temporal', 'nemesis', 'psyche', 'roster', 'physical', 'luck'] as const
export type DnaVectorName = (typeof DNA_VECTORS)[number]

/**
 * What a metric has been shown to be good for: `predictive` improves forecasts out of sample,
 * `stable_style` repeats from season to season without improving them, `no_signal` does neither.
 */
export type MetricEvidence = 'predictive' | 'stable_style' | 'no_signal'

/** What a metric means, once for all teams: the metric catalogue's entry. */
export interface MetricDefinition {
  /** Unique over all vectors, for example `fouls_per_match`. */
  readonly key: string
  readonly vector: DnaVectorName
  readonly name: string
  readonly meaning: string
  /** `goals per match`, `log rate`, `share`, `cards per match` … */
  readonly unit: string
  /** Values outside are an error in the estimator, not a team. */
  readonly range: Interval
  readonly formula: string
  /** Columns of the match table it reads. */
  readonly columns: readonly string[]
  readonly evidence: MetricEvidence
  readonly version: number
}

/** One metric of one team, shrunk towards its league. */
export interface DnaMetric {
  readonly key: string
  /** Null when not measured. */
  readonly value: number | null
  /** Matches behind the value. */
  readonly n: number
  /** After exponential weighting: (sum w)^2 / sum w^2. */
  readonly nEff: number | null
  /** 95 %. */
  readonly interval: Interval | null
  /** nEff / (nEff + kappa): the share of the value that is the team's own. */
  readonly reliability: number | null
  /** 0–100, mid-rank among the league's teams of the season. */
  readonly percentile: number | null
  readonly status: 'measured' | 'not_measured'
  readonly evidence: MetricEvidence
}

export interface DnaVector {
  readonly vector: DnaVectorName
  readonly status: 'measured' | 'not_measured'
  /** Why it is not measured, else null. */
  readonly reason: string | null
  /** Key of the metric that stands for the vector where there is room for one. */
  readonly headline: string | null
  readonly metrics: readonly DnaMetric[]
}

export interface TeamDna {
  readonly teamId: number
  readonly season: string
  readonly matches: number
  readonly vectors: Readonly<Record<DnaVectorName, DnaVector>>
}
