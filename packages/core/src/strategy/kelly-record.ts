import type { SettledBet, StrategyReport } from './strategy.ts'

/** However many bets a day holds, no more than half of the bankroll is at risk in it. */
const LARGEST_SHARE_PER_DAY = 0.5

/** Profit and stake of one day's bets as fractions of the bankroll that the day begins with. */
interface Day {
  share: number
  gain: number
}

/**
 * The same bets staked at a quarter of Kelly's fraction of the bankroll, which begins at 1. Bets of one day are staked on the
 * bankroll of its morning; together they are cut to half of it.
 *
 * @param bets  oldest first
 * @returns     growth: ln of the final bankroll / bets staked; drawdown: largest fall from the highest bankroll so far, a fraction of
 *              that. Null where a bet has no fraction (the rule asks no forecast) or none was staked.
 */
export function kellyRecord(bets: readonly SettledBet[]): StrategyReport['quarterKelly'] {
  const days = new Map<number, Day>()
  let staked = 0
  for (const { day, kellyFraction, profitUnits, stakeUnits } of bets) {
    if (kellyFraction === null) return null
    if (kellyFraction === 0) continue
    staked++
    const entry = days.get(day) ?? { share: 0, gain: 0 }
    entry.share += kellyFraction
    entry.gain += (kellyFraction * profitUnits) / stakeUnits
    days.set(day, entry)
  }
  if (staked === 0) return null
  let bankroll = 1
  let highest = 1
  let deepest = 0
  for (const { share, gain } of days.values()) {
    bankroll *= 1 + gain * Math.min(1, LARGEST_SHARE_PER_DAY / share)
    highest = Math.max(highest, bankroll)
    deepest = Math.max(deepest, 1 - bankroll / highest)
  }
  return { growth: Math.log(bankroll) / staked, finalBankroll: bankroll, maxDrawdown: deepest }
}
