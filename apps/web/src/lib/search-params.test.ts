import { describe, expect, test } from 'vitest'
import {
  getStrategySort,
  getTeamSort,
  readMatchupSearch,
  readMatchupsSearch,
  readMatrixSearch,
  readModelsSearch,
  readStrategiesSearch,
  readStrategySearch,
  readTeamSearch,
  readTeamsSearch,
} from './page-search.ts'
import { onlyDefined, readChoice, readId, readNumber, readSwitch, readText, searchForPair } from './search-params.ts'

const LONG = 'x'.repeat(1000)

describe('a value out of an address', () => {
  test('is one of the choices, as text, or nothing', () => {
    expect(readChoice('asc', ['asc', 'desc'])).toBe('asc')
    expect([readChoice('ASC', ['asc', 'desc']), readChoice(['asc'], ['asc', 'desc']), readChoice(undefined, ['asc'])]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  test('is text, trimmed and cut to its length; a number stands for its digits', () => {
    expect(readText('  ars ')).toBe('ars')
    expect(readText(2223)).toBe('2223')
    expect(readText(LONG)).toHaveLength(100)
    expect(readText('abcdef', 3)).toBe('abc')
    expect([readText('   '), readText(true), readText({}), readText(null)]).toEqual([undefined, undefined, undefined, undefined])
  })

  test('is a number within its bounds, which belong to it', () => {
    expect([readNumber(1, 1, 5), readNumber('5', 1, 5), readNumber(' 2.5 ', 1, 5)]).toEqual([1, 5, 2.5])
    for (const raw of [0.999, 5.001, '', ' ', 'two', Number.NaN, true, null]) expect(readNumber(raw, 1, 5)).toBeUndefined()
  })

  test('is a switch that is on, or nothing', () => {
    expect([true, 1, 'true', '1'].map(readSwitch)).toEqual([true, true, true, true])
    expect([false, 0, 'false', '0', 2, undefined].map(readSwitch)).toEqual(Array(6).fill(undefined))
  })

  test('is an id that the database can hold', () => {
    expect([readId('1'), readId(2_147_483_647)]).toEqual([1, 2_147_483_647])
    expect([readId(0), readId(-1), readId(1.5), readId(2_147_483_648), readId('x')]).toEqual(Array(5).fill(undefined))
  })

  test('is left out where it is undefined; null, 0 and false stay', () => {
    const kept = onlyDefined({ a: undefined, b: null, c: 0, d: false, e: '' })
    expect(Object.keys(kept)).toEqual(['b', 'c', 'd', 'e'])
  })
})

describe('each page reads all that its address may say', () => {
  test.each([
    ['teams', readTeamsSearch, { origin: 'migrated', league: 'E0', sort: 'tierRank', order: 'asc', cursor: 'abc' }],
    ['teams', readTeamsSearch, { origin: 'calculated', sort: 'avgClv', order: 'desc' }],
    ['team', readTeamSearch, { origin: 'migrated', view: 'radar', order: 'fixed' }],
    ['matchups', readMatchupsSearch, { home: 7 }],
    ['matchup', readMatchupSearch, { origin: 'calculated', highlight: 'btts', market: '1x2', whatIf: true, neutral: true }],
    ['matchup', readMatchupSearch, { halfLife: 14, shrink: 0.5, equal: 0.01, asOf: '2023-01-31' }],
    ['matchup', readMatchupSearch, { halfLife: 5000, shrink: 200, equal: 1 }],
    ['matrix', readMatrixSearch, { origin: 'migrated', league: '2223', metric: 'homeWin', order: 'alpha', q: 'ars' }],
    ['strategies', readStrategiesSearch, { origin: 'migrated', scope: 'league', league: 'E0', minBets: 1, sort: 'qValue', order: 'asc' }],
    ['strategies', readStrategiesSearch, { scope: 'overall', minBets: 100_000, order: 'desc', cursor: 'abc' }],
    ['strategy', readStrategySearch, { scope: 'team', origin: 'published', tab: 'losses', result: 'void', season: '2022-23', cursor: 'c' }],
    ['models', readModelsSearch, { tier: 'market' }],
  ] as const)('%s', (_, read: (raw: Record<string, unknown>) => object, search) => {
    expect(read(search)).toEqual(search)
    expect(read({})).toEqual({})
  })

  test.each([
    [readTeamsSearch, { origin: 'published', sort: 'luck', order: 'up', league: '', cursor: { $ne: 1 } }],
    [readTeamSearch, { view: 'strips', order: 'alpha' }],
    [readMatchupsSearch, { home: 0 }],
    [readMatchupSearch, { neutral: 'no', halfLife: 13.9, shrink: 200.1, asOf: 'yesterday', equal: 1.01, highlight: '<b>' }],
    [readMatchupSearch, { halfLife: 5001, shrink: 0.4, equal: 0.009, asOf: '2023-1-31' }],
    [readMatrixSearch, { metric: 'luck', order: 'strength', q: '  ' }],
    [readStrategiesSearch, { scope: 'world', minBets: 0, sort: 'toString' }],
    [readStrategiesSearch, { minBets: 100_001, order: 'none' }],
    [readStrategySearch, { scope: 'all', origin: 'demo', tab: 'luck', result: 'half_won' }],
    [readModelsSearch, { tier: 'history' }],
  ] as const)('drops what it does not know: the screen shows its default', (read: (raw: Record<string, unknown>) => object, search) => {
    expect(read(search)).toEqual({})
  })

  test('cuts what is too long', () => {
    expect(readTeamsSearch({ league: LONG, cursor: LONG })).toMatchObject({ league: 'x'.repeat(50), cursor: 'x'.repeat(500) })
    expect(readMatchupSearch({ market: LONG }).market).toHaveLength(40)
    expect(readStrategySearch({ season: LONG }).season).toHaveLength(10)
  })
})

describe('the order of a list', () => {
  test('of teams starts with the largest profit; names start at A', () => {
    expect(getTeamSort({})).toEqual({ by: 'totalPnl', order: 'desc' })
    expect(getTeamSort({ sort: 'teamName' })).toEqual({ by: 'teamName', order: 'asc' })
    expect(getTeamSort({ sort: 'teamName', order: 'desc' })).toEqual({ by: 'teamName', order: 'desc' })
  })

  test('of strategies starts with the best lower bound; the smallest q-value is the best', () => {
    expect(getStrategySort({})).toEqual({ by: 'roiLowerBound', order: 'desc' })
    expect(getStrategySort({ sort: 'qValue' })).toEqual({ by: 'qValue', order: 'asc' })
    expect(getStrategySort({ sort: 'roi', order: 'asc' })).toEqual({ by: 'roi', order: 'asc' })
  })
})

test('a link to a migrated pair asks for it; every other pair is what V3 shows', () => {
  expect(searchForPair({ origin: 'migrated' })).toEqual({ origin: 'migrated' })
  expect([searchForPair({ origin: 'calculated' }), searchForPair({ origin: 'enriched' })]).toEqual([{}, {}])
})
