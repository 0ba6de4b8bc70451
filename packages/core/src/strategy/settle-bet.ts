import { CoreError } from '../errors.ts'
import type { Score } from '../football/match.ts'
import { decimalOdds } from '../units.ts'
import { sumUnits } from './exact-units.ts'
import type { BetSelection, SettledBet } from './strategy.ts'

export interface Settlement {
  readonly outcome: SettledBet['outcome']
  /** Of one unit staked, to the millionth: 0.9 at odds of 1.9. */
  readonly profitUnits: number
}

function outcomeOf({ market, side, line }: BetSelection, { home, away }: Score): Settlement['outcome'] {
  if (market === '1x2') {
    const result = home > away ? 'home' : home < away ? 'away' : 'draw'
    return side === result ? 'won' : 'lost'
  }
  const margin = home + away - line
  if (margin === 0) return 'void'
  return margin > 0 === (side === 'over') ? 'won' : 'lost'
}

/**
 * What became of one unit on a selection, from the final score.
 *
 * @param price  decimal odds taken
 * @throws {CoreError} INVALID_ODDS      price not above 1
 * @throws {CoreError} INVALID_ARGUMENT  a goals line that is no multiple of 0.5 (a quarter line splits the stake), or a side that
 *                                       the market does not have
 * @example settleBet({ market: 'ou', side: 'over', line: 2.5 }, { home: 2, away: 1 }, 1.9) // { outcome: 'won', profitUnits: 0.9 }
 */
export function settleBet(selection: BetSelection, score: Score, price: number): Settlement {
  const { market, side, line } = selection
  const isSide = market === '1x2' ? side === 'home' || side === 'draw' || side === 'away' : side === 'over' || side === 'under'
  if (!isSide || !Number.isInteger(2 * line)) {
    throw new CoreError('INVALID_ARGUMENT', `got ${market} ${side} ${line}, expected a side of its market and a whole or half line`, {
      selection,
    })
  }
  const odds = decimalOdds(price)
  const outcome = outcomeOf(selection, score)
  return { outcome, profitUnits: outcome === 'won' ? sumUnits([odds, -1]) : outcome === 'lost' ? -1 : 0 }
}
