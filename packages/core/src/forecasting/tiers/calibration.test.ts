import { expect, test } from 'vitest'
import { logistic, logit } from '../../numeric/logit.ts'
import { createRandom, normal } from '../../numeric/random.ts'
import { learnIntercepts, type PastForecast, withIntercepts } from './intercept-calibration.ts'
import { learnExtraVariance, withExtraVariance } from './interval-widening.ts'
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
