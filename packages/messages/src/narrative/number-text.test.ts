import { describe, expect, test } from 'vitest'
import { count, decimal, ordinal, percent, signed } from './number-text.ts'

describe('numbers in a sentence', () => {
  test('take the marks of their language', () => {
    expect([decimal(1234.5, 1, 'en'), decimal(1234.5, 1, 'fr')]).toEqual(['1,234.5', '1\u202F234,5'])
    expect([percent(0.542, 1, 'en'), percent(0.542, 1, 'fr')]).toEqual(['54.2%', '54,2\u202F%'])
    expect([count(1234567, 'en'), count(1234567, 'fr')]).toEqual(['1,234,567', '1\u202F234\u202F567'])
  })

  test('below zero carry a minus, what rounds to zero carries none', () => {
    expect([decimal(-0.52, 1, 'fr'), decimal(-0.04, 1, 'en'), signed(0.04, 1, 'en'), signed(0.42, 2, 'en')]).toEqual([
      '\u22120,5',
      '0.0',
      '0.0',
      '+0.42',
    ])
  })

  test('in an order have their ending', () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 103, 111].map((place) => ordinal(place, 'en'))).toEqual([
      '1st',
      '2nd',
      '3rd',
      '4th',
      '11th',
      '12th',
      '13th',
      '21st',
      '22nd',
      '103rd',
      '111th',
    ])
    expect([1, 2, 21].map((place) => ordinal(place, 'fr'))).toEqual(['1er', '2e', '21e'])
  })

  test('are those of the platform, where it has them', () => {
    for (const value of [0, 1, 12.345, 999.96, 1234.5, 98765.4321])
      for (const digits of [0, 1, 2]) {
        const options = { minimumFractionDigits: digits, maximumFractionDigits: digits }
        expect(decimal(value, digits, 'en')).toBe(new Intl.NumberFormat('en', options).format(value))
        expect(decimal(value, digits, 'fr')).toBe(new Intl.NumberFormat('fr', options).format(value))
      }
  })
})
