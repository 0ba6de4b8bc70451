import type { FrictionMatrix } from '@mon-ps/contract/friction'
import type { Metric } from '../../lib/page-search.ts'
import { CIVIDIS, ORANGE_PURPLE, type Ramp, getRampStep } from '../../ui/colour-ramp.ts'
import type { NumberKind } from '@mon-ps/messages/numbers'

interface MetricLook {
  ramp: Ramp
  /** Fixed, so that leagues and days can be compared. */
  domain: readonly [number, number]
  kind: NumberKind
}

export const METRIC_LOOK: Record<Metric, MetricLook> = {
  friction: { ramp: CIVIDIS, domain: [0, 100], kind: 'score' },
  chaos: { ramp: CIVIDIS, domain: [0, 100], kind: 'score' },
  goals: { ramp: CIVIDIS, domain: [1, 5], kind: 'goals' },
  homeWin: { ramp: ORANGE_PURPLE, domain: [0, 1], kind: 'percent' },
  uncertainty: { ramp: CIVIDIS, domain: [0, 0.5], kind: 'percent' },
}

/** A league's pairs in the order they are shown. */
export interface MatrixView {
  teams: FrictionMatrix['teams']
  metric: Metric
  /** Row-major in the order shown: home down, away across; null on the diagonal and where not measured. */
  values: (number | null)[]
  matches: (number | null)[]
}

/**
 * Puts a matrix into an order: by name, or by the mean of a team's measured cells, highest first, so that like stands by like.
 */
export function viewMatrix(matrix: FrictionMatrix, metric: Metric, order: 'alpha' | 'average'): MatrixView {
  const size = matrix.teams.length
  const source = matrix.metrics[metric]
  const places = matrix.teams.map((_, index) => index)
  const means = order === 'average' ? places.map((team) => averageTeam(source, size, team)) : []
  const sorted = places.toSorted((a, b) =>
    order === 'average' ? (means[b] ?? 0) - (means[a] ?? 0) : (matrix.teams[a]?.name ?? '').localeCompare(matrix.teams[b]?.name ?? ''),
  )
  const pick = <Item>(items: readonly (Item | null)[]) => sorted.flatMap((home) => sorted.map((away) => items[home * size + away] ?? null))
  return {
    teams: sorted.flatMap((place) => matrix.teams[place] ?? []),
    metric,
    values: pick(source),
    matches: pick(matrix.matchesAnalyzed),
  }
}

function averageTeam(values: readonly (number | null)[], size: number, team: number): number {
  let sum = 0
  let count = 0
  for (let other = 0; other < size; other++) {
    for (const value of [values[team * size + other], values[other * size + team]]) {
      if (value == null) continue
      sum += value
      count++
    }
  }
  return count === 0 ? Number.NEGATIVE_INFINITY : sum / count
}

const CHANNELS = 4
const OPAQUE = 255

/** One RGBA pixel per cell. Unmeasured cells stay transparent, so that the hatching behind them shows. */
export function paintMatrix(view: MatrixView): Uint8ClampedArray<ArrayBuffer> {
  const { ramp, domain } = METRIC_LOOK[view.metric]
  const pixels = new Uint8ClampedArray(view.values.length * CHANNELS)
  for (const [index, value] of view.values.entries()) {
    if (value === null || !Number.isFinite(value)) continue
    const step = getRampStep(value, domain) * 3
    pixels.set([ramp[step] ?? 0, ramp[step + 1] ?? 0, ramp[step + 2] ?? 0, OPAQUE], index * CHANNELS)
  }
  return pixels
}

/** A cell of a square grid: row is the home team's place, column the away team's. */
export interface Cell {
  row: number
  column: number
}

/**
 * Which cell lies under a point.
 *
 * @param point pixels from the grid's left and top edge
 * @param side  the grid's width and height, pixels
 * @param size  cells along one side
 * @returns     null outside the grid
 */
export function findCell(point: { x: number; y: number }, side: number, size: number): Cell | null {
  const column = Math.floor((point.x / side) * size)
  const row = Math.floor((point.y / side) * size)
  const isInside = size > 0 && side > 0 && row >= 0 && column >= 0 && row < size && column < size
  return isInside ? { row, column } : null
}

/** Where a key moves the cursor; null for keys that do not move it. Home and End stay in the row, Page keys in the column. */
export function moveCell(cell: Cell, key: string, size: number): Cell | null {
  const last = size - 1
  switch (key) {
    case 'ArrowUp':
      return { ...cell, row: Math.max(0, cell.row - 1) }
    case 'ArrowDown':
      return { ...cell, row: Math.min(last, cell.row + 1) }
    case 'ArrowLeft':
      return { ...cell, column: Math.max(0, cell.column - 1) }
    case 'ArrowRight':
      return { ...cell, column: Math.min(last, cell.column + 1) }
    case 'Home':
      return { ...cell, column: 0 }
    case 'End':
      return { ...cell, column: last }
    case 'PageUp':
      return { ...cell, row: 0 }
    case 'PageDown':
      return { ...cell, row: last }
    default:
      return null
  }
}
