import { describe, expect, test } from 'vitest'
import { formatInterval, formatNumber } from './numbers.ts'

describe('a number', () => {
  test.each([
    ['count', 19985, '19,985'],
    ['count', -3, '-3'],
    ['percent', 0.5423, '54.2%'],
    ['percent', 1, '100.0%'],
    ['signedPercent', 0.031, '+3.1%'],
    ['signedPercent', -0.031, '-3.1%'],
    ['signedPercent', 0, '0.0%'],
    ['points', 0.031, '+3.1 pts'],
    ['points', -0.031, '-3.1 pts'],
    ['odds', 2.05, '2.05'],
    ['odds', 1.2, '1.20'],
    ['odds', 1.199, '1.199'],
    ['odds', 1.035, '1.035'],
    ['units', 22, '+22.0 u'],
    ['units', -3.25, '-3.3 u'],
    ['units', 0, '0.0 u'],
    ['drawdown', 11.4, '11.4 u'],
    ['goals', 1.765, '1.77'],
    ['score', 62.4, '62'],
    ['percentile', 93.5, '94'],
    ['signed', 0.1, '+0.10'],
    ['signed', -0.1, '-0.10'],
    ['plain', 0.1, '0.10'],
    ['expected', 1.25, '1.3'],
    ['decimal', 0.0775, '0.078'],
    ['exact', 0.123456789012345, '0.123456789012345'],
    ['probability', 0.0446, '0.045'],
    ['loss', 0.198204, '0.19820'],
    ['thousandths', 0.0018, '+1.80'],
    ['thousandths', -0.0018, '-1.80'],
    ['seconds', 2500, '3 sec'],
    ['multiple', 18.971, '×18.97'],
  ] as const)('of kind %s, %d, is written %s', (kind, value, text) => {
    expect(formatNumber('en', kind, value)).toBe(text)
  })

  test('has a comma as decimal mark in French, and its percent sign stands apart', () => {
    expect(formatNumber('fr', 'percent', 0.542)).toMatch(/^54,2\s%$/u)
    expect(formatNumber('fr', 'odds', 2.05)).toBe('2,05')
  })
})

describe('an interval', () => {
  test.each([
    ['percent', [0.481, 0.602], '48–60%'],
    ['goals', [1.24, 2.26], '1.2–2.3'],
    ['probability', [0.044, 0.056], '0.04–0.06'],
    ['loss', [0.19571, 0.20069], '0.1957–0.2007'],
    ['score', [5, 38], '5–38'],
    ['drawdown', [2, 3.5], '2.0–3.5 u'],
    ['multiple', [1.5, 2], '×1.50–2.00'],
  ] as const)('of kind %s names its unit once and has one digit less where it is less sure: %j', (kind, ends, text) => {
    expect(formatInterval('en', kind, ends)).toBe(text)
  })

  test.each([
    ['signedPercent', [-0.12, 0.083], '-12.0 to +8.3%'],
    ['signedPercent', [0.01, 0.083], '+1.0 to +8.3%'],
    ['units', [-4, 2], '-4.0 to +2.0 u'],
    ['points', [-0.012, 0.01], '-1.2 to +1.0 pts'],
    ['plain', [-0.18, 0.05], '-0.18 to 0.05'],
    ['plain', [0, 0.05], '0.00–0.05'],
    ['thousandths', [0.0012, 0.0024], '+1.20 to +2.40'],
  ] as const)('of kind %s says "to" where an end may carry a sign, so that no minus is read as a dash', (kind, ends, text) => {
    expect(formatInterval('en', kind, ends)).toBe(text)
  })
})
