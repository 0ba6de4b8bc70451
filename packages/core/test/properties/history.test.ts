import fc from 'fast-check'
import { expect, test } from 'vitest'
import { historyBefore } from '../../src/football/history.ts'
import { isoFromMinute, MINUTES_PER_DAY, type Minute } from '../../src/football/time.ts'
import { playedMatch, buildTable } from '../small-table.ts'

const FIRST = 19_000 * MINUTES_PER_DAY
const instants = fc.integer({ min: FIRST, max: FIRST + 30 * MINUTES_PER_DAY }).map((minute) => minute as Minute)
const tables = fc
  .array(fc.record({ at: instants, timed: fc.boolean() }), { maxLength: 60 })
  .map((rows) => buildTable(rows.map(({ at, timed }, id) => playedMatch(id, timed ? isoFromMinute(at) : isoFromMinute(at).slice(0, 10)))))

test('the binary search finds what a filter over all matches finds', () => {
  fc.assert(
    fc.property(tables, instants, (table, asOf) => {
      const filtered = [...table.columns.matchId].filter((_, row) => (table.columns.knownAt[row] as number) <= asOf)
      expect([...historyBefore(table, asOf).columns.matchId]).toEqual(filtered)
    }),
  )
})

test('an earlier history is a prefix of a later one: knowing more never changes what was known', () => {
  fc.assert(
    fc.property(tables, instants, instants, (table, one, other) => {
      const earlier = historyBefore(table, Math.min(one, other) as Minute)
      const later = historyBefore(table, Math.max(one, other) as Minute)
      expect([...later.columns.matchId].slice(0, earlier.length)).toEqual([...earlier.columns.matchId])
    }),
  )
})
