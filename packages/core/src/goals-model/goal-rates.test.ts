import { expect, test } from 'vitest'
import { ladder, simulatedHistory } from '../../test/simulated-history.ts'
import { createRandom, normal } from '../numeric/random.ts'
import { goalRate } from '../units.ts'
import { fitGoalsModel } from './fit-goals-model.ts'
import { goalRates } from './goal-rates.ts'
import { matchOutcome } from './markets.ts'
import { outcomeEstimates } from './outcome-estimates.ts'
import { scoreMatrix } from './score-matrix.ts'

const model = fitGoalsModel(simulatedHistory({ seed: 12, seasons: [ladder([1, 2, 3, 4, 5, 6]), ladder([1, 2, 3, 4, 5, 6])] }))
const width = (interval: readonly [number, number] | null) => (interval ? interval[1] - interval[0] : Number.NaN)

test('goal rates follow from the model equation', () => {
  const at = (id: number) => model.teams.findIndex((team) => team.id === id)
  const { home, away, basis } = goalRates(model, { home: 1, away: 6 })
  expect(Math.log(home)).toBeCloseTo(model.intercept + model.homeAdvantage + model.attack[at(1)]! - model.defence[at(6)]!, 12)
  expect(Math.log(away)).toBeCloseTo(model.intercept + model.attack[at(6)]! - model.defence[at(1)]!, 12)
  expect(basis).toEqual({ home: 'fitted', away: 'fitted' })
})

test('a neutral venue halves the home advantage between the sides', () => {
  const atHome = goalRates(model, { home: 2, away: 3 })
  const neutral = goalRates(model, { home: 2, away: 3, neutralVenue: true })
  expect(Math.log(atHome.home / neutral.home)).toBeCloseTo(model.homeAdvantage / 2, 12)
  expect(Math.log(neutral.away / atHome.away)).toBeCloseTo(model.homeAdvantage / 2, 12)
})

test('a team without matches is predicted from the prior: labelled, n 0 and a wider interval', () => {
  const known = goalRates(model, { home: 1, away: 4 })
  const unseen = goalRates(model, { home: 1, away: 404 })
  expect(unseen.basis).toEqual({ home: 'fitted', away: 'prior' })
  expect(unseen.homeGoalRate.n).toBe(0)
  const spread = (rate: typeof known.homeGoalRate) => Math.log(rate.interval![1] / rate.interval![0])
  expect(spread(unseen.homeGoalRate)).toBeGreaterThan(spread(known.homeGoalRate))
  expect(goalRates(model, { home: 403, away: 404 }).basis).toEqual({ home: 'prior', away: 'prior' })
})

test('a team against itself is refused, and an unknown one where there is no prior', () => {
  expect(() => goalRates(model, { home: 1, away: 1 })).toThrowError(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
  const free = { ...model, prior: { ...model.prior, teamPrecision: 0 } }
  expect(() => goalRates(free, { home: 1, away: 404 })).toThrowError(expect.objectContaining({ code: 'UNKNOWN_TEAM' }))
})

test('intervals of the outcomes are those that simulated parameters give', () => {
  const rates = goalRates(model, { home: 2, away: 4 })
  const [vHome, cross, rhoHome, , vAway, rhoAway, , , vRho] = rates.covariance
  const random = createRandom(99)
  const draws = { home: [] as number[], draw: [] as number[], away: [] as number[] }
  for (let i = 0; i < 6000; i++) {
    const a = normal(random, 0, Math.sqrt(vHome!))
    const bSpread = Math.sqrt(vAway! - cross! ** 2 / vHome!)
    const b = (cross! / vHome!) * a + normal(random, 0, bSpread)
    const outcome = matchOutcome(
      scoreMatrix(rates.home * Math.exp(a), rates.away * Math.exp(b), rates.rho + normal(random, 0, Math.sqrt(vRho!))),
    )
    for (const side of ['home', 'draw', 'away'] as const) draws[side].push(outcome[side])
  }
  // The simulation leaves out how rho hangs together with the rates, which is little.
  expect(Math.abs(rhoHome!) + Math.abs(rhoAway!)).toBeLessThan(2e-3)
  const estimates = outcomeEstimates(rates)
  for (const side of ['home', 'draw', 'away'] as const) {
    const sorted = draws[side].sort((x, y) => x - y)
    const [low, high] = estimates[side].interval as [number, number]
    expect(Math.abs(low - sorted[150]!)).toBeLessThan(0.01)
    expect(Math.abs(high - sorted[5850]!)).toBeLessThan(0.01)
  }
})

test('errors of the home rate and of rho that move together are three points on one line', () => {
  const rates = { ...goalRates(model, { home: 2, away: 4 }), home: goalRate(1.6), away: goalRate(1.1), rho: -0.05 }
  const draws = [-Math.sqrt(3), 0, Math.sqrt(3)].map((z) => matchOutcome(scoreMatrix(1.6 * Math.exp(0.2 * z), 1.1, -0.05 + 0.04 * z)).draw)
  const odds = draws.map((draw) => Math.log(draw / (1 - draw)))
  const average = (of: (value: number) => number) => of(odds[0]!) / 6 + (2 * of(odds[1]!)) / 3 + of(odds[2]!) / 6
  const mean = average((value) => value)
  const deviation = Math.sqrt(average((value) => (value - mean) ** 2))
  const skewness = average((value) => ((value - mean) / deviation) ** 3)
  const end = (z: number) => 1 / (1 + Math.exp(-(mean + deviation * (z + (skewness * (z ** 2 - 1)) / 6))))
  const { interval } = outcomeEstimates({ ...rates, covariance: Float64Array.of(0.04, 0, 0.008, 0, 0, 0, 0.008, 0, 0.0016) }).draw
  expect(interval?.[0]).toBeCloseTo(end(-1.959963984540054), 9)
  expect(interval?.[1]).toBeCloseTo(Math.max(draws[1]!, end(1.959963984540054)), 9)
})

test('an outcome is known better after more matches', () => {
  const seasons = Array.from({ length: 4 }, () => ladder([1, 2, 3, 4, 5, 6]))
  const more = fitGoalsModel(simulatedHistory({ seed: 12, seasons }), { xiPerDay: 0 })
  const few = outcomeEstimates(goalRates(model, { home: 1, away: 4 }))
  const many = outcomeEstimates(goalRates(more, { home: 1, away: 4 }))
  expect(width(many.home.interval)).toBeLessThan(width(few.home.interval))
})
