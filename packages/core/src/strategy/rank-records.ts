import type { StrategyReport } from './strategy.ts'

type Ranked = Pick<StrategyReport, 'shrunkYield' | 'yieldFraction'>

/**
 * What a record surely earned: the lower bound of its shrunk yield, or of its own where it has nothing to be pulled to. Minus infinity
 * where there is no interval: such a record has no rank.
 */
export function sureYield({ shrunkYield, yieldFraction }: Ranked): number {
  return (shrunkYield.interval ?? yieldFraction.interval)?.[0] ?? Number.NEGATIVE_INFINITY
}

/**
 * Ranks among the records given, from 1, by {@link sureYield}; equal bounds share a rank.
 *
 * @returns  one per record, in order; null for a record without an interval
 */
export function rankRecords(reports: readonly Ranked[]): (number | null)[] {
  const bounds = reports.map(sureYield)
  return bounds.map((bound) => (bound === Number.NEGATIVE_INFINITY ? null : 1 + bounds.filter((other) => other > bound).length))
}
