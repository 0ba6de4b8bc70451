import type { TeamDna } from '../dna/team-dna.ts'
import type { MatchHistory } from '../football/history.ts'
import type { OutcomeProbabilities } from '../goals-model/markets.ts'
import type { Estimate } from '../numeric/estimate.ts'
import { chaosOf } from './chaos-potential.ts'
import type { Friction } from './friction.ts'
import { leagueTraits } from './league-traits.ts'
import { pointEdges, psychologicalEdge } from './psychological-edge.ts'
import { levelsAmong, type ScoredPair, scorePairs } from './score-pairs.ts'

/** What the goals model says of one ordered pair, as far as friction needs it. */
export interface PairOutlook {
  readonly homeId: number
  readonly awayId: number
  readonly outcome: OutcomeProbabilities
  /** The 1X2 at sigma points of the goal rates, of equal weight. */
  readonly sigma: readonly OutcomeProbabilities[]
  /** Width of the 95 % interval of the home win. */
  readonly width: number
  /** Matches of the side that played fewer; 0 where one is known by the league's prior alone. */
  readonly n: number
}

export interface LeaguePairs {
  readonly history: MatchHistory
  /** Every team of the season. */
  readonly dna: readonly TeamDna[]
  /** The ordered pairs to measure: all of the league, for percentiles are taken among them. */
  readonly outlooks: readonly PairOutlook[]
}

/** A forecast is as sure as its strengths: how many matches they rest on, and how wide they leave the chance of a home win. */
function confidenceOf({ n, width }: PairOutlook): Friction['confidence'] {
  if (n < 10 || width > 0.3) return 'low'
  return n >= 38 && width <= 0.2 ? 'high' : 'medium'
}

/**
 * Friction of every ordered pair given, in the same order. Levels are percentiles among these pairs, so all of a league's should be
 * given at once. Style clash, tempo, mental clash and risk are the same when a pair is swapped; tactical friction becomes
 * 100 − level and the psychological edge changes sign; chaos differs by home advantage. Weights are the league's, the same for every
 * pair with the same parts measured.
 *
 * Cost: quadratic in the pairs for the percentiles, about 10 ms for 380.
 */
export function measureFrictions({ history, dna, outlooks }: LeaguePairs): Friction[] {
  const scored = scorePairs(leagueTraits(dna), outlooks)
  const edges = pointEdges(history)
  const indexOfId = new Map(history.teams.map((team, index) => [team.id, index]))
  const chaos = levelsAmong(outlooks.map(chaosOf))
  return outlooks.map((outlook, pair) => {
    const { homeId, awayId } = outlook
    const { score, components } = scored[pair] as ScoredPair
    return {
      homeId,
      awayId,
      score,
      components,
      psychologicalEdge: psychologicalEdge(edges, indexOfId.get(homeId) ?? -1, indexOfId.get(awayId) ?? -1),
      chaosPotential: chaos[pair] as Estimate,
      confidence: confidenceOf(outlook),
    }
  })
}
