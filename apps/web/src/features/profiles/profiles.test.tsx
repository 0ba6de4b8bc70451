import { screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { renderPart } from '../../lib/test-page.tsx'
import { ChessPiece } from './chess-piece.tsx'
import { Goalscorers } from './goalscorers.tsx'

const measured = (value: number, n: number, interval: [number, number] | null = null) =>
  ({ value, n, interval, status: 'measured' }) as const
const nothing = { value: null, n: 12, interval: null, status: 'not_measured' } as const

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

  test('that is none says why, and nothing is drawn in its place', () => {
    renderPart(<ChessPiece chess={null} />)
    expect(screen.getByText(/No piece/)).toBeTruthy()
    expect(screen.queryByRole('table')).toBeNull()
  })
})

describe('the goalscorers of a team', () => {
  test('stand with their probabilities; what was not measured is said, never as 0', () => {
    const ann = { position: 'FW', season: '2022-23', goals: 12, goalsHome: 7, goalsAway: 5, appearances: 30, minutes: 2520 }
    const probabilities = { ratePer90: measured(0.4, 30), anytime: measured(0.31, 30, [0.2, 0.43]), reason: null }
    renderPart(
      <Goalscorers
        goalscorers={[
          { ...ann, ...probabilities, playerName: 'Ann', firstGoal: measured(0.1, 30), lastGoal: measured(0.1, 30) },
          { ...ann, ...probabilities, playerName: 'Bea', minutes: null, anytime: nothing, firstGoal: nothing, lastGoal: nothing },
        ]}
      />,
    )
    expect(screen.getByRole('row', { name: /^Ann FW 12 30 2,520 31\.0%/ })).toBeTruthy()
    const bea = screen.getByRole('row', { name: /^Bea FW 12 30 \?/ })
    expect(bea.textContent).toContain('not measured')
    expect(bea.textContent).not.toMatch(/\b0\.0%/)
  })

  test('that nobody imported are asked for', () => {
    renderPart(<Goalscorers goalscorers={[]} />)
    expect(screen.getByText(/import goalscorers/)).toBeTruthy()
  })
})
