import { expect, test } from 'vitest'
import { createRandom } from '../numeric/random.ts'
import { drawHalfTime, drawStatistics, goalDifferences, homeCover, probabilityThat, scoreDistribution } from './draw-match.ts'

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

test('counts have the means of their formulas, home and away', () => {
  const random = createRandom(6)
  const team = { name: 'Larkmoor', attack: 0, defence: 0, style: { shots: 1.2, corners: 0.9, fouls: 1.1, cards: 0.8 } }
  const draws = 20_000
  const means = (atHome: boolean) => {
    const sums = { shots: 0, shotsOnTarget: 0, fouls: 0, corners: 0, yellows: 0, reds: 0 }
    for (let i = 0; i < draws; i++) {
      const side = drawStatistics({ team, goals: 2, goalRate: 1.5, atHome }, 1.1, random)
      for (const name of ['shots', 'shotsOnTarget', 'fouls', 'corners', 'yellows', 'reds'] as const) sums[name] += side[name]! / draws
    }
    return sums
  }
  for (const [atHome, pressure, fouls, cards] of [
    [true, 1.04, 1, 1],
    [false, 0.96, 1.03, 1.15],
  ] as const) {
    const mean = means(atHome)
    const saved = 2.2 * 1.5 * 1.2
    const close = (found: number, expected: number, share = 0.015) => expect(Math.abs(found / expected - 1)).toBeLessThan(share)
    close(mean.shotsOnTarget, 2 + saved)
    close(mean.shots, 2 + saved + (4.1 + 2.7 * 1.5) * 1.2 * pressure)
    close(mean.corners, (2.3 + 1.9 * 1.5) * 0.9 * pressure)
    close(mean.fouls, 12.6 * 1.1 * fouls)
    close(mean.yellows, 1.85 * 1.1 * 0.8 * 1.1 * cards)
    close(mean.reds, 0.09 * 0.8 * 1.1 * cards, 0.1)
  }
})

test('45 % of the goals fall before half-time', () => {
  const random = createRandom(2)
  let goals = 0
  for (let i = 0; i < 5000; i++) goals += drawHalfTime({ home: 3, away: 1 }, random).home
  expect(Math.abs(goals / 15_000 - 0.45)).toBeLessThan(0.015)
})
