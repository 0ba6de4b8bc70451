import { toStat } from '@mon-ps/contract/answer'
import { describe, expect, it } from 'vitest'
import { toMeta, storedStat } from './to-wire.ts'

describe('a number as it is sent', () => {
  it('is measured, with its sample and interval', () => {
    expect(toStat({ value: 0.25, n: 40, interval: [0.1, 0.4] })).toEqual({ value: 0.25, n: 40, interval: [0.1, 0.4], status: 'measured' })
  })

  it('is measured when it is zero, and with a sample of none', () => {
    expect(toStat({ value: 0, n: 0, interval: [-1, 1] })).toEqual({ value: 0, n: 0, interval: [-1, 1], status: 'measured' })
  })

  it('is not measured without a value, and then has no interval either', () => {
    expect(toStat({ value: null, n: 12, interval: [0.1, 0.4] })).toEqual({ value: null, n: 12, interval: null, status: 'not_measured' })
    expect(toStat({ value: null, n: null, interval: null })).toEqual({ value: null, n: null, interval: null, status: 'not_measured' })
  })

  it('is measured without an interval where none was estimated', () => {
    expect(toStat({ value: 3, n: null, interval: null })).toEqual({ value: 3, n: null, interval: null, status: 'measured' })
  })
})

describe('a stored number', () => {
  const estimate = { n: 40, interval: [0.1, 0.4] } as const

  it('has the sample and interval that its run recorded, before those of its own columns', () => {
    expect(storedStat(0.25, estimate, 12)).toEqual({ value: 0.25, n: 40, interval: [0.1, 0.4], status: 'measured' })
    expect(storedStat(0.25, { ...estimate, n: 0 }, 12).n).toBe(0)
  })

  it('has the sample of its own columns and no interval where no run recorded any', () => {
    expect(storedStat(0.25, undefined, 12)).toEqual({ value: 0.25, n: 12, interval: null, status: 'measured' })
    expect(storedStat(0.25, undefined, null)).toEqual({ value: 0.25, n: null, interval: null, status: 'measured' })
  })

  it('is not measured without a value, whatever its run recorded', () => {
    expect(storedStat(null, estimate, 12)).toEqual({ value: null, n: 40, interval: null, status: 'not_measured' })
  })
})

describe('what rows rest on', () => {
  const row = (snapshotId: string | null, modelVersion: string | null, computedAt: string | null) => ({
    snapshotId,
    modelVersion,
    computedAt,
  })

  it('is the snapshot and version that all of them share, and the newest time', () => {
    const rows = [row('s1', 'm1', '2024-11-09T10:00:00Z'), row('s1', 'm1', '2024-11-10T09:00:00Z'), row('s1', 'm1', null)]
    expect(toMeta(rows, 'calculated', ['old'])).toEqual({
      snapshot: 's1',
      modelVersion: 'm1',
      computedAt: '2024-11-10T09:00:00Z',
      origin: 'calculated',
      warnings: ['old'],
    })
  })

  it('names no snapshot or version where rows differ, each by itself', () => {
    expect(toMeta([row('s1', 'm1', null), row('s2', 'm1', null)], 'published')).toMatchObject({ snapshot: null, modelVersion: 'm1' })
    expect(toMeta([row('s1', 'm1', null), row('s1', 'm2', null)], 'published')).toMatchObject({ snapshot: 's1', modelVersion: null })
    expect(toMeta([row('s1', 'm1', null), row(null, null, null)], 'published')).toMatchObject({ snapshot: null, modelVersion: null })
  })

  it('is nothing without rows', () => {
    expect(toMeta([], 'migrated')).toEqual({ snapshot: null, modelVersion: null, computedAt: null, origin: 'migrated', warnings: [] })
  })
})
