import { expect, test } from 'vitest'
import { goalDifferences, homeCover, probabilityThat, scoreDistribution } from './draw-match.ts'

const scores = scoreDistribution(1.6, 1.1, -0.08)
const home = probabilityThat(scores, (h, a) => h > a)
const draw = probabilityThat(scores, (h, a) => h === a)

test('the distribution sums to one, and rho below zero makes draws likelier', () => {
  expect(scores.cells.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12)
  expect(draw).toBeGreaterThan(probabilityThat(scoreDistribution(1.6, 1.1, 0), (h, a) => h === a))
})

test('a handicap of half a goal is the home win, of none the win once draws are returned', () => {
  expect(homeCover(goalDifferences(scores), -0.5)).toBeCloseTo(home, 12)
  expect(homeCover(goalDifferences(scores), 0)).toBeCloseTo(home / (1 - draw), 12)
})

test('a quarter line loses half of the stake on a draw', () => {
  expect(homeCover(goalDifferences(scores), -0.25)).toBeCloseTo(home / (1 - draw / 2), 12)
})

test('the four low scores carry their corrections, and nothing else does', () => {
  const at = (h: number, a: number) => probabilityThat(scores, (x, y) => x === h && y === a)
  const poisson = (k: number, rate: number) => (Math.exp(-rate) * rate ** k) / (k < 2 ? 1 : k === 2 ? 2 : 6)
  const plain = (h: number, a: number) => poisson(h, 1.6) * poisson(a, 1.1)
  const scale = at(2, 2) / plain(2, 2)
  expect(at(0, 0)).toBeCloseTo(scale * plain(0, 0) * (1 + 1.6 * 1.1 * 0.08), 12)
  expect(at(0, 1)).toBeCloseTo(scale * plain(0, 1) * (1 - 1.6 * 0.08), 12)
  expect(at(1, 0)).toBeCloseTo(scale * plain(1, 0) * (1 - 1.1 * 0.08), 12)
  expect(at(1, 1)).toBeCloseTo(scale * plain(1, 1) * (1 + 0.08), 12)
  expect(at(3, 1)).toBeCloseTo(scale * plain(3, 1), 12)
})
