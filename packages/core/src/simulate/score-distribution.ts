import type { Score } from '../football/match.ts'
import { fillPoisson } from '../numeric/poisson.ts'
import { type RandomState, uniform } from '../numeric/random.ts'

/** Goals of one side beyond which a simulated match does not go; at a rate of 4 that leaves out 2e-5. */
const MOST_GOALS = 14
const SIZE = MOST_GOALS + 1

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
    cells[h * SIZE + a] = (cells[h * SIZE + a] ?? 0) * Math.max(0, tau)
  }
  correct(0, 0, 1 - homeGoalRate * awayGoalRate * rho)
  correct(0, 1, 1 + homeGoalRate * rho)
  correct(1, 0, 1 + awayGoalRate * rho)
  correct(1, 1, 1 - rho)
  const total = cells.reduce((sum, p) => sum + p, 0)
  for (let i = 0; i < cells.length; i++) cells[i] = (cells[i] ?? 0) / total
  return { cells }
}

/** One score, by inversion: exactly one uniform. */
export function drawScore(distribution: ScoreDistribution, random: RandomState): Score {
  let left = uniform(random)
  let index = 0
  while (index < distribution.cells.length - 1 && left >= (distribution.cells[index] ?? 0)) {
    left -= distribution.cells[index] ?? 0
    index++
  }
  return { home: Math.floor(index / SIZE), away: index % SIZE }
}

/** Sum of the cells that `holds` picks. */
export function probabilityThat(distribution: ScoreDistribution, holds: (home: number, away: number) => boolean): number {
  return distribution.cells.reduce((sum, p, index) => (holds(Math.floor(index / SIZE), index % SIZE) ? sum + p : sum), 0)
}

/** P(home goals - away goals = d) at index d + MOST_GOALS. */
export function goalDifferences(distribution: ScoreDistribution): Float64Array {
  const differences = new Float64Array(2 * MOST_GOALS + 1)
  distribution.cells.forEach((p, index) => {
    const at = Math.floor(index / SIZE) - (index % SIZE) + MOST_GOALS
    differences[at] = (differences[at] ?? 0) + p
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
    const margin = index - MOST_GOALS + line
    // A margin of a quarter settles half of the stake.
    const decided = Math.min(1, Math.abs(margin) * 2) * p
    if (margin > 0) won += decided
    if (margin < 0) lost += decided
  })
  return won / (won + lost)
}
