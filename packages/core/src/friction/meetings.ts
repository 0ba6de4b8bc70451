import { marketPoints } from '../dna/market-expectation.ts'
import { pointsFor } from '../dna/market.ts'
import { type PairResiduals, pairResiduals } from '../dna/opponents.ts'
import { CoreError } from '../errors.ts'
import type { MatchHistory } from '../football/history.ts'
import { type Estimate, NOT_MEASURED } from '../numeric/estimate.ts'

export interface Meeting {
  readonly matchId: number
  readonly season: string
  /** Days since 1970-01-01. */
  readonly day: number
  readonly homeId: number
  readonly awayId: number
  readonly homeGoals: number
  readonly awayGoals: number
}

/** Past meetings of a pair at either ground, from the view of the pair's home team. */
export interface HeadToHead {
  readonly matches: number
  /** Wins of the pair's home team, wherever they met. */
  readonly homeWins: number
  readonly draws: number
  readonly awayWins: number
  /** Goals of both per match; null when they never met. */
  readonly averageGoals: number | null
  /** Latest first. */
  readonly meetings: readonly Meeting[]
}

/**
 * The meetings of two teams in the history. A record, not a forecast: what it says beyond strength is `psychologicalEdge`.
 *
 * @throws {CoreError} INVALID_ARGUMENT  the same team twice
 * @throws {CoreError} UNKNOWN_TEAM      a team that the history does not list
 */
export function headToHead(history: MatchHistory, homeId: number, awayId: number): HeadToHead {
  if (homeId === awayId) throw new CoreError('INVALID_ARGUMENT', `got team ${homeId} twice, expected two teams`, { homeId })
  const [pairHome, pairAway] = [homeId, awayId].map((id) => {
    const index = history.teams.findIndex((team) => team.id === id)
    if (index < 0) throw new CoreError('UNKNOWN_TEAM', `got team ${id}, expected a team of ${history.competition}`, { id })
    return index
  })
  const { home, away, homeGoals, awayGoals, matchId, season, day } = history.columns
  const meetings: Meeting[] = []
  let homeWins = 0
  let awayWins = 0
  let goals = 0
  for (let row = history.length - 1; row >= 0; row--) {
    const isAtHome = home[row] === pairHome && away[row] === pairAway
    if (!isAtHome && !(home[row] === pairAway && away[row] === pairHome)) continue
    const scored = homeGoals[row] as number
    const conceded = awayGoals[row] as number
    const margin = isAtHome ? scored - conceded : conceded - scored
    if (margin > 0) homeWins += 1
    else if (margin < 0) awayWins += 1
    goals += scored + conceded
    meetings.push({
      matchId: matchId[row] as number,
      season: history.seasons[season[row] as number] as string,
      day: day[row] as number,
      homeId: isAtHome ? homeId : awayId,
      awayId: isAtHome ? awayId : homeId,
      homeGoals: scored,
      awayGoals: conceded,
    })
  }
  const matches = meetings.length
  return {
    matches,
    homeWins,
    draws: matches - homeWins - awayWins,
    awayWins,
    averageGoals: matches === 0 ? null : goals / matches,
    meetings,
  }
}

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
    return (pointsFor(scored, conceded) - expected - (pointsFor(conceded, scored) - (awayPoints[row] as number))) / 2
  })
}

/** What past meetings gave beyond expectation, for every pair of a league, shrunk over the meetings by the league's own kappa. */
export function pointEdges(history: MatchHistory): PairResiduals | null {
  return pairResiduals(history, pointResiduals(history))
}

/** Points per match beyond what strength explains, above 0 for the first team; null when the two never met with odds. */
export function psychologicalEdge(edges: PairResiduals | null, team: number, opponent: number): Estimate {
  const edge = edges?.of(team, opponent) ?? null
  return edge === null ? NOT_MEASURED : { value: edge.value, n: edge.n, interval: edge.interval }
}
