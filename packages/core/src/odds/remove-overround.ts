import { CoreError } from '../errors.ts'
import { bisect, findConvexRoot } from '../numeric/newton.ts'
import { decimalOdds } from '../units.ts'

/**
 * How a bookmaker is thought to have put the margin on.
 *
 * - `multiplicative`: every probability raised by the same factor.
 * - `power`: every fair probability raised to the same power; puts more margin on outsiders, as books do.
 * - `shin`: the margin protects against a share of insiders.
 * - `oddsRatio`: the odds ratio between fair and quoted probability is the same for each outcome.
 */
export type OverroundMethod = 'multiplicative' | 'power' | 'shin' | 'oddsRatio'

export const OVERROUND_METHODS: readonly OverroundMethod[] = ['multiplicative', 'power', 'shin', 'oddsRatio']

/**
 * Fair probabilities from the prices of one market.
 *
 * Each method solves one equation in one unknown that has exactly one root, by an iteration that cannot
 * leave it (Newton on a convex decreasing function from its left, or bisection), so it always converges.
 *
 * @param prices  decimal odds of every outcome, at least two
 * @param method  measured on Pinnacle's closing 1X2 the choice is worth less than 0.0001 in RPS (docs/models/odds.md)
 * @returns       probabilities in the order of the prices; they sum to 1 and keep the prices' order
 * @throws {CoreError} SHAPE_MISMATCH          fewer than two prices
 * @throws {CoreError} INVALID_ODDS            a price not finite, or not above 1
 * @throws {CoreError} NO_FAIR_PROBABILITIES   `shin` on prices without a margin (their implied
 *                                             probabilities sum to less than 1): no share of insiders explains them
 * @source  Clarke, Kovalchik and Ingram (2017), "Adjusting bookmaker's odds to allow for overround",
 *          American Journal of Sports Science 5(6), 45-49 (multiplicative, power; Shin equals additive for two
 *          outcomes); Shin (1993), Economic Journal 103, 1141-1153, solved as in Jullien and Salanié (1994);
 *          Cheung (2015), "Fixed-odds betting and traditional odds" (odds ratio)
 * @example removeOverround([2, 2], 'power') // [0.5, 0.5]
 */
export function removeOverround(prices: ArrayLike<number>, method: OverroundMethod): number[] {
  if (prices.length < 2) throw new CoreError('SHAPE_MISMATCH', `got ${prices.length} prices, expected at least 2`, { count: prices.length })
  const implied: number[] = []
  let total = 0
  for (let i = 0; i < prices.length; i++) {
    const share = 1 / decimalOdds(prices[i]!)
    implied.push(share)
    total += share
  }
  return normalise(solve(implied, total, method))
}

function solve(implied: readonly number[], total: number, method: OverroundMethod): number[] {
  switch (method) {
    case 'multiplicative':
      return [...implied]
    case 'power':
      return byPower(implied, total)
    case 'shin':
      return byShin(implied, total)
    case 'oddsRatio':
      return byOddsRatio(implied, total)
    default:
      throw new CoreError('INVALID_ARGUMENT', `got method "${String(method)}", expected one of ${OVERROUND_METHODS.join(', ')}`, { method })
  }
}

function normalise(shares: number[]): number[] {
  let sum = 0
  for (const share of shares) sum += share
  return shares.map((share) => share / sum)
}

/** p_i = implied_i ^ k. */
function byPower(implied: readonly number[], total: number): number[] {
  const logs = implied.map(Math.log)
  const k = findConvexRoot(total >= 1 ? 1 : 0, (power) => {
    let value = -1
    let slope = 0
    for (const log of logs) {
      const term = Math.exp(power * log)
      value += term
      slope += log * term
    }
    return [value, slope]
  })
  return logs.map((log) => Math.exp(k * log))
}

/** implied / (1 - implied) = c x p / (1 - p), hence p = implied / (implied + c (1 - implied)). */
function byOddsRatio(implied: readonly number[], total: number): number[] {
  const c = findConvexRoot(total >= 1 ? 1 : 0, (ratio) => {
    let value = -1
    let slope = 0
    for (const share of implied) {
      const bottom = share + ratio * (1 - share)
      value += share / bottom
      slope -= (share * (1 - share)) / (bottom * bottom)
    }
    return [value, slope]
  })
  return implied.map((share) => share / (share + c * (1 - share)))
}

/** p = (sqrt(z^2 + 4 (1 - z) implied^2 / total) - z) / (2 (1 - z)), written so that z = 1 divides nothing by 0. */
function byShin(implied: readonly number[], total: number): number[] {
  if (total < 1) {
    throw new CoreError(
      'NO_FAIR_PROBABILITIES',
      `got prices whose implied probabilities sum to ${total}, expected at least 1 for Shin's method; use power instead`,
      { total },
    )
  }
  const at = (share: number, insiders: number): number => {
    const scaled = (share * share) / total
    return (2 * scaled) / (Math.sqrt(insiders * insiders + 4 * (1 - insiders) * scaled) + insiders)
  }
  const surplus = (insiders: number): number => implied.reduce((sum, share) => sum + at(share, insiders), -1)
  // At 0 the surplus is sqrt(total) - 1, which rounding may leave a hair below 0 when there is no margin.
  // At 1 it is below 0 unless the prices are so short that a double no longer tells them from 1.
  const insiders = surplus(0) <= 0 ? 0 : surplus(1) >= 0 ? 1 : bisect(surplus, 0, 1)
  return implied.map((share) => at(share, insiders))
}
