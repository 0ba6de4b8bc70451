import { CoreError } from '../errors.ts'
import type { Score } from '../football/match.ts'
import { settleLine } from '../goals-model/settle-line.ts'
import { decimalOdds } from '../units.ts'
import { MICROS_PER_UNIT, microsOf, unitsOf } from './exact-units.ts'
import type { BetSelection, SettledBet } from './strategy.ts'

export interface Settlement {
  readonly outcome: SettledBet['outcome']
  /** Of the stake, to the millionth: 0.9 for one unit at odds of 1.9. */
  readonly profitUnits: number
}

const SIDES: Readonly<Record<BetSelection['market'], readonly BetSelection['side'][]>> = {
  '1x2': ['home', 'draw', 'away'],
  ou: ['over', 'under'],
  btts: ['yes', 'no'],
  ah: ['home', 'away'],
}

/** The result is certain, so its distribution is one point. */
const CERTAIN = Float64Array.of(1)

function outcomeOfLine(result: number, line: number, against: boolean): Settlement['outcome'] {
  const { win, halfWin, push, halfLoss } = settleLine(CERTAIN, result, { line, against })
  if (win === 1) return 'won'
  if (halfWin === 1) return 'half_won'
  if (push === 1) return 'void'
  return halfLoss === 1 ? 'half_lost' : 'lost'
}

function outcomeOf({ market, side, line }: BetSelection, { home, away }: Score): Settlement['outcome'] {
  if (market === 'ou') return outcomeOfLine(home + away, -line, side === 'under')
  if (market === 'ah') return outcomeOfLine(home - away, line, side === 'away')
  const came = market === 'btts' ? (home > 0 && away > 0 ? 'yes' : 'no') : home > away ? 'home' : home < away ? 'away' : 'draw'
  return side === came ? 'won' : 'lost'
}

/** What a winning stake earns, in millionths; both factors are whole, their product is exact below 2^53. */
function winnings(stakeMicros: number, odds: number): number {
  return Math.round((stakeMicros * (microsOf(odds) - MICROS_PER_UNIT)) / MICROS_PER_UNIT)
}

/**
 * What became of a stake on a selection, from the final score. A quarter line puts half of the stake on each of its neighbours, so
 * that it can half win or half lose; half a millionth goes to the bettor.
 *
 * @param score       null for a match that was abandoned or never decided: the stake comes back
 * @param price       decimal odds taken
 * @param stakeUnits  above 0
 * @throws {CoreError} INVALID_ODDS      price not above 1
 * @throws {CoreError} INVALID_ARGUMENT  a line that is no multiple of 0.25, a side that the market does not have, or a stake that is
 *                                       not above 0
 * @example settleBet({ market: 'ou', side: 'over', line: 2.25 }, { home: 1, away: 1 }, 1.9) // { outcome: 'half_lost', profitUnits: -0.5 }
 */
export function settleBet(selection: BetSelection, score: Score | null, price: number, stakeUnits = 1): Settlement {
  const { market, side, line } = selection
  if (!SIDES[market].includes(side) || !Number.isInteger(4 * line)) {
    throw new CoreError('INVALID_ARGUMENT', `got ${market} ${side} ${line}, expected a side of its market and a line in quarters`, {
      selection,
    })
  }
  const stake = microsOf(stakeUnits)
  if (!(stake > 0)) throw new CoreError('INVALID_ARGUMENT', `got a stake of ${stakeUnits} units, expected more than 0`, { stakeUnits })
  const win = winnings(stake, decimalOdds(price))
  const outcome = score === null ? 'void' : outcomeOf(selection, score)
  const profit = { won: win, half_won: Math.round(win / 2), void: 0, half_lost: Math.round(-stake / 2), lost: -stake }[outcome]
  return { outcome, profitUnits: unitsOf(profit) }
}
