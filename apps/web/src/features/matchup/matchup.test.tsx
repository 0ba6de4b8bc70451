import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { fireEvent, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { HIGHLIGHTS } from '../../lib/page-search.ts'
import { renderPart } from '../../lib/test-page.tsx'
import { CrossLeague } from './cross-league.tsx'
import { isFromV1, V1Numbers } from './v1-numbers.tsx'
import { belongsTo, rankScores } from './scorelines.tsx'
import { type Matchup, toInput } from './use-matchup.ts'
import { getWhiskerEnds } from './verdict.tsx'
import { ModelSliders } from './what-if.tsx'

test('every score is exactly one of home win, draw and away win', () => {
  for (let home = 0; home < 8; home++) {
    for (let away = 0; away < 8; away++) {
      expect((['home', 'draw', 'away'] as const).filter((outcome) => belongsTo(outcome, home, away))).toHaveLength(1)
    }
  }
})

test('2–1 is a home win, over 2.5 and both score; 1–1 is a draw and both score', () => {
  expect(HIGHLIGHTS.filter((outcome) => belongsTo(outcome, 2, 1))).toEqual(['home', 'over', 'btts'])
  expect(HIGHLIGHTS.filter((outcome) => belongsTo(outcome, 1, 1))).toEqual(['draw', 'btts'])
})

test('scores are ranked with home goals from the row and away goals from the column', () => {
  const grid = [
    [0.1, 0.2],
    [0.4, 0.3],
  ]
  expect(rankScores(grid)[0]).toEqual({ home: 1, away: 0, probability: 0.4 })
})

test('a half-life is the decay rate at which a match of that age counts half', () => {
  const { xiPerDay } = toInput({ halfLife: 365 })
  expect(Math.exp(-(xiPerDay ?? 0) * 365)).toBeCloseTo(0.5, 12)
  expect(toInput({})).toEqual({})
})

const model = { xiPerDay: 0.0018, teamPrecision: 6 }
const nothing = () => undefined
const values = () => screen.getAllByRole('slider').map((slider) => (slider as HTMLInputElement).value)

test('the sliders start at the settings of the model, and say so', () => {
  const { container } = renderPart(<ModelSliders model={model} overrides={{}} onChange={nothing} />)
  expect(values()).toEqual(['385', '6'])
  expect(container.textContent).toContain('385 days (model default)')
  expect(container.textContent).toContain('6.0 (model default)')
})

test('a changed setting keeps its value, the other one stays at the default', () => {
  const { container } = renderPart(<ModelSliders model={model} overrides={{ halfLife: 100 }} onChange={nothing} />)
  expect(values()).toEqual(['100', '6'])
  expect(container.textContent).not.toContain('days (model default)')
})

const notCompared: Matchup['chaosPotential'] = { value: null, n: 0, interval: null, status: 'not_measured' }
const level = (value: number): Matchup['chaosPotential'] => ({ value, n: 45, interval: [5, 38], status: 'measured' })

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
  friction: { score: level(21), components: [{ key: 'style_clash', level: level(23), weight: 0.2, contribution: 21 }] },
  probabilities: { home: notCompared, draw: notCompared, away: notCompared, over25: notCompared, btts: notCompared },
  markets: [],
}

test('across leagues style is compared, goals are not, and every gap has its reason', async () => {
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
  ).toEqual(['Goals: no result says how the leagues compare', 'Psychological edge: they have not met in a league that is loaded'])
  fireEvent.click(screen.getByRole('radio', { name: /20%/ }))
  expect(asked).toEqual([0.2])
})

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

test('a migrated pair shows its own numbers, without rank, home side or model', () => {
  const { container } = renderPart(<V1Numbers matchup={moved} />)
  expect(isFromV1(moved)).toBe(true)
  expect(container.textContent).toContain('64.5%')
  expect(container.textContent).toContain('n unknown')
  expect(container.textContent).not.toContain('of the league')
  expect(screen.getByText('AC Milan')).toBeTruthy()
  expect(screen.getByText(/no home side/)).toBeTruthy()
})

test('a calculated pair is not shown as one of V1', () => {
  expect(isFromV1({ ...moved, origin: 'calculated' })).toBe(false)
  expect(isFromV1({ ...moved, scoreline: { grid: [[1]], rest: 0, tailMass: 0 } })).toBe(false)
})

const part = (value: number, half: number) => ({
  stat: { value, n: 76, interval: [value - half, value + half] as const, status: 'measured' as const },
})

test('whiskers stay within the bar: the last one is measured from the right', () => {
  const parts = [part(0.6, 0.05), part(0.25, 0.02), part(0.15, 0.06)]
  const ends = parts.map((_, index) => getWhiskerEnds(parts, index)?.map((end) => Math.round(end * 100)))
  expect(ends).toEqual([
    [55, 65],
    [83, 87],
    [79, 91],
  ])
})
