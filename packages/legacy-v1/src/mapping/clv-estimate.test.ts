import { expect, test } from 'vitest'
import { estimateClv } from './picks.ts'

test('without picks a team has no closing-line value, with one no interval', () => {
  expect(estimateClv([])).toEqual({ n: 0, meanPercent: null, interval: null })
  expect(estimateClv([4])).toEqual({ n: 1, meanPercent: 4, interval: null })
})

test('the interval is the mean and 1.96 standard errors about it', () => {
  const { n, meanPercent, interval } = estimateClv([1, 2, 3, 4])
  expect([n, meanPercent]).toEqual([4, 2.5])
  // The sample variance of 1, 2, 3, 4 is 5/3.
  const error = Math.sqrt(5 / 3 / 4)
  expect(interval?.[0]).toBeCloseTo(2.5 - 1.959963984540054 * error, 12)
  expect(interval?.[1]).toBeCloseTo(2.5 + 1.959963984540054 * error, 12)
})

test('the order of the picks changes no digit', () => {
  const picks = [0.1, 0.2, 0.3, -7.7, 12.123, 1e-9, 3.3]
  expect(estimateClv([...picks].reverse())).toEqual(estimateClv(picks))
})
