import { expect, test } from 'vitest'
import { playedMatch, buildTable } from '../../test/small-table.ts'
import { historyBefore } from './history.ts'
import { minuteFromIso, type Minute } from './time.ts'

const idsAt = (table: ReturnType<typeof buildTable>, instant: string) => [...historyBefore(table, minuteFromIso(instant)).columns.matchId]

test('a match that is under way is not known, and is known when it has ended', () => {
  const table = buildTable([playedMatch(1, '2022-09-03T14:00:00Z')])
  expect(idsAt(table, '2022-09-03T14:00:00Z')).toEqual([])
  expect(idsAt(table, '2022-09-03T16:09:00Z')).toEqual([])
  expect(idsAt(table, '2022-09-03T16:10:00Z')).toEqual([1])
})

test('a match without an hour is not known on its own day', () => {
  const table = buildTable([playedMatch(1, '2022-09-03')])
  expect(idsAt(table, '2022-09-03T23:59:00Z')).toEqual([])
  expect(idsAt(table, '2022-09-04T00:00:00Z')).toEqual([1])
})

test('prices of later matches are cut off with them', () => {
  const quotes = [1, 2].map(
    (matchId) =>
      ({ matchId, market: 'ou', phase: 'open', bookmaker: 'average', line: 2.5, price1: 1.9, priceX: null, price2: 1.95 }) as const,
  )
  const table = buildTable([playedMatch(1, '2022-09-03'), playedMatch(2, '2022-09-10')], quotes)
  expect(historyBefore(table, minuteFromIso('2022-09-05T12:00:00Z')).prices.get('ou|open|average')?.price1.length).toBe(1)
})

test('a history is a view: nothing is copied', () => {
  const table = buildTable([playedMatch(1, '2022-09-03')])
  expect(historyBefore(table, minuteFromIso('2022-10-01T00:00:00Z')).columns.homeGoals.buffer).toBe(table.columns.homeGoals.buffer)
})

test('an instant that is not a number is refused', () => {
  expect(() => historyBefore(buildTable([]), Number.NaN as Minute)).toThrow('expected a UTC minute')
})
