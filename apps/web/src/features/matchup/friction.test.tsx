import type { FrictionComponent } from '@mon-ps/contract/matchup'
import { screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { renderPart } from '../../lib/test-page.tsx'
import { stackParts, EarlierFriction, FrictionBars, GateSentence } from './friction.tsx'
import { ChaosBand } from './reasons.tsx'
import type { Matchup } from './use-matchup.ts'

const component = (key: string, contribution: number | null): FrictionComponent => ({
  key,
  weight: 0.2,
  contribution,
  level: { value: contribution, n: 40, interval: null, status: contribution === null ? 'not_measured' : 'measured' },
})
const components = [
  component('style_clash', 18),
  component('tempo_friction', 24.5),
  component('mental_clash', null),
  component('risk_friction', 7.5),
]
const score = { value: 50, n: 40, interval: null, status: 'measured' } as const
const matchup = { home: { id: 1, name: 'Ashford' }, away: { id: 2, name: 'Brindle' }, friction: { score, components } } as Matchup

describe('the friction bars', () => {
  test('each starts where the one before ended, and the last ends at the score', () => {
    const parts = stackParts(components)
    expect(parts.map((part) => part.start)).toEqual([0, 18, 42.5, 42.5])
    const last = parts.at(-1)
    expect((last?.start ?? 0) + (last?.contribution ?? 0)).toBe(score.value)
  })

  test('are as wide as they add, and a part that is not measured has none', () => {
    const { container } = renderPart(<FrictionBars matchup={matchup} />)
    const bars = [...container.querySelectorAll<HTMLElement>('[data-friction-bar]')]
    expect(bars.map((bar) => [bar.dataset['frictionBar'], bar.style.marginLeft, bar.style.width])).toEqual([
      ['style_clash', '0%', '18%'],
      ['tempo_friction', '18%', '24.5%'],
      ['risk_friction', '42.5%', '7.5%'],
    ])
    expect(screen.getAllByText('not measured')).toHaveLength(1)
  })

  test('are summed up in a sentence', () => {
    renderPart(<FrictionBars matchup={matchup} />)
    expect(screen.getByText('Friction 50 out of 100: most from Tempo, least from Risk.')).toBeTruthy()
  })
})

const stat = (value: number, interval: [number, number], n = 9029) => ({ value, n, interval, status: 'measured' }) as const
const gate: Matchup['gate'] = {
  tier: 'results',
  gain: stat(0.1, [-0.2, 0.4]),
  weight: 0,
  terms: 22,
  passed: 0,
  seasons: ['2022-23'],
  runId: 4,
  stale: false,
}

describe('next to friction', () => {
  test('the page says what it adds, with its interval, and that it is no edge', () => {
    const { container } = renderPart(<GateSentence gate={gate} />)
    expect(container.textContent).toContain(
      'Friction adds +0.10 milli-nats a match [-0.20 to +0.40] to forecasts from results: a description, not an edge. Its weight here is 0.',
    )
  })

  test('the page says where it was not measured', () => {
    const { container } = renderPart(<GateSentence gate={null} />)
    expect(container.textContent).toContain('not measured yet')
    expect(container.textContent).not.toMatch(/milli-nats a match \[/)
  })

  test('the page does not call it a description once it passes the test', () => {
    const { container } = renderPart(<GateSentence gate={{ ...gate, weight: 1 }} />)
    expect(container.textContent).not.toContain('not an edge')
  })
})

test('chaos is shown with the outcomes of similar matches', () => {
  const band = { low: 80, high: 100, matches: 1853, upsets: stat(0.311, [0.29, 0.33]), expectedUpsets: 0.336 }
  const chaosBand = { ...band, favouriteFailed: stat(0.618, [0.595, 0.64]), expectedFailures: 0.614 }
  const { container } = renderPart(<ChaosBand matchup={{ chaosBand }} />)
  expect(container.textContent).toBe(
    'In 1,853 matches with chaos 80–100, the underdog won 31.1% [29–33%]; the favourite failed to win 61.8%.',
  )
})

test('earlier seasons run from oldest to newest, or give the reason why there are none', () => {
  const pair = { home: { id: 1, name: 'Ashford' }, away: { id: 2, name: 'Brindle' } }
  const seasons = [
    { season: '2020-21', score: stat(40, [20, 60]) },
    { season: '2021-22', score: stat(55, [30, 80]) },
  ]
  const { rerender } = renderPart(<EarlierFriction matchup={{ ...pair, historicalFriction: { seasons, reason: null } } as Matchup} />)
  expect(screen.getByText(/Friction 40 in 2020-21, 55 in 2021-22/)).toBeTruthy()
  rerender(<EarlierFriction matchup={{ ...pair, historicalFriction: { seasons: null, reason: 'never_together' } } as Matchup} />)
  expect(screen.getAllByText(/not both in this league in any of the five seasons/).length).toBeGreaterThan(0)
})
