import { screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { renderPart } from '../../lib/test-page.tsx'
import { HeadToHead } from './head-to-head.tsx'
import { MarketTable } from './markets.tsx'
import { Chaos, PsychologicalEdge } from './reasons.tsx'
import { ScorelineGrid } from './scorelines.tsx'
import { getDefaults, hasOverrides, type Matchup, toInput } from './use-matchup.ts'
import { getWhiskerEnds, Verdict } from './verdict.tsx'
import { Changes } from './what-if.tsx'

const stat = (value: number | null, interval: [number, number] | null = null) =>
  ({ value, n: 40, interval, status: value === null ? 'not_measured' : 'measured' }) as const

const pair = {
  home: { id: 1, name: 'Ashford' },
  away: { id: 2, name: 'Brindle' },
  confidenceLevel: null as Matchup['confidenceLevel'],
  markets: [] as Matchup['markets'],
  meta: { snapshot: null as string | null },
}
const matchup = (more: object) => ({ ...pair, ...more }) as Matchup
const outcome = (home: number, draw: number, away: number) => ({ home: stat(home), draw: stat(draw), away: stat(away) })

describe('the verdict', () => {
  const sentence = (home: number, draw: number, away: number) => {
    const { container, unmount } = renderPart(<Verdict matchup={matchup({ probabilities: outcome(home, draw, away) })} />)
    const text = container.querySelector('figure > p')?.textContent
    unmount()
    return text
  }

  test('names a favourite from 40% on, whichever side it is', () => {
    expect(sentence(0.4, 0.3, 0.3)).toBe('Ashford are favourites at 40.0%. Brindle at 30.0%, a draw at 30.0%.')
    expect(sentence(0.2, 0.25, 0.55)).toBe('Brindle are favourites at 55.0%. Ashford at 20.0%, a draw at 25.0%.')
    expect(sentence(0.39, 0.3, 0.31)).toBe('There is no clear favourite: Ashford 39.0%, draw 30.0%, Brindle 31.0%.')
  })

  test('takes its fair odds from the 1X2 market alone', () => {
    const fair = (market: string, selection: string, fairOdds: number) => ({ market, selection, fairOdds, line: null, win: 0.5, push: 0 })
    const markets = [fair('draw_no_bet', 'home', 1.5), fair('1x2', 'home', 2.22), fair('1x2', 'away', 3.9)]
    renderPart(<Verdict matchup={matchup({ probabilities: outcome(0.45, 0.3, 0.25), markets })} />)
    expect(screen.getByText('2.22')).toBeTruthy()
    expect(screen.queryByText('1.50')).toBeNull()
  })

  test('has whiskers only where an interval is known', () => {
    expect(getWhiskerEnds([{ stat: stat(0.6) }, { stat: stat(0.4, [0.3, 0.5]) }], 0)).toBeNull()
    expect(getWhiskerEnds([{ stat: stat(0.6) }, { stat: stat(0.4, [0.3, 0.5]) }], 1)).toEqual([0.5, 0.7])
  })
})

test('past meetings favour a side only as surely as their interval excludes zero', () => {
  const sentence = (value: number | null, interval: [number, number] | null) => {
    const { container, unmount } = renderPart(<PsychologicalEdge matchup={matchup({ psychologicalEdge: stat(value, interval) })} />)
    const text = container.querySelector('figure > p')?.textContent
    unmount()
    return text
  }
  expect(sentence(0.25, [0.1, 0.4])).toBe('Past meetings favour Ashford by 0.25 points a match beyond what strength explains.')
  expect(sentence(-0.25, [-0.4, -0.1])).toBe('Past meetings favour Brindle by 0.25 points a match beyond what strength explains.')
  expect(sentence(0.25, [0, 0.4])).toMatch(/^Past meetings favour Ashford, but the interval includes zero/)
  expect(sentence(0.25, null)).toMatch(/includes zero/)
  expect(sentence(null, null)).toBe('There are too few meetings to tell.')
})

test('chaos is a percentile of the league’s pairs', () => {
  renderPart(<Chaos matchup={matchup({ chaosPotential: stat(90.4, [80, 97]) })} />)
  expect(screen.getByText('More chaotic than 90% of the league’s pairs.')).toBeTruthy()
})

test('meetings are counted, and each names its winner at either ground', () => {
  const meeting = (matchId: number, atHome: boolean, homeGoals: number, awayGoals: number) => ({
    matchId,
    playedOn: '2023-01-31',
    season: '2022-23',
    home: atHome ? pair.home : pair.away,
    away: atHome ? pair.away : pair.home,
    homeGoals,
    awayGoals,
  })
  const headToHead = {
    matches: 2,
    homeWins: 1,
    draws: 0,
    awayWins: 1,
    avgGoals: 2.5,
    meetings: [meeting(1, true, 2, 1), meeting(2, false, 2, 0)],
  }
  const { container } = renderPart(<HeadToHead matchup={matchup({ headToHead })} />)
  expect(screen.getByText('2 meetings: Ashford won 1, Brindle won 1, 0 drawn; 2.50 goals a match.')).toBeTruthy()
  expect([...container.querySelectorAll('.font-semibold.truncate, .truncate.font-semibold')].map((name) => name.textContent)).toEqual([
    'Ashford',
    'Brindle',
  ])
  expect(screen.getAllByText('31 Jan 2023')).toHaveLength(2)
})

describe('the score matrix', () => {
  const grid = Array.from({ length: 9 }, (_, home) => Array.from({ length: 9 }, (_, away) => (home === 8 || away === 8 ? 0.001 : 0.01)))
  const show = (highlight: 'home' | undefined) =>
    renderPart(
      <ScorelineGrid matchup={matchup({ scoreline: { grid, rest: 0.1, tailMass: 0 } })} highlight={highlight} onHighlight={() => {}} />,
    )

  test('adds up its top five, and all that lies outside its seven rows and columns', () => {
    const { container } = show(undefined)
    expect(container.textContent).toContain('Most likely: 0–0 at 1.0%. The top five add up to 5.0%.')
    // 15 cells of 0.01, 17 of 0.001, and what the grid itself leaves out.
    expect(container.textContent).toContain('26.7% lies outside the grid')
  })

  test('adds up the highlighted cells, those that are not shown as well', () => {
    const { container } = show('home')
    // 28 home wins of 0.01 and 8 of 0.001.
    expect(container.textContent).toContain('Highlighted cells add up to 28.8%')
    expect(container.querySelectorAll('td.hatch')).toHaveLength(28)
  })
})

test('the main markets have the lines that are traded most; a push is shown where there is one', () => {
  const market = (name: string, line: number | null, push = 0) => ({ market: name, selection: 'over', line, win: 0.5, push, fairOdds: 2 })
  const markets = [market('total', 0.5), market('total', 2.5), market('total', 3, 0.2), market('correct_score', null), market('btts', null)]
  const rows = (chosen: string | undefined) => {
    const { unmount } = renderPart(<MarketTable matchup={matchup({ markets })} market={chosen} onMarket={() => {}} />)
    const texts = screen
      .getAllByRole('row')
      .slice(1)
      .map((row) => row.textContent)
    unmount()
    return texts
  }
  expect(rows(undefined)).toEqual(['Total goalsOver2.5050.0%2.00', 'Both teams scoreOver50.0%2.00'])
  expect(rows('total')).toEqual(['Total goalsOver0.5050.0%2.00', 'Total goalsOver2.5050.0%2.00', 'Total goalsOver3.0050.0%20.0%2.00'])
  expect(rows('all')).toHaveLength(5)
})

describe('what if', () => {
  test('sends only what was changed', () => {
    expect(toInput({ neutral: true, shrink: 12, asOf: '2023-01-31' })).toEqual({
      neutralVenue: true,
      teamPrecision: 12,
      asOf: '2023-01-31',
    })
    expect(hasOverrides({})).toBe(false)
    for (const change of [{ neutral: true }, { halfLife: 100 }, { shrink: 3 }, { asOf: '2023-01-31' }] as const) {
      expect(hasOverrides(change)).toBe(true)
    }
  })

  test('rests at the half-life that the model’s decay stands for', () => {
    expect(getDefaults({ xiPerDay: Math.LN2 / 200, teamPrecision: 6 })).toEqual({ halfLife: 200, shrink: 6 })
  })

  test('shows the change in points of percent, or in goals, with its sign', () => {
    const was = matchup({
      probabilities: { ...outcome(0.5, 0.3, 0.2), over25: stat(0.5), btts: stat(null) },
      goalRates: { total: stat(2.5) },
    })
    const now = matchup({
      probabilities: { ...outcome(0.55, 0.3, 0.15), over25: stat(0.5), btts: stat(0.5) },
      goalRates: { total: stat(2.25) },
    })
    renderPart(<Changes was={was} now={now} />)
    const changes = screen
      .getAllByRole('row')
      .slice(1)
      .map((row) => row.lastElementChild?.textContent)
    expect(changes).toEqual(['+5.0 pts', '0.0 pts', '-5.0 pts', '0.0 pts', 'not measured', '-0.25'])
  })
})
