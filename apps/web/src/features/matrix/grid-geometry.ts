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
export function cellAt(point: { x: number; y: number }, side: number, size: number): Cell | null {
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
