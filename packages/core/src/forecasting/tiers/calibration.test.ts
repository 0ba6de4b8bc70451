import { expect, test } from 'vitest'
import { bothTeamsToScore, matchOutcome, totalGoals } from '../../goals-model/markets.ts'
import { scoreMatrix } from '../../goals-model/score-matrix.ts'
import { logistic, logit } from '../../numeric/distributions.ts'
import { createRandom, normal } from '../../numeric/random.ts'
import { learnIntercepts, type PastForecast, withIntercepts, learnExtraVariance, withExtraVariance } from './calibration.ts'
import { forecastFromRates } from './outcome-forecast.ts'
import { emptyRated, PRICES } from './rated-matches.ts'

const MATCHES = 2000

/** The same forecast of many matches, of which seven in ten end 1-1, and whose close lies 0.5 around it on the scale of log odds. */
function past(): PastForecast[] {
  const forecast = forecastFromRates({ home: 1.4, away: 1.1, rho: 0, supremacyDeviation: 0.05, totalDeviation: 0.05 }, 'history')
  const random = createRandom(5)
  const league = emptyRated(
    'X',
    Array.from({ length: MATCHES }, () => '2020-21'),
  )
  return Array.from({ length: MATCHES }, (_, at) => {
    league.homeGoals[at] = 1
    league.awayGoals[at] = at % 10 < 7 ? 1 : 0
    league.closing[at * PRICES] = logistic(logit(forecast.home.value) + 0.5 * normal(random))
    return { row: { league, at }, forecast }
  })
}

test('what past forecasts of both sides scoring lacked is added, short of a prior towards none', () => {
  const known = past()
  const [first] = known
  const shifted = withIntercepts(first!.forecast, learnIntercepts(known, 'history'))
  expect(shifted.btts.value).toBeGreaterThan(0.65)
  expect(shifted.btts.value).toBeLessThan(0.7)
  expect(shifted.over25).toEqual(first!.forecast.over25)
})

test('an interval that held too few closing prices is widened until it holds 95 % of them', () => {
  const known = past()
  const [first] = known
  const inside = ({ low, high }: { low: number; high: number }) =>
    known.filter(({ row }) => row.league.closing[row.at * PRICES]! >= low && row.league.closing[row.at * PRICES]! <= high).length / MATCHES
  expect(inside(first!.forecast.home)).toBeLessThan(0.5)
  const widened = withExtraVariance(first!.forecast, learnExtraVariance(known))
  expect(widened.home.value).toBe(first!.forecast.home.value)
  expect(inside(widened.home)).toBeCloseTo(0.95, 2)
})

/** `n` matches of one forecast, the first `goalless` of them 0-0 and the others 2-1, each closing at its own total's price. */
function alike(n: number, goalless: number): PastForecast[] {
  const forecast = forecastFromRates({ home: 1.4, away: 1.1, rho: 0, supremacyDeviation: 0.05, totalDeviation: 0.05 }, 'results')
  const league = emptyRated(
    'X',
    Array.from({ length: n }, () => '2020-21'),
  )
  return Array.from({ length: n }, (_, at) => {
    league.homeGoals[at] = at < goalless ? 0 : 2
    league.awayGoals[at] = at < goalless ? 0 : 1
    // Two in three above the forecast, and further away the later they come.
    const away = (0.2 + at / n) * (at % 3 === 0 ? -1 : 1)
    league.opening[at * PRICES + 3] = logistic(logit(forecast.over25.value) + away)
    league.closing[at * PRICES + 3] = logistic(logit(forecast.over25.value) + 2 * away)
    return { row: { league, at }, forecast }
  })
}

test('an intercept is where the outcomes pull as hard as a prior of precision 100', () => {
  const past = alike(400, 100)
  const { over25, btts } = past[0]!.forecast
  const shifts = learnIntercepts(past, 'results')
  expect(100 * shifts.over25).toBeCloseTo(300 - 400 * logistic(logit(over25.value) + shifts.over25), 8)
  expect(100 * shifts.btts).toBeCloseTo(300 - 400 * logistic(logit(btts.value) + shifts.btts), 8)
  expect(shifts.over25).toBeGreaterThan(0.1)
  expect(learnIntercepts(past, 'history')).toEqual({ btts: shifts.btts, over25: 0 })
  expect(learnIntercepts([], 'results')).toEqual({ btts: 0, over25: 0 })
  const moved = withIntercepts(past[0]!.forecast, shifts)
  expect(moved.over25.high).toBeCloseTo(logistic(logit(over25.high) + shifts.over25), 12)
  expect(moved.btts.low).toBeCloseTo(logistic(logit(btts.low) + shifts.btts), 12)
})

test('the variance that 95 % of the closes lacked is added, from 500 of them on, and no total that repeats its opening counts', () => {
  const { over25 } = alike(1, 0)[0]!.forecast
  const deviation = (logit(over25.high) - logit(over25.low)) / (2 * 1.959963984540054)
  // Of 500 distances 2 x (0.2 + at / 500), that of rank 475.
  const expected = ((2 * (0.2 + 475 / 500)) / 1.959963984540054) ** 2 - deviation ** 2
  expect(learnExtraVariance(alike(500, 0)).over25).toBeCloseTo(expected, 9)
  expect(learnExtraVariance(alike(499, 0)).over25).toBe(0)
  const repeated = alike(600, 0)
  for (const { row } of repeated.slice(0, 101)) row.league.opening[row.at * PRICES + 3] = row.league.closing[row.at * PRICES + 3]!
  expect(learnExtraVariance(repeated).over25).toBe(0)
  const wide = withExtraVariance(alike(1, 0)[0]!.forecast, { home: 0, draw: 0, away: 0, over25: 0.04 })
  expect(wide.over25.high).toBeCloseTo(logistic(logit(over25.value) + 1.959963984540054 * Math.sqrt(deviation ** 2 + 0.04)), 9)
})

test('every market of two goal rates is that of the score matrix', () => {
  for (const [home, away, rho] of [
    [1.7, 0.9, -0.08],
    [0.8, 1.3, 0.06],
  ] as const) {
    const matrix = scoreMatrix(home, away, rho, { maxGoals: 30 })
    const outcome = matchOutcome(matrix)
    const forecast = forecastFromRates({ home, away, rho, supremacyDeviation: 0.1, totalDeviation: 0.05 }, 'history')
    expect(forecast.home.value).toBeCloseTo(outcome.home, 9)
    expect(forecast.draw.value).toBeCloseTo(outcome.draw, 9)
    expect(forecast.away.value).toBeCloseTo(outcome.away, 9)
    expect(forecast.over25.value).toBeCloseTo(totalGoals(matrix, 'over', 2.5).win, 9)
    expect(forecast.btts.value).toBeCloseTo(bothTeamsToScore(matrix).yes, 9)
  }
})

test('an interval carries the uncertainty of both log rates over to the log odds', () => {
  const rates = { home: 1.7, away: 0.9, rho: -0.08, supremacyDeviation: 0.2, totalDeviation: 0.1 }
  const { home } = forecastFromRates(rates, 'history')
  const winAt = (supremacy: number, total: number) =>
    logit(matchOutcome(scoreMatrix(1.7 * Math.exp((total + supremacy) / 2), 0.9 * Math.exp((total - supremacy) / 2), -0.08)).home)
  const half = (step: readonly [number, number]) => (winAt(...step) - winAt(-step[0], -step[1])) / 2
  const deviation = Math.hypot(half([0.2, 0]), half([0, 0.1]))
  expect(home.low).toBeCloseTo(logistic(logit(home.value) - 1.959963984540054 * deviation), 6)
  expect(home.high).toBeCloseTo(logistic(logit(home.value) + 1.959963984540054 * deviation), 6)
})
