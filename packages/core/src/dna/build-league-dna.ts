import type { MatchHistory } from '../football/history.ts'
import type { FittedGoalsModel } from '../goals-model/fitted-goals-model.ts'
import { contextMetrics } from './context.ts'
import { type DnaContext, type LeagueMetric, notMeasured } from './estimate-metric.ts'
import { type LeagueView, leagueView } from './league-view.ts'
import { luckMetrics } from './luck.ts'
import { marketMetrics } from './market.ts'
import { type MarketExpectation, marketExpectation } from './market-expectation.ts'
import { nemesisMetrics } from './nemesis.ts'
import { physicalMetrics } from './physical.ts'
import { psycheMetrics } from './psyche.ts'
import { riskMetrics } from './risk.ts'
import { ROSTER_REASON } from './roster.ts'
import { styleMetrics } from './style.ts'
import { DNA_VECTORS, type DnaMetric, type DnaVector, type DnaVectorName, type TeamDna } from './team-dna.ts'
import { temporalMetrics } from './temporal.ts'

/** The metrics of each vector, the one that stands for it first. */
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

function metricsOf(team: number, metrics: readonly LeagueMetric[]): DnaMetric[] {
  return metrics.map((metric) => metric.byTeam.get(team) ?? notMeasured(metric.definition))
}

/** Why a team lacks metrics: the league's reason, or that the team itself has no such match. */
function reasonOf(team: number, metrics: readonly LeagueMetric[]): string | null {
  const reasons = metrics.flatMap((metric) => {
    if (metric.byTeam.get(team)?.status === 'measured') return []
    return [metric.reason ?? `${metric.definition.name}: the team has no match with ${metric.definition.needs}`]
  })
  return reasons.length === 0 ? null : reasons.join('; ')
}

function vectorOf(vector: DnaVectorName, team: number, leagueMetrics: readonly LeagueMetric[]): DnaVector {
  const metrics = metricsOf(team, leagueMetrics)
  const headline = metrics.find((metric) => metric.status === 'measured')?.key ?? null
  return {
    vector,
    status: headline === null ? 'not_measured' : 'measured',
    reason: vector === 'roster' ? ROSTER_REASON : reasonOf(team, leagueMetrics),
    headline,
    metrics,
  }
}

/** Every metric of a league in one season, before it is told team by team. */
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
  return dnaOfTeams(leagueMetrics(history, model, { season }))
}

/** A league's metrics, told team by team. */
export function dnaOfTeams({ view, byVector, style }: LeagueMetrics): TeamDna[] {
  const season = view.history.seasons[view.season] as string
  return view.teams.map((team) => {
    const vectors = byVector.map(({ vector, metrics }) => [vector, vectorOf(vector, team, metrics)] as const)
    return {
      teamId: view.history.teams[team]?.id ?? Number.NaN,
      season,
      matches: view.seasonMatches[team] as number,
      vectors: Object.fromEntries(vectors) as Record<DnaVectorName, DnaVector>,
      style: { reason: reasonOf(team, style), metrics: metricsOf(team, style) },
    }
  })
}
