import { CoreError } from '../errors.ts'
import type { Score } from '../football/match.ts'
import { settleLine } from '../goals-model/markets.ts'
import { edge } from '../odds/prices.ts'
import { decimalOdds } from '../units.ts'
import type { BetSelection, SettledBet } from './strategy.ts'

/** Millionths of a unit: profits of one unit at odds of up to six decimals are whole numbers of them, and their sums exact below 2^53. */
const MICROS_PER_UNIT = 1_000_000

/** Units of stake as whole millionths. */
export function toMicros(units: number): number {
  return Math.round(units * MICROS_PER_UNIT)
}

/** The double nearest to so many millionths: 22,890,000 give 22.89. */
export function toUnits(micros: number): number {
  return micros / MICROS_PER_UNIT
}

/**
 * The sum of amounts in units, exact to the millionth whatever their order.
 *
 * @example sumUnits([0.1, 0.2, -1]) // -0.7
 */
export function sumUnits(amounts: Iterable<number>): number {
  let micros = 0
  for (const amount of amounts) micros += toMicros(amount)
  return toUnits(micros)
}

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

function settleOnLine(result: number, line: number, against: boolean): Settlement['outcome'] {
  const { win, halfWin, push, halfLoss } = settleLine(CERTAIN, result, { line, against })
  if (win === 1) return 'won'
  if (halfWin === 1) return 'half_won'
  if (push === 1) return 'void'
  return halfLoss === 1 ? 'half_lost' : 'lost'
}

function settleScore({ market, side, line }: BetSelection, { home, away }: Score): Settlement['outcome'] {
  if (market === 'ou') return settleOnLine(home + away, -line, side === 'under')
  if (market === 'ah') return settleOnLine(home - away, line, side === 'away')
  const winner = market === 'btts' ? (home > 0 && away > 0 ? 'yes' : 'no') : home > away ? 'home' : home < away ? 'away' : 'draw'
  return side === winner ? 'won' : 'lost'
}

/** What a winning stake earns, in millionths; both factors are whole, their product is exact below 2^53. */
function winnings(stakeMicros: number, odds: number): number {
  return Math.round((stakeMicros * (toMicros(odds) - MICROS_PER_UNIT)) / MICROS_PER_UNIT)
}

/**
 * Settles a stake on a selection by the final score. A quarter line puts half of the stake on each of its neighbours, so
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
  const stake = toMicros(stakeUnits)
  if (!(stake > 0)) throw new CoreError('INVALID_ARGUMENT', `got a stake of ${stakeUnits} units, expected more than 0`, { stakeUnits })
  const win = winnings(stake, decimalOdds(price))
  const outcome = score === null ? 'void' : settleScore(selection, score)
  const profit = { won: win, half_won: Math.round(win / 2), void: 0, half_lost: Math.round(-stake / 2), lost: -stake }[outcome]
  return { outcome, profitUnits: toUnits(profit) }
}
