import { describe, expect, test } from 'vitest'
import { evaluateStrategies } from '../src/strategy/evaluate-strategies.ts'
import { countMultiplicity } from '../src/strategy/verdict.ts'
import { type NullFamily, nullFamily } from './null-family.ts'

const SMALL = { teams: 20, weeks: 60, rules: 6 }
/** The close knows no more than the price: what it says of a bet is noise. */
const NOISE = { mean: 0, sd: 0.04 }
const evaluated = (family: NullFamily) => evaluateStrategies(nullFamily(family), { seed: 1, resamples: 100 })

describe('rules on results drawn at fair probabilities', () => {
  const families = Array.from({ length: 12 }, (_, i) => evaluated({ ...SMALL, seed: i + 1, close: NOISE }))

  test('none of 120 cells is called evidence in 19 of 20 families, though some look good', () => {
    const counts = families.map(countMultiplicity)
    expect(counts.every(({ cells, tested }) => cells === 120 && tested === 120)).toBe(true)
    expect(counts.filter(({ evidence }) => evidence > 0)).toEqual([])
    expect(counts.filter(({ survivors }) => survivors > 0).length).toBeLessThanOrEqual(2)
    // About 6 of 120 look good by luck in each, as the banner says.
    const lookGood = counts.reduce((sum, count) => sum + count.lookGood, 0) / counts.length
    expect(counts[0]?.expectedByLuck).toBeCloseTo(6, 10)
    expect(lookGood).toBeGreaterThan(2)
    expect(lookGood).toBeLessThan(10)
  })

  test('redrawn outcomes earn as much in every share of records, as they must where nothing but luck is at work', () => {
    const shares = families.flat().map(({ permutationP }) => permutationP ?? Number.NaN)
    expect(shares.reduce((sum, p) => sum + p, 0) / shares.length).toBeCloseTo(0.5, 1)
    expect(shares.filter((p) => p <= 0.1).length / shares.length).toBeCloseTo(0.1, 1)
  })

  test('a true edge that the close sees is found in most of forty cells', () => {
    const found = countMultiplicity(evaluated({ ...SMALL, weeks: 300, rules: 2, seed: 5, close: { mean: 0, sd: 0.04 }, edge: 0.35 }))
    expect(found.evidence).toBeGreaterThan(15)
  })
})
