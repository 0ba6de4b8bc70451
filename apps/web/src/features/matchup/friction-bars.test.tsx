import type { FrictionComponentWire } from '@mon-ps/api'
import { screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { renderPart } from '../../lib/test-page.tsx'
import { additiveParts } from './additive-parts.ts'
import type { Matchup } from './matchup-text.ts'
import { FrictionBars } from './parts/friction-bars.tsx'

const component = (key: string, contribution: number | null): FrictionComponentWire => ({
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
    const parts = additiveParts(components)
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
    expect(screen.getByText('Friction 50 of 100. Most of it from Tempo, least from Risk.')).toBeTruthy()
  })
})
