import { splitMatchName } from './club-names.ts'
import { checkProfit, outcomeForScore, settleBet } from './live-settlement.ts'
import { PICK_MARKETS, backedSide, clvPercent, estimateClv, findRepeats, parseBet, parsePick, usableOdds } from './picks.ts'
import { describe, expect, test } from 'vitest'

const outcomes = (word: string) =>
  [
    { home: 2, away: 0 },
    { home: 1, away: 1 },
    { home: 0, away: 2 },
    { home: 2, away: 1 },
  ].map((score) => outcomeForScore(parsePick(word) ?? expect.fail(word), score))

describe('the words of the picks', () => {
  test('are 22, of which the six goals lines stand in two spellings each', () => {
    expect(PICK_MARKETS.size).toBe(22)
    for (const line of ['15', '25', '35']) {
      for (const side of ['over', 'under']) expect(parsePick(`${side}_${line}`)).toEqual(parsePick(`${side}${line}`))
    }
    expect(parsePick('over_45')).toBeNull()
    expect(parsePick('Home')).toBeNull()
  })

  test('a draw of a draw-no-bet is a push, never a loss', () => {
    expect(outcomes('dnb_home')).toEqual(['won', 'push', 'lost', 'won'])
    expect(outcomes('dnb_away')).toEqual(['lost', 'push', 'won', 'lost'])
  })

  test('double chance wins on two results, the other markets on their own', () => {
    expect(outcomes('dc_1x')).toEqual(['won', 'won', 'lost', 'won'])
    expect(outcomes('dc_x2')).toEqual(['lost', 'won', 'won', 'lost'])
    expect(outcomes('dc_12')).toEqual(['won', 'lost', 'won', 'won'])
    expect(outcomes('draw')).toEqual(['lost', 'won', 'lost', 'lost'])
    expect(outcomes('over25')).toEqual(['lost', 'lost', 'lost', 'won'])
    expect(outcomes('under_25')).toEqual(['won', 'won', 'won', 'lost'])
    expect(outcomes('btts_yes')).toEqual(['lost', 'won', 'lost', 'won'])
    expect(outcomes('btts_no')).toEqual(['won', 'lost', 'won', 'lost'])
  })

  test('a pick is on a team only where the team’s success wins it', () => {
    const sides = [...PICK_MARKETS].map(([word, selection]) => [word, backedSide(selection)] as const).filter(([, side]) => side !== null)
    expect(Object.fromEntries(sides)).toEqual({
      home: 'home',
      away: 'away',
      dc_1x: 'home',
      dc_x2: 'away',
      dnb_home: 'home',
      dnb_away: 'away',
    })
  })
})

describe('the words of the bets', () => {
  test('a line is read from the selection or the column, and must not differ between them', () => {
    expect(parseBet('totals', 'Over 2.5', 2.5)).toEqual({ market: 'ou', side: 'over', line: 2.5 })
    expect(parseBet('totals', 'Under', 2.25)).toEqual({ market: 'ou', side: 'under', line: 2.25 })
    expect(parseBet('totals', 'Under 3', null)).toEqual({ market: 'ou', side: 'under', line: 3 })
    expect(parseBet('h2h', 'Draw', null)).toEqual({ market: '1x2', side: 'draw', line: null })
    for (const [said, line] of [
      ['Over 2.5', 3.5],
      ['Over', null],
      ['Over 2.6', null],
      ['Home', null],
    ] as const) {
      expect(parseBet('totals', said, line)).toBeNull()
    }
    for (const said of ['home', 'Over 2.5', 'constructor']) expect(parseBet('h2h', said, null)).toBeNull()
    expect(parseBet('spreads', 'Home', -1)).toBeNull()
  })

  test('whole and quarter lines give stakes back', () => {
    const over = (line: number) => outcomeForScore({ market: 'ou', side: 'over', line }, { home: 2, away: 1 })
    expect([over(2.5), over(2.75), over(3), over(3.25), over(3.5)]).toEqual(['won', 'half-won', 'push', 'half-lost', 'lost'])
  })
})

describe('profit', () => {
  test('is stake times odds less one, to the cent, halves away from zero', () => {
    expect(settleBet('20.00', '1.780', 'won')).toBe('15.60')
    expect(settleBet('10.00', '1.0005', 'won')).toBe('0.01')
    expect(settleBet('0.01', '1.500', 'half-lost')).toBe('-0.01')
    expect([settleBet('20.00', '3.000', 'half-won'), settleBet('20.00', '3.000', 'push'), settleBet('20.00', '3.000', 'lost')]).toEqual([
      '20.00',
      '0.00',
      '-20.00',
    ])
  })

  test('is unknown at a price of 0, which the legacy wrote for a missing one', () => {
    expect([
      settleBet('20.00', '0.000', 'won'),
      settleBet('20.00', '1.000', 'won'),
      settleBet('0', '2.0', 'won'),
      settleBet(null, '2.0', 'won'),
    ]).toEqual([null, null, null, null])
  })

  test('is compared with what was typed', () => {
    const bet = { stake: '20.00', oddsObtained: '1.780', result: 'win', profitLoss: '15.60' }
    expect(checkProfit(bet)).toEqual({ profit: '15.60', agrees: 'yes' })
    expect(checkProfit({ ...bet, profitLoss: '15.6' }).agrees).toBe('yes')
    expect(checkProfit({ ...bet, profitLoss: '35.60' })).toEqual({ profit: '15.60', agrees: 'no' })
    expect(checkProfit({ ...bet, profitLoss: null }).agrees).toBe('not-typed')
    expect(checkProfit({ ...bet, result: null })).toEqual({ profit: null, agrees: 'not-known' })
    expect(checkProfit({ ...bet, result: 'void' })).toEqual({ profit: '0.00', agrees: 'no' })
  })
})

describe('closing-line value', () => {
  test('is above 0 where the price taken was better than the closing one, and unknown at a price that is none', () => {
    expect(clvPercent('2.200', '2.000')).toBeCloseTo(10, 12)
    expect(clvPercent('1.700', '1.590')).toBeCloseTo(6.918, 3)
    for (const closingOdds of [null, '0.000', '1.000', 'NaN', 'Infinity']) expect(clvPercent('2.0', closingOdds)).toBeNull()
    expect(clvPercent('0.000', '2.000')).toBeNull()
    expect([usableOdds('1.001'), usableOdds(null)]).toEqual([1.001, null])
  })
})

test('a pick repeats an earlier one of its match and selection, whatever the spelling or the order of the rows', () => {
  const pick = (id: number, match: string | null, marketType: string) => ({ id, match, marketType })
  const repeats = findRepeats([
    pick(4, 'm1', 'over25'),
    pick(2, 'm1', 'over_25'),
    pick(3, 'm1', 'under25'),
    pick(5, 'm1', 'over_25'),
    pick(6, 'm2', 'over_25'),
    pick(7, null, 'home'),
    pick(8, null, 'home'),
    pick(9, '', 'home'),
    pick(10, '', 'home'),
    pick(11, 'm1', 'unheard'),
    pick(12, 'm1', 'unheard'),
  ])
  expect([...repeats]).toEqual([
    [4, 2],
    [5, 2],
  ])
})

test('without picks a team has no closing-line value, with one no interval', () => {
  expect(estimateClv([])).toEqual({ n: 0, meanPercent: null, interval: null })
  expect(estimateClv([4])).toEqual({ n: 1, meanPercent: 4, interval: null })
})

test('the interval is the mean and 1.96 standard errors about it', () => {
  const { n, meanPercent, interval } = estimateClv([1, 2, 3, 4])
  expect([n, meanPercent]).toEqual([4, 2.5])
  // The sample variance of 1, 2, 3, 4 is 5/3.
  const error = Math.sqrt(5 / 3 / 4)
  expect(interval?.[0]).toBeCloseTo(2.5 - 1.959963984540054 * error, 12)
  expect(interval?.[1]).toBeCloseTo(2.5 + 1.959963984540054 * error, 12)
})

test('the order of the picks changes no digit', () => {
  const picks = [0.1, 0.2, 0.3, -7.7, 12.123, 1e-9, 3.3]
  expect(estimateClv([...picks].reverse())).toEqual(estimateClv(picks))
})

test('names of matches are split in every way that leaves two halves', () => {
  expect(splitMatchName('Lens vs Troyes')).toEqual([['Lens', 'Troyes']])
  expect(splitMatchName('A vs B vs C')).toEqual([
    ['A', 'B vs C'],
    ['A vs B', 'C'],
  ])
  for (const none of ['', 'Lens', 'Lens vs ', ' vs Troyes', 'Lens - Troyes', 'Lensvs Troyes']) expect(splitMatchName(none)).toEqual([])
})
