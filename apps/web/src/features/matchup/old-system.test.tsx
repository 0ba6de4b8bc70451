import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderPart } from '../../lib/test-page.tsx'
import type { Matchup } from './matchup-text.ts'
import { isOfOldSystem, OldSystem } from './parts/old-system.tsx'

const known = (value: number) => ({ value, n: null, interval: null, status: 'measured' }) as const
const unknown = { value: null, n: null, interval: null, status: 'not_measured' } as const

/** As the API answers for a pair that was moved, asked in the order in which V1 did not write it. */
const moved: Matchup = {
  home: { id: 1, name: 'Lazio' },
  away: { id: 73, name: 'AC Milan' },
  league: 'Serie A',
  leagueCode: null,
  season: null,
  neutralVenue: false,
  model: null,
  basis: { home: 'prior', away: 'prior' },
  probabilities: { home: unknown, draw: unknown, away: unknown, over25: known(0.645), btts: known(0.593) },
  predictedWinner: 'away',
  goalRates: { home: unknown, away: unknown, total: known(3.32) },
  scoreline: { grid: [], rest: 1, tailMass: 0 },
  markets: [],
  reasons: [],
  friction: { score: known(75), components: [] },
  psychologicalEdge: unknown,
  chaosPotential: known(90),
  confidenceLevel: 'low',
  orientation: 'unordered',
  scope: 'domestic',
  sides: null,
  assumption: null,
  notMeasured: [],
  gate: null,
  chaosBand: null,
  historicalFriction: { seasons: null, reason: 'not_calculated' },
  headToHead: { matches: 0, homeWins: 0, draws: 0, awayWins: 0, avgGoals: null, meetings: [] },
  origin: 'migrated',
  source: 'unknown',
  runId: 15,
  meta: { snapshot: null, modelVersion: null, computedAt: null, origin: 'published', warnings: [] },
}

test('a moved pair is told by its own numbers: no place in a league, no home side, and no model are made up', () => {
  const { container } = renderPart(<OldSystem matchup={moved} />)
  expect(isOfOldSystem(moved)).toBe(true)
  expect(container.textContent).toContain('64.5%')
  expect(container.textContent).toContain('n not known')
  expect(container.textContent).not.toContain('of the league')
  expect(screen.getByText('AC Milan')).toBeTruthy()
  expect(screen.getByText(/no home side/)).toBeTruthy()
})

test('a pair of our own is shown as before', () => {
  expect(isOfOldSystem({ ...moved, origin: 'calculated' })).toBe(false)
  expect(isOfOldSystem({ ...moved, scoreline: { grid: [[1]], rest: 0, tailMass: 0 } })).toBe(false)
})
