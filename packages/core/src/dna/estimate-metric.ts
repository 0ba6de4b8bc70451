import type { FittedGoalsModel } from '../goals-model/goal-rates.ts'
import type { Interval } from '../numeric/estimate.ts'
import { weightedMoments, percentileRank } from '../numeric/moments.ts'
import { Z_95 } from '../numeric/distributions.ts'
import { shrink, type VarianceComponents } from '../numeric/shrinkage.ts'
import { estimateComponents, type GroupComponents, groupMoments, deviationOfShrunk } from './group-components.ts'
import { centreBySeasonAndSide, column, type LeagueView, type Observations, observed } from './league-view.ts'
import type { MarketExpectation } from './market-expectation.ts'
import type { DnaMetric, MetricDefinition, MetricGapCode, MetricOutlook } from './team-dna.ts'

/** Weights halve every 10 matches. */
export const HALF_LIFE_MATCHES = 10
/** A match this far back weighs 2^-8: older ones are left out, so that `n` counts matches that matter. */
export const WINDOW_MATCHES = 8 * HALF_LIFE_MATCHES
/** Effective matches of a team with a full window. */
export const FULL_WINDOW = fullWindow()
/** Below this reliability a number says more about the league than about the team. */
export const USEFUL_RELIABILITY = 0.3

function fullWindow(): number {
  const weights = Array.from({ length: WINDOW_MATCHES }, (_, age) => 2 ** (-age / HALF_LIFE_MATCHES))
  return weightedMoments(weights, weights).nEff
}

/** Everything that a vector's metrics are estimated from. */
export interface DnaContext {
  readonly view: LeagueView
  readonly model: FittedGoalsModel
  readonly expectation: MarketExpectation
}

export interface EstimateOptions {
  readonly definition: MetricDefinition
  readonly observations: Observations
  /**
   * `league`: raw counts, compared with the mean of season and side, shrunk to the league's level.
   * `expectation`: residuals from the market or another expectation, shrunk to 0.
   */
  readonly against: 'league' | 'expectation'
  /**
   * `recent` (default): the latest appearances, the newest weighing most; variance components from team-seasons.
   * `all`: every appearance of the history alike, for rare events; variance components from teams.
   */
  readonly over?: 'recent' | 'all'
  /** With the forecast of the next matches beside what was seen: for what is expected to fade. */
  readonly withOutlook?: boolean
}

/** What a metric's values were averaged from, match by match: enough to count any of them again. */
export interface MetricTrace {
  /** As they were observed. */
  readonly observations: Observations
  /** Less what they are compared with: what is averaged. The same array where the observation is a residual already. */
  readonly deviations: Observations
  /** Added to the shrunk mean of the deviations. */
  readonly level: number
  /**
   * `recent`: the team's latest appearances, the newest weighing most. `all`: all of its appearances, alike.
   * `meetings`: all with the metric's subject, alike.
   */
  readonly over: 'recent' | 'all' | 'meetings'
}

/** What a metric came to in one league: a value per team, and the variance components that shrank it. */
export interface LeagueMetric {
  readonly definition: MetricDefinition
  /** Why no team has a value; null where a team may have one. */
  readonly reason: MetricGapCode | null
  /** Null where nothing was shrunk, or the league's history cannot tell how far teams differ. */
  readonly components: GroupComponents | null
  /** Keyed by team index, one entry for each team of the season. */
  readonly byTeam: ReadonlyMap<number, DnaMetric>
  /** Absent where nothing was averaged: a parameter of the goals model, a fact, a metric without a value for any team. */
  readonly trace?: MetricTrace
}

export function notMeasured({ key, evidence }: MetricDefinition): DnaMetric {
  return { key, value: null, n: 0, nEff: null, interval: null, reliability: null, percentile: null, status: 'not_measured', evidence }
}

/** A metric without a value for any team. */
export function nowhereMeasured(view: LeagueView, definition: MetricDefinition, reason: MetricGapCode): LeagueMetric {
  return {
    definition,
    reason,
    components: null,
    byTeam: new Map(view.teams.map((team) => [team, notMeasured(definition)])),
  }
}

/** Teams are said to differ where p lies below this. */
export const SIGNIFICANCE = 0.05

/** Only a metric that repeats in this league counts as a style here, whatever it is elsewhere. */
function evidenceFor(definition: MetricDefinition, reliability: number, pValue: number): DnaMetric['evidence'] {
  if (definition.evidence !== 'stable_style') return definition.evidence
  return reliability >= USEFUL_RELIABILITY && pValue < SIGNIFICANCE ? 'stable_style' : 'no_signal'
}

/** 95 % interval about a value, cut where the metric's range ends. */
function intervalWithin({ range }: MetricDefinition, value: number, standardDeviation: number): Interval {
  const half = Z_95 * standardDeviation
  return [Math.max(range[0], value - half), Math.min(range[1], value + half)]
}

/** A value before it becomes a metric. `pValue`: that teams which do not differ would look as these do; 0 for a model's parameter. */
export interface MeasuredValue {
  readonly value: number
  readonly standardDeviation: number
  readonly n: number
  readonly nEff: number
  readonly reliability: number
  readonly pValue: number
}

/** A measured value, before the teams are ranked. */
export function measured(definition: MetricDefinition, estimate: MeasuredValue): DnaMetric {
  const { value, standardDeviation, n, nEff, reliability, pValue } = estimate
  const interval = intervalWithin(definition, value, standardDeviation)
  const evidence = evidenceFor(definition, reliability, pValue)
  return { key: definition.key, value, n, nEff, interval, reliability, percentile: null, status: 'measured', evidence }
}

/** Give each measured metric its percentile among the teams of the season. */
export function withPercentiles(byTeam: ReadonlyMap<number, DnaMetric>): Map<number, DnaMetric> {
  const values = [...byTeam.values()].map((metric) => metric.value ?? Number.NaN)
  return new Map(
    [...byTeam].map(([team, metric]) => [
      team,
      { ...metric, percentile: metric.value === null ? null : percentileRank(metric.value, values) },
    ]),
  )
}

/** Mean of a team's observed appearances: of the latest, exponentially weighted, or of all alike. */
function averageAppearances(
  appearances: Int32Array,
  observations: Observations,
  over: 'recent' | 'all',
): { mean: number; n: number; nEff: number } {
  const values: number[] = []
  const most = over === 'recent' ? WINDOW_MATCHES : Number.POSITIVE_INFINITY
  for (let i = appearances.length - 1; i >= 0 && values.length < most; i--) {
    const value = observed(observations, appearances[i] as number)
    if (!Number.isNaN(value)) values.push(value)
  }
  const weights = values.map((_, age) => (over === 'recent' ? 2 ** (-age / HALF_LIFE_MATCHES) : 1))
  const { mean, n, nEff } = weightedMoments(values, weights)
  return { mean: mean ?? 0, n, nEff }
}

/** Observations of both sides in one row, with the team-season or the team that each belongs to. */
function groupObservations({ history }: LeagueView, observations: Observations, by: 'team-season' | 'team') {
  const seasons = column(history, 'season')
  const home = column(history, 'home')
  const away = column(history, 'away')
  const values = new Float64Array(2 * history.length)
  const groups = new Int32Array(2 * history.length)
  for (let row = 0; row < history.length; row++) {
    const base = by === 'team' ? 0 : (seasons[row] as number) * history.teams.length
    values[2 * row] = observations.home[row] as number
    values[2 * row + 1] = observations.away[row] as number
    groups[2 * row] = base + (home[row] as number)
    groups[2 * row + 1] = base + (away[row] as number)
  }
  return { values, groups }
}

const hasValue = (values: Float64Array): boolean => values.some((value) => !Number.isNaN(value))

/**
 * Estimate one metric for every team of the season.
 *
 * e = x − E[x]; theta = nEff / (nEff + kappa) · mean_w(e); sd by {@link deviationOfShrunk}; weights halve every 10 matches; kappa from
 * the variance components of all team-seasons of the history (of its teams where every appearance counts alike). See docs/models/dna.md.
 * counts alike). See docs/models/dna.md.
 *
 * A team without an observation, or a league that cannot say how far its teams differ, is not measured.
 * Cost: linear in the history.
 */
export function estimateMetric(view: LeagueView, options: EstimateOptions): LeagueMetric {
  const { definition, observations, against, over = 'recent' } = options
  if (!hasValue(observations.home) && !hasValue(observations.away)) {
    return nowhereMeasured(view, definition, 'data_lack_it')
  }
  const { deviations, level } = against === 'league' ? centreBySeasonAndSide(view, observations) : { deviations: observations, level: 0 }
  const { values, groups } = groupObservations(view, deviations, over === 'recent' ? 'team-season' : 'team')
  const teams = view.history.teams.length
  // A team's seasons are clustered: they say less about how teams differ than as many teams would.
  const components = estimateComponents(groupMoments(values, groups, (group) => group % teams))
  if (components === null) return nowhereMeasured(view, definition, 'teams_not_told_apart')
  if (Number.isNaN(level)) return nowhereMeasured(view, definition, 'season_lacks_it')
  const byTeam = new Map<number, DnaMetric>()
  for (const team of view.teams) {
    const appearances = view.appearances[team] as Int32Array
    const { mean, n, nEff } = averageAppearances(appearances, deviations, over)
    if (n === 0) {
      byTeam.set(team, notMeasured(definition))
      continue
    }
    const { value, reliability } = shrink({ mean, nEff }, components, { centre: 0 })
    const standardDeviation = deviationOfShrunk(components, { mean, nEff, value })
    const metric = measured(definition, {
      value: level + value,
      standardDeviation,
      n,
      nEff,
      reliability,
      pValue: components.pValue,
    })
    const outlook = options.withOutlook
      ? { outlook: forecastOutlook(view, appearances, { metric, deviations, level, standardDeviation, components }) }
      : {}
    byTeam.set(team, { ...metric, ...outlook })
  }
  const trace: MetricTrace = { observations, deviations, level, over }
  return { definition, reason: null, components, byTeam: withPercentiles(byTeam), trace }
}

const NEXT_MATCHES = 10

export interface OutlookInput {
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
function forecastOutlook(view: LeagueView, appearances: Int32Array, of: OutlookInput): MetricOutlook {
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
