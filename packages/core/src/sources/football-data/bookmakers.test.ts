import { expect, test } from 'vitest'
import { WIDE_HEADER } from '../../../test/football-data-corpus.ts'
import { FOOTBALL_DATA_BOOKMAKERS, looksLikeOdds, PRICE_COLUMNS } from './catalogue.ts'

test('no two bookmakers share the name of a column', () => {
  const prefixes = FOOTBALL_DATA_BOOKMAKERS.flatMap((bookmaker) => bookmaker.prefixes)
  // Seven selections, opening and closing.
  expect(PRICE_COLUMNS.size).toBe(prefixes.length * 14)
})

test.each([
  ['PSCH', 'pinnacle', '1x2', 'close', 'price1'],
  ['PA', 'pinnacle', '1x2', 'open', 'price2'],
  ['B365C>2.5', 'bet365', 'ou', 'close', 'price1'],
  ['P<2.5', 'pinnacle', 'ou', 'open', 'price2'],
  ['VCH', 'vc-bet', '1x2', 'open', 'price1'],
  ['VCCH', 'vc-bet', '1x2', 'close', 'price1'],
  ['BFD', 'betfair', '1x2', 'open', 'priceX'],
  ['BFDD', 'betfred', '1x2', 'open', 'priceX'],
  ['BFECAHA', 'betfair-exchange', 'ah', 'close', 'price2'],
  ['1XBH', '1xbet', '1x2', 'open', 'price1'],
  ['BbMx>2.5', 'betbrain-max', 'ou', 'open', 'price1'],
  ['BbAvAHH', 'betbrain-average', 'ah', 'open', 'price1'],
  ['MaxCAHH', 'max', 'ah', 'close', 'price1'],
  ['AvgD', 'average', '1x2', 'open', 'priceX'],
] as const)('%s is a price of %s', (name, bookmaker, market, phase, price) => {
  expect(PRICE_COLUMNS.get(name)).toMatchObject({ bookmaker, market, phase, price })
})

test('every price column of the widest original is known', () => {
  const odds = WIDE_HEADER.split(',').slice(24)
  expect(WIDE_HEADER.split(',')).toHaveLength(132)
  expect(odds.filter((name) => !PRICE_COLUMNS.has(name))).toEqual(['AHh', 'AHCh'])
})

test('a handicap is looked for beside the book first, then in the market, and Betbrain has its own', () => {
  expect(PRICE_COLUMNS.get('GBAHH')?.handicapColumns).toEqual(['GBAH', 'AHh', 'BbAHh'])
  expect(PRICE_COLUMNS.get('PCAHA')?.handicapColumns).toEqual(['PCAH', 'AHCh'])
  expect(PRICE_COLUMNS.get('BbMxAHA')?.handicapColumns).toEqual(['BbAHh'])
})

test('a column of an unknown bookmaker is recognised as odds by its build', () => {
  expect(['XYZH', 'XYZCA', 'XYZ>2.5', 'XYZAHH'].every(looksLikeOdds)).toBe(true)
  expect(['Attendance', 'Notes', ''].some(looksLikeOdds)).toBe(false)
})
