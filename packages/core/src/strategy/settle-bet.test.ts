import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toMicros, settleBet, sumUnits } from './settle-bet.ts'
import type { BetSelection } from './strategy.ts'

const home: BetSelection = { market: '1x2', side: 'home', line: 0 }
const draw: BetSelection = { market: '1x2', side: 'draw', line: 0 }
const away: BetSelection = { market: '1x2', side: 'away', line: 0 }
const over: BetSelection = { market: 'ou', side: 'over', line: 2.5 }
const handicap: BetSelection = { market: 'ah', side: 'home', line: -0.5 }
const goals = fc.integer({ min: 0, max: 9 })
const score = fc.record({ home: goals, away: goals })
/** Goals lines from 0 to 7 and handicaps from -4 to 4, in quarters. */
const lined = fc.oneof(
  fc.integer({ min: 0, max: 28 }).map((quarters): BetSelection => ({ ...over, line: quarters / 4 })),
  fc.integer({ min: -16, max: 16 }).map((quarters): BetSelection => ({ ...handicap, line: quarters / 4 })),
)
const price = fc.integer({ min: 1_010, max: 30_000 }).map((thousandths) => thousandths / 1000)
/** Stakes of which half is a whole number of millionths. */
const stake = fc.integer({ min: 1, max: 2000 }).map((hundredths) => hundredths / 100)
const other = (selection: BetSelection): BetSelection => ({ ...selection, side: selection.market === 'ou' ? 'under' : 'away' })

describe('settling a bet', () => {
  test('exactly one of home, draw and away wins, and pays the price less the stake', () => {
    fc.assert(
      fc.property(score, (final) => {
        const settled = [home, draw, away].map((selection) => settleBet(selection, final, 3))
        expect(settled.filter(({ outcome }) => outcome === 'won')).toEqual([{ outcome: 'won', profitUnits: 2 }])
        expect(settled.filter(({ outcome }) => outcome === 'lost')).toHaveLength(2)
      }),
    )
  })

  test('both sides of a line at even odds cancel to the millionth, half wins and voids included', () => {
    fc.assert(
      fc.property(lined, score, stake, (selection, final, staked) => {
        const profits = [selection, other(selection)].map((side) => settleBet(side, final, 2, staked).profitUnits)
        expect(sumUnits(profits)).toBe(0)
      }),
    )
  })

  test('a quarter line is half the stake on each of its neighbours', () => {
    fc.assert(
      fc.property(lined, score, price, (selection, final, odds) => {
        const whole = settleBet(selection, final, odds, 2).profitUnits
        const parts = [-0.25, 0.25].map((step) => settleBet({ ...selection, line: selection.line + step }, final, odds, 1).profitUnits)
        const isQuarter = !Number.isInteger(2 * selection.line)
        if (isQuarter) expect(toMicros(whole)).toBe(toMicros(sumUnits(parts)))
      }),
    )
  })

  test('profits of any bets add up to the same whole number of millionths, in any order and grouping', () => {
    const bet = fc.tuple(lined, score, price, stake)
    fc.assert(
      fc.property(fc.array(bet, { maxLength: 40 }), fc.nat(), (bets, cut) => {
        const profits = bets.map(([selection, final, odds, staked]) => settleBet(selection, final, odds, staked).profitUnits)
        const at = bets.length === 0 ? 0 : cut % bets.length
        const total = toMicros(sumUnits(profits))
        expect(toMicros(sumUnits([...profits].reverse()))).toBe(total)
        expect(toMicros(sumUnits(profits.slice(0, at))) + toMicros(sumUnits(profits.slice(at)))).toBe(total)
        expect(profits.every((profit) => Number.isInteger(Math.round(profit * 1e6)) && profit === toMicros(profit) / 1e6)).toBe(true)
      }),
    )
  })

  test.each([
    [
      { ...over, line: 3 },
      { home: 2, away: 1 },
      { outcome: 'void', profitUnits: 0 },
    ],
    [
      { ...over, line: 2.75 },
      { home: 2, away: 1 },
      { outcome: 'half_won', profitUnits: 0.9 },
    ],
    [
      { ...over, line: 3.25 },
      { home: 2, away: 1 },
      { outcome: 'half_lost', profitUnits: -1 },
    ],
    [
      { ...over, line: 3.25, side: 'under' },
      { home: 2, away: 1 },
      { outcome: 'half_won', profitUnits: 0.9 },
    ],
    [
      { ...handicap, line: -1 },
      { home: 2, away: 1 },
      { outcome: 'void', profitUnits: 0 },
    ],
    [
      { ...handicap, line: -0.75 },
      { home: 2, away: 1 },
      { outcome: 'half_won', profitUnits: 0.9 },
    ],
    [
      { ...handicap, line: 0.25, side: 'away' },
      { home: 1, away: 1 },
      { outcome: 'half_lost', profitUnits: -1 },
    ],
    [
      { market: 'btts', side: 'yes', line: 0 },
      { home: 2, away: 1 },
      { outcome: 'won', profitUnits: 1.8 },
    ],
    [
      { market: 'btts', side: 'no', line: 0 },
      { home: 2, away: 1 },
      { outcome: 'lost', profitUnits: -2 },
    ],
  ] as const)('%o at %o', (selection, final, settled) => {
    expect(settleBet(selection, final, 1.9, 2)).toEqual(settled)
  })

  test('an abandoned match gives every stake back', () => {
    for (const selection of [home, draw, over, handicap]) {
      expect(settleBet(selection, null, 1.9, 2.5)).toEqual({ outcome: 'void', profitUnits: 0 })
    }
  })

  test('refuses an eighth of a goal, a side of another market, odds of 1 and a stake of nothing', () => {
    const final = { home: 1, away: 1 }
    expect(() => settleBet({ ...over, line: 2.125 }, final, 2)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
    expect(() => settleBet({ ...over, side: 'home' }, final, 2)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
    expect(() => settleBet(home, final, 1)).toThrow(expect.objectContaining({ code: 'INVALID_ODDS' }))
    expect(() => settleBet(home, final, 2, 0)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
  })
})
