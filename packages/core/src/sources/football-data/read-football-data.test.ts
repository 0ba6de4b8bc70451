import { describe, expect, test } from 'vitest'
import { csvFile } from '../../../test/csv-file.ts'
import { RESULT_HEADER, resultCells, WIDE_HEADER } from '../../../test/football-data-corpus.ts'
import type { CsvFile } from '../csv.ts'
import { type FootballDataFile, readFootballData } from './read-football-data.ts'

function read(file: CsvFile): FootballDataFile {
  const result = readFootballData(file)
  if (result.kind === 'refused') throw new Error(result.refusal.message)
  expect(result.accepted.length + result.rejected).toBe(result.rowsRead)
  expect(result.issues.filter((issue) => issue.severity === 'rejected')).toHaveLength(result.rejected)
  return result
}

function getRefusal(file: CsvFile) {
  const result = readFootballData(file)
  return result.kind === 'refused' ? result.refusal : null
}

const readRows = (...rows: string[]) => read(csvFile('E0_2223.csv', [RESULT_HEADER, ...rows, ''].join('\n')))
const withOdds = (columns: string, values: string) =>
  read(csvFile('E0_2223.csv', `${RESULT_HEADER},${columns}\n${resultCells()},${values}\n`))

describe('what the originals have', () => {
  test('a row becomes a match with its UTC kick-off, score, counts and referee', () => {
    expect(readRows(resultCells()).accepted[0]).toEqual({
      line: 2,
      quotes: [],
      match: {
        division: 'E0',
        season: '2022-23',
        kickoffOn: '2022-08-13',
        kickoffAt: '2022-08-13T14:00:00Z',
        home: 'Brackwater',
        away: 'Northmere',
        status: 'played',
        fullTime: { home: 2, away: 1 },
        halfTime: { home: 1, away: 1 },
        homeStatistics: { shots: 14, shotsOnTarget: 5, fouls: 11, corners: 6, yellows: 1, reds: 0 },
        awayStatistics: { shots: 9, shotsOnTarget: 3, fouls: 12, corners: 4, yellows: 2, reds: 0 },
        referee: 'A Alder',
      },
    })
  })

  test.each(['\ufeff', 'ï»¿'])('a byte-order mark before the first column, decoded or not, is no part of its name', (mark) => {
    expect(read(csvFile('E0_2223.csv', `${mark}${RESULT_HEADER}\n${resultCells()}\n`)).accepted).toHaveLength(1)
  })

  test('dates of both lengths and ISO dates stand side by side', () => {
    const dates = ['13/08/22', '13/08/2022', '2022-08-13']
    const file = readRows(...dates.map((date, index) => resultCells({ Date: date, HomeTeam: `Home ${index}` })))
    expect(file.accepted.map(({ match }) => match.kickoffOn)).toEqual(['2022-08-13', '2022-08-13', '2022-08-13'])
  })

  test('goals that a spreadsheet wrote as 2.0 are counts', () => {
    expect(readRows(resultCells({ FTHG: '2.0', HTAG: '1.0', HS: '14.0' })).accepted[0]?.match.fullTime).toEqual({ home: 2, away: 1 })
  })

  test('accented names are composed, so that one name has one spelling', () => {
    const decomposed = 'Atle\u0301tico Vale'
    expect(readRows(resultCells({ HomeTeam: ` ${decomposed} ` })).accepted[0]?.match.home).toBe('Atl\u00e9tico Vale')
  })

  test('renamed goal, result and team columns are read', () => {
    const file = csvFile('E0_2223.csv', 'Div,Date,Home,Away,HG,AG,Res\nE0,13/08/2022,Brackwater,Northmere,2,1,H\n')
    expect(read(file).accepted[0]?.match).toMatchObject({
      home: 'Brackwater',
      fullTime: { home: 2, away: 1 },
      halfTime: null,
      kickoffAt: null,
    })
  })

  test('columns are read by name: another order gives the same match', () => {
    const file = csvFile('E0_2223.csv', 'AwayTeam,FTAG,HomeTeam,FTHG,Date,Div\nNorthmere,1,Brackwater,2,13/08/2022,E0\n')
    expect(read(file).accepted[0]?.match).toMatchObject({ home: 'Brackwater', away: 'Northmere', fullTime: { home: 2, away: 1 } })
  })

  test('blank rows count as nothing, whether empty or all commas', () => {
    const file = readRows(resultCells(), ','.repeat(23), '', '  ')
    expect([file.rowsRead, file.rejected]).toEqual([1, 0])
  })

  test('cells that a row leaves out at its end are missing, not wrong', () => {
    const short = resultCells().split(',').slice(0, 8).join(',')
    const [row] = readRows(short, resultCells({ HomeTeam: 'Larkmoor' })).accepted
    expect(row?.match).toMatchObject({ fullTime: { home: 2, away: 1 }, halfTime: null, homeStatistics: { shots: null } })
  })

  test('a fixture without a score is scheduled', () => {
    const blank = { FTHG: '', FTAG: '', FTR: '', HTHG: '', HTAG: '', HTR: '' }
    expect(readRows(resultCells(blank)).accepted[0]?.match).toMatchObject({ status: 'scheduled', fullTime: null, halfTime: null })
  })

  test('a match awarded at the table has no half-time and no counts', () => {
    const file = read(
      csvFile('F1_1617.csv', 'Div,Date,HomeTeam,AwayTeam,FTHG,FTAG,FTR,HTHG,HTAG,HTR,HS\nF1,16/04/17,Larkmoor,Northmere,0,3,A,,,,\n'),
    )
    expect(file.accepted[0]?.match).toMatchObject({ status: 'played', halfTime: null, homeStatistics: { shots: null } })
    expect(file.issues).toEqual([])
  })

  test('every price of a row with 132 columns is kept', () => {
    const prices = WIDE_HEADER.split(',')
      .slice(24)
      .map((name) => (name === 'AHh' || name === 'AHCh' ? '-0.75' : '1.9091'))
    const file = read(csvFile('E0_2526.csv', `${WIDE_HEADER}\n${resultCells({ Date: '16/08/2025' })},${prices.join(',')}\n`))
    const kept = (file.accepted[0]?.quotes ?? []).flatMap((quote) =>
      [quote.price1, quote.priceX, quote.price2].filter((price) => price !== null),
    )
    expect(kept).toHaveLength(106)
    expect(new Set(kept)).toEqual(new Set([1.9091]))
    expect(file.issues).toEqual([])
  })
})

describe('odds', () => {
  test('blank, zero and prices up to 1 are missing without a word', () => {
    const file = withOdds('B365H,B365D,B365A,BWH,BWD,BWA', '0,,1,1.5,4.2,0.0')
    expect(file.accepted[0]?.quotes).toEqual([
      { market: '1x2', phase: 'open', bookmaker: 'bwin', line: 0, price1: 1.5, priceX: 4.2, price2: null },
    ])
    expect(file.issues).toEqual([])
  })

  test.each(['abc', '1e3', 'Infinity', '#DIV/0!', '20000'])('the price %s is left out with a warning that names its place', (price) => {
    const file = withOdds('B365H,B365D,B365A', `${price},3.4,4.1`)
    expect(file.accepted[0]?.quotes[0]).toMatchObject({ price1: null, priceX: 3.4, price2: 4.1 })
    expect(file.issues).toEqual([
      expect.objectContaining({ line: 2, column: 'B365H', code: 'INVALID_PRICE', severity: 'warning', got: price }),
    ])
  })

  test('a price with a decimal comma, in quotes, is a warning and never 1 or 85', () => {
    const header = [...RESULT_HEADER.split(','), 'B365H', 'B365D', 'B365A']
    const row = { line: 2, cells: [...resultCells().split(','), '1,85', '3.4', '4.1'] }
    const file = read({ fileName: 'E0_2223.csv', header, rows: [row], endsWithLineBreak: true })
    expect(file.accepted[0]?.quotes[0]?.price1).toBeNull()
    expect(file.issues[0]).toMatchObject({ column: 'B365H', code: 'INVALID_PRICE', got: '1,85' })
  })

  test('a decimal comma without quotes shifts the row, which is rejected', () => {
    const file = withOdds('B365H,B365D,B365A', '1,85,3.4,4.1')
    expect(file.issues).toEqual([expect.objectContaining({ line: 2, code: 'TOO_MANY_CELLS', severity: 'rejected' })])
  })

  test('each handicap goes with its own prices: the market’s, Betbrain’s, and a book’s own of older files', () => {
    const lines = (columns: string, values: string) =>
      withOdds(columns, values).accepted[0]?.quotes.map(({ bookmaker, phase, line }) => [bookmaker, phase, line])
    expect(lines('AHh,B365AHH,B365AHA,AHCh,PCAHH,PCAHA', '-0.75,1.9,2,-1,1.95,1.95')).toEqual([
      ['bet365', 'open', -0.75],
      ['pinnacle', 'close', -1],
    ])
    expect(lines('BbAHh,BbMxAHH,BbMxAHA,GBAHH,GBAHA,GBAH', '0.25,1.9,2,1.88,1.97,0.5')).toEqual([
      ['betbrain-max', 'open', 0.25],
      ['gamebookers', 'open', 0.5],
    ])
  })

  test('handicap prices whose handicap is missing or no quarter are left out with one warning', () => {
    for (const handicap of ['', '-0.6', 'x']) {
      const file = withOdds('AHh,B365AHH,B365AHA,PAHH,PAHA', `${handicap},1.9,2,1.92,2.02`)
      expect(file.accepted[0]?.quotes).toEqual([])
      expect(file.issues.map(({ code, column, severity }) => [code, column, severity])).toEqual([['INVALID_HANDICAP', 'AHh', 'warning']])
    }
  })

  test('columns that are not read are reported, odds or not, unless they are empty or count bookmakers', () => {
    const file = withOdds('XYZH,Attendance,BbOU,Empty,PCAHH', '1.9,41000,33,,1.95')
    expect(file.issues.map(({ line, column, message }) => [line, column, message])).toEqual([
      [1, 'XYZH', 'column XYZH looks like odds of a bookmaker or market that is not known: its values are not read'],
      [1, 'Attendance', 'column Attendance is not known: its values are not read'],
      [1, 'PCAHH', 'column PCAHH holds handicap prices, but no column gives the handicap: its values are not read'],
    ])
  })
})

describe('rows that are rejected, each with line, column, and what was expected', () => {
  test.each([
    [{ FTHG: '-1' }, 'INVALID_GOALS', 'FTHG'],
    [{ FTHG: '1.5' }, 'INVALID_GOALS', 'FTHG'],
    [{ FTHG: 'Brackwater', HomeTeam: 'Larkmoor' }, 'INVALID_GOALS', 'FTHG'],
    [{ FTAG: '' }, 'INCOMPLETE_SCORE', 'FTAG'],
    [{ FTHG: '', FTAG: '' }, 'INCOMPLETE_SCORE', 'FTR'],
    [{ FTR: 'A' }, 'RESULT_DISAGREES', 'FTR'],
    [{ FTR: '1' }, 'INVALID_RESULT', 'FTR'],
    [{ HTHG: '3', HTR: 'H' }, 'HALF_TIME_EXCEEDS_FULL_TIME', 'HTHG'],
    [{ AwayTeam: 'Brackwater' }, 'SAME_TEAM', 'AwayTeam'],
    [{ AwayTeam: '' }, 'MISSING_VALUE', 'AwayTeam'],
    [{ HomeTeam: '2' }, 'INVALID_TEAM', 'HomeTeam'],
    [{ Date: '08/13/2022' }, 'INVALID_DATE', 'Date'],
    [{ Date: '31/02/2023' }, 'INVALID_DATE', 'Date'],
    [{ Date: '' }, 'MISSING_VALUE', 'Date'],
    [{ Date: '13/08/2021' }, 'DATE_OUTSIDE_SEASON', 'Date'],
    [{ Div: 'E 0' }, 'INVALID_DIVISION', 'Div'],
  ])('%o is rejected as %s', (overrides, code, column) => {
    const file = readRows(resultCells({ HomeTeam: 'Larkmoor' }), resultCells({ AwayTeam: 'Larkmoor' }), resultCells(overrides))
    expect(file.accepted.map(({ line }) => line)).toEqual([2, 3])
    expect(file.issues).toEqual([expect.objectContaining({ file: 'E0_2223.csv', line: 4, column, code, severity: 'rejected' })])
    expect(file.issues[0]?.message).toMatch(/^got .*, expected /)
  })

  test('the second of two rows for one match is rejected, naming both lines', () => {
    const file = readRows(resultCells(), resultCells({ HomeTeam: 'Larkmoor' }), resultCells({ FTHG: '3' }))
    expect(file.issues).toEqual([expect.objectContaining({ line: 4, code: 'DUPLICATE_MATCH', severity: 'rejected' })])
    expect(file.issues[0]?.message).toContain('line 2')
  })
})

describe('values that are left out with a warning while the match stands', () => {
  test.each([
    [{ Time: '25:00' }, 'INVALID_TIME', 'Time'],
    [{ HS: 'x' }, 'INVALID_STATISTIC', 'HS'],
    [{ HTAG: '' }, 'INCOMPLETE_SCORE', 'HTAG'],
    [{ HTR: 'H' }, 'RESULT_DISAGREES', 'HTR'],
    [{ AST: '10' }, 'STATISTICS_DISAGREE', 'AST'],
  ])('%o is a warning %s', (overrides, code, column) => {
    const file = readRows(resultCells(overrides))
    expect(file.accepted).toHaveLength(1)
    expect(file.issues).toEqual([expect.objectContaining({ line: 2, column, code, severity: 'warning' })])
  })
})

describe('files that are refused as a whole', () => {
  test('a file of another kind is told what it lacks and what it has', () => {
    const refusal = getRefusal(csvFile('a.csv', 'a,b,c\n1,2,3\n'))
    expect(refusal).toMatchObject({ code: 'NOT_FOOTBALL_DATA', got: 'a, b, c' })
    expect(refusal?.message).toContain('lacks Div, Date, HomeTeam or Home, AwayTeam or Away, FTHG or HG, FTAG or AG')
  })

  test('binary content is called so', () => {
    expect(getRefusal(csvFile('a.csv', `PK\u0003\u0004,\u0000\n`))?.code).toBe('BINARY')
  })

  test('a column that stands twice is named', () => {
    expect(getRefusal(csvFile('E0_2223.csv', `${RESULT_HEADER},FTHG\n${resultCells()},2\n`))).toMatchObject({
      code: 'COLUMN_TWICE',
      got: 'FTHG',
    })
  })

  test('a file cut inside a row is refused, one that only lacks the last line break is read with a warning', () => {
    const text = `${RESULT_HEADER}\n${resultCells()}\n${resultCells({ HomeTeam: 'Larkmoor' })}`
    expect(getRefusal(csvFile('E0_2223.csv', text.slice(0, -20)))).toMatchObject({
      code: 'TRUNCATED',
      message: expect.stringContaining('line 3'),
    })
    const whole = read(csvFile('E0_2223.csv', text))
    expect([whole.accepted.length, whole.issues.map(({ code }) => code)]).toEqual([2, ['NO_FINAL_LINE_BREAK']])
  })

  test('a file cut after its first line is refused', () => {
    expect(getRefusal(csvFile('E0_2223.csv', RESULT_HEADER))?.code).toBe('TRUNCATED')
  })

  test('a file whose season cannot be told is refused', () => {
    const rows = [resultCells({ Date: '01/09/2021' }), resultCells({ Date: '01/09/2022', HomeTeam: 'Larkmoor' })]
    expect(getRefusal(csvFile('E0.csv', [RESULT_HEADER, ...rows, ''].join('\n')))?.code).toBe('SEASON_UNKNOWN')
  })
})

test('the dates overrule a file name that says another season, with a warning', () => {
  const file = read(csvFile('E0_2021.csv', `${RESULT_HEADER}\n${resultCells()}\n`))
  expect([file.season, file.seasonSource, file.issues.map(({ code }) => code)]).toEqual(['2022-23', 'dates', ['SEASON_OVERRULED']])
})

describe('what a value may be', () => {
  const accepted = (overrides: Record<string, string>) => readRows(resultCells(overrides)).accepted[0]?.match
  const rejection = (overrides: Record<string, string>) => readRows(resultCells(overrides)).issues[0]?.code

  test('a division is kept in capitals', () => {
    expect(accepted({ Div: 'e0' })?.division).toBe('E0')
  })

  test('99 goals are a score and 100 are a slip', () => {
    expect(accepted({ FTHG: '99', FTR: 'H' })?.fullTime).toEqual({ home: 99, away: 1 })
    expect(rejection({ FTHG: '100', FTR: 'H' })).toBe('INVALID_GOALS')
  })

  test('999 shots are a count and 1000 are not kept', () => {
    expect(accepted({ HS: '999' })?.homeStatistics.shots).toBe(999)
    expect(accepted({ HS: '1000' })?.homeStatistics.shots).toBeNull()
  })

  test('neither side has scored more at half-time than at the end', () => {
    expect(rejection({ HTHG: '3', HTR: 'H' })).toBe('HALF_TIME_EXCEEDS_FULL_TIME')
    expect(rejection({ HTAG: '2', HTR: 'A' })).toBe('HALF_TIME_EXCEEDS_FULL_TIME')
    expect(accepted({ HTHG: '2', HTAG: '1', HTR: 'H' })?.halfTime).toEqual({ home: 2, away: 1 })
  })

  test('prices up to 10,000 and handicaps up to 20 goals are kept', () => {
    expect(withOdds('B365H,B365D,B365A', '10000,3.4,10000.1').accepted[0]?.quotes[0]).toMatchObject({ price1: 10_000, price2: null })
    expect(withOdds('B365AHH,B365AHA,AHh', '1.9,1.95,-20').accepted[0]?.quotes[0]?.line).toBe(-20)
    expect(withOdds('B365AHH,B365AHA,AHh', '1.9,1.95,20.25').accepted[0]?.quotes).toEqual([])
  })

  test('one pairing in two divisions of one file is two matches', () => {
    const file = readRows(resultCells(), resultCells({ Div: 'E1' }))
    expect(file.accepted.map(({ match }) => match.division)).toEqual(['E0', 'E1'])
    expect(file.divisions).toEqual(['E0', 'E1'])
  })
})
