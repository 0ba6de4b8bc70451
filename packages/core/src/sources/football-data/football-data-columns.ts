import type { OddsQuote } from '../../football/match.ts'
import { type CsvRow, isBlank, holdsControlCharacters } from '../csv.ts'
import { excerpt, type FileRefusal, type Finding } from '../import-issue.ts'
import { BOOKMAKER_COUNT_COLUMNS, looksLikeOdds, PRICE_COLUMNS, TOTALS_LINE } from './catalogue.ts'

/** The columns without which a row has no meaning, each with the names under which it is known. */
const REQUIRED = {
  division: ['Div'],
  date: ['Date'],
  home: ['HomeTeam', 'Home'],
  away: ['AwayTeam', 'Away'],
  homeGoals: ['FTHG', 'HG'],
  awayGoals: ['FTAG', 'AG'],
} as const
const OPTIONAL = {
  time: ['Time'],
  result: ['FTR', 'Res'],
  halfTimeHomeGoals: ['HTHG'],
  halfTimeAwayGoals: ['HTAG'],
  halfTimeResult: ['HTR'],
  referee: ['Referee'],
} as const
const STATISTICS = {
  shots: ['HS', 'AS'],
  shotsOnTarget: ['HST', 'AST'],
  fouls: ['HF', 'AF'],
  corners: ['HC', 'AC'],
  yellows: ['HY', 'AY'],
  reds: ['HR', 'AR'],
} as const

/** A column by its index in the row and the name that the header gives it. */
export interface Column {
  readonly index: number
  readonly name: string
}

export interface SlotPrice extends Column {
  readonly price: 'price1' | 'priceX' | 'price2'
}

/** One quote per row: where its prices and its line stand. */
export interface QuoteSlot extends Pick<OddsQuote, 'market' | 'phase' | 'bookmaker'> {
  readonly prices: readonly SlotPrice[]
  readonly handicap: Column | null
  /** The line where no column gives it. */
  readonly fixedLine: number
}

export type StatisticName = keyof typeof STATISTICS

/** Where everything stands in the rows of one file: columns are read by name, never by position. */
export interface FootballDataColumns {
  readonly count: number
  readonly required: Readonly<Record<keyof typeof REQUIRED, Column>>
  readonly optional: Readonly<Record<keyof typeof OPTIONAL, Column | null>>
  readonly statistics: Readonly<Record<StatisticName, readonly [home: Column | null, away: Column | null]>>
  readonly quotes: readonly QuoteSlot[]
  /** Columns that hold nothing which is kept. */
  readonly notRead: readonly Column[]
}

const namesFor = (names: readonly string[]): string => names.join(' or ')

/** The header's names: trimmed, without the byte-order mark that some originals begin with. */
function columnNames(header: readonly string[]): string[] {
  return header.map((name, index) => (index === 0 ? name.replace(/^(?:\ufeff|ï»¿)/, '') : name).trim())
}

/**
 * Whether a file is one of football-data.co.uk's, by its header.
 *
 * @param header     names of the first line
 * @param firstRows  some rows, to tell a binary file from a text
 * @returns          null when it is, else the refusal with its one sentence
 */
export function recogniseFootballData(header: readonly string[], firstRows: readonly CsvRow[]): FileRefusal | null {
  const names = columnNames(header)
  if ([names, ...firstRows.map((row) => row.cells)].some((cells) => cells.some(holdsControlCharacters))) {
    return { code: 'BINARY', message: 'not a text file: it holds binary content, expected CSV', got: null, expected: 'CSV text' }
  }
  const missing = Object.values(REQUIRED).filter((aliases) => !aliases.some((name) => names.includes(name)))
  if (missing.length > 0) {
    const got = excerpt(names.slice(0, 8).join(', '))
    const expected = missing.map(namesFor).join(', ')
    const message = `not a football-data.co.uk results file: its first line lacks ${expected}; got columns "${got}"`
    return { code: 'NOT_FOOTBALL_DATA', message, got, expected }
  }
  const twice = names.find((name, index) => name !== '' && names.indexOf(name) !== index)
  if (twice !== undefined) {
    const message = `column ${excerpt(twice)} stands in the first line twice: which one is meant cannot be told`
    return { code: 'COLUMN_TWICE', message, got: excerpt(twice), expected: 'each column once' }
  }
  return null
}

/**
 * Where everything stands in a file's rows.
 *
 * @param header  of a file that {@link recogniseFootballData} has recognised
 */
export function planColumns(header: readonly string[]): FootballDataColumns {
  const names = columnNames(header)
  const read = new Set<number>()
  const find = (aliases: readonly string[]): Column | null => {
    const index = names.findIndex((name) => aliases.includes(name))
    if (index < 0) return null
    read.add(index)
    return { index, name: names[index]! }
  }
  const each = <Key extends string, Value, Out>(record: Readonly<Record<Key, Value>>, map: (value: Value) => Out): Record<Key, Out> =>
    Object.fromEntries(Object.entries<Value>(record).map(([key, value]) => [key, map(value)])) as Record<Key, Out>

  const required = each(REQUIRED, (aliases: readonly string[]) => find(aliases) ?? { index: -1, name: namesFor(aliases) })
  const optional = each(OPTIONAL, (aliases: readonly string[]) => find(aliases))
  const statistics = each(STATISTICS, ([home, away]: readonly [string, string]) => [find([home]), find([away])] as const)
  const quotes = planQuotes(names, find)
  for (const name of BOOKMAKER_COUNT_COLUMNS) find([name])
  const notRead = names.map((name, index) => ({ index, name })).filter(({ index }) => !read.has(index))
  return { count: names.length, required, optional, statistics, quotes, notRead }
}

function planQuotes(names: readonly string[], find: (aliases: readonly string[]) => Column | null): QuoteSlot[] {
  const slots = new Map<string, QuoteSlot & { prices: SlotPrice[] }>()
  for (const name of names) {
    const known = PRICE_COLUMNS.get(name)
    if (!known) continue
    const handicap = known.market === 'ah' ? find(known.handicapColumns.filter((column) => names.includes(column)).slice(0, 1)) : null
    // A handicap price without its handicap has no meaning: it is reported as not read.
    if (known.market === 'ah' && handicap === null) continue
    const key = `${known.market}|${known.phase}|${known.bookmaker}`
    const slot = slots.get(key) ?? {
      market: known.market,
      phase: known.phase,
      bookmaker: known.bookmaker,
      prices: [],
      handicap,
      fixedLine: known.market === 'ou' ? TOTALS_LINE : 0,
    }
    // Pinnacle has two prefixes; where both name one price the first is read, the second reported.
    if (slot.prices.some((other) => other.price === known.price)) continue
    slot.prices.push({ ...(find([name]) as Column), price: known.price })
    slots.set(key, slot)
  }
  return [...slots.values()]
}

function reasonNotRead(name: string): string {
  const known = PRICE_COLUMNS.get(name)
  if (known?.market === 'ah') return 'holds handicap prices, but no column gives the handicap'
  if (known) return 'repeats a price that another column gives'
  return looksLikeOdds(name) ? 'looks like odds of a bookmaker or market that is not known' : 'is not known'
}

/** A warning per column that has values and of which nothing is kept. */
export function findUnreadColumns(columns: FootballDataColumns, rows: readonly CsvRow[]): Finding[] {
  return columns.notRead
    .filter(({ index }) => rows.some((row) => (row.cells[index] ?? '').trim() !== ''))
    .map(({ index, name }) => {
      const label = name === '' ? `column ${index + 1}, which has no name,` : `column ${excerpt(name)}`
      const message = `${label} ${reasonNotRead(name)}: its values are not read`
      return { code: 'COLUMN_NOT_READ', column: name === '' ? null : excerpt(name), message, got: null, expected: null }
    })
}

/** True where the file was cut: see {@link findTruncation}. */
function shorterThanAllOthers(last: CsvRow, others: readonly CsvRow[], headerLength: number): boolean {
  if (others.length === 0) return last.cells.length < headerLength
  return others.every((row) => last.cells.length < row.cells.length)
}

/**
 * Whether a file was cut off, as a broken download is. It was when it does not end in a line break and
 * its last row has fewer cells than every other one (than the header, where there is no other row).
 * Rows without their last cells are otherwise fine: originals leave trailing blanks out. A cut just
 * after a line break cannot be seen, and a cut inside the very last cell cannot be told from a file
 * that was saved without a final line break: the reader warns of it.
 */
export function findTruncation(file: {
  readonly header: readonly string[]
  readonly rows: readonly CsvRow[]
  readonly endsWithLineBreak: boolean
}): FileRefusal | null {
  if (file.endsWithLineBreak) return null
  const rows = file.rows.filter((row) => !isBlank(row))
  const last = rows.at(-1)
  const cut = last ? shorterThanAllOthers(last, rows.slice(0, -1), file.header.length) : true
  if (!cut) return null
  const got = last ? `${last.cells.length} cells in line ${last.line}` : `a first line of ${file.header.length} columns and no row`
  const message = `the file is cut off: it ends inside ${last ? `line ${last.line}` : 'its first line'}; fetch it again`
  return { code: 'TRUNCATED', message, got, expected: `${file.header.length} cells and a final line break` }
}
