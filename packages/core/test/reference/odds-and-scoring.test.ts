import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { brierScore, logLoss, rankedProbabilityScore } from '../../src/forecasting/scoring/scores.ts'
import { OVERROUND_METHODS, type OverroundMethod, removeOverround } from '../../src/odds/remove-overround.ts'

const read = (name: string) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))

type Fair = Record<OverroundMethod, number[]> & { prices: number[] }

test.each(OVERROUND_METHODS)('fair probabilities by %s agree with the formula solved elsewhere', (method) => {
  const cases: Fair[] = read('remove-overround.json').cases
  for (const reference of cases) {
    removeOverround(reference.prices, method).forEach((p, i) => {
      expect(p).toBeCloseTo(reference[method][i]!, 11)
    })
  }
})

test('prices whose implied probabilities sum to less than 1 are scaled up by every method but Shin', () => {
  const reference: Fair = read('remove-overround.json').withoutMargin
  for (const method of ['multiplicative', 'power', 'oddsRatio'] as const) {
    removeOverround(reference.prices, method).forEach((p, i) => {
      expect(p).toBeCloseTo(reference[method][i]!, 11)
    })
  }
  expect(() => removeOverround(reference.prices, 'shin')).toThrowError(expect.objectContaining({ code: 'NO_FAIR_PROBABILITIES' }))
})

test('scores agree with values worked by hand', () => {
  const cases: { forecast: number[]; outcome: number; rankedProbabilityScore: number; brierScore: number; likelihood: number }[] =
    read('scoring.json').cases
  for (const c of cases) {
    expect(rankedProbabilityScore(c.forecast, c.outcome)).toBeCloseTo(c.rankedProbabilityScore, 12)
    expect(brierScore(c.forecast, c.outcome)).toBeCloseTo(c.brierScore, 12)
    expect(logLoss(c.forecast, c.outcome)).toBeCloseTo(-Math.log(c.likelihood), 12)
  }
})
