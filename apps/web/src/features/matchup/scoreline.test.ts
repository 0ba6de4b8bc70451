import { expect, test } from 'vitest'
import { belongsTo, HIGHLIGHTS, rankedScores } from './scoreline.ts'
import { toInput } from './use-matchup.ts'

test('home, draw and away share out every score among them', () => {
  for (let home = 0; home < 8; home++) {
    for (let away = 0; away < 8; away++) {
      expect((['home', 'draw', 'away'] as const).filter((outcome) => belongsTo(outcome, home, away))).toHaveLength(1)
    }
  }
})

test('2–1 is a home win, over 2.5 and both score; 1–1 is a draw and both score', () => {
  expect(HIGHLIGHTS.filter((outcome) => belongsTo(outcome, 2, 1))).toEqual(['home', 'over', 'btts'])
  expect(HIGHLIGHTS.filter((outcome) => belongsTo(outcome, 1, 1))).toEqual(['draw', 'btts'])
})

test('scores are ranked with home goals from the row and away goals from the column', () => {
  const grid = [
    [0.1, 0.2],
    [0.4, 0.3],
  ]
  expect(rankedScores(grid)[0]).toEqual({ home: 1, away: 0, probability: 0.4 })
})

test('a half-life is the decay rate at which a match of that age counts half', () => {
  const { xiPerDay } = toInput({ halfLife: 365 })
  expect(Math.exp(-(xiPerDay ?? 0) * 365)).toBeCloseTo(0.5, 12)
  expect(toInput({})).toEqual({})
})
