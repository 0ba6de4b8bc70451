import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitGoalsModel } from '../../src/goals-model/fit-goals-model.ts'
import { goalRates } from '../../src/goals-model/goal-rates.ts'
import { matchOutcome } from '../../src/goals-model/markets.ts'
import { outcomeEstimates } from '../../src/goals-model/outcome-estimates.ts'
import { scoreMatrix } from '../../src/goals-model/score-matrix.ts'
import { dixonColesObjective } from '../../src/goals-model/dixon-coles-objective.ts'
import { dixonColesStatistics } from '../../src/goals-model/dixon-coles-statistics.ts'
import { createRandom, normal, poisson, uniform, uniformInteger } from '../../src/numeric/random.ts'
import { ladder, simulatedHistory } from '../simulated-history.ts'

const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 })

function randomObjective(from: number, teamPrecision: number) {
  const random = createRandom(from)
  const teamCount = 5
  const rows = 40
  const column = (draw: (row: number) => number) => Float64Array.from({ length: rows }, (_, row) => draw(row))
  const home = column(() => uniformInteger(random, teamCount))
  const statistics = dixonColesStatistics({
    home,
    away: column((row) => (home[row]! + 1 + uniformInteger(random, teamCount - 1)) % teamCount),
    homeGoals: column(() => poisson(random, 1.2)),
    awayGoals: column(() => poisson(random, 1)),
    weights: column(() => uniform(random)),
    teamCount,
  })
  const others = { interceptMean: 0.2, interceptPrecision: 1, homeAdvantageMean: 0.25, homeAdvantagePrecision: 4, rhoMean: -0.05 }
  const objective = dixonColesObjective(statistics, {
    ...others,
    rhoPrecision: 200,
    teamPrecision,
    teamMean: column(() => normal(random, 0, 0.2)).slice(0, teamCount),
  })
  const theta = Float64Array.from({ length: objective.size }, () => normal(random, 0, 0.2))
  theta[objective.size - 1] = 0.2 * (uniform(random) - 0.5)
  return { objective, theta }
}

test('gradient and Hessian are the derivatives of the value, with and without a prior', () => {
  fc.assert(
    fc.property(seed, fc.constantFrom(0, 6), (from, precision) => {
      const { objective, theta } = randomObjective(from, precision)
      const p = objective.size
      const evaluate = (at: Float64Array) => {
        const gradient = new Float64Array(p)
        const hessian = new Float64Array(p * p)
        return { value: objective.evaluate(at, gradient, hessian, false), gradient, hessian }
      }
      const here = evaluate(theta)
      fc.pre(Number.isFinite(here.value))
      const step = 1e-5
      for (let i = 0; i < p; i++) {
        const up = evaluate(theta.map((value, k) => value + (k === i ? step : 0)))
        const down = evaluate(theta.map((value, k) => value - (k === i ? step : 0)))
        expect(Math.abs((up.value - down.value) / (2 * step) - here.gradient[i]!)).toBeLessThan(1e-4)
        for (let j = 0; j <= i; j++) {
          const slope = (up.gradient[j]! - down.gradient[j]!) / (2 * step)
          expect(Math.abs(slope - here.hessian[i * p + j]!)).toBeLessThan(1e-4)
        }
      }
    }),
    { numRuns: 40 },
  )
})

test('the safe curvature is never negative in any direction', () => {
  fc.assert(
    fc.property(seed, seed, (from, direction) => {
      const { objective, theta } = randomObjective(from, 0)
      const p = objective.size
      const hessian = new Float64Array(p * p)
      fc.pre(Number.isFinite(objective.evaluate(theta, new Float64Array(p), hessian, true)))
      const random = createRandom(direction)
      const u = Float64Array.from({ length: p }, () => normal(random))
      let form = 0
      for (let i = 0; i < p; i++) for (let j = 0; j < p; j++) form += u[i]! * u[j]! * hessian[Math.max(i, j) * p + Math.min(i, j)]!
      expect(form).toBeGreaterThanOrEqual(-1e-9)
    }),
  )
})

const ids = [11, 12, 13, 14, 15, 16]

test('at a neutral venue swapping the teams mirrors the forecast', () => {
  fc.assert(
    fc.property(seed, fc.constantFrom(...ids), fc.constantFrom(...ids, 99), (from, home, away) => {
      fc.pre(home !== away)
      const model = fitGoalsModel(simulatedHistory({ seed: from, seasons: [ladder(ids)] }))
      const one = goalRates(model, { home, away, neutralVenue: true })
      const other = goalRates(model, { home: away, away: home, neutralVenue: true })
      expect(one.home).toBeCloseTo(other.away, 12)
      expect(one.homeGoalRate.interval?.[0]).toBeCloseTo(other.awayGoalRate.interval?.[0] ?? Number.NaN, 10)
      const outcome = matchOutcome(scoreMatrix(one.home, one.away, one.rho))
      expect(outcome.home).toBeCloseTo(matchOutcome(scoreMatrix(other.home, other.away, other.rho)).away, 12)
    }),
    { numRuns: 30 },
  )
})

test('a team that had scored one goal more is not rated lower in attack, and would be expected to score no less', () => {
  fc.assert(
    fc.property(seed, fc.nat(), (from, at) => {
      const history = simulatedHistory({ seed: from, seasons: [ladder(ids)] })
      const row = at % history.length
      const scorer = history.teams[history.columns.home[row]!]!.id
      const against = history.teams[history.columns.away[row]!]!.id
      const before = goalRates(fitGoalsModel(history), { home: scorer, away: against })
      history.columns.homeGoals[row]! += 1
      const after = goalRates(fitGoalsModel(history), { home: scorer, away: against })
      expect(after.home).toBeGreaterThan(before.home)
    }),
    { numRuns: 30 },
  )
})

test('no forecast holds a NaN, every interval holds its value, whatever the league', () => {
  const size = fc.integer({ min: 2, max: 6 })
  fc.assert(
    fc.property(seed, size, fc.double({ min: 0, max: 0.8, noNaN: true }), (from, teams, spread) => {
      const model = fitGoalsModel(simulatedHistory({ seed: from, seasons: [ladder(ids.slice(0, teams), spread)] }))
      expect([...model.covariance, ...model.attack, ...model.defence].every(Number.isFinite)).toBe(true)
      for (const away of [12, 99]) {
        const rates = goalRates(model, { home: 11, away })
        for (const estimate of [rates.homeGoalRate, rates.awayGoalRate, ...Object.values(outcomeEstimates(rates))]) {
          const [low, high] = estimate.interval as [number, number]
          expect(low).toBeLessThanOrEqual(estimate.value as number)
          expect(high).toBeGreaterThanOrEqual(estimate.value as number)
        }
      }
    }),
    { numRuns: 50 },
  )
})
