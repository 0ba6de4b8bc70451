import { expect, test } from 'vitest'
import type { AblationMatch } from '../forecasting/ablation/fit-candidate.ts'
import { calibrateChaos, chaosQuantity, measureChaos } from './chaos.ts'

const match = (
  season: string,
  [home, draw, away]: readonly [number, number, number],
  homeGoals: number,
  awayGoals: number,
): AblationMatch => ({
  season,
  week: 0,
  homeRate: 1,
  awayRate: 1,
  rho: 0,
  probabilities: [home, draw, away, 0.5, 0.5],
  homeGoals,
  awayGoals,
  group: 0,
  place: 0,
})
const CERTAIN = [0.8, 0.15, 0.05] as const
const OPEN = [0.35, 0.3, 0.35] as const
const AWAY = [0.1, 0.2, 0.7] as const

test('a match is placed by the season before it, and upsets are wins of the smaller chance', () => {
  const matches = [
    match('2019-20', CERTAIN, 1, 0),
    match('2019-20', OPEN, 1, 0),
    match('2020-21', CERTAIN, 0, 1),
    match('2020-21', CERTAIN, 1, 1),
    match('2020-21', AWAY, 2, 0),
    match('2020-21', AWAY, 0, 2),
    match('2020-21', AWAY, 1, 3),
    match('2021-22', CERTAIN, 0, 3),
  ]
  const bands = calibrateChaos({ matches, leagues: [0] }, ['2019-20', '2020-21'])
  // Of the season before, CERTAIN's chaos equals the lower of two: percentile 25. AWAY lies between both: 50. The first season has none before it.
  expect(bands.map(({ matches }) => matches)).toEqual([0, 2, 3, 0, 0])
  expect(bands[1]).toMatchObject({ upsets: { value: 0.5, n: 2 }, expectedUpsets: expect.closeTo(0.05, 12) })
  expect(bands[1]).toMatchObject({ favouriteFailed: { value: 1 }, expectedFailures: expect.closeTo(0.2, 12) })
  expect(bands[2]).toMatchObject({ upsets: { value: 1 / 3 }, favouriteFailed: { value: 1 / 3 }, expectedUpsets: expect.closeTo(0.1, 12) })
  expect(bands[2]!.expectedFailures).toBeCloseTo(0.3, 12)
  expect(bands[0]).toMatchObject({ low: 0, high: 20, upsets: { value: null, n: 0 }, expectedUpsets: null, expectedFailures: null })
})

test('chaos is half entropy and half twice the outsider’s chance, and its spread that of the sigma points', () => {
  const thirds = { home: 1 / 3, draw: 1 / 3, away: 1 / 3 }
  expect(chaosQuantity(thirds)).toBeCloseTo((1 + 2 / 3) / 2, 12)
  expect(chaosQuantity({ home: 0.5, draw: 0.25, away: 0.25 })).toBeCloseTo(((1.5 * Math.log(2)) / Math.log(3) + 0.5) / 2, 12)
  const sure = { home: 1, draw: 0, away: 0 }
  expect(measureChaos({ outcome: sure, sigma: [sure, thirds, thirds, sure], n: 12 })).toEqual({
    value: 0,
    standardDeviation: expect.closeTo(Math.sqrt(((5 / 6) ** 2 + (5 / 6) ** 2) / 4), 12),
    n: 12,
  })
})
