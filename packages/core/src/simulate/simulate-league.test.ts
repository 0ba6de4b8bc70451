import { expect, test } from 'vitest'
import type { LeagueTruth } from './draw-match.ts'
import { simulateLeague } from './simulate-league.ts'

const style = { shots: 1, corners: 1, fouls: 1, cards: 1 }
const truth: LeagueTruth = {
  division: 'VE1',
  season: '2022-23',
  teams: ['Brackwater', 'Larkmoor', 'Northmere', 'Pellbridge'].map((name, index) => ({
    name,
    attack: 0.1 * index,
    defence: -0.1 * index,
    style,
  })),
  intercept: 0.1,
  homeAdvantage: 0.25,
  rho: -0.05,
  pairEffects: [],
  daySpread: 0,
  playedShare: 1,
}
const nameFixture = ({ match }: { match: { home: string; away: string } }) => `${match.home} v ${match.away}`

test('goal rates are those of the truth', () => {
  const first = simulateLeague(truth, 1).find((match) => nameFixture(match) === 'Northmere v Larkmoor')
  expect(first?.homeGoalRate).toBeCloseTo(Math.exp(0.1 + 0.25 + 0.2 + 0.1), 12)
  expect(first?.awayGoalRate).toBeCloseTo(Math.exp(0.1 + 0.1 + 0.2), 12)
})

test('same truth and seed, same matches; another seed, others', () => {
  expect(simulateLeague(truth, 1)).toEqual(simulateLeague(truth, 1))
  expect(simulateLeague(truth, 2)).not.toEqual(simulateLeague(truth, 1))
})

test('the day moves the rates of every match about those of the truth, and nothing else of the league', () => {
  const calm = simulateLeague(truth, 1)
  const moved = simulateLeague({ ...truth, daySpread: 0.1 }, 1)
  expect(moved.map(({ match }) => [match.kickoffOn, match.home])).toEqual(calm.map(({ match }) => [match.kickoffOn, match.home]))
  const steps = moved.map(({ homeGoalRate }, index) => Math.log(homeGoalRate / (calm[index]?.homeGoalRate ?? Number.NaN)))
  expect(steps.every((step) => step !== 0 && Math.abs(step) < 0.5)).toBe(true)
})

test('a planted effect moves the rates of its own pairing and of no other', () => {
  const planted = { home: 'Northmere', away: 'Larkmoor', homeLogRate: 0.5, awayLogRate: -0.5 }
  const without = simulateLeague(truth, 1)
  const moved = simulateLeague({ ...truth, pairEffects: [planted] }, 1).filter(
    (match, index) => match.homeGoalRate !== without[index]?.homeGoalRate,
  )
  expect(moved.map(nameFixture)).toEqual(['Northmere v Larkmoor'])
  expect(moved[0]?.awayGoalRate).toBeCloseTo(Math.exp(0.1 + 0.1 + 0.2 - 0.5), 12)
})

test('home advantage and strength show in the results of many seasons', () => {
  const matches = Array.from({ length: 200 }, (_, seed) => simulateLeague(truth, seed)).flat()
  const mean = (of: (match: (typeof matches)[number]) => number) => matches.reduce((sum, match) => sum + of(match), 0) / matches.length
  // 2,400 matches: the standard error of a mean of goals is below 0.03.
  expect(Math.abs(mean(({ match }) => match.fullTime?.home ?? 0) - mean((match) => match.homeGoalRate))).toBeLessThan(0.12)
  expect(Math.abs(mean(({ match }) => match.fullTime?.away ?? 0) - mean((match) => match.awayGoalRate))).toBeLessThan(0.12)
})

test('a league that cannot be played is refused', () => {
  expect(() => simulateLeague({ ...truth, teams: truth.teams.slice(1) }, 1)).toThrow('got 3 teams')
  expect(() => simulateLeague({ ...truth, playedShare: 2 }, 1)).toThrow('expected a share in [0, 1]')
  expect(() => simulateLeague({ ...truth, daySpread: -0.1 }, 1)).toThrow('got daySpread -0.1')
  expect(() =>
    simulateLeague({ ...truth, pairEffects: [{ home: 'Nowhere', away: 'Larkmoor', homeLogRate: 0, awayLogRate: 0 }] }, 1),
  ).toThrow('Nowhere')
})

test('the share that has been played is whole rounds, and the next rounds are quoted at the opening only', () => {
  const half = simulateLeague({ ...truth, playedShare: 0.5 }, 1)
  expect(half.filter(({ match }) => match.status === 'played')).toHaveLength(6)
  expect(half.filter(({ match }) => match.status === 'scheduled')).toHaveLength(6)
  const next = half.find(({ match }) => match.status === 'scheduled')!
  expect(new Set(next.quotes.map(({ phase }) => phase))).toEqual(new Set(['open']))
  expect(simulateLeague({ ...truth, playedShare: 0 }, 1).every(({ match }) => match.fullTime === null)).toBe(true)
})

test('rounds are played on Saturdays and Sundays, and those of midweek on Wednesdays', () => {
  const teams = Array.from({ length: 20 }, (_, index) => ({ ...truth.teams[0]!, name: `Team ${index}` }))
  const weekdays = simulateLeague({ ...truth, teams }, 1).map(({ match }) => new Date(`${match.kickoffOn}T12:00:00Z`).getUTCDay())
  expect(new Set(weekdays)).toEqual(new Set([0, 3, 6]))
})

test('each book keeps its own margin: Pinnacle 2.4 %, Bet365 5.3 %, the market on average about 5 %', () => {
  const matches = Array.from({ length: 40 }, (_, seed) => simulateLeague(truth, seed)).flat()
  const margin = (bookmaker: string, market: '1x2' | 'ou') => {
    const sums = matches.flatMap(({ quotes }) =>
      quotes
        .filter((quote) => quote.bookmaker === bookmaker && quote.market === market && quote.phase === 'open')
        .map(({ price1, priceX, price2 }) => 1 / price1! + (priceX === null ? 0 : 1 / priceX) + 1 / price2!),
    )
    return sums.reduce((total, sum) => total + sum, 0) / sums.length
  }
  for (const market of ['1x2', 'ou'] as const) {
    expect(Math.abs(margin('pinnacle', market) - 1.024)).toBeLessThan(0.001)
    expect(Math.abs(margin('bet365', market) - 1.053)).toBeLessThan(0.001)
    expect(Math.abs(margin('average', market) - 1.0505)).toBeLessThan(0.002)
  }
})
