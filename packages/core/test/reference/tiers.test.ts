import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fitPoissonRegression, fitRidge, predictRidge } from '../../src/numeric/regression.ts'
import { MARKET_SUPREMACY } from '../../src/forecasting/ratings/filter-constants.ts'
import { logRatesFromMarket } from '../../src/forecasting/ratings/market-rates.ts'
import { createRatingFilter } from '../../src/forecasting/ratings/rating-filter.ts'

interface Reference {
  ridge: { features: number[]; targets: number[]; width: number; penalty: number; coefficients: number[]; intercept: number }
  poisson: { design: number[]; counts: number[]; mean: number[]; precision: number[]; coefficients: number[] }
  inversions: { fair: { home: number; draw: number; away: number; over25: number }; supremacy: number; total: number }[]
  kalman: {
    matchVariance: number
    observationVariance: number
    firstVariance: number
    constantMean: number
    constantVariance: number
    matches: [home: number, away: number, day: number, y: number][]
    predictions: [value: number, variance: number][]
  }
}

// Made by tiers.py beside this file with numpy and scipy.
const reference: Reference = JSON.parse(readFileSync(new URL('tiers.json', import.meta.url), 'utf8'))

describe('the numerics of the tiers give what numpy and scipy give', () => {
  it('ridge regression', () => {
    const { features, targets, width, penalty, coefficients, intercept } = reference.ridge
    const model = fitRidge(Float64Array.from(features), Float64Array.from(targets), width, penalty)
    coefficients.forEach((value, j) => expect(model.coefficients[j]).toBeCloseTo(value, 10))
    expect(model.intercept).toBeCloseTo(intercept, 10)
    const first = coefficients.reduce((sum, value, j) => sum + value * features[j]!, intercept)
    expect(predictRidge(model, Float64Array.from(features), 0)).toBeCloseTo(first, 10)
  })

  it('Poisson regression with a prior', () => {
    const { design, counts, mean, precision, coefficients } = reference.poisson
    const fitted = fitPoissonRegression(Float64Array.from(design), Float64Array.from(counts), { mean, precision })
    coefficients.forEach((value, j) => expect(fitted[j]).toBeCloseTo(value, 6))
  })

  it('the goal rates behind a market', () => {
    for (const { fair, supremacy, total } of reference.inversions) {
      const rates = logRatesFromMarket(fair)
      expect(rates.supremacy).toBeCloseTo(supremacy, 5)
      expect(rates.total).toBeCloseTo(total, 5)
    }
  })

  it('the Kalman filter, predictions and variances match by match', () => {
    const { matches, predictions, ...constants } = reference.kalman
    const filter = createRatingFilter({
      ...MARKET_SUPREMACY,
      ...constants,
      earlyBoost: 0,
      fastVariance: 0,
      constantPerDay: 0,
      earlyGain: 0,
    })
    filter.beginSeason(0)
    matches.forEach(([home, away, day, y], i) => {
      const { value, variance } = filter.predict(home, away, day)
      expect(value).toBeCloseTo(predictions[i]![0], 10)
      expect(variance).toBeCloseTo(predictions[i]![1], 10)
      expect(filter.observe(home, away, day, y, 0)).toBeCloseTo(y - value, 10)
    })
  })
})
