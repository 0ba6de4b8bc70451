import { fitPoissonRegression } from '../../numeric/regression.ts'

/** `log E = a + a_home + b log own rate + c log opponent's rate`, four numbers. */
export type StatisticModel = Float64Array

/** With fewer sides the coefficients are chance. */
const MIN_SIDES = 200

/** Past sides of one league: what each did, and the goal rates that the market had seen. */
export interface StatisticSides {
  /** Row-major, shape [sides, 4]: 1, 1 at home (else 0), log own rate, log opponent's rate. */
  readonly design: number[]
  readonly counts: number[]
}

export const emptySides = (): StatisticSides => ({ design: [], counts: [] })

/** How often a side shoots or takes corners, given the goal rates that the market saw; null with too few sides. */
export function fitStatisticModel(seasons: readonly StatisticSides[]): StatisticModel | null {
  const counts = Float64Array.from(seasons.flatMap((season) => season.counts))
  if (counts.length < MIN_SIDES) return null
  const design = Float64Array.from(seasons.flatMap((season) => season.design))
  const level = Math.log(counts.reduce((sum, count) => sum + count, 0) / counts.length)
  // A file that holds 0 everywhere measured nothing.
  if (level === Number.NEGATIVE_INFINITY) return null
  return fitPoissonRegression(design, counts, { mean: [level, 0, 0, 0], precision: [0, 1, 1, 1] })
}

export function addSide(sides: StatisticSides, atHome: boolean, logOwn: number, logOther: number, count: number): void {
  sides.design.push(1, atHome ? 1 : 0, logOwn, logOther)
  sides.counts.push(count)
}

export function expectedStatistic(model: StatisticModel, atHome: boolean, logOwn: number, logOther: number): number {
  return Math.exp(model[0]! + (atHome ? model[1]! : 0) + model[2]! * logOwn + model[3]! * logOther)
}
