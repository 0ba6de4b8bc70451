import { screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { renderPart } from '../../lib/test-page.tsx'
import { sortByDistance, getHeadline, type Metric, type Vector } from './dna-row.tsx'
import { TeamMarkets } from './profile-sections.tsx'
import { Archetype, BettingIdentity, type Profile } from './profile.tsx'
import { ChessPiece, Goalscorers } from './piece-and-goalscorers.tsx'

const metric = (key: string, percentile: number | null, value: number | null = 1): Metric => ({
  key,
  name: key,
  meaning: '',
  unit: 'log rate',
  value,
  n: 38,
  nEff: null,
  interval: null,
  reliability: null,
  percentile,
  status: value === null ? 'not_measured' : 'measured',
  evidence: 'no_signal',
  leagueValues: [],
  subject: null,
  outlook: null,
})
const vector = (name: string, metrics: Metric[], headline: string | null = null): Vector => ({
  vector: name,
  status: metrics.length > 0 ? 'measured' : 'not_measured',
  reason: null,
  headline,
  metrics,
  legacy: null,
})

test('a vector is shown by the metric it names, else by its first measured one', () => {
  expect(getHeadline(vector('luck', [metric('a', 10), metric('b', 20)], 'b'))?.key).toBe('b')
  expect(getHeadline(vector('luck', [metric('a', 10, null), metric('b', 20)], 'a'))?.key).toBe('b')
  expect(getHeadline(vector('roster', []))).toBeNull()
})

test('the most unusual vectors come first, at either end of the league, and the unmeasured last', () => {
  const ordered = sortByDistance([
    vector('roster', []),
    vector('market', [metric('a', 55)]),
    vector('risk', [metric('b', 4)]),
    vector('luck', [metric('c', 91)]),
  ])
  expect(ordered.map(({ vector: name }) => name)).toEqual(['risk', 'luck', 'market', 'roster'])
})

const stat = (value: number, n = 300) =>
  ({ value, n, interval: [value - 0.1, value + 0.1] as [number, number], status: 'measured' }) as const
const reason = { code: 'no_rule_is_evidence', rules: 5 } as const
const REASON =
  '5 rules were played on this team’s matches: none is evidence by profit, by closing line and after the correction for all records.'
const nothing = { items: [], reason, cellsLookedAt: 490 }
const draw = { market: 'draw', bets: 300, roi: stat(-0.06), clv: stat(-0.05, 280), qValue: 0.4 }

const profile: Profile = {
  narrative: null,
  archetype: {
    archetype: 'ATTACK_LED',
    probability: 0.62,
    chances: [
      { archetype: 'ATTACK_LED', probability: 0.62 },
      { archetype: 'COMPLETE', probability: 0.3 },
      { archetype: 'BALANCED', probability: 0.08 },
    ],
    axes: [{ key: 'attack_strength', name: 'Attack', unit: 'log rate', stat: stat(0.42), standardised: 1.4, level: 'high' }],
    reason: null,
  },
  identity: [{ key: 'won_share', stat: stat(0.68, 38), expected: 0.58 }],
  markets: [draw],
  exploitMarkets: nothing,
  avoidMarkets: nothing,
  optimalStrategies: nothing,
  optimalScenarios: nothing,
  priority: { value: null, reason },
  opponents: [],
  similar: { inLeague: [], elsewhere: [] },
}

describe('a team profile', () => {
  test('an empty list gives its reason and the number of markets tested', () => {
    renderPart(<TeamMarkets profile={profile} />)
    expect(screen.getAllByText('None')).toHaveLength(4)
    expect(screen.getAllByText(REASON)).toHaveLength(4)
    expect(screen.getByText(/490 markets of all teams/)).toBeTruthy()
    expect(screen.getByRole('row', { name: /Draw 300 .*−?-6\.0%/ })).toBeTruthy()
  })

  test('a market that is proven is named, and no reason is given for it', () => {
    renderPart(<TeamMarkets profile={{ ...profile, exploitMarkets: { items: [draw], reason: null, cellsLookedAt: 490 } }} />)
    expect(screen.getAllByText('None')).toHaveLength(3)
  })

  test('an archetype never stands without its probability, its numbers and what else it could be', () => {
    const { container } = renderPart(<Archetype archetype={profile.archetype} />)
    expect(container.textContent).toContain('Attack-led with probability 62.0%')
    expect(container.textContent).toContain('Otherwise: Complete 30.0%, Balanced 8.0%')
    expect(container.querySelector('[data-stat="measured"]')?.textContent).toBe('+0.42')
  })

  test('a missing archetype is shown as not measured, with the reason', () => {
    const { container } = renderPart(<Archetype archetype={{ archetype: null, probability: null, chances: [], axes: [], reason }} />)
    expect(container.querySelector('[data-stat="not-measured"]')).toBeTruthy()
    expect(screen.getByText(REASON)).toBeTruthy()
  })

  test('a share is shown with n, its interval and what the closing odds expected', () => {
    const { container } = renderPart(<BettingIdentity identity={profile.identity} />)
    expect(container.textContent).toContain('68.0%')
    expect(container.textContent).toContain('closing odds expected 58.0%')
    expect(container.querySelector('[data-n="38"]')).toBeTruthy()
  })
})

const measured = (value: number, n: number, interval: [number, number] | null = null) =>
  ({ value, n, interval, status: 'measured' }) as const
const notMeasured = { value: null, n: 12, interval: null, status: 'not_measured' } as const

describe('the chess piece of a team', () => {
  test('is named with its meaning, its probability and the numbers it rests on', () => {
    const characteristics = [
      { metric: 'shots_for', side: 'high', stat: measured(16.2, 38, [14.1, 18.3]), leagueMiddle: 12.4, probability: 0.97 } as const,
      { metric: 'shots_against', side: 'low', stat: measured(9.1, 38, [7.9, 10.3]), leagueMiddle: 12.4, probability: 0.99 } as const,
    ]
    renderPart(
      <ChessPiece chess={{ piece: 'queen', subtype: 'wide', season: '2022-23', confidence: measured(0.96, 38), characteristics }} />,
    )
    expect(screen.getByText('Queen')).toBeTruthy()
    expect(screen.getByText('many shots, few against, few fouls')).toBeTruthy()
    expect(screen.getByText('wide: many corners')).toBeTruthy()
    expect(screen.getByRole('row', { name: /Shots per match high 16\.2 .*12\.4 97\.0%/ })).toBeTruthy()
  })

  test('without a piece says why, and draws nothing in its place', () => {
    renderPart(<ChessPiece chess={null} />)
    expect(screen.getByText(/No piece/)).toBeTruthy()
    expect(screen.queryByRole('table')).toBeNull()
  })
})

describe('the goalscorers of a team', () => {
  test('show their probabilities, and say where one was not measured', () => {
    const ann = { position: 'FW', season: '2022-23', goals: 12, goalsHome: 7, goalsAway: 5, appearances: 30, minutes: 2520 }
    const probabilities = { ratePer90: measured(0.4, 30), anytime: measured(0.31, 30, [0.2, 0.43]), reason: null }
    renderPart(
      <Goalscorers
        goalscorers={[
          { ...ann, ...probabilities, playerName: 'Ann', firstGoal: measured(0.1, 30), lastGoal: measured(0.1, 30) },
          {
            ...ann,
            ...probabilities,
            playerName: 'Bea',
            minutes: null,
            anytime: notMeasured,
            firstGoal: notMeasured,
            lastGoal: notMeasured,
          },
        ]}
      />,
    )
    expect(screen.getByRole('row', { name: /^Ann FW 12 30 2,520 31\.0%/ })).toBeTruthy()
    const bea = screen.getByRole('row', { name: /^Bea FW 12 30 \?/ })
    expect(bea.textContent).toContain('not measured')
    expect(bea.textContent).not.toMatch(/\b0\.0%/)
  })

  test('tell how to import them where there are none', () => {
    renderPart(<Goalscorers goalscorers={[]} />)
    expect(screen.getByText(/import goalscorers/)).toBeTruthy()
  })
})
