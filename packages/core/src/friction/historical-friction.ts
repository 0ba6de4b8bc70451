import { leagueView } from '../dna/league-view.ts'
import { type MarketExpectation, marketExpectation } from '../dna/market-expectation.ts'
import { psycheMetrics, riskMetrics, styleMetrics } from '../dna/match-metrics.ts'
import { historyBefore, type MatchHistory } from '../football/history.ts'
import type { Minute } from '../football/time.ts'
import type { Estimate } from '../numeric/estimate.ts'
import { standardiseTraits } from './pair-quantities.ts'
import { scorePairs } from './friction.ts'

/** Number of earlier seasons. */
const SEASONS_BACK = 5

/** The friction score of a pair in an earlier season, from what was known when that season ended. */
export interface SeasonFriction {
  readonly season: string
  /** 0–100 among the pairs of that season. */
  readonly score: Estimate
}

/** A pair's earlier seasons, or why there is none. */
export type HistoricalFriction =
  | { readonly seasons: readonly SeasonFriction[]; readonly reason: null }
  | { readonly seasons: null; readonly reason: 'no_earlier_season' | 'never_together' | 'parts_not_measured' }

/** Looks up a pair, home team first. */
export type FrictionHistory = (homeId: number, awayId: number) => HistoricalFriction

/**
 * Friction of a league's pairs in the five seasons before `season`, each from the history up to that season's last match alone:
 * later matches change none of it. A pair has a season in which both teams played.
 *
 * Cost: about a third of the DNA of each earlier season.
 *
 * @param expectation  of the whole history; each of its rows rests on that row alone
 */
export function frictionHistory(
  history: MatchHistory,
  season: string,
  expectation: MarketExpectation = marketExpectation(history),
): FrictionHistory {
  const earlier = history.seasons.filter((code) => code < season).slice(-SEASONS_BACK)
  const bySeason = earlier.flatMap((code) => {
    const scores = scoreSeason(history, code, expectation)
    return scores === null ? [] : [{ season: code, scores }]
  })
  return (homeId, awayId) => {
    if (bySeason.length === 0) return { seasons: null, reason: 'no_earlier_season' }
    const together = bySeason.flatMap(({ season: code, scores }) => {
      const score = scores.get(pairKey(homeId, awayId))
      return score === undefined ? [] : [{ season: code, score }]
    })
    if (together.length === 0) return { seasons: null, reason: 'never_together' }
    const measured = together.filter(({ score }) => score.value !== null)
    return measured.length === 0 ? { seasons: null, reason: 'parts_not_measured' } : { seasons: measured, reason: null }
  }
}

const pairKey = (homeId: number, awayId: number) => `${homeId}|${awayId}`

/** Every pair of one season; null where the season has no known match. */
function scoreSeason(history: MatchHistory, season: string, expectation: MarketExpectation): ReadonlyMap<string, Estimate> | null {
  const index = history.seasons.indexOf(season)
  const last = history.columns.season.lastIndexOf(index)
  if (last < 0) return null
  const until = historyBefore(history, history.columns.knownAt[last] as Minute)
  const view = leagueView(until, season)
  const metrics = [...styleMetrics({ view }), ...riskMetrics({ view, expectation }), ...psycheMetrics({ view, expectation })]
  const teams = view.teams.map((team) => ({
    teamId: until.teams[team]?.id ?? Number.NaN,
    metrics: metrics.flatMap(({ byTeam }) => byTeam.get(team) ?? []),
  }))
  const pairs = teams.flatMap(({ teamId: homeId }) =>
    teams.flatMap(({ teamId: awayId }) => (homeId === awayId ? [] : [{ homeId, awayId }])),
  )
  const scored = scorePairs(standardiseTraits(teams), pairs)
  return new Map(pairs.map(({ homeId, awayId }, pair) => [pairKey(homeId, awayId), scored[pair]?.score as Estimate]))
}
