import { createRandom, uniform } from '../src/numeric/random.ts'
import type { BetRecord } from '../src/strategy/bet-records.ts'
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

/** Bets at odds of 2 with a true chance of winning, three a week. */
export function betsWith(chance: number, count: number, seed: number, overrides: Partial<SettledBet> = {}): SettledBet[] {
  const random = createRandom(seed)
  return Array.from({ length: count }, (_, i) => {
    const won = uniform(random) < chance
    const bet: Partial<SettledBet> = { day: Math.floor(i / 3) * 7, outcome: won ? 'won' : 'lost', profitUnits: won ? 1 : -1 }
    return settledBet(i + 1, { ...bet, ...overrides })
  })
}

/** A record over all leagues; anything can be overridden. */
export function betRecord(bets: readonly SettledBet[], overrides: Partial<BetRecord> = {}): BetRecord {
  return { strategy: 'X', scope: 'overall', competition: null, teamId: null, bets, unpriced: 0, leagues: [], ...overrides }
}
