import { CoreError } from '../../errors.ts'
import { blockBootstrapInterval } from '../../numeric/bootstrap.ts'
import type { Estimate } from '../../numeric/estimate.ts'

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
