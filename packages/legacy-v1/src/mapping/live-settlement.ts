import type { Score } from '@mon-ps/core/football/match'
import { type Decimal, multiply, readDecimal, roundTo, subtract, writeDecimal } from './values.ts'
import { type LegacySelection, usableOdds } from './picks.ts'

/** A quarter line splits the stake, so half of it may come back. */
export type LegacyOutcome = 'won' | 'half-won' | 'push' | 'half-lost' | 'lost'

const RESULTS_THAT_WIN: Readonly<Record<string, readonly string[]>> = {
  '1x': ['home', 'draw'],
  x2: ['draw', 'away'],
  '12': ['home', 'away'],
}

/** Exact, since quarters are binary fractions. */
function outcomeForMargin(margin: number): LegacyOutcome {
  if (margin === 0) return 'push'
  if (margin === 0.25) return 'half-won'
  if (margin === -0.25) return 'half-lost'
  return margin > 0 ? 'won' : 'lost'
}

/**
 * What became of a selection, from the final score. The legacy booked a draw of a draw-no-bet as lost; it is a push.
 *
 * @example outcomeForScore({ market: 'dnb', side: 'home', line: null }, { home: 1, away: 1 }) // 'push'
 */
export function outcomeForScore({ market, side, line }: LegacySelection, { home, away }: Score): LegacyOutcome {
  const result = home > away ? 'home' : home < away ? 'away' : 'draw'
  if (market === 'ou') return outcomeForMargin((home + away - (line ?? 0)) * (side === 'over' ? 1 : -1))
  if (market === 'btts') return (home > 0 && away > 0) === (side === 'yes') ? 'won' : 'lost'
  if (market === 'dnb' && result === 'draw') return 'push'
  return (RESULTS_THAT_WIN[side] ?? [side]).includes(result) ? 'won' : 'lost'
}

/** `void` is a bet that did not count. */
const OUTCOME_OF_RESULT: ReadonlyMap<string, LegacyOutcome> = new Map([
  ['win', 'won'],
  ['loss', 'lost'],
  ['push', 'push'],
  ['void', 'push'],
])

/** Null for no result or an unknown word. */
export function outcomeForResult(result: string | null): LegacyOutcome | null {
  return OUTCOME_OF_RESULT.get(result ?? '') ?? null
}

const ONE: Decimal = { digits: 1n, scale: 0 }
const HALF: Decimal = { digits: 5n, scale: 1 }
const NONE: Decimal = { digits: 0n, scale: 0 }
const CENTS = 2

/**
 * What a bet earned, to the cent, halves away from zero.
 *
 * @param stake  as Postgres prints the `numeric`, above 0
 * @param odds   likewise, above 1
 * @returns      decimal text with two decimals; null where the stake or the price cannot be used
 * @example settleBet('20.00', '1.780', 'won') // '15.60'
 */
export function settleBet(stake: string | null, odds: string | null, outcome: LegacyOutcome): string | null {
  const staked = readDecimal(stake ?? '')
  const price = readDecimal(odds ?? '')
  if (!staked || staked.digits <= 0n || !price || usableOdds(odds) === null) return null
  const won = multiply(staked, subtract(price, ONE))
  const lost = subtract(NONE, staked)
  const profit: Readonly<Record<LegacyOutcome, Decimal>> = {
    won,
    'half-won': multiply(won, HALF),
    push: NONE,
    'half-lost': multiply(lost, HALF),
    lost,
  }
  return writeDecimal(roundTo(profit[outcome], CENTS))
}

/** Amounts as Postgres prints them. */
interface TypedBet {
  readonly stake: string | null
  readonly oddsObtained: string | null
  readonly result: string | null
  readonly profitLoss: string | null
}

interface CheckedProfit {
  /** Null where stake, odds or result is missing. */
  readonly profit: string | null
  /** Compared with the recorded profit; `not-typed` and `not-known` where one is missing. */
  readonly agrees: 'yes' | 'no' | 'not-typed' | 'not-known'
}

/** Recomputes a bet's profit and compares it with the recorded one. */
export function checkProfit({ stake, oddsObtained, result, profitLoss }: TypedBet): CheckedProfit {
  const outcome = outcomeForResult(result)
  const profit = outcome === null ? null : settleBet(stake, oddsObtained, outcome)
  const typed = readDecimal(profitLoss ?? '')
  if (profit === null) return { profit, agrees: 'not-known' }
  if (!typed) return { profit, agrees: 'not-typed' }
  return { profit, agrees: writeDecimal(roundTo(typed, CENTS)) === profit ? 'yes' : 'no' }
}
