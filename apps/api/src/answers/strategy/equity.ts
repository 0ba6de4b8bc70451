import { type Day, isoFromDay } from '@mon-ps/core/units'
import { equityWithBand } from '@mon-ps/core/strategy/equity-band'
import { toMicros, toUnits } from '@mon-ps/core/strategy/settle-bet'
import type { SettledBet } from '@mon-ps/core/strategy/strategy'
import type { EquityPointWire } from '@mon-ps/contract/tear-sheet'

/** The running profit week by week, the fall from its highest point, and where luck alone would have it. */
export function toEquity(bets: readonly SettledBet[], seed: number): EquityPointWire[] {
  const points = equityWithBand(bets, { seed })
  const falls = deepestFalls(
    bets,
    points.map(({ bets: count }) => count),
  )
  return points.map((point, index) => ({
    bet: point.bets,
    playedOn: isoFromDay(point.day as Day),
    profit: point.profitUnits,
    closed: point.closed,
    expectedByClose: point.promisedUnits,
    drawdown: falls[index] ?? 0,
    band50: [...point.band50],
    band80: [...point.band80],
    band95: [...point.band95],
  }))
}

/**
 * The deepest fall from the highest profit so far, between one count of bets and the next.
 *
 * @param bets  oldest first
 */
function deepestFalls(bets: readonly SettledBet[], counts: readonly number[]): number[] {
  let micros = 0
  let highest = 0
  let at = 0
  return counts.map((count) => {
    let deepest = 0
    for (; at < count; at++) {
      micros += toMicros(bets[at]?.profitUnits ?? 0)
      highest = Math.max(highest, micros)
      deepest = Math.max(deepest, highest - micros)
    }
    return toUnits(deepest)
  })
}
