import { CoreError } from '../errors.ts'
import { type DecimalOdds, decimalOdds, type Probability, probability } from '../units.ts'

/**
 * The probability at which a price would be fair; it still contains the bookmaker's margin.
 *
 * @param odds  decimal, > 1
 * @throws {CoreError} INVALID_ODDS  not finite, or not above 1
 */
function impliedProbability(odds: number): Probability {
  return (1 / decimalOdds(odds)) as Probability
}

/**
 * A bookmaker's margin on one market: the sum of implied probabilities minus 1. Negative where the best
 * prices of several bookmakers are put together.
 *
 * @param prices  decimal odds of every outcome of the market, at least two
 * @throws {CoreError} SHAPE_MISMATCH  fewer than two prices
 * @throws {CoreError} INVALID_ODDS    a price not finite, or not above 1
 * @example overround([1.6, 2.5]) // 0.025
 */
export function overround(prices: ArrayLike<number>): number {
  if (prices.length < 2) throw new CoreError('SHAPE_MISMATCH', `got ${prices.length} prices, expected at least 2`, { count: prices.length })
  let sum = 0
  for (let i = 0; i < prices.length; i++) sum += impliedProbability(prices[i]!)
  return sum - 1
}

/**
 * The decimal odds at which a bet on this probability has no edge.
 *
 * @returns  null at probability 0 (it cannot win) and at 1 (no odds above 1 are fair)
 * @throws {CoreError} INVALID_PROBABILITY  outside [0, 1]
 * @example fairOdds(0.25) // 4
 */
export function fairOdds(fairProbability: number): DecimalOdds | null {
  const odds = 1 / probability(fairProbability)
  return odds > 1 && Number.isFinite(odds) ? (odds as DecimalOdds) : null
}

/**
 * Expected profit per unit staked: probability x odds - 1.
 *
 * @throws {CoreError} INVALID_PROBABILITY  probability outside [0, 1]
 * @throws {CoreError} INVALID_ODDS         odds not finite, or not above 1
 * @example edge(0.5, 2.1) // 0.05
 */
export function edge(winProbability: number, odds: number): number {
  return probability(winProbability) * decimalOdds(odds) - 1
}

/**
 * What a bet is worth at the closing price: ln(odds taken x fair closing probability), the
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
