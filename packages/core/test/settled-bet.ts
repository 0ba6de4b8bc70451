import type { SettledBet } from '../src/strategy/strategy.ts'

/** A home win backed at 2.0 in a week of its own; anything can be overridden. */
export function settledBet(matchId: number, overrides: Partial<SettledBet> = {}): SettledBet {
  return {
    matchId,
    homeId: 1,
    awayId: 2,
    day: 7 * matchId,
    season: '2022-23',
    selection: { market: '1x2', side: 'home', line: 0 },
    account: 'both',
    price: 2,
    stakeUnits: 1,
    modelProbability: null,
    outcome: 'won',
    profitUnits: 1,
    closeProbability: null,
    closingLineValue: null,
    kellyFraction: null,
    lossCauses: null,
    ...overrides,
  }
}
