import { CoreError } from '../errors.ts'

/** What can become of a stake; the five shares sum to 1. */
export interface SettlementProbabilities {
  readonly win: number
  /** Half of the stake wins, half comes back. */
  readonly halfWin: number
  /** The stake comes back. */
  readonly push: number
  /** Half of the stake is lost, half comes back. */
  readonly halfLoss: number
  readonly loss: number
  /** 1 + (loss + halfLoss / 2) / (win + halfWin / 2): no edge at these decimal odds. Null when it cannot win or cannot lose. */
  readonly fairOdds: number | null
}

/**
 * Settles a bet whose result is a whole number of goals plus a line. A quarter line splits the stake over
 * the two neighbouring lines, so a margin of a quarter is half a win or half a loss.
 *
 * @param distribution  probability of each result, shape [result - lowest]
 * @param lowest        result of the first entry
 * @param bet.line      a multiple of 0.25, added to the result
 * @param bet.against   the bet is on the result plus line being below 0
 * @throws {CoreError} INVALID_ARGUMENT  line is not a multiple of 0.25
 */
export function settleLine(
  distribution: Float64Array,
  lowest: number,
  bet: { readonly line: number; readonly against?: boolean },
): SettlementProbabilities {
  if (!Number.isInteger(bet.line * 4))
    throw new CoreError('INVALID_ARGUMENT', `got line ${bet.line}, expected a multiple of 0.25`, { line: bet.line })
  const sign = bet.against ? -1 : 1
  let win = 0
  let halfWin = 0
  let push = 0
  let halfLoss = 0
  let loss = 0
  for (let i = 0; i < distribution.length; i++) {
    const share = distribution[i]!
    // Exact: quarters are binary fractions.
    const margin = sign * (lowest + i + bet.line)
    if (margin > 0.25) win += share
    else if (margin === 0.25) halfWin += share
    else if (margin === 0) push += share
    else if (margin === -0.25) halfLoss += share
    else loss += share
  }
  const odds = 1 + (loss + halfLoss / 2) / (win + halfWin / 2)
  return { win, halfWin, push, halfLoss, loss, fairOdds: odds > 1 && Number.isFinite(odds) ? odds : null }
}
