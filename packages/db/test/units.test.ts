import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fractionFromPercent, percentFromFraction } from '../src/units.ts'

describe('percent in the V3 tables, fractions everywhere else', () => {
  it('reads back the fraction that was written, to twelve decimals', () => {
    fc.assert(
      fc.property(fc.integer({ min: -3_000_000_000_000, max: 3_000_000_000_000 }), (billionths) => {
        const fraction = billionths / 1e12
        expect(fractionFromPercent(percentFromFraction(fraction))).toBe(fraction)
      }),
    )
  })

  it('leaves what is not known unknown', () => {
    expect(percentFromFraction(null)).toBeNull()
    expect(fractionFromPercent(null)).toBeNull()
  })

  it('gives no digits that the percentage did not have', () => {
    expect(fractionFromPercent(43.2336182336)).toBe(0.432336182336)
    expect(percentFromFraction(0.07)).toBe(7)
  })
})
