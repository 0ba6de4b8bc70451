import { describe, expect, it } from 'vitest'
import { dayFromIso } from '../units.ts'
import { buildMatchTable } from './build-match-table.ts'
import { decodeMatchTable, encodeMatchTable } from './match-table-bytes.ts'

const nothing = { shots: null, shotsOnTarget: null, fouls: null, corners: null, yellows: null, reds: null }
const table = buildMatchTable({
  competition: 'X1',
  teams: [
    { id: 1, name: 'Alder' },
    { id: 2, name: 'Birch' },
  ],
  seasons: ['2022-23'],
  matches: [
    {
      matchId: 7,
      season: '2022-23',
      kickoffOn: dayFromIso('2022-08-06'),
      kickoffAt: null,
      homeId: 1,
      awayId: 2,
      fullTime: { home: 2, away: 1 },
      halfTime: null,
      homeStatistics: { ...nothing, shots: 14 },
      awayStatistics: nothing,
    },
  ],
  quotes: [{ matchId: 7, market: 'ou', phase: 'open', bookmaker: 'average', line: 2.5, price1: 1.9, priceX: null, price2: 1.95 }],
})

describe('a match table as bytes', () => {
  it('reads back as it was written, missing values included', () => {
    const { layout, bytes } = encodeMatchTable(table)
    expect(decodeMatchTable(layout, bytes)).toEqual(table)
  })

  it('is refused when the bytes do not fit the layout', () => {
    const { layout, bytes } = encodeMatchTable(table)
    expect(() => decodeMatchTable(layout, bytes.slice(8))).toThrow('expected')
    expect(() => decodeMatchTable({ ...layout, columns: layout.columns.slice(1) }, bytes)).toThrow('layout')
  })
})
