import { CoreError } from '../errors.ts'
import type { Estimate } from '../numeric/estimate.ts'
import { logistic, logit, Z_95 } from '../numeric/distributions.ts'
import type { GoalRates } from './goal-rates.ts'
import { bothTeamsToScore, matchOutcome, totalGoals } from './markets.ts'
import { DEFAULT_MAX_GOALS, type ScoreMatrix, type ScoreMatrixOptions, scoreMatrix } from './score-matrix.ts'

/** The main markets with 95 % intervals that come from how well the strengths are known. */
export interface OutcomeEstimates {
  readonly home: Estimate
  readonly draw: Estimate
  readonly away: Estimate
  readonly over25: Estimate
  readonly btts: Estimate
  /** Mean goals of the match. */
  readonly totalGoals: Estimate
}

/** Gauss-Hermite with three nodes, exact for polynomials of degree five under a standard normal. */
const NODES = [-Math.sqrt(3), 0, Math.sqrt(3)]
const NODE_WEIGHTS = [1 / 6, 2 / 3, 1 / 6]
/** That of a squared normal, the most lopsided a probability near its maximum gets. */
const MAX_SKEWNESS = Math.sqrt(8)
/** Log odds of certain outcomes are infinite; this far out they no longer matter. */
const MIN_PROBABILITY = 1e-12

/**
 * Probabilities of the main markets, with intervals.
 *
 * The value is that of the score matrix at the fitted rates. The interval is about parameters only: log rates
 * and rho are taken as normal with the fit's covariance; mean, variance and skewness of each market's log
 * odds come from a fixed grid of 27 nodes (three per dimension); their 2.5 % and 97.5 % points by Cornish and
 * Fisher's expansion are turned back into probabilities. Skewness matters for the draw, whose probability
 * has a maximum between equals. It does not cover what the model leaves out (line-ups, motives), and it says nothing about one
 * match's luck, which the probability itself describes. Deterministic; about 27 score matrices of time.
 *
 * @throws {CoreError} INVALID_ARGUMENT  as {@link scoreMatrix}
 * @source  Gauss-Hermite quadrature: Abramowitz and Stegun 25.4.46; Cornish and Fisher (1938)
 */
export function outcomeEstimates(rates: GoalRates, options: ScoreMatrixOptions = {}): OutcomeEstimates {
  const { maxGoals = DEFAULT_MAX_GOALS } = options
  const central = summarise(scoreMatrix(rates.home, rates.away, rates.rho, { maxGoals }), rates.home + rates.away)
  const root = squareRoot(rates.covariance)
  const mean = new Float64Array(central.length)
  const square = new Float64Array(central.length)
  const cube = new Float64Array(central.length)
  for (let i = 0; i < 27; i++) {
    const at = [Math.floor(i / 9), Math.floor(i / 3) % 3, i % 3] as const
    const [z0, z1, z2] = at.map((node) => NODES[node]!) as [number, number, number]
    const weight = at.reduce((product, node) => product * NODE_WEIGHTS[node]!, 1)
    // A node far out may leave the grid; beyond it one side scores more than anyone ever does.
    const home = Math.min(maxGoals, rates.home * Math.exp(root[0]! * z0))
    const away = Math.min(maxGoals, rates.away * Math.exp(root[3]! * z0 + root[4]! * z1))
    const rho = rates.rho + root[6]! * z0 + root[7]! * z1 + root[8]! * z2
    const values = summarise(scoreMatrix(home, away, rho, { maxGoals }), home + away)
    for (let k = 0; k < values.length; k++) {
      const score = toScale(values[k]!, k)
      mean[k]! += weight * score
      square[k]! += weight * score ** 2
      cube[k]! += weight * score ** 3
    }
  }
  const n = rates.homeGoalRate.n
  const estimate = (k: number): Estimate => {
    const variance = Math.max(0, square[k]! - mean[k]! ** 2)
    const deviation = Math.sqrt(variance)
    const third = cube[k]! - 3 * mean[k]! * variance - mean[k]! ** 3
    const skewness = variance > 1e-14 ? Math.max(-MAX_SKEWNESS, Math.min(MAX_SKEWNESS, third / (variance * deviation))) : 0
    const lean = (skewness * (Z_95 ** 2 - 1)) / 6
    const value = central[k]!
    // The value belongs to the mode, not the mean, so the expansion alone may not contain it.
    const low = Math.min(value, fromScale(mean[k]! + deviation * (lean - Z_95), k))
    const high = Math.max(value, fromScale(mean[k]! + deviation * (lean + Z_95), k))
    return { value, n, interval: [low, high] }
  }
  return { home: estimate(0), draw: estimate(1), away: estimate(2), over25: estimate(3), btts: estimate(4), totalGoals: estimate(TOTAL) }
}

/** Place of the mean total among the summaries: a rate, where the others are probabilities. */
const TOTAL = 5

function summarise(matrix: ScoreMatrix, total: number): readonly number[] {
  const { home, draw, away } = matchOutcome(matrix)
  return [home, draw, away, totalGoals(matrix, 'over', 2.5).win, bothTeamsToScore(matrix).yes, total]
}

function toScale(value: number, k: number): number {
  if (k === TOTAL) return Math.log(Math.max(value, MIN_PROBABILITY))
  const p = Math.min(1 - MIN_PROBABILITY, Math.max(MIN_PROBABILITY, value))
  return logit(p)
}

function fromScale(score: number, k: number): number {
  return k === TOTAL ? Math.exp(score) : logistic(score)
}

/** Lower triangular root of a covariance of three; a direction without variance gives a column of zeros. */
function squareRoot(covariance: Float64Array): Float64Array {
  if (covariance.length !== 9 || !covariance.every(Number.isFinite))
    throw new CoreError('INVALID_ARGUMENT', `got a covariance of ${covariance.length} entries, expected 9 finite ones`)
  const root = new Float64Array(9)
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = covariance[i * 3 + j]!
      for (let k = 0; k < j; k++) sum -= root[i * 3 + k]! * root[j * 3 + k]!
      if (i === j) root[i * 3 + i] = Math.sqrt(Math.max(0, sum))
      else root[i * 3 + j] = root[j * 3 + j]! > 0 ? sum / root[j * 3 + j]! : 0
    }
  }
  return root
}
