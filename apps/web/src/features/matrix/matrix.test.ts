import type { FrictionMatrix } from '@mon-ps/contract/friction'
import { describe, expect, test } from 'vitest'
import { listPairs } from './matrix-chart.tsx'
import { toIntervalWidth } from './screen.tsx'
import { findCell, moveCell, paintMatrix, viewMatrix } from './matrix-view.ts'

const cells = [null, 80, 20, 40, null, 60, 10, null, null]
const matrix: FrictionMatrix = {
  league: 'Demo',
  leagueCode: 'D1',
  season: '2025-26',
  teams: [
    { id: 1, name: 'Beta' },
    { id: 2, name: 'Gamma' },
    { id: 3, name: 'Alpha' },
  ],
  metrics: { friction: cells, chaos: cells, goals: cells, homeWin: cells, uncertainty: cells },
  matchesAnalyzed: cells.map((cell) => (cell === null ? null : 38)),
  meta: { snapshot: null, modelVersion: null, computedAt: null, origin: 'published', warnings: [] },
}

describe('which cell lies under the pointer', () => {
  test.each([
    [0, 0, { row: 0, column: 0 }],
    [599.9, 599.9, { row: 19, column: 19 }],
    [45, (600 / 20) * 3 + 1, { row: 3, column: 1 }],
    [600, 10, null],
    [-1, 10, null],
  ])('at %d, %d of a 600 pixel grid of 20 teams', (x, y, cell) => {
    expect(findCell({ x, y }, 600, 20)).toEqual(cell)
  })

  test('a grid without cells or without size has none', () => {
    expect([findCell({ x: 1, y: 1 }, 600, 0), findCell({ x: 0, y: 0 }, 0, 20)]).toEqual([null, null])
  })
})

describe('the keyboard in the grid', () => {
  test('arrows stop at the edges, Home and End stay in the row, Page keys in the column', () => {
    const from = { row: 0, column: 2 }
    expect(moveCell(from, 'ArrowUp', 3)).toEqual(from)
    expect(moveCell(from, 'ArrowRight', 3)).toEqual(from)
    expect(moveCell(from, 'ArrowDown', 3)).toEqual({ row: 1, column: 2 })
    expect(moveCell(from, 'Home', 3)).toEqual({ row: 0, column: 0 })
    expect(moveCell(from, 'PageDown', 3)).toEqual({ row: 2, column: 2 })
    expect(moveCell(from, 'a', 3)).toBeNull()
  })
})

test('each key of the grid moves one way, and none leaves it', () => {
  const keys = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown']
  const places = (row: number, column: number) => keys.map((key) => Object.values(moveCell({ row, column }, key, 3) ?? {}).join())
  expect(places(1, 1)).toEqual(['0,1', '2,1', '1,0', '1,2', '1,0', '1,2', '0,1', '2,1'])
  expect(places(0, 0)).toEqual(['0,0', '1,0', '0,0', '0,1', '0,0', '0,2', '0,0', '2,0'])
  expect(places(2, 2)).toEqual(['1,2', '2,2', '2,1', '2,2', '2,0', '2,2', '0,2', '2,2'])
})

test('the listed pairs are all ordered pairs of two teams, each with its own value', () => {
  expect(listPairs(viewMatrix(matrix, 'friction', 'alpha')).map(({ home, away, value }) => `${home} ${away} ${value}`)).toEqual([
    'Alpha Beta 10',
    'Alpha Gamma null',
    'Beta Alpha 20',
    'Beta Gamma 80',
    'Gamma Alpha 60',
    'Gamma Beta 40',
  ])
})

test('a width of an interval is an estimate without an interval of its own', () => {
  const homeWinProb = { value: 0.4, n: 38, interval: [0.3, 0.5] as [number, number], status: 'measured' as const }
  expect(toIntervalWidth({ uncertainty: 0.2, homeWinProb })).toEqual({ value: 0.2, n: 38, interval: null, status: 'measured' })
  expect(toIntervalWidth({ uncertainty: null, homeWinProb }).status).toBe('not_measured')
})

describe('the order of the teams', () => {
  test('by name moves rows and columns together', () => {
    const view = viewMatrix(matrix, 'friction', 'alpha')
    expect(view.teams.map((team) => team.name)).toEqual(['Alpha', 'Beta', 'Gamma'])
    // Beta (row 1) at home to Gamma (column 2) was 80, Beta at home to Alpha 20.
    expect(view.values).toEqual([null, 10, null, 20, null, 80, 60, 40, null])
  })

  test('by average puts the highest first', () => {
    expect(viewMatrix(matrix, 'friction', 'average').teams.map((team) => team.name)).toEqual(['Gamma', 'Beta', 'Alpha'])
  })
})

test('one pixel a cell: measured ones are opaque, the others clear so that the hatch shows', () => {
  const pixels = paintMatrix(viewMatrix(matrix, 'friction', 'alpha'))
  const alpha = Array.from({ length: 9 }, (_, cell) => pixels[cell * 4 + 3])
  expect(alpha).toEqual([0, 255, 0, 255, 0, 255, 255, 255, 0])
})
