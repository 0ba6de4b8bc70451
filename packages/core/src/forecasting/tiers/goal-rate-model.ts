import { fitLowScoreRho } from '../../goals-model/low-score-rho.ts'
import { fitPoissonRegression, type CoefficientPrior } from '../../numeric/regression.ts'
import type { RatedRow } from './training-rows.ts'

/** How ratings become goal rates: coefficients of one side's log rate, and the low-score dependence. */
export interface GoalRateModel {
  readonly coefficients: Float64Array
  readonly rho: number
}

/** Writes one side's design row: the same function for both sides, told which. */
export type WriteSide = (row: RatedRow, atHome: boolean, out: Float64Array, offset: number) => void

/** That of most leagues, for a season with nothing to learn from. */
const DEFAULT_RHO = -0.05

/** Goals of past matches on their ratings, both sides of a match one row each. */
export function fitGoalRates(rows: readonly RatedRow[], write: WriteSide, prior: CoefficientPrior): GoalRateModel {
  const width = prior.mean.length
  if (rows.length === 0) return { coefficients: Float64Array.from(prior.mean), rho: DEFAULT_RHO }
  const design = new Float64Array(rows.length * 2 * width)
  const goals = new Float64Array(rows.length * 2)
  rows.forEach((row, i) => {
    write(row, true, design, 2 * i * width)
    write(row, false, design, (2 * i + 1) * width)
    goals[2 * i] = row.league.homeGoals[row.at]!
    goals[2 * i + 1] = row.league.awayGoals[row.at]!
  })
  const coefficients = fitPoissonRegression(design, goals, prior)
  const rates = (side: 0 | 1) => Float64Array.from(rows, (_, i) => rateAt(coefficients, design, (2 * i + side) * width))
  const rho = fitLowScoreRho({
    homeRates: rates(0),
    awayRates: rates(1),
    homeGoals: goals.filter((_, i) => i % 2 === 0),
    awayGoals: goals.filter((_, i) => i % 2 === 1),
  })
  return { coefficients, rho }
}

function rateAt(coefficients: Float64Array, design: Float64Array, offset: number): number {
  let log = 0
  for (let j = 0; j < coefficients.length; j++) log += coefficients[j]! * design[offset + j]!
  return Math.exp(log)
}

/** Goal rates of one match. */
export function goalRatesOf(model: GoalRateModel, write: WriteSide, row: RatedRow): { readonly home: number; readonly away: number } {
  const design = new Float64Array(model.coefficients.length)
  write(row, true, design, 0)
  const home = rateAt(model.coefficients, design, 0)
  write(row, false, design, 0)
  return { home, away: rateAt(model.coefficients, design, 0) }
}
