const SIDES = ['H', 'D', 'A']
const BOOKS_OF_1X2 = ['B365', 'BFD', 'BMGM', 'BV', 'BW', 'CL', 'LB', 'PS', 'Max', 'Avg', 'BFE']
const BOOKS_OF_TWO_WAYS = ['B365', 'P', 'Max', 'Avg', 'BFE']

/** Result and statistics columns, as every original since 2000 begins. */
export const RESULT_HEADER = 'Div,Date,Time,HomeTeam,AwayTeam,FTHG,FTAG,FTR,HTHG,HTAG,HTR,Referee,HS,AS,HST,AST,HF,AF,HC,AC,HY,AY,HR,AR'

const oddsHeader = (infix: string, handicap: string): string[] => [
  ...BOOKS_OF_1X2.flatMap((book) => SIDES.map((side) => `${book}${infix}${side}`)),
  ...BOOKS_OF_TWO_WAYS.flatMap((book) => ['>2.5', '<2.5'].map((side) => `${book}${infix}${side}`)),
  handicap,
  ...BOOKS_OF_TWO_WAYS.flatMap((book) => ['AHH', 'AHA'].map((side) => `${book}${infix}${side}`)),
]

/** The widest header that the originals have: 132 columns, as in 2025/26. */
export const WIDE_HEADER = [RESULT_HEADER, ...oddsHeader('', 'AHh'), ...oddsHeader('C', 'AHCh')].join(',')

/** Cells of {@link RESULT_HEADER} for a match of invented clubs. */
export function resultCells(overrides: Record<string, string> = {}): string {
  const cells: Record<string, string> = {
    Div: 'E0',
    Date: '13/08/2022',
    Time: '15:00',
    HomeTeam: 'Brackwater',
    AwayTeam: 'Northmere',
    FTHG: '2',
    FTAG: '1',
    FTR: 'H',
    HTHG: '1',
    HTAG: '1',
    HTR: 'D',
    Referee: 'A Alder',
    HS: '14',
    AS: '9',
    HST: '5',
    AST: '3',
    HF: '11',
    AF: '12',
    HC: '6',
    AC: '4',
    HY: '1',
    AY: '2',
    HR: '0',
    AR: '0',
    ...overrides,
  }
  return RESULT_HEADER.split(',')
    .map((name) => cells[name] ?? '')
    .join(',')
}
