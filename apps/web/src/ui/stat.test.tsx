import { screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { renderPart } from '../lib/test-page.tsx'
import { Stat, type StatValue } from './stat.tsx'

const measured: StatValue = { value: 0.542, n: 312, interval: [0.48, 0.6], status: 'measured' }

describe('Stat', () => {
  test('prints value, interval and n', () => {
    const { container } = renderPart(<Stat stat={measured} kind="percent" />)
    expect(container.textContent).toBe('54.2%[48–60%] n 312')
  })

  test('prints a measured zero as zero', () => {
    renderPart(<Stat stat={{ value: 0, n: 40, interval: null, status: 'measured' }} kind="units" />)
    expect(screen.getByText('0.0 u')).toBeTruthy()
  })

  test.each([
    ['null', null],
    ['NaN', Number.NaN],
    ['an estimate without a value', { value: null, n: 7, interval: null, status: 'not_measured' }],
    ['an estimate that says it is not measured although it has a value', { value: 0, n: 0, interval: null, status: 'not_measured' }],
    ['an estimate that is not finite', { value: Number.NaN, n: 3, interval: null, status: 'measured' }],
  ] as const)('says "not measured" for %s, and never a zero', (_, stat) => {
    for (const layout of ['inline', 'stacked', 'interval', 'value'] as const) {
      const { container, unmount } = renderPart(<Stat stat={stat} kind="percent" layout={layout} />)
      expect(container.textContent).toContain('not measured')
      expect(container.textContent).not.toMatch(/\b0\b|NaN/)
      expect(container.querySelector('[data-stat="measured"]')).toBeNull()
      unmount()
    }
  })

  test('keeps n in reach of a screen that leaves it to a column', () => {
    const { container } = renderPart(<Stat stat={measured} kind="percent" layout="value" />)
    expect(container.querySelector('[data-n="312"]')?.textContent).toBe('54.2%')
  })
})
