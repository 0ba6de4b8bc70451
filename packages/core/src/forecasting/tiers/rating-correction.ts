import { Z_95 } from '../../numeric/distributions.ts'
import { fitRidge, predictRidge, type RidgeModel } from '../../numeric/regression.ts'
import { FEATURES } from '../ratings/match-features.ts'
import { type RatedRow, rowsBefore } from './rated-matches.ts'

/** The first season's ratings begin with nothing. */
const SKIPPED_SEASONS = 1
const SUPREMACY_PENALTY = 500
const TOTAL_PENALTY = 100
/** Below it a correction would be noise. */
const MIN_ROWS = 500
const COVERAGE = 0.95
/** Where nothing was learned: how far a rating is from the close in an ordinary season. */
const DEFAULT_DEVIATION = { supremacy: 0.15, total: 0.1 }

/** Log rates of one match after the learned correction, with the standard deviation of their distance to the close. */
export interface CorrectedRates {
  readonly supremacy: number
  readonly total: number
  readonly supremacyDeviation: number
  readonly totalDeviation: number
}

interface Side {
  readonly ridge: RidgeModel | null
  /** Squared distance to the close: constant, and per unit of the filter's own variance. */
  readonly base: number
  readonly perVariance: number
}

interface Target {
  readonly rating: (row: RatedRow) => number
  readonly variance: (row: RatedRow) => number
  readonly close: (row: RatedRow) => number
  readonly penalty: number
  readonly defaultDeviation: number
}

const SUPREMACY: Target = {
  rating: ({ league, at }) => league.supremacy[at]!,
  variance: ({ league, at }) => league.supremacyVariance[at]!,
  close: ({ league, at }) => league.closingSupremacy[at]!,
  penalty: SUPREMACY_PENALTY,
  defaultDeviation: DEFAULT_DEVIATION.supremacy,
}
const TOTAL: Target = {
  rating: ({ league, at }) => league.total[at]!,
  variance: ({ league, at }) => league.totalVariance[at]!,
  close: ({ league, at }) => league.closingTotal[at]!,
  penalty: TOTAL_PENALTY,
  defaultDeviation: DEFAULT_DEVIATION.total,
}

function learn(all: readonly RatedRow[], target: Target): Side {
  const rows = all.filter((row) => !Number.isNaN(target.close(row)))
  if (rows.length < MIN_ROWS) return { ridge: null, base: target.defaultDeviation ** 2, perVariance: 0 }
  const width = FEATURES.length
  const features = new Float64Array(rows.length * width)
  rows.forEach(({ league, at }, i) => features.set(league.features.subarray(at * width, (at + 1) * width), i * width))
  const ridge = fitRidge(
    features,
    Float64Array.from(rows, (row) => target.close(row) - target.rating(row)),
    width,
    target.penalty,
  )
  const squared = rows.map((row, i) => (target.close(row) - target.rating(row) - predictRidge(ridge, features, i * width)) ** 2)
  return { ridge, ...widened(fitSpread(rows.map(target.variance), squared), rows.map(target.variance), squared) }
}

/** Distances have heavier tails than a normal: the spread is widened until 95 % of the past ones lie inside its interval. */
function widened(spread: Omit<Side, 'ridge'>, variances: readonly number[], squared: readonly number[]): Omit<Side, 'ridge'> {
  const ratios = squared.map((square, i) => square / (spread.base + spread.perVariance * variances[i]!)).sort((a, b) => a - b)
  const factor = ratios[Math.floor(COVERAGE * ratios.length)]! / Z_95 ** 2
  return { base: spread.base * factor, perVariance: spread.perVariance * factor }
}

/** Least squares of squared distances on the filter's variances, neither part below 0. */
function fitSpread(variances: readonly number[], squared: readonly number[]): { readonly base: number; readonly perVariance: number } {
  const n = variances.length
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value / n, 0)
  const [x, y] = [mean(variances), mean(squared)]
  let xx = 0
  let xy = 0
  for (let i = 0; i < n; i++) {
    xx += (variances[i]! - x) ** 2
    xy += (variances[i]! - x) * (squared[i]! - y)
  }
  const slope = xx > 0 ? Math.max(0, Math.min(xy / xx, y / x)) : 0
  return { base: y - slope * x, perVariance: slope }
}

/** Learns from earlier seasons how far a rating is from the closing price. */
export function learnCorrection(seasons: ReadonlyMap<string, readonly RatedRow[]>, season: string): (row: RatedRow) => CorrectedRates {
  const rows = rowsBefore(seasons, season, SKIPPED_SEASONS)
  const supremacy = learn(rows, SUPREMACY)
  const total = learn(rows, TOTAL)
  const corrected = (row: RatedRow, side: Side, target: Target): number =>
    target.rating(row) + (side.ridge === null ? 0 : predictRidge(side.ridge, row.league.features, row.at * FEATURES.length))
  const deviation = (row: RatedRow, side: Side, target: Target): number => Math.sqrt(side.base + side.perVariance * target.variance(row))
  return (row) => ({
    supremacy: corrected(row, supremacy, SUPREMACY),
    total: corrected(row, total, TOTAL),
    supremacyDeviation: deviation(row, supremacy, SUPREMACY),
    totalDeviation: deviation(row, total, TOTAL),
  })
}
