import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFootballData } from '../../src/sources/football-data/read-football-data.ts'
import { WIDE_HEADER } from '../football-data-corpus.ts'

const header = WIDE_HEADER.split(',')
const hostile = fc.constantFrom(
  '',
  '0',
  '-1',
  '2.0',
  '1,85',
  'NaN',
  'Infinity',
  '1e400',
  '=1+1',
  '13/08/22',
  '08/13/2022',
  '99/99/9999',
  'H',
  'é',
  '\u0000',
  '"',
)
const cell = fc.oneof({ weight: 4, arbitrary: hostile }, { weight: 1, arbitrary: fc.string({ maxLength: 12 }) })
/** A sound row with some cells replaced and some left out or added at its end. */
const row = fc.record({
  swaps: fc.array(fc.tuple(fc.nat(131), cell), { maxLength: 6 }),
  length: fc.integer({ min: 0, max: 136 }),
  home: fc.nat(9),
  away: fc.nat(9),
})

function buildCells({ swaps, length, home, away }: { swaps: [number, string][]; length: number; home: number; away: number }): string[] {
  const cells = header.map((name, index) => {
    if (index >= 24) return name.startsWith('AH') ? '-0.25' : '1.95'
    return (
      (
        { Div: 'E0', Date: '13/08/2022', HomeTeam: `Home ${home}`, AwayTeam: `Away ${away}`, FTHG: '2', FTAG: '1' } as Record<
          string,
          string
        >
      )[name] ?? ''
    )
  })
  for (const [index, value] of swaps) cells[index] = value
  return Array.from({ length: Math.max(length, swaps.length * 20) }, (_, index) => cells[index] ?? '')
}

test('whatever the cells hold, every row is accepted or rejected with its line, and no number is other than finite', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 25 }), (rows) => {
      const file = {
        fileName: 'E0_2223.csv',
        header,
        rows: rows.map((one, index) => ({ line: index + 2, cells: buildCells(one) })),
        endsWithLineBreak: true,
      }
      const result = readFootballData(file)
      if (result.kind === 'refused') {
        expect(['BINARY', 'SEASON_UNKNOWN']).toContain(result.refusal.code)
        return
      }
      const rejected = result.issues.filter((issue) => issue.severity === 'rejected')
      expect(rejected).toHaveLength(result.rejected)
      const lines = [...result.accepted.map(({ line }) => line), ...rejected.map(({ line }) => line)].sort((a, b) => a - b)
      const filled = file.rows.filter(({ cells }) => cells.some((value) => value.trim() !== '')).map(({ line }) => line)
      expect(lines).toEqual(filled)
      const prices = result.accepted.flatMap(({ quotes }) => quotes.flatMap(({ price1, priceX, price2 }) => [price1, priceX, price2]))
      expect(prices.every((price) => price === null || (Number.isFinite(price) && price > 1))).toBe(true)
    }),
    { numRuns: 400 },
  )
})
