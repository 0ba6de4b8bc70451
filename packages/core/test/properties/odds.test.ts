import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CoreError } from '../../src/errors.ts'
import { closingLineValue, edge, fairOdds, overround } from '../../src/odds/prices.ts'
import { OVERROUND_METHODS, removeOverround } from '../../src/odds/remove-overround.ts'

const price = fc.double({ min: 1.001, max: 1000, noNaN: true })
const market = fc.array(price, { minLength: 2, maxLength: 6 })
const method = fc.constantFrom(...OVERROUND_METHODS)

test('fair probabilities sum to 1, keep the order of the prices and stay inside (0, 1)', () => {
  fc.assert(
    fc.property(market, method, (prices, by) => {
      fc.pre(by !== 'shin' || overround(prices) >= 0)
      const fair = removeOverround(prices, by)
      expect(fair.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12)
      for (let i = 0; i < prices.length; i++) {
        expect(fair[i]).toBeGreaterThanOrEqual(0)
        expect(fair[i]).toBeLessThanOrEqual(1)
        for (let j = 0; j < prices.length; j++) if (prices[i]! < prices[j]!) expect(fair[i]).toBeGreaterThanOrEqual(fair[j]!)
      }
    }),
  )
})

test('prices without a margin come back as they are, whatever the method', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 2, maxLength: 5 }), method, (shares, by) => {
      const sum = shares.reduce((a, b) => a + b, 0)
      const prices = shares.map((share) => sum / share)
      fc.pre(by !== 'shin' || overround(prices) >= 0)
      removeOverround(prices, by).forEach((p, i) => {
        expect(p).toBeCloseTo(shares[i]! / sum, 7)
      })
    }),
  )
})

test("for two outcomes Shin's method takes the same amount from each probability", () => {
  fc.assert(
    fc.property(price, price, (a, b) => {
      const margin = overround([a, b])
      fc.pre(margin > 0)
      const [first] = removeOverround([a, b], 'shin')
      expect(first).toBeCloseTo(1 / a - margin / 2, 8)
    }),
  )
})

test('fair odds have no edge, and a bet taken at the fair close has no closing line value', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 0.999999, noNaN: true }), (p) => {
      const odds = fairOdds(p) as number
      expect(edge(p, odds)).toBeCloseTo(0, 12)
      expect(closingLineValue(odds, p)).toBeCloseTo(0, 12)
    }),
  )
})

test('impossible prices and probabilities are refused by code', () => {
  const refusals: [() => unknown, string][] = [
    [() => removeOverround([2], 'power'), 'SHAPE_MISMATCH'],
    [() => removeOverround([2, 1], 'power'), 'INVALID_ODDS'],
    [() => removeOverround([2, Number.NaN], 'shin'), 'INVALID_ODDS'],
    [() => overround([]), 'SHAPE_MISMATCH'],
    [() => closingLineValue(0.5, 0.5), 'INVALID_ODDS'],
    [() => closingLineValue(2, 1.5), 'INVALID_PROBABILITY'],
    [() => fairOdds(-0.1), 'INVALID_PROBABILITY'],
  ]
  for (const [call, code] of refusals) {
    expect(call).toThrowError(CoreError)
    expect(call).toThrowError(expect.objectContaining({ code }))
  }
  expect([fairOdds(0), fairOdds(1)]).toEqual([null, null])
})
