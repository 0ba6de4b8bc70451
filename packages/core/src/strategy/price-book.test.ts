import { describe, expect, test } from 'vitest'
import { playedMatch, buildTable } from '../../test/small-table.ts'
import type { TableQuote } from '../football/match-table.ts'
import { removeOverround } from '../odds/remove-overround.ts'
import { overround } from '../odds/prices.ts'
import { priceBook } from './price-book.ts'
import type { BetSelection, PriceSource } from './strategy.ts'

const quote = (market: TableQuote['market'], phase: TableQuote['phase'], bookmaker: string, prices: number[], line = 0): TableQuote => {
  const [price1 = 0, second = 0, third = 0] = prices
  const threeWay = market === '1x2'
  return { matchId: 1, market, phase, bookmaker, price1, priceX: threeWay ? second : null, price2: threeWay ? third : second, line }
}
const home: BetSelection = { market: '1x2', side: 'home', line: 0 }
const draw: BetSelection = { ...home, side: 'draw' }
const away: BetSelection = { ...home, side: 'away' }
const over: BetSelection = { market: 'ou', side: 'over', line: 2.5 }
const handicap: BetSelection = { market: 'ah', side: 'home', line: -0.25 }

const buildBook = (quotes: TableQuote[]) => priceBook(buildTable([playedMatch(1, '2022-08-05')], quotes))
const book = buildBook([
  quote('1x2', 'open', 'betbrain-average', [2, 3.3, 3.8]),
  quote('1x2', 'open', 'max', [2.2, 3.6, 4.2]),
  quote('1x2', 'open', 'pinnacle', [2.1, 3.5, 4]),
  quote('1x2', 'close', 'average', [1.9, 3.4, 4.1]),
  quote('1x2', 'close', 'max', [2, 3.7, 4.5]),
  quote('1x2', 'close', 'pinnacle', [1.95, 3.6, 4.3]),
  quote('ou', 'open', 'average', [1.9, 1.95], 2.5),
  quote('ah', 'open', 'average', [1.85, 2.05], -0.25),
  quote('ah', 'close', 'pinnacle', [1.8, 2.1], -0.5),
])

describe('prices by source', () => {
  test.each<[PriceSource, number]>([
    ['open_average', 2],
    ['open_best', 2.2],
    ['open_pinnacle', 2.1],
    ['close_average', 1.9],
    ['close_best', 2],
    ['close_pinnacle', 1.95],
  ])('%s', (source, price) => {
    expect(book.priceAt(0, home, source)).toBe(price)
  })

  test('a new aggregate goes before Betbrain’s, which stands in where there is none', () => {
    const both = buildBook([quote('1x2', 'open', 'betbrain-max', [2.3, 3, 4]), quote('1x2', 'open', 'max', [2.2, 3.6, 4.2])])
    expect(both.priceAt(0, home, 'open_best')).toBe(2.2)
  })

  test('another line is no price, and both teams to score has none at all', () => {
    expect(book.priceAt(0, over, 'open_average')).toBe(1.9)
    expect(book.priceAt(0, { ...over, line: 3.5 }, 'open_average')).toBeNull()
    expect(book.priceAt(0, { ...handicap, side: 'away' }, 'open_average')).toBe(2.05)
    expect(book.priceAt(0, { market: 'btts', side: 'yes', line: 0 }, 'open_average')).toBeNull()
  })

  test('a fair close is Pinnacle’s at the same line without its margin, and null without one', () => {
    const fair = [home, draw, away].map((selection) => book.fairClose(0, selection) ?? Number.NaN)
    expect(fair.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 12)
    expect(fair[0]).toBeLessThan(1 / 1.95)
    expect(overround([1.95, 3.6, 4.3])).toBeGreaterThan(0)
    expect(book.fairClose(0, over)).toBeNull()
    expect(book.fairClose(0, handicap)).toBeNull()
    expect(book.fairClose(0, { ...handicap, line: -0.5 })).toBeGreaterThan(0.5)
    expect(book.sharpOpen(0, home)).toBeLessThan(1 / 2.1)
  })

  test('the last word falls back on the latest prices there are', () => {
    expect(book.latestProbability(0, home)).toBe(book.fairClose(0, home))
    expect(book.latestProbability(0, over)).toBeCloseTo(0.507, 2)
    expect(book.latestProbability(0, { ...over, line: 3.5 })).toBeNull()
  })

  test('the market’s close goes before Pinnacle’s opening, and two-way margins are removed by power too', () => {
    const quotes = [
      quote('ou', 'open', 'pinnacle', [2, 1.9], 2.5),
      quote('ou', 'close', 'average', [1.25, 4], 2.5),
      quote('ah', 'open', 'pinnacle', [1.3, 3.8], -0.25),
    ]
    const few = buildBook(quotes)
    expect(few.latestProbability(0, over)).toBe(removeOverround([1.25, 4], 'power')[0])
    expect(few.sharpOpen(0, { ...handicap, side: 'away' })).toBe(removeOverround([1.3, 3.8], 'power')[1])
  })
})
