import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderPart } from '../../lib/test-page.tsx'
import type { ApiOutputs } from '../../lib/trpc.ts'
import { Account, MatchList } from './provenance-dialog.tsx'

type Answer = ApiOutputs['provenance']['of']

const answer: Answer = {
  kind: 'team_metric',
  number: 'fouls_per_match',
  name: 'Fouls, Vexford',
  unit: 'fouls per match',
  shown: 11.25,
  n: 2,
  formula: 'fouls of the team',
  run: {
    id: 4,
    kind: 'calculate',
    startedAt: '2026-01-02T03:04:05.000Z',
    finishedAt: '2026-01-02T03:04:09.000Z',
    codeVersion: '0.1.0',
    modelVersion: 'dixon-coles-2',
    ruleVersions: [],
    seed: 1,
    snapshot: 'abcdef0123456789',
  },
  recount: {
    value: 11.25,
    difference: 0,
    isEqual: true,
    figures: [
      { name: 'kappa', value: 18 },
      { name: 'weight:style_clash', value: 0.4 },
    ],
  },
  noRecount: null,
  migrated: null,
  total: 2,
  data: [],
  page: { nextCursor: null, hasMore: false },
  warnings: [],
}

test('the number is shown next to its recalculation, with its run', () => {
  renderPart(<Account answer={answer} />)
  expect(screen.getAllByText('11.25')).toHaveLength(2)
  expect(screen.getByText('Equal to twelve digits.')).toBeTruthy()
  expect(screen.getByText(/Run 4 of .*data abcdef01/)).toBeTruthy()
  expect(screen.getByText('weight style clash')).toBeTruthy()
})

test('a recalculation that differs says by how much, and one that is impossible says why', () => {
  const { rerender } = renderPart(
    <Account answer={{ ...answer, recount: { value: 11.5, difference: 0.25, isEqual: false, figures: [] } }} />,
  )
  expect(screen.getByText('They differ by 0.25.')).toBeTruthy()
  rerender(<Account answer={{ ...answer, recount: null, noRecount: 'The picks stand elsewhere.' }} />)
  expect(screen.getByText('The picks stand elsewhere.')).toBeTruthy()
})

test('a migrated number shows its rule and the row of V1', () => {
  const migrated = {
    table: 'team_profiles',
    v1Id: 12,
    rule: 'double@1',
    meaning: 'An exact decimal as the nearest double.',
    sources: [{ column: 'win_rate', value: '54.20' }],
    ruling: null,
  }
  renderPart(<Account answer={{ ...answer, run: null, migrated }} />)
  expect(screen.getByText('double@1 on row 12 of team_profiles: An exact decimal as the nearest double.')).toBeTruthy()
  expect(screen.getByText('win_rate: 54.20')).toBeTruthy()
})

test('matches are listed with their values, without empty columns', () => {
  const match = {
    matchId: 1,
    playedOn: '2026-01-01',
    season: '2025-26',
    home: { id: 1, name: 'Vexford' },
    away: { id: 2, name: 'Ostley' },
    homeGoals: 2,
    awayGoals: 1,
    side: null,
    part: null,
    observation: 12,
    weight: 0.5,
    bet: null,
  }
  renderPart(<MatchList matches={[match]} total={1} />)
  expect(screen.getByText('2–1')).toBeTruthy()
  expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual(['Match', 'Score', 'Value', 'Weight'])
})
