import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRandom, normal } from '../numeric/random.ts'
import { componentWeights, reliabilityAmong } from './friction.ts'

const quantity = (value: number, standardDeviation: number) => ({ value, standardDeviation, n: 20 })

describe('reliability of a part among the pairs', () => {
  test('is the share of the variance that is signal, for values shrunk by it', () => {
    const random = createRandom(3)
    for (const reliability of [0.1, 0.5, 0.9]) {
      // Shrunk values of a signal of variance 1 spread by its reliability; what is left open is the rest.
      const pairs = Array.from({ length: 4000 }, () => quantity(normal(random, 0, Math.sqrt(reliability)), Math.sqrt(1 - reliability)))
      expect(reliabilityAmong(pairs)).toBeCloseTo(reliability, 1)
    }
  })

  test('is 0 where pairs do not differ, where all is error, and where fewer than two are measured', () => {
    expect(reliabilityAmong([quantity(1, 1), quantity(1, 1)])).toBe(0)
    expect(reliabilityAmong([quantity(1, 0), quantity(1, 0)])).toBe(0)
    expect(reliabilityAmong([quantity(1, 1), null])).toBe(0)
    expect(reliabilityAmong([])).toBe(0)
  })
})

describe('weights of the parts', () => {
  test('sum to 1 over the measured parts and grow with reliability, for any of them', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()), { minLength: 1, maxLength: 6 }), (parts) => {
        const reliabilities = parts.map(([reliability]) => reliability)
        const isMeasured = parts.map(([, measured]) => measured)
        const weights = componentWeights(reliabilities, isMeasured)
        const total = weights.reduce((sum, weight) => sum + weight, 0)
        if (isMeasured.includes(true)) expect(total).toBeCloseTo(1, 12)
        else expect(total).toBe(0)
        weights.forEach((weight, i) => {
          if (!isMeasured[i]) expect(weight).toBe(0)
          weights.forEach((other, j) => {
            if (isMeasured[i] && isMeasured[j] && (reliabilities[i] ?? 0) > (reliabilities[j] ?? 0))
              expect(weight).toBeGreaterThanOrEqual(other)
          })
        })
      }),
    )
  })

  test('a part without signal counts next to nothing beside reliable ones, and all alike where none has any', () => {
    expect(componentWeights([0.8, 0.8, 0.09], [true, true, true])[2]).toBeLessThan(0.01)
    expect(componentWeights([0, 0, 0.9], [true, true, false])).toEqual([0.5, 0.5, 0])
  })
})
