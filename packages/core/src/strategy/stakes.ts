import { edge } from '../odds/implied-probability.ts'

/** Full Kelly assumes that the probability is right; a quarter of it costs less than half of the growth and survives a model that is not. */
const KELLY_SHARE = 0.25

/**
 * The stake that a quarter of Kelly's criterion puts on a bet, as a fraction of the bankroll: (p x odds - 1) / (odds - 1) / 4, and
 * nothing without an edge.
 *
 * @throws {CoreError} INVALID_PROBABILITY  probability outside [0, 1]
 * @throws {CoreError} INVALID_ODDS         odds not finite, or not above 1
 * @source  Kelly (1956), Bell System Technical Journal 35, 917-926; Thorp (2006), "The Kelly criterion in blackjack, sports betting
 *          and the stock market", section 7 (fractional Kelly)
 * @example quarterKelly(0.6, 2) // 0.05
 */
export function quarterKelly(winProbability: number, odds: number): number {
  return (KELLY_SHARE * Math.max(0, edge(winProbability, odds))) / (odds - 1)
}
