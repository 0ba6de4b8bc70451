import type { EvidenceVerdict, StrategyReport } from './strategy.ts'

/** Below it every record is too short to say anything. */
export const MINIMUM_BETS = 30
/** Share of false findings that is put up with among those called evidence. */
const FALSE_DISCOVERY_RATE = 0.05

type Evidence = Pick<StrategyReport, 'bets' | 'yieldFraction' | 'closingLineValue' | 'qValue'>

/** On which side of 0 an interval lies; 0 when it holds 0 or there is none. */
function sideOfZero(interval: readonly [number, number] | null): -1 | 0 | 1 {
  if (interval === null) return 0
  return interval[0] > 0 ? 1 : interval[1] < 0 ? -1 : 0
}

/**
 * What a record shows, in this order:
 * not_enough_bets             fewer than 30 bets
 * losing                      the yield's interval lies below 0, or the closing line says so and the yield is not above 0
 * evidence                    yield and closing line value both above 0 by their intervals, and q <= 0.05 over all records seen together
 * promising                   one of them above 0 by its interval and the other not below
 * indistinguishable_from_luck anything else; also a profit that the closing line contradicts
 */
export function verdictOf({ bets, yieldFraction, closingLineValue, qValue }: Evidence): EvidenceVerdict {
  if (bets < MINIMUM_BETS) return 'not_enough_bets'
  const byYield = sideOfZero(yieldFraction.interval)
  const byClose = closingLineValue.n < MINIMUM_BETS ? 0 : sideOfZero(closingLineValue.interval)
  if (byYield < 0 || (byClose < 0 && (yieldFraction.value ?? 0) <= 0)) return 'losing'
  if (byYield > 0 && byClose > 0 && qValue !== null && qValue <= FALSE_DISCOVERY_RATE) return 'evidence'
  return byYield + byClose > 0 && byYield >= 0 && byClose >= 0 ? 'promising' : 'indistinguishable_from_luck'
}
