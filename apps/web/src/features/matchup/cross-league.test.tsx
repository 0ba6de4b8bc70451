import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { fireEvent, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderPart } from '../../lib/test-page.tsx'
import type { Matchup } from './matchup-text.ts'
import { CrossLeague } from './parts/cross-league.tsx'

const unknown: Matchup['chaosPotential'] = { value: null, n: 0, interval: null, status: 'not_measured' }
const known = (value: number): Matchup['chaosPotential'] => ({ value, n: 45, interval: [5, 38], status: 'measured' })

/** As the API answers for two teams that never shared a league, with nothing assumed. */
const shown: Partial<Matchup> = {
  home: { id: 1, name: 'Man City' },
  away: { id: 2, name: 'Bayern Munich' },
  scope: 'cross_league',
  sides: {
    home: { league: 'Premier League', leagueCode: 'E0', season: '2022-23' },
    away: { league: 'Bundesliga', leagueCode: 'D1', season: '2022-23' },
  },
  assumption: null,
  notMeasured: [
    { part: 'goals', reason: 'leagues_not_compared' },
    { part: 'psychological_edge', reason: 'never_met' },
  ],
  gate: null,
  friction: { score: known(21), components: [{ key: 'style_clash', level: known(23), weight: 0.2, contribution: 21 }] },
  probabilities: { home: unknown, draw: unknown, away: unknown, over25: unknown, btts: unknown },
  markets: [],
}

test('two leagues: style is shown, goals are not, each gap has its reason, and an assumption is the reader’s to make', async () => {
  const asked: (number | undefined)[] = []
  const page = () => (
    <CrossLeague
      matchup={shown as Matchup}
      equal={undefined}
      onEqual={(deviation) => asked.push(deviation)}
      market={undefined}
      onMarket={() => {}}
    />
  )
  const router = createRouter({ routeTree: createRootRoute({ component: page }), history: createMemoryHistory() })
  renderPart(<RouterProvider router={router as never} />)
  expect(await screen.findByText(/Premier League 2022-23 and Bundesliga 2022-23/)).toBeTruthy()
  expect(screen.getByText('Style clash')).toBeTruthy()
  expect(screen.queryByText(/Who wins/)).toBeNull()
  const gaps = screen.getByRole('heading', { name: 'What is not measured' }).closest('section') as HTMLElement
  expect(
    within(gaps)
      .getAllByRole('listitem')
      .map((item) => item.textContent),
  ).toEqual(['Goals: no result says how the leagues compare', 'Psychological edge: they never met in a league that is loaded'])
  fireEvent.click(screen.getByRole('radio', { name: /20%/ }))
  expect(asked).toEqual([0.2])
})
