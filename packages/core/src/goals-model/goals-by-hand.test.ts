import { expect, test } from 'vitest'
import { ladder, simulatedHistory } from '../../test/simulated-history.ts'
import { normalCdf } from '../numeric/distributions.ts'
import { dixonColesStatistics } from './dixon-coles-statistics.ts'
import { fitGoalsModel } from './fit-goals-model.ts'
import { type FittedGoalsModel, goalRates } from './goal-rates.ts'
import { fitLowScoreRho } from './low-score.ts'
import { scoreMatrix } from './score-matrix.ts'

const factorial = (k: number): number => (k < 2 ? 1 : k * factorial(k - 1))

test('matches are gathered as counted by hand', () => {
  const sums = dixonColesStatistics({
    teamCount: 3,
    home: [0, 0, 1, 2, 0],
    away: [1, 1, 0, 0, 2],
    homeGoals: [0, 2, 1, 0, 1],
    awayGoals: [1, 1, 0, 0, 1],
    weights: [1, 0.5, 0.25, 2, 0.125],
  })
  expect(sums).toMatchObject({ pairs: 4, matches: 5, weight: 3.875, squaredWeight: 5.328125, weight11: 0.125 })
  expect([sums.homeGoals, sums.awayGoals]).toEqual([1.375, 1.625])
  expect([...sums.pairHome.subarray(0, 4)]).toEqual([0, 1, 2, 0])
  expect([...sums.pairAway.subarray(0, 4)]).toEqual([1, 0, 0, 2])
  expect([...sums.pairWeight.subarray(0, 4)]).toEqual([1.5, 0.25, 2, 0.125])
  expect([...sums.weight00]).toEqual([0, 0, 2, 0])
  expect([...sums.weight01]).toEqual([1, 0, 0, 0])
  expect([...sums.weight10]).toEqual([0, 0.25, 0, 0])
  expect([...sums.scored]).toEqual([1.125, 1.75, 0.125])
  expect([...sums.conceded]).toEqual([1.875, 1, 0.125])
  expect([...sums.matchesByTeam]).toEqual([5, 3, 2])
  expect([...sums.weightByTeam]).toEqual([3.875, 1.75, 2.125])
  expect(sums.logFactorials).toBeCloseTo(0.5 * Math.log(2), 14)
})

const history = simulatedHistory({ seed: 21, seasons: [ladder([1, 2, 3, 4]), ladder([1, 2, 3, 5])] }, '2021-04-01')

/** Minus the log posterior, written out a second time: Dixon and Coles' likelihood, decay of 0.0018 a day and the documented priors. */
function computeLoss({ teams }: FittedGoalsModel, theta: readonly number[]): number {
  const { home, away, homeGoals, awayGoals, day } = history.columns
  const n = teams.length
  const place = (team: number) => teams.findIndex(({ id }) => id === history.teams[team]!.id)
  const [level, ground, rho] = [theta[0]!, theta[1]!, theta[2 + 2 * n]!]
  const today = Math.floor(history.asOf / 1440)
  let loss = (level - Math.log(1.2)) ** 2 / 2 + (4 * (ground - 0.25) ** 2) / 2 + (200 * (rho + 0.05) ** 2) / 2
  for (let team = 0; team < n; team++) {
    // Team 5 came up.
    const mean = teams[team]!.id === 5 ? -0.2 : 0
    loss += (6 * ((theta[2 + team]! - mean) ** 2 + (theta[2 + n + team]! - mean) ** 2)) / 2
  }
  for (let row = 0; row < history.length; row++) {
    const [h, a] = [place(home[row]!), place(away[row]!)]
    const [x, y] = [homeGoals[row]!, awayGoals[row]!]
    const one = Math.exp(level + ground + theta[2 + h]! - theta[2 + n + a]!)
    const other = Math.exp(level + theta[2 + a]! - theta[2 + n + h]!)
    const tau =
      x === 0 && y === 0
        ? 1 - one * other * rho
        : x === 0 && y === 1
          ? 1 + one * rho
          : x === 1 && y === 0
            ? 1 + other * rho
            : x === 1 && y === 1
              ? 1 - rho
              : 1
    const likelihood = (tau * Math.exp(-one - other) * one ** x * other ** y) / (factorial(x) * factorial(y))
    loss -= Math.exp(-0.0018 * (today - day[row]!)) * Math.log(likelihood)
  }
  return loss
}

const listParameters = (model: FittedGoalsModel) => [model.intercept, model.homeAdvantage, ...model.attack, ...model.defence, model.rho]
const moved = (theta: readonly number[], at: readonly number[], by: readonly number[]) =>
  theta.map((value, i) => value + at.reduce((sum, place, k) => sum + (place === i ? by[k]! : 0), 0))

test('the fit is the optimum of the posterior, and its covariance the inverse of the curvature there', () => {
  const model = fitGoalsModel(history)
  expect(model.teams.map(({ id }, i) => [id, model.promoted[i]]).filter(([, up]) => up === 1)).toEqual([[5, 1]])
  const theta = listParameters(model)
  const size = theta.length
  const step = 1e-4
  for (let i = 0; i < size; i++) {
    const slope = (computeLoss(model, moved(theta, [i], [step])) - computeLoss(model, moved(theta, [i], [-step]))) / (2 * step)
    expect(Math.abs(slope)).toBeLessThan(1e-4)
  }
  const curvature = (i: number, j: number) => {
    const at = (one: number, other: number) => computeLoss(model, moved(theta, [i, j], [one * step, other * step]))
    return (at(1, 1) - at(1, -1) - at(-1, 1) + at(-1, -1)) / (4 * step * step)
  }
  for (const row of [0, 1, 2, 3, size - 1]) {
    for (const column of [0, 1, 2, size - 1]) {
      let sum = 0
      for (let k = 0; k < size; k++) sum += curvature(row, k) * model.covariance[k * size + column]!
      expect(sum).toBeCloseTo(row === column ? 1 : 0, 3)
    }
  }
})

test('both rates of a newcomer are uncertain by the prior, whichever side it plays on', () => {
  const model = fitGoalsModel(history)
  const size = 3 + 2 * model.teams.length
  const n = model.teams.length
  const one = model.teams.findIndex(({ id }) => id === 1)
  const cov = (p: number, q: number) => model.covariance[p * size + q]!
  const { covariance, home, away, homeGoalRate } = goalRates(model, { home: 1, away: 404 })
  // log home = intercept + home advantage + attack; log away = intercept - defence; each plus one unseen strength of variance 1 / 6.
  const homeTerms = [0, 1, 2 + one]
  const homeVariance = homeTerms.reduce((sum, p) => sum + homeTerms.reduce((all, q) => all + cov(p, q), 0), 0)
  const awayVariance = cov(0, 0) - 2 * cov(0, 2 + n + one) + cov(2 + n + one, 2 + n + one)
  expect(covariance[0]).toBeCloseTo(homeVariance + 1 / 6, 12)
  expect(covariance[4]).toBeCloseTo(awayVariance + 1 / 6, 12)
  expect(home).toBeCloseTo(Math.exp(model.intercept + model.homeAdvantage + model.attack[one]! + 0.2), 12)
  expect(away).toBeCloseTo(Math.exp(model.intercept - 0.2 - model.defence[one]!), 12)
  const [low, high] = homeGoalRate.interval!
  const deviation = Math.sqrt(homeVariance + 1 / 6)
  expect(normalCdf(Math.log(high / home) / deviation) - normalCdf(Math.log(low / home) / deviation)).toBeCloseTo(0.95, 10)
  const strangers = goalRates(model, { home: 403, away: 404 })
  expect(strangers.covariance[0]).toBeCloseTo(cov(0, 0) + 2 * cov(0, 1) + cov(1, 1) + 2 / 6, 12)
})

test('n of a pairing is that of the side that played fewer', () => {
  const model = fitGoalsModel(history)
  const played = (id: number) => model.matchesByTeam[model.teams.findIndex((team) => team.id === id)]!
  expect(played(5)).toBeLessThan(played(1))
  expect(goalRates(model, { home: 1, away: 5 }).homeGoalRate.n).toBe(played(5))
  expect(goalRates(model, { home: 5, away: 1 }).awayGoalRate.n).toBe(played(5))
})

test('the low-score dependence is where the pull of the scores meets that of the prior', () => {
  const one = (homeGoals: number, awayGoals: number) =>
    fitLowScoreRho({ homeRates: [1.6], awayRates: [0.7], homeGoals: [homeGoals], awayGoals: [awayGoals] })
  for (const [home, away, factor] of [
    [0, 0, -1.6 * 0.7],
    [0, 1, 1.6],
    [1, 0, 0.7],
    [1, 1, -1],
  ] as const) {
    const rho = one(home, away)
    expect(200 * (rho + 0.05)).toBeCloseTo(factor / (1 + factor * rho), 9)
  }
  expect(one(2, 0)).toBe(-0.05)
  expect(one(1, 2)).toBe(-0.05)
  expect(() => fitLowScoreRho({ homeRates: [Number.NaN], awayRates: [1], homeGoals: [0], awayGoals: [1] })).toThrow(
    expect.objectContaining({ code: 'DID_NOT_CONVERGE' }),
  )
})

test('rho is moved to where no score has a negative probability', () => {
  expect(scoreMatrix(0.5, 0.5, 5).rho).toBeCloseTo(1, 8)
  expect(scoreMatrix(2, 2, 5).rho).toBeCloseTo(0.25, 8)
  expect(scoreMatrix(1.6, 0.7, -5).rho).toBeCloseTo(-1 / 1.6, 8)
  expect(scoreMatrix(0.7, 1.6, -5).rho).toBeCloseTo(-1 / 1.6, 8)
  for (const [home, away, rho] of [
    [0.5, 0.5, 5],
    [2, 2, 5],
    [3, 1, -5],
  ] as const)
    expect(Math.min(...scoreMatrix(home, away, rho).cells)).toBeGreaterThanOrEqual(0)
})
