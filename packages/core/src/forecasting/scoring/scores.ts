import { CoreError } from '../../errors.ts'
import { blockBootstrapInterval } from '../../numeric/bootstrap.ts'
import type { Estimate } from '../../numeric/estimate.ts'

const TOLERANCE = 1e-9

/**
 * Refuses what is no forecast of exclusive outcomes, or an outcome that it does not have.
 *
 * @throws {CoreError} SHAPE_MISMATCH      fewer than two outcomes
 * @throws {CoreError} NOT_A_DISTRIBUTION  an entry outside [0, 1], or |sum - 1| > 1e-9
 * @throws {CoreError} INVALID_ARGUMENT    outcome is no index into the forecast
 */
function checkForecast(forecast: ArrayLike<number>, outcome: number): void {
  const n = forecast.length
  if (n < 2) throw new CoreError('SHAPE_MISMATCH', `got ${n} outcomes, expected at least 2`, { outcomes: n })
  let sum = 0
  for (let i = 0; i < n; i++) {
    const p = forecast[i]!
    if (!(p >= 0 && p <= 1))
      throw new CoreError('NOT_A_DISTRIBUTION', `got ${p} for outcome ${i}, expected a probability in [0, 1]`, { i, p })
    sum += p
  }
  if (Math.abs(sum - 1) > TOLERANCE) throw new CoreError('NOT_A_DISTRIBUTION', `got probabilities that sum to ${sum}, expected 1`, { sum })
  if (!(Number.isInteger(outcome) && outcome >= 0 && outcome < n))
    throw new CoreError('INVALID_ARGUMENT', `got outcome ${outcome}, expected a whole number from 0 to ${n - 1}`, { outcome })
}

/**
 * Ranked probability score of one ordered forecast. Lower is better.
 *
 * Use it to compare 1X2 forecasts: unlike Brier it gives credit for mass near the outcome. Report log loss beside it:
 * whether order should count at all in football is disputed (Wheatcroft 2021, "The case against the RPS").
 *
 * @param forecast  probabilities, shape [outcome], ordered home, draw, away; sums to 1
 * @param outcome   index into forecast, integer in [0, forecast.length)
 * @returns         score in [0, 1], dimensionless
 * @throws {CoreError} SHAPE_MISMATCH      fewer than two outcomes
 * @throws {CoreError} NOT_A_DISTRIBUTION  an entry outside [0, 1], or |sum - 1| > 1e-9
 * @throws {CoreError} INVALID_ARGUMENT    outcome is no index into the forecast
 * @source  Epstein (1969); Constantinou and Fenton (2012). Values: test/reference/scoring.json
 * @example rankedProbabilityScore([0.5, 0.3, 0.2], 0) // 0.145
 */
export function rankedProbabilityScore(forecast: ArrayLike<number>, outcome: number): number {
  checkForecast(forecast, outcome)
  let cumulative = 0
  let sum = 0
  for (let i = 0; i < forecast.length - 1; i++) {
    cumulative += forecast[i]!
    sum += (cumulative - (outcome <= i ? 1 : 0)) ** 2
  }
  return sum / (forecast.length - 1)
}

/**
 * Log loss of one forecast: -log of the probability given to what happened. Lower is better.
 *
 * Nothing is clipped: a forecast that called the outcome impossible scores plus infinity, and so does the mean
 * over matches that holds it. A score matrix never gives an outcome probability 0.
 *
 * @param forecast  probabilities of exclusive outcomes, sums to 1
 * @param outcome   index into forecast
 * @returns         score in [0, +infinity], nats
 * @throws {CoreError} SHAPE_MISMATCH      fewer than two outcomes
 * @throws {CoreError} NOT_A_DISTRIBUTION  an entry outside [0, 1], or |sum - 1| > 1e-9
 * @throws {CoreError} INVALID_ARGUMENT    outcome is no index into the forecast
 * @source  Good (1952)
 * @example logLoss([0.5, 0.3, 0.2], 0) // 0.693147180559945
 */
export function logLoss(forecast: ArrayLike<number>, outcome: number): number {
  checkForecast(forecast, outcome)
  // Math.log(1) is 0, whose negative would print as -0.
  return Math.max(0, -Math.log(forecast[outcome]!))
}

/**
 * Brier score of one forecast: the sum over outcomes of (probability - happened)^2. Lower is better.
 *
 * This is Brier's own form, over all outcomes; for two outcomes it is twice the one-sided form that some use.
 *
 * @param forecast  probabilities of exclusive outcomes, sums to 1
 * @param outcome   index into forecast
 * @returns         score in [0, 2], dimensionless
 * @throws {CoreError} SHAPE_MISMATCH      fewer than two outcomes
 * @throws {CoreError} NOT_A_DISTRIBUTION  an entry outside [0, 1], or |sum - 1| > 1e-9
 * @throws {CoreError} INVALID_ARGUMENT    outcome is no index into the forecast
 * @source  Brier (1950), Monthly Weather Review 78, 1-3
 * @example brierScore([0.5, 0.3, 0.2], 0) // 0.38
 */
export function brierScore(forecast: ArrayLike<number>, outcome: number): number {
  checkForecast(forecast, outcome)
  let sum = 0
  for (let i = 0; i < forecast.length; i++) sum += (forecast[i]! - (i === outcome ? 1 : 0)) ** 2
  return sum
}

/** Probabilities of one match; over 2.5 and both score NaN where a source does not give them. */
export interface MatchProbabilities {
  readonly home: number
  readonly draw: number
  readonly away: number
  readonly over25: number
  readonly btts: number
}

export interface MatchGoals {
  readonly home: number
  readonly away: number
}

/** How one match was scored: lower is better. Log losses in nats. */
export const SCORES = ['rps', 'logLoss', 'over25LogLoss', 'bttsLogLoss'] as const
export type ScoreName = (typeof SCORES)[number]

const binaryLogLoss = (probability: number, happened: boolean): number => -Math.log(happened ? probability : 1 - probability)

/** The four scores of one match, in the order of {@link SCORES}; NaN where the forecast has no such market. No checks, no allocation. */
export function writeMatchScores(forecast: MatchProbabilities, goals: MatchGoals, out: Float64Array, offset = 0): void {
  const won = goals.home > goals.away
  const lost = goals.home < goals.away
  out[offset] = ((forecast.home - (won ? 1 : 0)) ** 2 + (forecast.away - (lost ? 1 : 0)) ** 2) / 2
  out[offset + 1] = -Math.log(won ? forecast.home : lost ? forecast.away : forecast.draw)
  out[offset + 2] = binaryLogLoss(forecast.over25, goals.home + goals.away > 2)
  out[offset + 3] = binaryLogLoss(forecast.btts, goals.home > 0 && goals.away > 0)
}

export interface ScoredMatches {
  /** Shape [matches, 4], as {@link writeMatchScores} writes them. */
  readonly scores: Float64Array
  /** The calendar week of each match: matches of one week are drawn together. */
  readonly week: ArrayLike<number>
}

/** Mean of each score with its 95 % interval from weeks drawn with replacement; value null where no match has the market. */
export type Skill = Readonly<Record<ScoreName, Estimate>>

/** How well the forecasts did. */
export function measureSkill({ scores, week }: ScoredMatches, seed: number): Skill {
  return bootstrapEach((k) => (i) => scores[i * SCORES.length + k]!, week, seed)
}

/**
 * Mean of `left - right` per score over the matches that both have: below 0, left is better. Paired, so what all forecasts of a
 * week have in common cancels.
 *
 * @throws {CoreError} SHAPE_MISMATCH  different numbers of matches
 */
export function pairedDifference(left: ScoredMatches, right: ScoredMatches, seed: number): Skill {
  if (left.scores.length !== right.scores.length || left.week.length * SCORES.length !== left.scores.length)
    throw new CoreError(
      'SHAPE_MISMATCH',
      `got ${left.scores.length} and ${right.scores.length} scores for ${left.week.length} matches, expected the same matches`,
    )
  return bootstrapEach((k) => (i) => left.scores[i * SCORES.length + k]! - right.scores[i * SCORES.length + k]!, left.week, seed)
}

function bootstrapEach(of: (k: number) => (i: number) => number, week: ArrayLike<number>, seed: number): Skill {
  const entries = SCORES.map((name, k) => {
    const value = of(k)
    const known = Array.from({ length: week.length }, (_, i) => i).filter((i) => Number.isFinite(value(i)))
    const observations = {
      numerator: Float64Array.from(known, value),
      denominator: new Float64Array(known.length).fill(1),
      block: Float64Array.from(known, (i) => week[i]!),
    }
    const { ratio, interval } = blockBootstrapInterval(observations, { seed, resamples: 1000 })
    return [name, { value: ratio, n: known.length, interval }] as const
  })
  return Object.fromEntries(entries) as Skill
}
