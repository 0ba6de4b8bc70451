import { describe, expect, test } from 'vitest'
import { readMatchupSearch, readMatrixSearch, readStrategiesSearch, readTeamsSearch } from './page-search.ts'

describe('what an address says', () => {
  test('is read where it is known', () => {
    expect(readTeamsSearch({ league: 'E0', origin: 'migrated', sort: 'roi', order: 'asc', cursor: 'abc' })).toEqual({
      origin: 'migrated',
      league: 'E0',
      sort: 'roi',
      order: 'asc',
      cursor: 'abc',
    })
    expect(readMatrixSearch({ metric: 'homeWin', order: 'alpha', q: ' ars ' })).toEqual({ metric: 'homeWin', order: 'alpha', q: 'ars' })
    expect(readMatchupSearch({ neutral: true, halfLife: '180', shrink: 12.5, asOf: '2023-01-31', whatIf: 1, equal: '0.2' })).toEqual({
      neutral: true,
      halfLife: 180,
      shrink: 12.5,
      asOf: '2023-01-31',
      whatIf: true,
      equal: 0.2,
    })
  })

  test('is dropped where it is not: the screen shows its default', () => {
    expect(readTeamsSearch({ origin: 'published', sort: 'luck', order: 'up', league: '', cursor: { $ne: 1 } })).toEqual({})
    expect(readStrategiesSearch({ scope: 'world', minBets: -3, sort: 'toString' })).toEqual({})
    expect(readMatchupSearch({ neutral: 'no', halfLife: 'NaN', shrink: 1e9, asOf: 'yesterday', equal: 5, highlight: '<b>' })).toEqual({})
  })

  test('a code that looks like a number is still a code', () => {
    expect(readMatrixSearch({ league: 2223 })).toEqual({ league: '2223' })
  })
})
