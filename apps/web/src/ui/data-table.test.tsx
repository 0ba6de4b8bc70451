import { fireEvent, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderPart } from '../lib/test-page.tsx'
import { type DataColumn, DataTable, getNextSort, type SortState } from './data-table.tsx'

type Sort = 'bets' | 'roi'

const columns: DataColumn<{ team: string; bets: number }, Sort>[] = [
  { id: 'team', header: 'Team', cell: ({ team }) => team },
  { id: 'bets', header: 'Bets', align: 'right', sortBy: 'bets', cell: ({ bets }) => bets },
  { id: 'roi', header: 'ROI', sortBy: 'roi', cell: () => '' },
]
const rows = [
  { team: 'Ashford', bets: 3 },
  { team: 'Brindle', bets: 9 },
]

test('the first click asks for the largest values, the next ones turn the order round', () => {
  expect(getNextSort<Sort>(undefined, 'bets')).toEqual({ by: 'bets', order: 'desc' })
  expect(getNextSort<Sort>({ by: 'bets', order: 'desc' }, 'bets')).toEqual({ by: 'bets', order: 'asc' })
  expect(getNextSort<Sort>({ by: 'bets', order: 'asc' }, 'bets')).toEqual({ by: 'bets', order: 'desc' })
  expect(getNextSort<Sort>({ by: 'roi', order: 'desc' }, 'bets')).toEqual({ by: 'bets', order: 'desc' })
})

test('the headers say how the rows are ordered, and a click on one asks for its order', () => {
  const asked: SortState<Sort>[] = []
  renderPart(
    <DataTable
      caption="Teams"
      columns={columns}
      rows={rows}
      rowKey={({ team }) => team}
      sort={{ by: 'bets', order: 'asc' }}
      onSort={(sort) => asked.push(sort)}
    />,
  )
  expect(screen.getAllByRole('columnheader').map((header) => header.getAttribute('aria-sort'))).toEqual([null, 'ascending', 'none'])
  fireEvent.click(screen.getByRole('button', { name: /Bets/ }))
  fireEvent.click(screen.getByRole('button', { name: /ROI/ }))
  expect(asked).toEqual([
    { by: 'bets', order: 'desc' },
    { by: 'roi', order: 'desc' },
  ])
})

test('a list in an order of its own has no buttons, and keeps its rows as they come', () => {
  renderPart(<DataTable caption="Teams" columns={columns} rows={rows} rowKey={({ team }) => team} />)
  expect(screen.queryByRole('button')).toBeNull()
  expect(screen.getAllByRole('rowheader').map((cell) => cell.textContent)).toEqual(['Ashford', 'Brindle'])
})
