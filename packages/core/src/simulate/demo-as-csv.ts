import { londonClock, minuteFromIso } from '../football/time.ts'
import type { MatchRecord, SideStatistics, OddsQuote } from '../football/match.ts'
import { fileCodeForSeason } from '../football/season.ts'
import { FOOTBALL_DATA_BOOKMAKERS, PRICE_COLUMNS } from '../sources/football-data/catalogue.ts'
import type { SimulatedMatch } from './draw-match.ts'
import { simulateDemo } from './simulate-demo.ts'

/** A file in football-data.co.uk's format. */
export interface DemoFile {
  /** For example `VE1_2526.csv`. */
  readonly fileName: string
  readonly text: string
}

const RESULT_COLUMNS = ['Div', 'Date', 'Time', 'HomeTeam', 'AwayTeam', 'FTHG', 'FTAG', 'FTR', 'HTHG', 'HTAG', 'HTR', 'Referee']
const STATISTIC_COLUMNS: readonly (readonly [code: string, statistic: keyof SideStatistics])[] = [
  ['S', 'shots'],
  ['ST', 'shotsOnTarget'],
  ['F', 'fouls'],
  ['C', 'corners'],
  ['Y', 'yellows'],
  ['R', 'reds'],
]
const HANDICAP_COLUMNS = [
  ['AHh', 'open'],
  ['AHCh', 'close'],
] as const

const quoteKey = (quote: Pick<OddsQuote, 'market' | 'phase' | 'bookmaker'>): string => `${quote.market}|${quote.phase}|${quote.bookmaker}`

const resultLetter = (score: MatchRecord['fullTime']): string =>
  score === null ? '' : score.home > score.away ? 'H' : score.home < score.away ? 'A' : 'D'

/** Price columns that the demo fills, in the catalogue's order; Pinnacle's 1X2 is `PS`, its other markets `P`. */
function listPriceColumns(matches: readonly SimulatedMatch[]): string[] {
  const quoted = new Set(matches.flatMap(({ quotes }) => quotes.map(quoteKey)))
  return [...PRICE_COLUMNS]
    .filter(([name, column]) => {
      const prefixes = FOOTBALL_DATA_BOOKMAKERS.find(({ code }) => code === column.bookmaker)?.prefixes ?? []
      const prefix = prefixes[column.market === '1x2' ? 0 : prefixes.length - 1] ?? ''
      const others = prefixes.filter((other) => other.length > prefix.length)
      return quoted.has(quoteKey(column)) && name.startsWith(prefix) && !others.some((other) => name.startsWith(other))
    })
    .map(([name]) => name)
}

function toCells({ match, quotes }: SimulatedMatch, priceColumns: readonly string[]): (string | number)[] {
  const byKey = new Map(quotes.map((quote) => [quoteKey(quote), quote]))
  const [year, month, day] = match.kickoffOn.split('-')
  return [
    match.division,
    `${day}/${month}/${year}`,
    match.kickoffAt === null ? '' : londonClock(minuteFromIso(match.kickoffAt)),
    match.home,
    match.away,
    match.fullTime?.home ?? '',
    match.fullTime?.away ?? '',
    resultLetter(match.fullTime),
    match.halfTime?.home ?? '',
    match.halfTime?.away ?? '',
    resultLetter(match.halfTime),
    match.referee ?? '',
    ...STATISTIC_COLUMNS.flatMap(([, statistic]) => [match.homeStatistics[statistic] ?? '', match.awayStatistics[statistic] ?? '']),
    ...HANDICAP_COLUMNS.map(([, phase]) => quotes.find((quote) => quote.market === 'ah' && quote.phase === phase)?.line ?? ''),
    ...priceColumns.map((name) => {
      const column = PRICE_COLUMNS.get(name)
      return (column && byKey.get(quoteKey(column))?.[column.price]) ?? ''
    }),
  ]
}

/**
 * The demo as files in football-data.co.uk's format, one per division and season, so that it takes the
 * same import path as real files. Same seed, same bytes.
 *
 * @param seed  integer in [0, 2^32)
 * @throws {CoreError} INVALID_ARGUMENT  seed out of range
 */
export function demoAsCsv(options: { readonly seed: number }): DemoFile[] {
  return simulateDemo(options).map(({ division, season, matches }) => {
    const priceColumns = listPriceColumns(matches)
    const statistics = STATISTIC_COLUMNS.flatMap(([code]) => [`H${code}`, `A${code}`])
    const header = [...RESULT_COLUMNS, ...statistics, ...HANDICAP_COLUMNS.map(([name]) => name), ...priceColumns]
    const lines = [header, ...matches.map((match) => toCells(match, priceColumns))]
    return { fileName: `${division}_${fileCodeForSeason(season)}.csv`, text: `${lines.map((cells) => cells.join(',')).join('\n')}\n` }
  })
}
