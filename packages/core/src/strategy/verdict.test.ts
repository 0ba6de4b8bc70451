import { describe, expect, test } from 'vitest'
import { judgeRecord } from './verdict.ts'

describe('verdicts', () => {
  const estimate = (low: number, high: number, n = 500) => ({ value: (low + high) / 2, n, interval: [low, high] as const })

  const known = { deflatedSharpe: 0.9, permutationP: 0.5 }

  test.each([
    ['not_enough_bets', { bets: 29, yieldFraction: estimate(0.1, 0.2), closingLineValue: estimate(0.1, 0.2), qValue: 0.001 }],
    ['losing', { bets: 500, yieldFraction: estimate(-0.2, -0.1), closingLineValue: estimate(0.1, 0.2), qValue: 1 }],
    ['losing', { bets: 500, yieldFraction: estimate(-0.2, 0.1), closingLineValue: estimate(-0.2, -0.1), qValue: 1 }],
    ['evidence', { bets: 500, yieldFraction: estimate(0.1, 0.2), closingLineValue: estimate(0.1, 0.2), qValue: 0.04 }],
    ['promising', { bets: 500, yieldFraction: estimate(0.1, 0.2), closingLineValue: estimate(0.1, 0.2), qValue: 0.3 }],
    ['promising', { bets: 500, yieldFraction: estimate(-0.1, 0.2), closingLineValue: estimate(0.01, 0.2), qValue: 0.3 }],
    ['promising', { bets: 500, yieldFraction: estimate(0.1, 0.2), closingLineValue: { value: null, n: 0, interval: null }, qValue: 0.01 }],
    ['indistinguishable_from_luck', { bets: 500, yieldFraction: estimate(0.1, 0.2), closingLineValue: estimate(-0.2, -0.1), qValue: 0.01 }],
    ['indistinguishable_from_luck', { bets: 500, yieldFraction: estimate(-0.1, 0.2), closingLineValue: estimate(-0.1, 0.2), qValue: 0.3 }],
  ] as const)('%s', (verdict, evidence) => {
    expect(judgeRecord({ ...known, ...evidence })).toBe(verdict)
  })

  test.each([
    ['what corrects for all trials contradicts it', { deflatedSharpe: 0.4 }],
    ['what corrects for all trials is unknown', { deflatedSharpe: null }],
    ['the close promises more than results ever showed', { permutationP: 0.99 }],
    ['no outcome could be redrawn', { permutationP: null }],
  ])('a record is promising and no evidence where %s', (_, doubt) => {
    const good = { bets: 500, yieldFraction: estimate(0.1, 0.2), closingLineValue: estimate(0.1, 0.2), qValue: 0.001 }
    expect(judgeRecord({ ...known, ...good })).toBe('evidence')
    expect(judgeRecord({ ...known, ...good, ...doubt })).toBe('promising')
  })
})
