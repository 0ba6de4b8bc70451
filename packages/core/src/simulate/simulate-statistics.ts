import type { Score, SideStatistics } from '../football/match.ts'
import { normal, poisson, type RandomState, uniform } from '../numeric/random.ts'
import type { TeamTruth } from './league-truth.ts'

/** Means per side and match, near those of the big European leagues; rates enter as goals per match. */
const SAVED_PER_GOAL_RATE = 2.2
const OFF_TARGET_BASE = 4.1
const OFF_TARGET_PER_GOAL_RATE = 2.7
const CORNERS_BASE = 2.3
const CORNERS_PER_GOAL_RATE = 1.9
const FOULS = 12.6
const YELLOWS = 1.85
const REDS = 0.09
/** Home sides have more of the ball than their goals alone say. */
const HOME_PRESSURE = 1.04
const AWAY_PRESSURE = 0.96
/** Standard deviation of the log: corners come in runs, so they vary more than a Poisson count. */
const CORNER_SPREAD = 0.27
/** Away sides foul a little more and are booked more. */
const AWAY_FOULS = 1.03
const AWAY_CARDS = 1.15
const FIRST_HALF_SHARE_OF_GOALS = 0.45

/** Goals of the first half: each goal falls in it on its own, so that no half-time score exceeds the final one. */
export function drawHalfTime(fullTime: Score, random: RandomState): Score {
  const firstHalf = (goals: number): number => {
    let count = 0
    for (let goal = 0; goal < goals; goal++) if (uniform(random) < FIRST_HALF_SHARE_OF_GOALS) count++
    return count
  }
  return { home: firstHalf(fullTime.home), away: firstHalf(fullTime.away) }
}

/**
 * Counts of one side: shots and corners follow its goal rate and its style, fouls and cards its style,
 * the side's venue and the referee. Every goal is a shot on target, every shot on target a shot.
 */
export function drawStatistics(
  side: { readonly team: TeamTruth; readonly goals: number; readonly goalRate: number; readonly atHome: boolean },
  refereeStrictness: number,
  random: RandomState,
): SideStatistics {
  const { style } = side.team
  const pressure = side.atHome ? HOME_PRESSURE : AWAY_PRESSURE
  const saved = poisson(random, SAVED_PER_GOAL_RATE * side.goalRate * style.shots)
  const offTarget = poisson(random, (OFF_TARGET_BASE + OFF_TARGET_PER_GOAL_RATE * side.goalRate) * style.shots * pressure)
  const run = Math.exp(normal(random, -(CORNER_SPREAD ** 2) / 2, CORNER_SPREAD))
  const corners = poisson(random, (CORNERS_BASE + CORNERS_PER_GOAL_RATE * side.goalRate) * style.corners * pressure * run)
  const fouls = poisson(random, FOULS * style.fouls * (side.atHome ? 1 : AWAY_FOULS))
  const cards = style.cards * refereeStrictness * (side.atHome ? 1 : AWAY_CARDS)
  const yellows = poisson(random, YELLOWS * style.fouls * cards)
  const reds = poisson(random, REDS * cards)
  return { shots: side.goals + saved + offTarget, shotsOnTarget: side.goals + saved, fouls, corners, yellows, reds }
}
