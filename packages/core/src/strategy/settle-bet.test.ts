import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findValue } from './find-value.ts'
import { settleBet } from './settle-bet.ts'
import type { BetSelection } from './strategy.ts'

const home: BetSelection = { market: '1x2', side: 'home', line: 0 }
const draw: BetSelection = { market: '1x2', side: 'draw', line: 0 }
const away: BetSelection = { market: '1x2', side: 'away', line: 0 }
const over: BetSelection = { market: 'ou', side: 'over', line: 2.5 }
const goals = fc.integer({ min: 0, max: 9 })

describe('settling a bet', () => {
  test('exactly one of home, draw and away wins, and pays the price less the stake', () => {
    fc.assert(
      fc.property(goals, goals, (scored, conceded) => {
        const score = { home: scored, away: conceded }
        const settled = [home, draw, away].map((selection) => settleBet(selection, score, 3))
        expect(settled.filter(({ outcome }) => outcome === 'won')).toEqual([{ outcome: 'won', profitUnits: 2 }])
        expect(settled.filter(({ outcome }) => outcome === 'lost')).toHaveLength(2)
      }),
    )
  })

  test('over and under of a half line never both win, and a whole line gives the stake back at the line', () => {
    expect(settleBet(over, { home: 2, away: 1 }, 1.9).outcome).toBe('won')
    expect(settleBet({ ...over, side: 'under' }, { home: 2, away: 1 }, 1.9)).toEqual({ outcome: 'lost', profitUnits: -1 })
    expect(settleBet({ ...over, line: 3 }, { home: 2, away: 1 }, 1.9)).toEqual({ outcome: 'void', profitUnits: 0 })
  })

  test('refuses a quarter line, a side of another market and odds of 1', () => {
    const score = { home: 1, away: 1 }
    expect(() => settleBet({ ...over, line: 2.25 }, score, 2)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
    expect(() => settleBet({ ...over, side: 'home' }, score, 2)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
    expect(() => settleBet(home, score, 1)).toThrow(expect.objectContaining({ code: 'INVALID_ODDS' }))
  })
})

describe('finding value', () => {
  test('takes of each market only the selection with the most edge', () => {
    const candidates = [
      { selection: home, probability: 0.5, price: 2.1 },
      { selection: away, probability: 0.3, price: 4 },
      { selection: over, probability: 0.55, price: 1.9 },
    ]
    expect(findValue(candidates, 0.02).map(({ selection }) => selection)).toEqual([away, over])
  })

  test('an edge at the minimum is not above it', () => {
    expect(findValue([{ selection: home, probability: 0.5, price: 2.5 }], 0.25)).toEqual([])
    expect(findValue([{ selection: home, probability: 0.5, price: 2.5 }], 0.24)).toHaveLength(1)
  })
})
