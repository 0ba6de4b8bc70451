import { historyBefore } from '../football/history.ts'
import type { MatchTable } from '../football/match-table.ts'
import type { Minute } from '../football/time.ts'
import { fitGoalsModel } from '../goals-model/fit-goals-model.ts'
import { correlation } from '../numeric/moments.ts'
import { type Estimate, NOT_MEASURED } from '../numeric/estimate.ts'
import { betweenInterval, estimateComponents } from './group-components.ts'
import { leagueMetrics } from './build-league-dna.ts'
import { SIGNIFICANCE, USEFUL_RELIABILITY } from './estimate-metric.ts'
import { METRIC_DEFINITIONS } from './metric-catalogue.ts'
import { type LeagueMoments, leagueMoments, type MetricMoments, type PairedMeans, type ReliabilityGroup } from './reliability-moments.ts'
import type { MetricDefinition, MetricEvidence, MetricGap, MetricGroup } from './team-dna.ts'

/** How much of a metric is the team's own. */
export interface ReliabilityRow {
  readonly key: string
  readonly name: string
  readonly vector: MetricGroup
  readonly unit: string
  readonly groupedBy: ReliabilityGroup
  /** Team-seasons, teams or pairs. */
  readonly groups: number
  /** Matches of teams (each match counts for both), or meetings of pairs. */
  readonly observations: number
  /** Standard deviation of a team's own matches. */
  readonly withinSd: number
  /** Standard deviation of what teams really are; 0 where they differ no more than chance makes them. */
  readonly betweenSd: number
  /** within² / between²: matches (meetings) after which a team's own mean counts half. Null where no difference was found: no number is large enough. */
  readonly kappa: number | null
  /** Effective matches (meetings) behind a team's value with a full window, at which the reliability is given. */
  readonly window: number
  /** window / (window + kappa), n = groups. */
  readonly reliability: Estimate
  /** Correlation of a team's mean in one season and in the next; not measured for pairs. */
  readonly yearOnYear: Estimate
  /** Correlation of a group's odd and even matches. */
  readonly oddEven: Estimate
  /** Probability that teams which do not differ would look as different as these. */
  readonly pValue: number
  readonly verdict: MetricEvidence
}

export interface LeagueReliability {
  readonly competition: string
  readonly seasons: readonly string[]
  readonly rows: readonly ReliabilityRow[]
}

export interface ReliabilityTable {
  /** Over all leagues: each compared with itself, none with another. */
  readonly rows: readonly ReliabilityRow[]
  readonly byLeague: readonly LeagueReliability[]
  /** Metrics that no league's data can tell, with the first reason. */
  readonly notMeasured: readonly { readonly key: string; readonly name: string; readonly vector: MetricGroup; readonly reason: MetricGap }[]
}

/** Bonferroni over all metrics. */
const SIGNIFICANCE_OF_ONE = SIGNIFICANCE / METRIC_DEFINITIONS.length

const average = (values: ArrayLike<number>): number => {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / values.length
}

/** Correlation over all leagues, each centred on its own means, so that differences between leagues do not count. */
function correlationWithin(lists: readonly PairedMeans[]): Estimate {
  const centred = (values: Float64Array): number[] => {
    const mean = average(values)
    return [...values].map((value) => value - mean)
  }
  const first = lists.flatMap((list) => centred(list.first))
  return first.length === 0
    ? NOT_MEASURED
    : correlation(
        first,
        lists.flatMap((list) => centred(list.second)),
      )
}

/** What repeats is a style, and predictive where the catalogue's forecasts have shown so; what does not is no signal. */
function judgeMetric({ evidence }: MetricDefinition, row: Pick<ReliabilityRow, 'pValue' | 'reliability' | 'yearOnYear'>): MetricEvidence {
  const isOwn = row.pValue < SIGNIFICANCE_OF_ONE && (row.reliability.value ?? 0) >= USEFUL_RELIABILITY
  const turnsBack = row.yearOnYear.value !== null && row.yearOnYear.value <= 0
  if (!isOwn || turnsBack) return 'no_signal'
  return evidence === 'predictive' ? 'predictive' : 'stable_style'
}

/**
 * One metric's row from the moments of one league or of several, pooled about each league's own mean.
 *
 * @returns null where there are too few groups or repeats to tell
 */
function reliabilityRow(definition: MetricDefinition, moments: readonly MetricMoments[]): ReliabilityRow | null {
  const [first] = moments
  const centres = moments.map(({ groups }) => {
    const weight = groups.reduce((sum, { nEff }) => sum + nEff, 0)
    return groups.reduce((sum, { nEff, mean }) => sum + nEff * mean, 0) / weight
  })
  const groups = moments.flatMap((league, i) =>
    league.groups.map((group) => ({
      ...group,
      mean: group.mean - (centres[i] as number),
      // Clusters of two leagues are never one.
      cluster: (group.cluster ?? 0) * moments.length + i,
    })),
  )
  const components = estimateComponents(groups)
  if (first === undefined || components === null) return null
  const { withinVariance, momentVariance, pValue } = components
  const [low, high] = betweenInterval(components)
  const window = average(moments.map((league) => league.window))
  const reliabilityAt = (between: number): number => (between <= 0 ? 0 : window / (window + withinVariance / between))
  const reliability: Estimate = {
    value: reliabilityAt(momentVariance),
    n: groups.length,
    interval: [reliabilityAt(low), reliabilityAt(high)],
  }
  const yearOnYear = correlationWithin(moments.map((league) => league.yearOnYear))
  const { key, name, vector, unit } = definition
  return {
    key,
    name,
    vector,
    unit,
    groupedBy: first.groupedBy,
    groups: groups.length,
    observations: groups.reduce((sum, { nEff }) => sum + nEff, 0),
    withinSd: Math.sqrt(withinVariance),
    betweenSd: Math.sqrt(Math.max(0, momentVariance)),
    kappa: momentVariance > 0 ? withinVariance / momentVariance : null,
    window,
    reliability,
    yearOnYear,
    oddEven: correlationWithin(moments.map((league) => league.oddEven)),
    pValue,
    verdict: judgeMetric(definition, { pValue, reliability, yearOnYear }),
  }
}

function buildRows(leagues: readonly LeagueMoments[]): ReliabilityRow[] {
  return METRIC_DEFINITIONS.flatMap((definition) => {
    const moments = leagues.flatMap(({ metrics }) => metrics.find(({ key }) => key === definition.key) ?? [])
    return reliabilityRow(definition, moments) ?? []
  })
}

/**
 * The reliability of every metric, over all leagues and in each.
 *
 * @source  one-way variance components by the method of moments, as in `group-components.ts`; docs/models/dna.md
 */
export function reliabilityOfLeagues(leagues: readonly LeagueMoments[]): ReliabilityTable {
  const rows = buildRows(leagues)
  const told = new Set(rows.map(({ key }) => key))
  const reasons = leagues.flatMap((league) => league.notMeasured)
  return {
    rows,
    byLeague: leagues.map((league) => ({ competition: league.competition, seasons: league.seasons, rows: buildRows([league]) })),
    notMeasured: METRIC_DEFINITIONS.flatMap(({ key, name, vector }) => {
      const reason = told.has(key) ? undefined : reasons.find((each) => each.key === key)?.reason
      return reason === undefined ? [] : [{ key, name, vector, reason: { code: reason, metric: key } }]
    }),
  }
}

/**
 * How much of each metric is a team's own, from whatever leagues are given, each at the end of its data.
 *
 * @param tables  a table per league; one without a match is left out
 * @throws {CoreError} as fitGoalsModel
 */
export function reliabilityTable(tables: readonly MatchTable[]): ReliabilityTable {
  return reliabilityOfLeagues(
    tables.flatMap((table) => {
      const last = table.columns.knownAt[table.length - 1]
      if (last === undefined) return []
      const history = historyBefore(table, last as Minute)
      const season = history.seasons[Math.max(...history.columns.season)] as string
      return [leagueMoments(leagueMetrics(history, fitGoalsModel(history), { season }))]
    }),
  )
}
