import { pointsOf } from '../dna/market.ts'
import { marketPoints } from '../dna/market-expectation.ts'
import { type PairResiduals, pairResiduals } from '../dna/pair-residuals.ts'
import type { MatchHistory } from '../football/history.ts'
import type { Estimate } from '../numeric/estimate.ts'

/**
 * What each match gave the home side beyond what closing odds expected: half the difference of both sides' points against the
 * market, so that the sides swapped change its sign exactly. NaN without odds.
 */
export function pointResiduals(history: MatchHistory): Float64Array {
  const { homePoints, awayPoints } = marketPoints(history)
  const homeGoals = history.columns.homeGoals
  const awayGoals = history.columns.awayGoals
  return homePoints.map((expected, row) => {
    const scored = homeGoals[row] as number
    const conceded = awayGoals[row] as number
    return (pointsOf(scored, conceded) - expected - (pointsOf(conceded, scored) - (awayPoints[row] as number))) / 2
  })
}

/** What past meetings gave beyond expectation, for every pair of a league, shrunk over the meetings by the league's own kappa. */
export function pointEdges(history: MatchHistory): PairResiduals | null {
  return pairResiduals(history, pointResiduals(history))
}

/** Points per match beyond what strength explains, above 0 for the first team; null when the two never met with odds. */
export function psychologicalEdge(edges: PairResiduals | null, team: number, opponent: number): Estimate {
  const edge = edges?.of(team, opponent) ?? null
  return edge === null ? { value: null, n: 0, interval: null } : { value: edge.value, n: edge.n, interval: edge.interval }
}
