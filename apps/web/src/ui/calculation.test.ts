import { expect, test } from 'vitest'
import { getShareDone } from './calculation.tsx'

test('the share done counts each phase the same, however many items it has', () => {
  const phases = [
    { name: 'load', done: 4, total: 4 },
    { name: 'fit', done: 250, total: 1000 },
    { name: 'dna', done: 0, total: 0 },
  ]
  expect(getShareDone({ status: 'running', phases })).toBeCloseTo(1.25 / 3, 12)
  expect(getShareDone({ status: 'queued', phases: [] })).toBe(0)
  expect(getShareDone({ status: 'succeeded', phases })).toBe(1)
})
