import { CoreError } from '../errors.ts'
import { groupBy } from '../numeric/group-by.ts'
import { listMetrics } from './profile/known-metric.ts'
import type { MatchHistory } from '../football/history.ts'
import type { FittedGoalsModel } from '../goals-model/goal-rates.ts'
import { contextMetrics } from './context.ts'
import { type DnaContext, type LeagueMetric, notMeasured } from './estimate-metric.ts'
import { type LeagueView, leagueView } from './league-view.ts'
import { type MarketExpectation, marketExpectation } from './market-expectation.ts'
import { marketMetrics } from './market.ts'
import { luckMetrics, physicalMetrics, psycheMetrics, riskMetrics, styleMetrics, temporalMetrics } from './match-metrics.ts'
import { isFact, METRIC_DEFINITIONS } from './metric-catalogue.ts'
import { nemesisMetrics } from './opponents.ts'
import {
  DNA_VECTORS,
  type DnaMetric,
  type DnaVector,
  type DnaVectorName,
  type MetricDefinition,
  type MetricGap,
  type MetricGapCode,
  type MetricOutlook,
  type TeamDna,
  type VectorGap,
} from './team-dna.ts'

/** The metrics of each vector, its headline first. */
const VECTOR_METRICS: Readonly<Record<DnaVectorName, (context: DnaContext) => LeagueMetric[]>> = {
  market: marketMetrics,
  context: contextMetrics,
  risk: riskMetrics,
  temporal: temporalMetrics,
  nemesis: nemesisMetrics,
  psyche: psycheMetrics,
  roster: () => [],
  physical: physicalMetrics,
  luck: luckMetrics,
}

function listTeamMetrics(team: number, metrics: readonly LeagueMetric[]): DnaMetric[] {
  return metrics.map((metric) => metric.byTeam.get(team) ?? notMeasured(metric.definition))
}

/** Why a team lacks metrics: the league's reason, or that the team itself has no such match. */
function explainGaps(team: number, metrics: readonly LeagueMetric[]): VectorGap | null {
  const gaps = metrics.flatMap(({ byTeam, reason, definition }): MetricGap[] =>
    byTeam.get(team)?.status === 'measured' ? [] : [{ code: reason ?? 'team_lacks_it', metric: definition.key }],
  )
  return gaps.length === 0 ? null : { code: 'metrics_not_measured', metrics: gaps }
}

function buildVector(vector: DnaVectorName, team: number, leagueMetrics: readonly LeagueMetric[]): DnaVector {
  const metrics = listTeamMetrics(team, leagueMetrics)
  const headline = metrics.find((metric) => metric.status === 'measured')?.key ?? null
  return {
    vector,
    status: headline === null ? 'not_measured' : 'measured',
    // Line-ups, minutes, absences and values are in no source that is read here: a proxy under this name would be an invention.
    reason: vector === 'roster' ? { code: 'line_ups_not_imported' } : explainGaps(team, leagueMetrics),
    headline,
    metrics,
  }
}

/** Every metric of a league in one season, before it is split by team. */
export interface LeagueMetrics {
  readonly view: LeagueView
  /** What the market expected of every match of the view's history. */
  readonly expectation: MarketExpectation
  /** In the order of the vectors. */
  readonly byVector: readonly { readonly vector: DnaVectorName; readonly metrics: readonly LeagueMetric[] }[]
  readonly style: readonly LeagueMetric[]
}

/**
 * The metrics behind {@link buildLeagueDna}, each with what it was averaged from.
 *
 * @throws {CoreError} as buildLeagueDna
 */
export function leagueMetrics(history: MatchHistory, model: FittedGoalsModel, { season }: { readonly season: string }): LeagueMetrics {
  const view = leagueView(history, season)
  const context: DnaContext = { view, model, expectation: marketExpectation(history) }
  const byVector = DNA_VECTORS.map((vector) => ({ vector, metrics: VECTOR_METRICS[vector](context) }))
  return { view, expectation: context.expectation, byVector, style: styleMetrics(context) }
}

/**
 * The DNA of every team with a match in the season, ordered by team id.
 *
 * Expectations and variance components are computed once for the league, from the whole history; what the source does not
 * hold is not measured, with the reason on the vector.
 *
 * @param history  cut at the moment for which the DNA is wanted
 * @param model    fitted on the same history
 * @throws {CoreError} INVALID_ARGUMENT  a season that the history does not list
 * @throws {CoreError} TOO_FEW_MATCHES   no match of the season is known yet
 */
export function buildLeagueDna(history: MatchHistory, model: FittedGoalsModel, { season }: { readonly season: string }): TeamDna[] {
  return toTeamDna(leagueMetrics(history, model, { season }))
}

/** Splits a league's metrics by team. */
export function toTeamDna({ view, byVector, style }: LeagueMetrics): TeamDna[] {
  const season = view.history.seasons[view.season] as string
  return view.teams.map((team) => {
    const vectors = byVector.map(({ vector, metrics }) => [vector, buildVector(vector, team, metrics)] as const)
    return {
      teamId: view.history.teams[team]?.id ?? Number.NaN,
      season,
      matches: view.seasonMatches[team] as number,
      vectors: Object.fromEntries(vectors) as Record<DnaVectorName, DnaVector>,
      style: { reason: explainGaps(team, style), metrics: listTeamMetrics(team, style) },
    }
  })
}

/** Raised when the text's form changes: then every fingerprint does. */
const FORM = 'dna-2'

const definitionsByKey = new Map(METRIC_DEFINITIONS.map((definition) => [definition.key, definition]))

const GAP_TEXTS: Readonly<Record<MetricGapCode, (needs: string) => string>> = {
  data_lack_it: (needs) => `the data have no ${needs}`,
  season_lacks_it: (needs) => `the season has no ${needs}`,
  fit_lacks_it: (needs) => `the fit has no ${needs}`,
  team_lacks_it: (needs) => `the team has no match with ${needs}`,
  too_few_recent_matches: (needs) => `too few recent matches with ${needs}`,
  too_few_meetings: (needs) => `too few meetings with ${needs}`,
  teams_not_told_apart: () => 'too few matches, or no differences, to tell teams apart',
  spectators_not_recorded: () => 'it is not recorded when this competition played without spectators',
  nothing_to_tell_it_from: () => 'nothing to tell it from',
}

/**
 * A reason as V3's JSON columns keep it and as fingerprints hash it. Rewording it would change every fingerprint: what a person reads
 * comes from the catalogue of messages.
 */
export function canonicalReason(reason: VectorGap | null): string | null {
  if (reason === null) return null
  if (reason.code === 'line_ups_not_imported') return 'line-ups are not imported: who played, and who was missing, is not known'
  return reason.metrics
    .map(({ code, metric }) => {
      const { name = metric, needs = '' } = definitionsByKey.get(metric) ?? {}
      return `${name}: ${GAP_TEXTS[code](needs)}`
    })
    .join('; ')
}

function canonicalMetric(metric: DnaMetric): unknown[] {
  const { key, value, n, nEff, interval, reliability, percentile, status, evidence, subjectTeamId, outlook } = metric
  return [key, value, n, nEff, interval, reliability, percentile, status, evidence, subjectTeamId ?? null, ...canonicalOutlook(outlook)]
}

/** Nothing for a metric without an outlook. */
function canonicalOutlook(outlook: MetricOutlook | undefined): unknown[] {
  if (outlook === undefined) return []
  const { seen, seenMatches, nextMatches, expected, interval } = outlook
  return [[seen, seenMatches, nextMatches, expected, interval]]
}

/**
 * One text for the nine vectors, whatever order their fields and metrics were written in. A hash of it is the team's
 * fingerprint: it changes when and only when a vector does. The team, the season, the style profile and words are no part of it.
 */
export function canonicalDna(dna: TeamDna): string {
  const vectors = DNA_VECTORS.map((name) => {
    const { status, reason, headline, metrics } = dna.vectors[name]
    const sorted = [...metrics].sort((a, b) => (a.key < b.key ? -1 : 1))
    return [name, status, canonicalReason(reason), headline, sorted.map(canonicalMetric)]
  })
  return JSON.stringify([FORM, vectors])
}

/** A metric that cannot be what its definition says. */
export interface MetricFault {
  readonly key: string
  readonly fault: 'constant' | 'out_of_range'
  /** In words, with the values. */
  readonly message: string
}

/** With fewer teams equal values may be chance. */
const MIN_TEAMS = 4

/** Share of a metric's range within which values count as equal. */
const ROUNDING = 1e-9

/** Every metric that is constant over at least four measured teams of a league, or outside its range. */
export function metricFaults(league: readonly TeamDna[]): MetricFault[] {
  const byKey = groupBy(league.flatMap(listMetrics), ({ key }) => key)
  return METRIC_DEFINITIONS.flatMap((definition) =>
    findFaults(
      definition,
      (byKey.get(definition.key) ?? []).flatMap(({ value }) => value ?? []),
    ),
  )
}

function findFaults(definition: MetricDefinition, values: readonly number[]): MetricFault[] {
  const { key, range } = definition
  const outside = values.find((value) => !(value >= range[0] && value <= range[1]))
  if (outside !== undefined) {
    return [{ key, fault: 'out_of_range', message: `got ${key} = ${outside}, expected it in [${range[0]}, ${range[1]}]` }]
  }
  const isConstant = values.length >= MIN_TEAMS && Math.max(...values) - Math.min(...values) <= ROUNDING * (range[1] - range[0])
  if (!isConstant || isFact(definition)) return []
  return [{ key, fault: 'constant', message: `got ${key} = ${values[0]} for all ${values.length} teams, expected them to differ` }]
}

/**
 * Refuse a league whose DNA holds a number that says nothing.
 *
 * @throws {CoreError} INVALID_ARGUMENT  a metric is constant over four or more teams, or outside its range
 */
export function assertNoConstantMetric(league: readonly TeamDna[]): void {
  const faults = metricFaults(league)
  if (faults.length > 0) {
    throw new CoreError('INVALID_ARGUMENT', faults.map((fault) => fault.message).join('; '), { faults })
  }
}
