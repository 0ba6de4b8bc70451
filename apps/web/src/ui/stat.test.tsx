import { fireEvent, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { renderPart } from '../lib/test-page.tsx'
import { excludesZero, type NumberReference, ProvenanceSubject, Stat, type StatValue, WhereFromProvider } from './stat.tsx'

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

  test('says that n is unknown where nobody counted, never 0', () => {
    const { container } = renderPart(<Stat stat={{ value: 0.5, n: null, interval: null, status: 'measured' }} kind="percent" />)
    expect(container.textContent).toBe('50.0%n unknown')
    expect(container.querySelector('[data-n]')).toBeNull()
  })

  test.each([
    ['inline', '54.2%[48–60%] n 312'],
    ['stacked', '54.2%[48–60%] n 312'],
    ['interval', '54.2%[48–60%] '],
    ['value', '54.2%'],
  ] as const)('in the layout "%s" prints %j', (layout, text) => {
    const { container } = renderPart(<Stat stat={measured} kind="percent" layout={layout} />)
    expect(container.textContent).toBe(text)
  })

  test('prints a count alone: it has no sampling error', () => {
    const { container } = renderPart(<Stat stat={1234} kind="count" />)
    expect(container.textContent).toBe('1,234')
  })

  test('says how few matches were too few to measure', () => {
    const few: StatValue = { value: null, n: 7, interval: null, status: 'not_measured' }
    const { container, rerender } = renderPart(<Stat stat={few} kind="percent" />)
    expect(container.textContent).toBe('not measured n 7')
    rerender(<Stat stat={few} kind="percent" layout="value" />)
    expect(container.textContent).toBe('not measured')
  })

  test('keeps n on the element where a column shows it', () => {
    const { container } = renderPart(<Stat stat={measured} kind="percent" layout="value" />)
    expect(container.querySelector('[data-n="312"]')?.textContent).toBe('54.2%')
  })
})

describe('the source of a number', () => {
  const asked: NumberReference[] = []
  const stat = <Stat stat={measured} kind="percent" provenance={{ kind: 'team_record', number: 'winRate' }} />
  const page = (subject: Partial<NumberReference> | null) => (
    <WhereFromProvider onOpen={(reference) => asked.push(reference)}>
      <ProvenanceSubject subject={subject}>{stat}</ProvenanceSubject>
    </WhereFromProvider>
  )

  test('opens from a button that the keyboard reaches, and names the number and its owner', () => {
    renderPart(page({ teamId: 7 }))
    const button = screen.getByRole('button', { name: '54.2% show source' })
    button.focus()
    expect(document.activeElement).toBe(button)
    fireEvent.click(button)
    expect(asked).toEqual([{ kind: 'team_record', number: 'winRate', teamId: 7 }])
  })

  test.each([
    ['nothing stored leads to it', page(null)],
    ['there is nobody to answer', stat],
    [
      'it does not name itself',
      <WhereFromProvider key="plain" onOpen={() => undefined}>
        <Stat stat={measured} kind="percent" />
      </WhereFromProvider>,
    ],
    [
      'it was not measured',
      <WhereFromProvider key="null" onOpen={() => undefined}>
        <Stat stat={null} kind="percent" provenance={{ kind: 'league', number: 'matches' }} />
      </WhereFromProvider>,
    ],
  ])('is not offered where %s', (_, part) => {
    renderPart(part)
    expect(screen.queryByRole('button')).toBeNull()
  })
})

test('an interval excludes zero only with both ends on one side of it', () => {
  expect(
    [
      [0.1, 0.2],
      [-0.2, -0.1],
    ].map(([low = 0, high = 0]) => excludesZero([low, high])),
  ).toEqual([true, true])
  expect(
    [
      [-0.1, 0.2],
      [0, 0.2],
      [-0.2, 0],
    ].map(([low = 0, high = 0]) => excludesZero([low, high])),
  ).toEqual([false, false, false])
  expect(excludesZero(null)).toBe(false)
})
