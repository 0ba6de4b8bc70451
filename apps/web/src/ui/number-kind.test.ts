import { describe, expect, test } from 'vitest'
import { formatInterval, formatNumber } from './number-kind.ts'

describe('numbers are written in their kind', () => {
  test.each([
    ['percent', 0.5423, '54.2%'],
    ['signedPercent', 0.031, '+3.1%'],
    ['signedPercent', 0, '0.0%'],
    ['points', 0.031, '+3.1 pts'],
    ['units', 22, '+22.0 u'],
    ['units', -3.25, '-3.3 u'],
    ['goals', 1.765, '1.77'],
    ['score', 62.4, '62'],
    ['count', 19985, '19,985'],
    ['odds', 2.05, '2.05'],
    ['odds', 1.035, '1.035'],
    ['exact', 0.123456789012345, '0.123456789012345'],
  ] as const)('%s of %d is %s', (kind, value, text) => {
    expect(formatNumber('en', kind, value)).toBe(text)
  })

  test('in French the decimal mark is a comma and the percent sign stands apart', () => {
    expect(formatNumber('fr', 'percent', 0.542)).toMatch(/^54,2\s%$/u)
    expect(formatNumber('fr', 'odds', 2.05)).toBe('2,05')
  })
})

describe('intervals', () => {
  test('name their unit once', () => {
    expect(formatInterval('en', 'percent', [0.481, 0.602])).toBe('48–60%')
  })

  test('say "to" where an end can be negative, so that no minus is read as a dash', () => {
    expect(formatInterval('en', 'signedPercent', [-0.12, 0.083])).toBe('-12.0 to +8.3%')
    expect(formatInterval('en', 'plain', [-0.18, 0.05])).toBe('-0.18 to 0.05')
  })
})
