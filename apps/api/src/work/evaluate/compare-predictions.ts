import { pairedDifference, type Skill } from '@mon-ps/core/forecasting/scoring/scores'
import { ApiError } from '../../errors.ts'
import { BOOTSTRAP_SEED, toScores, skillReport, type SkillReport, type Prediction } from '../compute/prediction.ts'
import { matchKey } from './predictions-csv.ts'

/** Two sources of predictions on the matches that both have. */
export interface PredictionComparison {
  readonly matches: number
  /** Matches that only one of the two has, which no paired comparison can use. */
  readonly onlyInFirst: number
  readonly onlyInSecond: number
  readonly first: SkillReport
  readonly second: SkillReport
  /** First minus second per match, with intervals from weeks drawn with replacement: below 0 the first is better. */
  readonly difference: Skill
}

/**
 * @param results  goals by match key, for matches whose goals neither file gives
 * @throws {ApiError} INVALID_INPUT  no match in common, or goals of none of them known
 */
export function comparePredictions(
  first: readonly Prediction[],
  second: readonly Prediction[],
  results: ReadonlyMap<string, NonNullable<Prediction['goals']>> = new Map(),
): PredictionComparison {
  const others = new Map(second.map((prediction) => [matchKey(prediction), prediction]))
  const pairs = first.flatMap((prediction) => {
    const other = others.get(matchKey(prediction))
    return other === undefined
      ? []
      : [{ prediction, other, goals: prediction.goals ?? other.goals ?? results.get(matchKey(prediction)) ?? null }]
  })
  if (pairs.length === 0)
    throw new ApiError('INVALID_INPUT', 'got two files without a match in common; a match is known by div, season, home and away')
  const played = pairs.filter(({ goals }) => goals !== null)
  if (played.length === 0)
    throw new ApiError(
      'INVALID_INPUT',
      'got no result of any common match, expected columns home_goals and away_goals in one file, or results with --from',
    )
  const left = played.map(({ prediction, goals }) => ({ ...prediction, goals }))
  const right = played.map(({ prediction, other, goals }) => ({ ...other, date: prediction.date, goals }))
  return {
    matches: played.length,
    onlyInFirst: first.length - pairs.length,
    onlyInSecond: second.length - pairs.length,
    first: skillReport(left),
    second: skillReport(right),
    difference: pairedDifference(toScores(left), toScores(right), BOOTSTRAP_SEED),
  }
}
