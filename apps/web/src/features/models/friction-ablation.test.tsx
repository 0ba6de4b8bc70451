import { screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { renderPart } from '../../lib/test-page.tsx'
import { type AblationReport, AblationTables } from './friction-ablation.tsx'

const stat = (value: number, interval: [number, number] | null = null) => ({ value, n: 9029, interval, status: 'measured' }) as const
const gain = (value: number, interval: [number, number], isAboveZero = false) => ({
  gain: stat(value, interval),
  corrected: interval,
  isAboveZero,
})

const term = (key: string, passes: boolean): AblationReport['friction'] => ({
  key,
  kind: 'friction',
  matches: 9029,
  columns: [{ name: key, part: 'S', coefficient: -0.01, z: -2.1 }],
  scores: {
    goals: gain(-0.02, [-0.53, 0.48]),
    outcome: gain(-0.03, [-0.37, 0.29]),
    over25: gain(-0.24, [-0.52, 0.03]),
    btts: gain(-0.14, [-0.36, 0.06]),
  },
  permutationP: 0.07,
  passes,
})

const report: AblationReport = {
  tier: 'history',
  seasons: ['2018-19', '2022-23'],
  matches: 9029,
  friction: term('friction', false),
  terms: [term('friction', false), term('corners_meet_conceded', true)],
  passed: ['corners_meet_conceded'],
  weight: 0,
  permutations: 99,
  chaos: [
    {
      low: 80,
      high: 100,
      matches: 1853,
      upsets: stat(0.311, [0.291, 0.333]),
      expectedUpsets: 0.336,
      favouriteFailed: stat(0.618, [0.596, 0.64]),
      expectedFailures: 0.614,
    },
  ],
  runId: 4,
  evaluatedAt: '2026-11-21T12:00:00Z',
  modelVersion: 'tiers-2/friction-gate-1',
  snapshot: '93fc311989c1',
  source: 'football-data',
  stale: false,
}

describe('the test of friction', () => {
  test('says what friction adds with its interval, and that a weight of 0 is a description', () => {
    const { container } = renderPart(<AblationTables report={report} />)
    expect(container.textContent).toContain(
      'Friction as a whole adds -0.02 milli-nats a match [-0.53 to +0.48] to the goal forecasts of 9,029 matches: a description, not an edge. Its weight in predictions is 0. 2 features were tried; one passes.',
    )
  })

  test('lists every feature with its verdict, and upsets by chaos', () => {
    renderPart(<AblationTables report={report} />)
    const table = screen.getByRole('table', { name: 'Gain of every feature in the History tier, in milli-nats a match' })
    const [, first, second] = within(table).getAllByRole('row')
    expect(first?.textContent).toMatch(/^friction-0.02.*weight 0$/)
    expect(second?.textContent).toMatch(/^corners meet conceded.*S -2.10.*passes$/)
    const chaos = screen.getByRole('table', { name: 'Upsets by chaos in the History tier' })
    expect(within(chaos).getAllByRole('row')[1]?.textContent).toContain('80–100')
  })
})
