import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { render, screen, within } from '@testing-library/react'
import type { ReactElement } from 'react'
import { IntlProvider } from 'use-intl'
import { describe, expect, test } from 'vitest'
import { locale, messages } from '../../lib/i18n.ts'
import { renderPart } from '../../lib/test-page.tsx'
import { DnaChart } from './dna-chart.tsx'
import { DnaRow, getDistanceFromMiddle, type Metric, type Vector } from './dna-row.tsx'
import type { Profile, Team } from './profile.tsx'
import { Opponents, SimilarTeams } from './profile-sections.tsx'
import { RecentMatches } from './recent-matches.tsx'

/** For parts with links: a page of one route. */
async function renderLinked(part: ReactElement) {
  const router = createRouter({ routeTree: createRootRoute({ component: () => part }), history: createMemoryHistory() })
  const result = render(
    <IntlProvider locale={locale} messages={messages} timeZone="UTC">
      <RouterProvider router={router as never} />
    </IntlProvider>,
  )
  await screen.findAllByRole('link')
  return result
}

const metric = (key: string, percentile: number | null, more: Partial<Metric> = {}): Metric => ({
  key,
  name: key,
  meaning: '',
  unit: 'log rate',
  value: 1,
  n: 38,
  nEff: null,
  interval: null,
  reliability: null,
  percentile,
  status: 'measured',
  evidence: 'no_signal',
  leagueValues: [0, 2],
  subject: null,
  outlook: null,
  ...more,
})

const vector = (name: string, metrics: Metric[]): Vector => ({
  vector: name,
  status: metrics.length > 0 ? 'measured' : 'not_measured',
  reason: null,
  headline: null,
  metrics,
  legacy: null,
})

describe('the nine vectors', () => {
  test.each([
    [1, '1st'],
    [2, '2nd'],
    [3, '3rd'],
    [4, '4th'],
    [11, '11th'],
    [12, '12th'],
    [93, '93rd'],
    [92.6, '93rd'],
    [100, '100th'],
  ])('stand at their percentile with its ordinal: %d is the %s', (percentile, text) => {
    const { container } = renderPart(<ul>{<DnaRow vector={vector('risk', [metric('a', percentile)])} name="Risk" />}</ul>)
    expect(container.textContent).toContain(`${text} percentile`)
  })

  test('are summed up by the three furthest from the middle, at either end', () => {
    const dna = [
      vector('market', [metric('a', 55)]),
      vector('risk', [metric('b', 4)]),
      vector('luck', [metric('c', 91)]),
      vector('psyche', [metric('d', 30)]),
      vector('roster', []),
    ]
    const team = { teamName: 'Ashford', totalMatches: 38, meta: { snapshot: null }, dna } as Pick<Team, 'teamName' | 'totalMatches' | 'dna'>
    renderPart(<DnaChart team={team as Team} search={{}} onSearch={() => {}} />)
    expect(
      screen.getByText(
        '4 of nine vectors are measured. Furthest from the league middle: Risk (4th percentile), Luck (91st percentile), Psyche (30th percentile).',
      ),
    ).toBeTruthy()
    expect(screen.getAllByRole('listitem').map((item) => item.querySelector('.font-semibold')?.textContent)).toEqual([
      'Risk',
      'Luck',
      'Psyche',
      'Market',
      'Roster',
    ])
  })

  test('measure their distance from the middle in percentiles, at both ends alike', () => {
    const distance = (percentile: number | null) => getDistanceFromMiddle(vector('risk', [metric('a', percentile)]))
    expect([distance(50), distance(0), distance(100), distance(37.5), distance(null)]).toEqual([0, 50, 50, 12.5, null])
  })

  test('say what was seen beside what is expected; a plain fact is a word', () => {
    const outlook = { seen: 0.39, seenMatches: 38, nextMatches: 10, expected: 0.05, interval: [-0.2, 0.3] as [number, number] }
    const metrics = [metric('luck', 80, { outlook }), metric('promoted', null, { unit: 'yes or no', value: 0 })]
    const { container } = renderPart(<ul>{<DnaRow vector={vector('luck', metrics)} name="Luck" />}</ul>)
    expect(container.textContent).toContain(
      'This season: +0.39 a match over 38 matches. Expected over the next 10: +0.05 a match [-0.20 to +0.30].',
    )
    expect(screen.getByText('no')).toBeTruthy()
  })
})

describe('the last matches', () => {
  const match = (matchId: number, goalsFor: number, goalsAgainst: number, closeWinProbability: number | null): Team['matches'][number] => ({
    matchId,
    playedOn: '2023-01-31',
    season: '2022-23',
    venue: 'home',
    opponent: { id: 9, name: 'Brindle' },
    goalsFor,
    goalsAgainst,
    closeWinProbability,
  })
  const show = (matches: Team['matches']) => renderPart(<RecentMatches team={{ teamName: 'Ashford', matches } as Team} />)

  test('are tallied beside the wins that the closing odds expected', () => {
    const { container } = show([match(1, 2, 0, 0.3), match(2, 1, 1, 0.5), match(3, 0, 1, null), match(4, 3, 2, 0.5)])
    expect(container.textContent).toContain(
      'Last 4 matches: 2 won, 1 drawn, 1 lost. The closing odds expected 1.3 wins from the 3 that have them.',
    )
    // The one win that the closing odds gave less than an even chance has a ring.
    expect(container.querySelectorAll('circle[r="9"]')).toHaveLength(1)
    expect(screen.getAllByRole('listitem').map((item) => item.getAttribute('aria-label'))).toEqual([
      '31 Jan 2023, home: Brindle, 3–2 (won)',
      '31 Jan 2023, home: Brindle, 0–1 (lost)',
      '31 Jan 2023, home: Brindle, 1–1 (drawn)',
      '31 Jan 2023, home: Brindle, 2–0 (won)',
    ])
  })

  test('without closing odds say so', () => {
    const { container } = show([match(1, 2, 0, null)])
    expect(container.textContent).toContain('Last match: 1 won, 0 drawn, 0 lost. None has closing odds.')
  })
})

test('opponents are listed won–drawn–lost, and those whose record excludes zero are counted', async () => {
  const stat = (value: number) => ({ value, n: 8, interval: [value - 0.1, value + 0.1] as [number, number], status: 'measured' as const })
  const opponent = (id: number, couldBeChance: boolean): Profile['opponents'][number] => ({
    opponent: { id, name: `Team ${id}` },
    meetings: 8,
    won: 5,
    drawn: 2,
    lost: 1,
    raw: stat(0.8),
    shrunk: stat(0.2),
    reliability: 0.3,
    couldBeChance,
  })
  const { container } = await renderLinked(<Opponents opponents={[opponent(1, false), opponent(2, true)]} />)
  expect(container.textContent).toContain('1 of these records excludes zero.')
  const [, first, second] = screen.getAllByRole('row')
  expect(first?.textContent).toContain('5–2–1')
  expect(within(first as HTMLElement).getByText('excludes zero')).toBeTruthy()
  expect(within(second as HTMLElement).getByText('could be chance')).toBeTruthy()
})

test('a similar team stands with its distance, the error of it, and the two metrics that differ most', async () => {
  const near: Profile['similar']['inLeague'][number] = {
    team: { id: 2, name: 'Brindle' },
    leagueCode: 'E0',
    distance: 0.52,
    error: 0.31,
    metrics: ['Shots', 'Fouls', 'Cards'].map((name) => ({ key: name, name, difference: -1.25 })),
  }
  const { container } = await renderLinked(<SimilarTeams similar={{ inLeague: [near], elsewhere: [] }} />)
  expect(container.textContent).toContain('distance 0.52, error 0.31')
  expect(container.textContent).toContain('mainly in Shots (-1.25 SD), Fouls (-1.25 SD)')
  expect(container.textContent).not.toContain('Cards')
})
