import type { Interval } from '../numeric/estimate.ts'

/** The nine vectors, in their fixed order. */
export const DNA_VECTORS = ['market', 'context', 'risk', 'temporal', 'nemesis', 'psyche', 'roster', 'physical', 'luck'] as const
export type DnaVectorName = (typeof DNA_VECTORS)[number]

/** Where a metric belongs: one of the nine vectors, or the style base that friction is measured on. */
export type MetricGroup = DnaVectorName | 'style'

/**
 * What a metric has been shown to be good for: `predictive` improves forecasts out of sample,
 * `stable_style` repeats from season to season without improving them, `no_signal` does neither.
 */
export type MetricEvidence = 'predictive' | 'stable_style' | 'no_signal'

/** What a metric means, once for all teams: the metric catalogue's entry. */
export interface MetricDefinition {
  /** Unique over all vectors, for example `fouls_per_match`. */
  readonly key: string
  readonly vector: MetricGroup
  /** Hashed into fingerprints where the metric is missing, so it is never reworded. */
  readonly name: string
  /** `goals per match`, `log rate`, `share`, `cards per match` … */
  readonly unit: string
  /** Values outside are an error in the estimator, not a team. */
  readonly range: Interval
  readonly formula: string
  /** Columns of the match table it reads. */
  readonly columns: readonly string[]
  /** What the data must hold for it: `shots`, `odds before kick-off`, …; hashed into fingerprints, as `name` is. */
  readonly needs: string
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
  /** nEff / (nEff + kappa): the share of the value that is the team's own; 1 for a plain fact. */
  readonly reliability: number | null
  /** 0–100, mid-rank among the league's teams of the season. */
  readonly percentile: number | null
  readonly status: 'measured' | 'not_measured'
  readonly evidence: MetricEvidence
  /** The opponent that a nemesis metric is about; absent in all others. */
  readonly subjectTeamId?: number
  /** What was seen and what of it is expected to go on; present in the metrics of luck alone. */
  readonly outlook?: MetricOutlook
}

/** The forecast of a metric's regression to the mean, in the metric's unit. */
export interface MetricOutlook {
  /** Mean per match of the season so far, not shrunk; null without a match in it. */
  readonly seen: number | null
  /** Matches behind what was seen. */
  readonly seenMatches: number
  /** The forecast is of the mean over so many matches to come. */
  readonly nextMatches: number
  readonly expected: number
  /** 95 % for that mean: what is not known of the team, and the chance of so many matches. */
  readonly interval: Interval
}

/** Why a metric has no value: in the whole league, or (`team_lacks_it`) for the one team. */
export type MetricGapCode =
  | 'data_lack_it'
  | 'season_lacks_it'
  | 'fit_lacks_it'
  | 'team_lacks_it'
  | 'too_few_recent_matches'
  | 'too_few_meetings'
  | 'teams_not_told_apart'
  | 'spectators_not_recorded'
  | 'nothing_to_tell_it_from'

/** Why one metric has no value. What "it" is that the data lack follows from the metric. */
export interface MetricGap {
  readonly code: MetricGapCode
  /** The metric's key. */
  readonly metric: string
}

/** Why a vector, or a part of it, is not measured. */
export type VectorGap =
  | { readonly code: 'line_ups_not_imported' }
  | { readonly code: 'metrics_not_measured'; readonly metrics: readonly MetricGap[] }

export interface DnaVector {
  readonly vector: DnaVectorName
  readonly status: 'measured' | 'not_measured'
  /** Null when all of it is measured. */
  readonly reason: VectorGap | null
  /** Key of the vector's headline metric. */
  readonly headline: string | null
  readonly metrics: readonly DnaMetric[]
}

/** How a team plays, in counts that repeat from season to season: what friction compares. */
export interface StyleProfile {
  /** Null when every metric is measured, else what is missing and why. */
  readonly reason: VectorGap | null
  readonly metrics: readonly DnaMetric[]
}

export interface TeamDna {
  readonly teamId: number
  readonly season: string
  /** Matches of the season in the history. */
  readonly matches: number
  readonly vectors: Readonly<Record<DnaVectorName, DnaVector>>
  /** Beside the nine vectors, not one of them: it is no part of the fingerprint. */
  readonly style: StyleProfile
}

type Details = Omit<MetricDefinition, 'key' | 'vector' | 'version'> & { readonly version?: number }

/**
 * Of the estimator that all averaged metrics share: raised when the same observations would give other numbers. 2: kappa is the mean of
 * a posterior that counts a team's seasons together, and intervals hold what is not known of it.
 */
export const ESTIMATOR_VERSION = 2

/** A definition in the estimator's version, or in one of its own where it is not averaged; a changed formula raises it. */
export const metric = (vector: MetricGroup, key: string, details: Details): MetricDefinition => ({
  vector,
  key,
  ...details,
  version: details.version ?? ESTIMATOR_VERSION,
})

/** Columns and needs that several metrics share. */
export const GOALS = ['homeGoals', 'awayGoals']
export const HALVES = ['halfTimeHomeGoals', 'halfTimeAwayGoals', ...GOALS]
export const CLOSING = ['1x2|close', 'ou|close', 'ou|open']
export const ODDS = '1X2 and over/under 2.5 odds'
export const HALF_TIME = 'half-time scores with odds'
export const MINUTES = 'minutes of goals'

/** A residual in goals per match against the market, from goals and closing odds: none of them was found to improve forecasts. */
export const goalResidual = (
  vector: MetricGroup,
  key: string,
  {
    name,
    formula,
    columns = [...GOALS, ...CLOSING],
    needs = ODDS,
  }: Pick<Details, 'name' | 'formula'> & Partial<Pick<Details, 'columns' | 'needs'>>,
): MetricDefinition =>
  metric(vector, key, { name, unit: 'goals per match', range: [-6, 6], formula, columns, needs, evidence: 'no_signal' })
