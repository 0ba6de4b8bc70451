import { describe, expect, test } from 'vitest'
import { dayFromIso } from '../units.ts'
import { fileCodeForSeason, fullYear, previousSeason, seasonFromFileCode, seasonInFileName, seasonForDay, seasonForFile } from './season.ts'

const days = (...dates: string[]) => dates.map(dayFromIso)

describe('season codes', () => {
  test('a file code and its season turn into each other, across the turn of the century too', () => {
    for (const [code, season] of [
      ['2223', '2022-23'],
      ['9394', '1993-94'],
      ['9900', '1999-00'],
      ['0001', '2000-01'],
    ] as const) {
      expect(seasonFromFileCode(code)).toBe(season)
      expect(fileCodeForSeason(season)).toBe(code)
    }
  })

  test('what is no season is null', () => {
    expect(seasonFromFileCode('2224')).toBeNull()
    expect(seasonFromFileCode('4281')).toBeNull()
    expect(fileCodeForSeason('2022-24')).toBeNull()
    expect(fileCodeForSeason('2223')).toBeNull()
  })

  test('a season is read from the names that files go by', () => {
    expect(seasonInFileName('E0_2223.csv')).toBe('2022-23')
    expect(seasonInFileName('https://www.football-data.co.uk/mmz4281/1920/SP1.csv')).toBe('2019-20')
    expect(seasonInFileName('E0-2022-23.csv')).toBe('2022-23')
    expect(seasonInFileName('premier-league 2022-2023.csv')).toBe('2022-23')
  })

  test('a name that states no season, or two, states none', () => {
    expect(seasonInFileName('E0 (3).csv')).toBeNull()
    expect(seasonInFileName('export 2023-05.csv')).toBeNull()
    expect(seasonInFileName('1920/E0_2223.csv')).toBeNull()
  })

  test('without a file, the season turns on the first of July', () => {
    expect(seasonForDay(dayFromIso('2023-06-30'))).toBe('2022-23')
    expect(seasonForDay(dayFromIso('2023-07-01'))).toBe('2023-24')
  })
})

describe('the season of a file', () => {
  test('the name decides while most dates can belong to it: 2019-20 was played until August 2020', () => {
    expect(seasonForFile('I1_1920.csv', days('2020-07-01', '2020-07-20', '2020-08-02'))).toEqual({
      season: '2019-20',
      source: 'file-name',
      overruled: null,
    })
  })

  test('the dates overrule a name that says another season, and the name is reported', () => {
    expect(seasonForFile('E0_2021.csv', days('2022-08-05', '2022-12-26', '2023-05-28'))).toEqual({
      season: '2022-23',
      source: 'dates',
      overruled: '2020-21',
    })
  })

  test('without a name most dates decide: a few matches of July stay with the season before', () => {
    expect(seasonForFile('E0.csv', days('2019-08-09', '2020-01-01', '2020-03-01', '2020-07-26'))?.season).toBe('2019-20')
  })

  test('a file that is half one season and half another has none', () => {
    expect(seasonForFile('E0.csv', days('2021-09-01', '2022-09-01'))).toBeNull()
  })
})

test('the season before is that of the calendar, over the turn of a century too', () => {
  expect(previousSeason('2022-23')).toBe('2021-22')
  expect(previousSeason('2000-01')).toBe('1999-00')
  expect(previousSeason('2022-24')).toBeNull()
})

test('a season lasts from 1 July to 31 August of the next year, both included', () => {
  // Two of three dates lie on the last day, or on the first: the name still decides.
  expect(seasonForFile('E0_2223.csv', days('2023-08-31', '2023-08-31', '2021-09-01'))?.source).toBe('file-name')
  expect(seasonForFile('E0_2223.csv', days('2022-07-01', '2022-07-01', '2021-09-01'))?.source).toBe('file-name')
  expect(seasonForFile('E0_2223.csv', days('2023-09-01', '2023-09-01', '2022-09-01'))).toMatchObject({ season: '2023-24', source: 'dates' })
  expect(seasonForFile('E0_2223.csv', days('2022-06-30', '2022-06-30', '2022-09-01'))).toMatchObject({ season: '2021-22', source: 'dates' })
  // Half of the dates are not most of them, neither for the name nor for the dates.
  expect(seasonForFile('E0_2223.csv', days('2022-09-01', '2020-09-01'))).toBeNull()
  expect(seasonForFile('E0_2223.csv', [])?.season).toBe('2022-23')
})

test('two digits are a year from 1990 to 2089', () => {
  expect([90, 99, 0, 89].map(fullYear)).toEqual([1990, 1999, 2000, 2089])
})
