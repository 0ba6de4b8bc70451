import { REFERENCE_STRATEGIES } from '@mon-ps/core/strategy/strategies'
import type { RuleBets } from '@mon-ps/core/strategy/walk-forward'
import type { SettledBet, StrategyRule } from '@mon-ps/core/strategy/strategy'
import { describe, expect, test } from 'vitest'
import { betsBetween, countBets, packBets, unpackBets } from './packed-bets.ts'

const bet = (matchId: number, overrides: Partial<SettledBet> = {}): SettledBet => ({
  matchId,
  homeId: 1,
  awayId: 2,
  day: 18_000 + matchId,
  season: '2021-22',
  selection: { market: '1x2', side: 'home', line: 0 },
  account: 'home',
  price: 2.1,
  stakeUnits: 1,
  modelProbability: null,
  outcome: 'won',
  profitUnits: 1.1,
  kellyFraction: null,
  closeProbability: null,
  closingLineValue: null,
  lossCauses: null,
  ...overrides,
})

/** A rule that is not among those of the product: a variant that somebody tries. */
const variant: StrategyRule = { ...(REFERENCE_STRATEGIES[0] as StrategyRule), name: 'BACK_HOME', version: '2-variant' }

const everything: RuleBets[] = [
  {
    competition: 'E0',
    rule: REFERENCE_STRATEGIES[5] as StrategyRule,
    unpriced: 3,
    bets: [
      bet(1, { account: 'both', modelProbability: 0.5, kellyFraction: 0, closeProbability: 0.47, closingLineValue: -0.013 }),
      bet(2, { outcome: 'lost', profitUnits: -2, stakeUnits: 2, lossCauses: { shotShare: null, redCards: 0, probabilityUnlucky: 0.4 } }),
      bet(3, { outcome: 'half_won', selection: { market: 'ah', side: 'away', line: -0.25 }, account: 'away', season: '2020-21' }),
      bet(4, { outcome: 'half_lost', profitUnits: -0.5, lossCauses: { shotShare: 0.6, redCards: null, probabilityUnlucky: null } }),
      bet(5, { outcome: 'void', profitUnits: 0, selection: { market: 'ou', side: 'over', line: 3 } }),
    ],
  },
  { competition: 'E0', rule: variant, unpriced: 0, bets: [bet(6)] },
  { competition: 'E0', rule: { ...variant, name: 'HOME_FORTRESS', unrecorded: 'no rule' }, unpriced: 7, bets: [] },
]

describe('packed bets', () => {
  test('come back as they were: every field, what is unknown, rules without a bet, and rules that the product does not know', () => {
    const back = unpackBets(structuredClone(packBets('E0', everything)))
    expect(back).toEqual(everything)
  })

  test('are read in pieces that join to the whole, each bet with its own rule and version', () => {
    const packed = packBets('E0', everything)
    const pieces = [...betsBetween(packed, 0, 4), ...betsBetween(packed, 4, 99)]
    expect(pieces).toHaveLength(countBets(packed))
    expect(pieces.map(({ bet: { matchId } }) => matchId)).toEqual([1, 2, 3, 4, 5, 6])
    expect(pieces.at(-1)?.rule.version).toBe('2-variant')
  })
})
