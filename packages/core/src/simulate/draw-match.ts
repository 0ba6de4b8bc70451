import type { MatchRecord, OddsQuote, Score, SideStatistics } from '../football/match.ts'
import { fillPoisson } from '../numeric/distributions.ts'
import { normal, poisson, type RandomState, uniform } from '../numeric/random.ts'

/** Habits of a side, each a factor on the league's mean: 1 is the mean. */
export interface TeamStyle {
  readonly shots: number
  readonly corners: number
  readonly fouls: number
  readonly cards: number
}

export interface TeamTruth {
  readonly name: string
  /** Log scale. */
  readonly attack: number
  /** Log scale; higher concedes fewer. */
  readonly defence: number
  readonly style: TeamStyle
}

/** What one ordered pairing adds to the log goal rates beyond strength: a planted effect to be found, or not. */
export interface PairEffect {
  readonly home: string
  readonly away: string
  readonly homeLogRate: number
  readonly awayLogRate: number
}

/**
 * One season of one league as it really is: what a model that reads its matches tries to find.
 *
 * log homeGoalRate = intercept + homeAdvantage + attack[home] - defence[away] + homeLogRate[pair] + homeDay
 * log awayGoalRate = intercept + attack[away] - defence[home] + awayLogRate[pair] + awayDay
 */
export interface LeagueTruth {
  readonly division: string
  /** For example `2022-23`. */
  readonly season: string
  /** An even number of teams, at least 4, with different names. */
  readonly teams: readonly TeamTruth[]
  readonly intercept: number
  readonly homeAdvantage: number
  /** Dixon-Coles low-score correction. */
  readonly rho: number
  readonly pairEffects: readonly PairEffect[]
  /**
   * Standard deviation of what the day itself adds to each side's log goal rate: line-ups, form, weather. Closing prices know it,
   * opening ones do not. 0: every match follows the strengths alone.
   */
  readonly daySpread: number
  /** Share of the season's rounds that have been played, in [0, 1]; the rest are fixtures. */
  readonly playedShare: number
}

/** A match as an importer gives it, with the rates that made it, in goals per match: what the day added is in them. */
export interface SimulatedMatch {
  readonly match: MatchRecord
  readonly quotes: readonly OddsQuote[]
  readonly homeGoalRate: number
  readonly awayGoalRate: number
}

/** Goals of one side beyond which a simulated match does not go; at a rate of 4 that leaves out 2e-5. */
const MAX_GOALS = 14
const SIZE = MAX_GOALS + 1

/** P(home = h, away = a) at `cells[h * SIZE + a]`; sums to 1. */
export interface ScoreDistribution {
  readonly cells: Float64Array
}

/**
 * The scores that a pair of goal rates gives, with the low-score correction.
 *
 * @source  Dixon and Coles (1997)
 */
export function scoreDistribution(homeGoalRate: number, awayGoalRate: number, rho: number): ScoreDistribution {
  const home = new Float64Array(SIZE)
  const away = new Float64Array(SIZE)
  fillPoisson(homeGoalRate, home)
  fillPoisson(awayGoalRate, away)
  const cells = new Float64Array(SIZE * SIZE)
  home.forEach((p, h) => {
    away.forEach((q, a) => {
      cells[h * SIZE + a] = p * q
    })
  })
  const correct = (h: number, a: number, tau: number): void => {
    cells[h * SIZE + a]! *= Math.max(0, tau)
  }
  correct(0, 0, 1 - homeGoalRate * awayGoalRate * rho)
  correct(0, 1, 1 + homeGoalRate * rho)
  correct(1, 0, 1 + awayGoalRate * rho)
  correct(1, 1, 1 - rho)
  const total = cells.reduce((sum, p) => sum + p, 0)
  for (let i = 0; i < cells.length; i++) cells[i]! /= total
  return { cells }
}

/** One score, by inversion: exactly one uniform. */
export function drawScore(distribution: ScoreDistribution, random: RandomState): Score {
  let left = uniform(random)
  let index = 0
  while (index < distribution.cells.length - 1 && left >= distribution.cells[index]!) {
    left -= distribution.cells[index]!
    index++
  }
  return { home: Math.floor(index / SIZE), away: index % SIZE }
}

/** Sum of the cells that `holds` picks. */
export function probabilityThat(distribution: ScoreDistribution, holds: (home: number, away: number) => boolean): number {
  return distribution.cells.reduce((sum, p, index) => (holds(Math.floor(index / SIZE), index % SIZE) ? sum + p : sum), 0)
}

/** P(home goals - away goals = d) at index d + MAX_GOALS. */
export function goalDifferences(distribution: ScoreDistribution): Float64Array {
  const differences = new Float64Array(2 * MAX_GOALS + 1)
  distribution.cells.forEach((p, index) => {
    const at = Math.floor(index / SIZE) - (index % SIZE) + MAX_GOALS
    differences[at]! += p
  })
  return differences
}

/**
 * The chance that a unit on the home side at a handicap is won, among what is decided: quarter lines
 * count half. It is the reciprocal of the fair price.
 */
export function homeCover(differences: Float64Array, line: number): number {
  let won = 0
  let lost = 0
  differences.forEach((p, index) => {
    const margin = index - MAX_GOALS + line
    // A margin of a quarter settles half of the stake.
    const decided = Math.min(1, Math.abs(margin) * 2) * p
    if (margin > 0) won += decided
    if (margin < 0) lost += decided
  })
  return won / (won + lost)
}

/** Means per side and match, near those of the big European leagues; rates enter as goals per match. */
const SAVED_PER_GOAL_RATE = 2.2
const OFF_TARGET_BASE = 4.1
const OFF_TARGET_PER_GOAL_RATE = 2.7
const CORNERS_BASE = 2.3
const CORNERS_PER_GOAL_RATE = 1.9
const FOULS = 12.6
const YELLOWS = 1.85
const REDS = 0.09
/** Home sides have more of the ball than their goal rate alone implies. */
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
