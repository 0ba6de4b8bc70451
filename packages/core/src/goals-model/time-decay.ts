import { CoreError } from '../errors.ts'

/**
 * How much a match still counts after `days`: exp(-xiPerDay x days). At the default rate of 0.0018 a
 * match counts half after 385 days.
 *
 * @param days      since the match, >= 0
 * @param xiPerDay  >= 0; 0 counts all matches alike
 * @throws {CoreError} INVALID_ARGUMENT  either negative or not finite
 * @source  Dixon and Coles (1997), section 4.4 (there per half week)
 * @example decayWeight(0, 0.0018) // 1
 */
export function decayWeight(days: number, xiPerDay: number): number {
  if (!(days >= 0 && xiPerDay >= 0 && Number.isFinite(days) && Number.isFinite(xiPerDay)))
    throw new CoreError('INVALID_ARGUMENT', `got ${days} days at ${xiPerDay} per day, expected finite numbers of 0 or more`, {
      days,
      xiPerDay,
    })
  return Math.exp(-xiPerDay * days)
}
