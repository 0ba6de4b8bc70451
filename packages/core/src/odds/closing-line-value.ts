import { decimalOdds, probability } from '../units.ts'

/**
 * What a bet is worth at the market's last word: ln(odds taken x fair closing probability), the
 * logarithm so that a price twice too good and one half as good balance. Same selection, same line; the
 * closing price must have its margin removed first, and must be another book's than a soft one's own.
 * Above 0 the bet was taken at a better price than the close.
 *
 * It holds as far as the closing price is efficient, which is a finding about sharp markets, not a theorem.
 *
 * @param oddsTaken                decimal, > 1
 * @param fairClosingProbability   in [0, 1], without margin
 * @throws {CoreError} INVALID_ODDS         odds not finite, or not above 1
 * @throws {CoreError} INVALID_PROBABILITY  probability outside [0, 1]
 * @example closingLineValue(2.5, 0.4) // 0
 */
export function closingLineValue(oddsTaken: number, fairClosingProbability: number): number {
  return Math.log(probability(fairClosingProbability) * decimalOdds(oddsTaken))
}
