import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { renderPart } from '../lib/test-page.tsx'
import { type ChartData, ChartFrame, writeChartCsv } from './chart-frame.tsx'

const data: ChartData = {
  columns: [
    { key: 'team', label: 'Team' },
    { key: 'rate', label: 'Rate', kind: 'percent' },
    { key: 'bets', label: 'Bets', kind: 'count' },
  ],
  rows: [
    { team: 'Ashford, Rovers', rate: { value: 0.4271828, n: 38, interval: [0.31, 0.55], status: 'measured' }, bets: 38 },
    { team: '=cmd()', rate: { value: null, n: 2, interval: null, status: 'not_measured' }, bets: 2 },
  ],
}

const frame = (
  <ChartFrame title="Who wins?" summary="Ashford do." data={data} fileName="x" n={40} snapshot="a91f03c2d7e4">
    <p>picture</p>
  </ChartFrame>
)

describe('ChartFrame', () => {
  test('is a figure named by its title and described by its summary', () => {
    renderPart(frame)
    expect(screen.getByRole('figure', { name: 'Who wins?', description: 'Ashford do.' })).toBeTruthy()
    expect(screen.getByText('n = 40 · snapshot a91f03c2')).toBeTruthy()
  })

  test('shows the same rows in its table, and the picture again', () => {
    renderPart(frame)
    fireEvent.click(screen.getByRole('button', { name: /Table/ }))
    expect(screen.queryByText('picture')).toBeNull()
    const [header, ...rows] = within(screen.getByRole('table')).getAllByRole('row')
    expect(
      within(header as HTMLElement)
        .getAllByRole('columnheader')
        .map((cell) => cell.textContent),
    ).toEqual(['Team', 'Rate', 'Bets'])
    expect(
      rows.map((row) =>
        within(row)
          .getAllByRole('cell')
          .map((cell) => cell.textContent),
      ),
    ).toEqual([
      ['Ashford, Rovers', '42.7%[31–55%] n 38', '38'],
      ['=cmd()', 'not measured n 2', '2'],
    ])
    fireEvent.click(screen.getByRole('button', { name: /Table/ }))
    expect(screen.getByText('picture')).toBeTruthy()
  })

  test('T switches, but not while the reader types or holds a modifier', () => {
    renderPart(
      <ChartFrame title="Q?" summary="S." data={data} fileName="x">
        <input aria-label="field" />
      </ChartFrame>,
    )
    fireEvent.keyDown(screen.getByLabelText('field'), { key: 't' })
    fireEvent.keyDown(screen.getByRole('figure'), { key: 't', ctrlKey: true })
    expect(screen.queryByRole('table')).toBeNull()
    fireEvent.keyDown(screen.getByRole('figure'), { key: 't' })
    expect(screen.getByRole('table')).toBeTruthy()
  })
})

test('the footnote has only what is known', () => {
  const note = (props: { n?: number | null; note?: string }) => {
    const { container, unmount } = renderPart(
      <ChartFrame title="Q?" summary="S." data={data} fileName="x" {...props}>
        <p />
      </ChartFrame>,
    )
    const text = container.querySelector('figcaption')?.textContent ?? null
    unmount()
    return text
  }
  expect([note({}), note({ n: null }), note({ n: 0 }), note({ note: 'N.' }), note({ n: 1200, note: 'N.' })]).toEqual([
    null,
    null,
    'n = 0',
    'N.',
    'n = 1,200 · N.',
  ])
})

describe('the CSV of a picture', () => {
  test('has no value for an estimate that was not measured, though it carries one, and fills the columns of plain cells', () => {
    const mixed: ChartData = {
      columns: [{ key: 'rate', label: 'Rate', kind: 'percent' }],
      rows: [{ rate: { value: 0.5, n: 3, interval: null, status: 'not_measured' } }, { rate: 0.25 }, { rate: null }],
    }
    expect(writeChartCsv(mixed)).toBe('rate,rate_n,rate_low,rate_high\r\n,3,,\r\n0.25,,,\r\n,,,\r\n')
  })

  test('holds every row unrounded, estimates with n and both ends, what is not measured empty', () => {
    expect(writeChartCsv(data)).toBe(
      'team,rate,rate_n,rate_low,rate_high,bets\r\n"Ashford, Rovers",0.4271828,38,0.31,0.55,38\r\n\'=cmd(),,2,,,2\r\n',
    )
  })
})
