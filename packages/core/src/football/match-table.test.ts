import { expect, test } from 'vitest'
import { playedMatch, buildTable } from '../../test/small-table.ts'
import { CoreError } from '../errors.ts'
import { priceKey } from './match-table.ts'

const quote = { matchId: 7, market: '1x2', phase: 'close', bookmaker: 'pinnacle', line: 0, price1: 2.1, priceX: 3.4, price2: null } as const

function getErrorCode(run: () => unknown): string | null {
  try {
    run()
    return null
  } catch (error) {
    return error instanceof CoreError ? error.code : String(error)
  }
}

test('rows are sorted by when the score was known, then by match id', () => {
  const table = buildTable([
    playedMatch(9, '2022-09-03'),
    playedMatch(8, '2022-09-03T14:00:00Z'),
    playedMatch(7, '2022-09-03'),
    playedMatch(3, '2022-08-06'),
  ])
  // A match without an hour is known at the end of its day.
  expect([...table.columns.matchId]).toEqual([3, 8, 7, 9])
})

test('teams and seasons become indices, and what a source lacks is NaN inside the table', () => {
  const { columns } = buildTable([
    playedMatch(7, '2022-09-03', { homeStatistics: { ...playedMatch(7, '2022-09-03').homeStatistics, shots: 12 } }),
  ])
  expect([columns.season[0], columns.home[0], columns.away[0], columns.homeGoals[0], columns.homeShots[0]]).toEqual([0, 0, 1, 2, 12])
  expect(columns.awayShots[0]).toBeNaN()
  expect(columns.halfTimeHomeGoals[0]).toBeNaN()
})

test('prices stand in the row of their match, NaN where there is none', () => {
  const table = buildTable([playedMatch(3, '2022-08-06'), playedMatch(7, '2022-09-03')], [quote])
  const prices = table.prices.get(priceKey('1x2', 'close', 'pinnacle'))
  expect([...(prices?.price1 ?? [])]).toEqual([Number.NaN, 2.1])
  expect([...(prices?.price2 ?? [])]).toEqual([Number.NaN, Number.NaN])
  expect([...(prices?.line ?? [])]).toEqual([Number.NaN, 0])
})

test('rows that contradict each other are refused at the door', () => {
  const match = playedMatch(7, '2022-09-03')
  expect(getErrorCode(() => buildTable([match, match]))).toBe('INVALID_ARGUMENT')
  expect(getErrorCode(() => buildTable([{ ...match, homeId: 5 }]))).toBe('UNKNOWN_TEAM')
  expect(getErrorCode(() => buildTable([{ ...match, season: '2021-22' }]))).toBe('INVALID_ARGUMENT')
  expect(getErrorCode(() => buildTable([match], [{ ...quote, matchId: 8 }]))).toBe('INVALID_ARGUMENT')
  expect(getErrorCode(() => buildTable([match], [quote, { ...quote, price1: 2.2 }]))).toBe('INVALID_ARGUMENT')
})
