import { screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { renderPart } from '../../lib/test-page.tsx'
import { Archetype } from './parts/archetype.tsx'
import { BettingIdentity } from './parts/betting-identity.tsx'
import { TeamMarkets } from './parts/team-markets.tsx'
import type { Profile } from './profile.ts'

const stat = (value: number, n = 300) =>
  ({ value, n, interval: [value - 0.1, value + 0.1] as [number, number], status: 'measured' }) as const
const reason = { en: 'None of 5 among 490 survives.', fr: 'Aucun des 5 parmi 490 ne survit.' }
const nothing = { items: [], reason, cellsLookedAt: 490 }
const draw = { market: 'draw', bets: 300, roi: stat(-0.06), clv: stat(-0.05, 280), qValue: 0.4 }

const profile: Profile = {
  narrative: { en: 'In English.', fr: 'En français.' },
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

describe('what a profile says', () => {
  test('an empty list says why, and after how many looks; what was looked at stands below', () => {
    renderPart(<TeamMarkets profile={profile} />)
    expect(screen.getAllByText('None')).toHaveLength(4)
    expect(screen.getAllByText(reason.en)).toHaveLength(4)
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
    expect(container.textContent).toContain('Else: Complete 30.0%, Balanced 8.0%')
    expect(container.querySelector('[data-stat="measured"]')?.textContent).toBe('+0.42')
  })

  test('no archetype is said as not measured, with the reason', () => {
    const { container } = renderPart(<Archetype archetype={{ archetype: null, probability: null, chances: [], axes: [], reason }} />)
    expect(container.querySelector('[data-stat="not-measured"]')).toBeTruthy()
    expect(screen.getByText(reason.en)).toBeTruthy()
  })

  test('a share stands beside what the close expected, with n and interval', () => {
    const { container } = renderPart(<BettingIdentity identity={profile.identity} />)
    expect(container.textContent).toContain('68.0%')
    expect(container.textContent).toContain('closing odds expected 58.0%')
    expect(container.querySelector('[data-n="38"]')).toBeTruthy()
  })
})
