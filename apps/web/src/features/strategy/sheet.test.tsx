import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { renderPart } from '../../lib/test-page.tsx'
import { toReference } from './record.tsx'
import { EquityChart } from './sheet/equity.tsx'
import { Forest, Without } from './sheet/forests.tsx'
import { KeyFigures } from './sheet/key-figures.tsx'
import { LossTable } from './sheet/losses.tsx'
import type { Bet, EquityPoint, TearSheet } from './sheet/names.tsx'

const stat = (value: number | null, interval: [number, number] | null = null, n = 40) =>
  ({ value, n, interval, status: value === null ? 'not_measured' : 'measured' }) as const

describe('the running profit', () => {
  const point = (profit: number, drawdown = 0): EquityPoint => ({
    bet: 40,
    playedOn: '2023-01-31',
    profit,
    closed: 30,
    expectedByClose: 1.5,
    drawdown,
    band50: [-2, 2],
    band80: [-4, 4],
    band95: [-6, 6],
  })
  const sheet = { record: { strategyName: 'TEST', totalBets: 40 }, meta: { snapshot: null } } as TearSheet
  const summary = (profit: number, more: Partial<EquityPoint> = {}) => {
    const { container, unmount } = renderPart(<EquityChart sheet={sheet} points={[{ ...point(profit), ...more }]} />)
    const text = container.querySelector('figure > p')?.textContent
    unmount()
    return text
  }

  test('is above, below or within what luck alone gives; the ends belong to the range', () => {
    expect(summary(7)).toBe(
      'After 40 bets the profit is +7.0 u. That is above the range (-6.0 to +6.0 u) in which 95 of 100 such histories without an edge end. By the closing line, the 30 bets that have one were worth +1.5 u.',
    )
    expect(summary(-7)).toContain('-7.0 u. That is below the range')
    expect([summary(6), summary(-6)].map((text) => text?.includes('That is within the range'))).toEqual([true, true])
  })

  test('says where no bet has a closing line', () => {
    expect(summary(1, { expectedByClose: null, closed: 0 })).toContain('No bet has a closing line to value it by.')
  })
})

test('yields side by side share an axis wide enough for four in five ends, and at least five points', () => {
  const axis = (ends: [number, number][]) => {
    const parts = ends.map((interval, index) => ({ key: String(index), name: 'P', bets: 9, roi: stat(0, interval) }))
    const { container, unmount } = renderPart(<Forest parts={parts} />)
    const first = container.querySelector('line[stroke="var(--home)"]')
    unmount()
    return Math.round(Number.parseFloat(first?.getAttribute('x2') ?? ''))
  }
  // Half of the axis is 48 of 100: an end at half of the reach lies at 74.
  expect(axis([[-0.01, 0.025]])).toBe(74)
  const middle: [number, number] = [-0.15, 0.15]
  expect(axis([[-0.1, 0.1], middle, middle, middle, [-0.2, 0.2], [-5, 5]])).toBe(74)
  // Never more than a yield of 100% either way.
  expect(
    axis([
      [-0.5, 0.5],
      [-3, 3],
    ]),
  ).toBe(74)
})

test('without one part the yield lies between the smallest and the largest', () => {
  const variation = (key: string, roi: number) => ({ key, bets: 10, coverage: 1, profit: 1, roi: stat(roi) })
  const { container } = renderPart(
    <Without by="season" variations={[variation('2021-22', 0.02), variation('2022-23', -0.01)]} name="TEST" />,
  )
  expect(container.textContent).toContain('Does it depend on one season?Table')
  expect(container.textContent).toContain('Each line leaves one out: ROI between -1.0% and +2.0%.')
  expect(container.textContent).toContain('without 2021-22')
})

test('the key figures stand beside what they are to be read against', () => {
  const record = {
    scope: 'overall',
    strategyName: 'TEST',
    team: null,
    leagueCode: null,
    totalBets: 400,
    roi: stat(0.03, [-0.02, 0.08]),
    avgClv: stat(0.01, [0, 0.02], 380),
    winRate: stat(0.528, [0.48, 0.57]),
    breakEvenRate: 0.51,
    profit: stat(12, [-8, 32]),
    shrunkRoi: stat(0.01),
    maxDrawdown: 11.4,
    qValue: 0.2,
    betsNeeded: 4300,
  } as TearSheet['record']
  const figures = {
    longestLosingRun: { actual: 9, expected: 8.3 },
    permutationP: 0.12,
    deflatedSharpe: 0.4,
    trials: 17,
    quarterKelly: { finalBankroll: 18.97, maxDrawdown: 0.31 },
    voids: 0,
    halfWins: 0,
    halfLosses: 0,
    priceCoverage: 0.9994,
  } as NonNullable<TearSheet['figures']>
  const { container } = renderPart(<KeyFigures sheet={{ record, figures } as TearSheet} />)
  const read = Object.fromEntries(
    [...container.querySelectorAll('dt')].map((name) => [name.textContent, name.nextElementSibling?.textContent]),
  )
  expect(read).toMatchObject({
    Bets: '40099.9% of its selections had a price',
    'Closing line value': '+1.0%[0.0 to +2.0%] on 380 of 400 bets',
    Won: '52.8%[48–57%] break-even 51.0%',
    'Max. drawdown': '11.4 u',
    'Longest losing run': '9expected 8.3',
    'Quarter-Kelly bankroll': '×18.97max drawdown 31.0%',
    'Bets needed': '4,300',
  })
  // A record over everything has nothing to be shrunk towards, and no void bet is no figure.
  expect(Object.keys(read)).not.toContain('Shrunk ROI')
  expect(Object.keys(read)).not.toContain('Void')
})

test('a lost bet stands with its evidence: red cards with their sign, none where there were none', async () => {
  const bet = (betNo: number, redCards: number): Bet =>
    ({
      betNo,
      playedOn: '2023-01-31',
      league: 'Premier League',
      home: { id: 1, name: 'Ashford' },
      away: { id: 2, name: 'Brindle' },
      homeGoals: 0,
      awayGoals: 1,
      selection: { market: '1x2', side: 'home', line: 0 },
      price: 2.2,
      clv: 0.02,
      closeProbability: 0.48,
      loss: { probabilityUnlucky: 0.62, shotShare: 0.7, redCards },
    }) as Bet
  const list = { data: [bet(1, 2), bet(2, -1), bet(3, 0)], total: 3 } as Parameters<typeof LossTable>[0]['list']
  const page = () => <LossTable list={list} name="TEST" />
  const router = createRouter({ routeTree: createRootRoute({ component: page }), history: createMemoryHistory() })
  renderPart(<RouterProvider router={router as never} />)
  const [, two, one, none] = await screen.findAllByRole('row')
  expect(two?.textContent).toContain('CLV +2.0%closed at 48.0%shots on target 70.0%red cards +2')
  expect(one?.textContent).toContain('red cards −1')
  expect(none?.textContent).not.toContain('red cards')
  expect(none?.textContent).toContain('Ashford 0–1 Brindle31 Jan 2023 · Premier League')
})

test('a number of a record names its team, or the league that it is over', () => {
  const record = { scope: 'team', strategyName: 'TEST', team: { id: 7, name: 'Ashford' }, leagueCode: 'E0' } as const
  expect(toReference(record, 'roi')).toEqual({ kind: 'strategy', number: 'roi', scope: 'team', strategy: 'TEST', teamId: 7 })
  expect(toReference({ ...record, scope: 'league', team: null }, 'roi')).toEqual({
    kind: 'strategy',
    number: 'roi',
    scope: 'league',
    strategy: 'TEST',
    league: 'E0',
  })
  expect(toReference({ ...record, scope: 'overall', team: null, leagueCode: null }, 'bets')).toMatchObject({
    number: 'bets',
    scope: 'overall',
  })
})
